export { parseSuite } from './parse.js';
export type { Expected, Suite, SuiteCase } from './parse.js';
export { suiteCase, suiteHead } from './write.js';
export { runSuites } from './run.js';
export type { CaseOutcome, RunOptions, RunOutcome, SuiteOutcome } from './run.js';
export type { Coverage, UnreachedRule } from './coverage.js';
