import { readDocument } from './document.js';
import { diskSource } from './files.js';
import type { Policy } from './model.js';
import { assemble, DEFAULT_POLICY_LIMITS } from './parents.js';
import type { ParentSource, PolicyLimits } from './parents.js';
import { readYaml } from './source.js';
import type { SourceTree } from './source.js';

export type { Policy, PolicyRule } from './model.js';

export interface ParsePolicyOptions {
  /** What messages call the text; also what a policy without a name is named after. */
  readonly file?: string;
  readonly limits?: Partial<PolicyLimits>;
  /** Where `extends` finds its files. Without it, a text that extends something does not load. */
  readonly parents?: ParentSource;
}

/** Parses a policy from its text (YAML 1.2 or JSON). @throws PolicyError with everything that is wrong. */
export function parsePolicy(text: string, options: ParsePolicyOptions = {}): Policy {
  const limits = { ...DEFAULT_POLICY_LIMITS, ...options.limits };
  const tree = readYaml(text, options.file ?? 'policy', { bytes: limits.bytes });
  return assemble(readDocument(tree), options.parents, limits);
}

/** Parses a policy that stands inside another file, as in a suite; `extends` is relative to that file. */
export function parsePolicyTree(tree: SourceTree, options: { root?: string } = {}): Policy {
  return assemble(readDocument(tree), diskSource(options.root), DEFAULT_POLICY_LIMITS);
}
