import { readDocument } from './document.js';
import { diskSource } from './files.js';
import type { Policy } from './model.js';
import { assemble, DEFAULT_POLICY_LIMITS } from './parents.js';
import type { FileSource } from './file-source.js';
import type { PolicyLimits } from './parents.js';
import { readYaml } from './source.js';
import type { SourceTree } from './source.js';

export type { Policy, PolicyRule } from './model.js';

export interface ParsePolicyOptions {
  /** What messages call the text; also what a policy without a name is named after. */
  readonly file?: string;
  readonly limits?: Partial<PolicyLimits>;
  /** Where `extends` and `schema` find their files. Without it, a text that names one does not load. */
  readonly parents?: FileSource;
}

/** Parses a policy from its text (YAML 1.2 or JSON). @throws PolicyError with everything that is wrong. */
export function parsePolicy(text: string, options: ParsePolicyOptions = {}): Policy {
  const limits = { ...DEFAULT_POLICY_LIMITS, ...options.limits };
  const tree = readYaml(text, options.file ?? 'policy', { bytes: limits.bytes });
  return assemble(readDocument(tree, options.parents, limits.bytes), options.parents, limits);
}

/** Parses a policy that stands inside another file, as in a suite; `extends` is relative to that file. */
export function parsePolicyTree(tree: SourceTree, options: { root?: string } = {}): Policy {
  const source = diskSource(options.root);
  return assemble(readDocument(tree, source), source, DEFAULT_POLICY_LIMITS);
}
