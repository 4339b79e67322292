/** The analysis room: questions about policies, answered by proof or by an event that shows the contrary. */
export { analyzePolicy, ruleFaults } from './analyze.js';
export type { PolicyAnalysis } from './analyze.js';
export { proveAssertions } from './assert.js';
export { parseAssertions } from './assertions.js';
export type { Assertion } from './assertions.js';
export { DEFAULT_STEPS } from './budget.js';
export type { ProveOptions } from './budget.js';
export { proveDiff, proveWithin } from './diff.js';
export type { DiffName } from './diff.js';
export type { PolicyDiffProof, Proof, Witness } from '../model/proof.js';
export type { RuleFault } from '../model/rule-fault.js';
