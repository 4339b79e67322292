import { packFile, diskSource, readPolicyText } from './files.js';
import type { Policy } from './model.js';
import { readDocument } from './document.js';
import { assemble, DEFAULT_POLICY_LIMITS } from './parents.js';
import type { PolicyLimits } from './parents.js';
import { readYaml } from './source.js';

export interface LoadPolicyOptions {
  /** The folder that `extends` and `schema` may not leave. */
  readonly root?: string;
  readonly limits?: Partial<PolicyLimits>;
}

/**
 * Loads a policy and all that it extends. `path` is a file or a shipped pack (`pack:shell/baseline`).
 * @throws PolicyError with every problem of every file involved, each with its place.
 */
export function loadPolicy(path: string, options: LoadPolicyOptions = {}): Policy {
  const limits = { ...DEFAULT_POLICY_LIMITS, ...options.limits };
  const file = packFile(path) ?? path;
  const tree = readYaml(readPolicyText(file, limits.bytes), file, { bytes: limits.bytes });
  const source = diskSource(options.root, limits.bytes);
  return assemble(readDocument(tree, source, limits.bytes), source, limits);
}
