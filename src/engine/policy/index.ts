/** The policy room: from text to a compiled policy. NIST SP 800-162 calls what is behind it the PAP and the PDP. */
export { canonicalPolicy, digestPolicy, printPolicy } from './canonical.js';
export { checkPolicyFile, checkPolicyText, withExcerpts } from './check.js';
export type { CheckPolicyOptions } from './check.js';
export { CompiledPolicy, compilePolicy } from './compile.js';
export { comparedPolicy, comparePolicies } from './difference.js';
export { packFile, packsFolder } from './files.js';
export { lintPolicy } from './lint.js';
export { loadPolicy } from './load.js';
export type { LoadPolicyOptions } from './load.js';
export type { ParentRef, Policy, PolicyRule, RiskAction, RiskLevels } from './model.js';
export { parsePolicy, parsePolicyTree } from './parse.js';
export type { ParsePolicyOptions } from './parse.js';
export { policyJsonSchema } from './schema.js';
