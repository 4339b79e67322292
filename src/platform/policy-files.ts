import { statSync } from 'node:fs';
import { packFile } from '../engine/policy/files.js';
import { loadPolicy } from '../engine/policy/load.js';
import type { Policy } from '../engine/policy/model.js';
import type { PolicySource } from '../engine/runtime/policy-keeper.js';

/** A policy on disk, with the files that it extends and the schemas that it names. */
export function policyFiles(path: string, root: string | undefined): PolicySource {
  const main = packFile(path) ?? path;
  return {
    file: path,
    load: () => loadPolicy(path, root === undefined ? {} : { root }),
    stamp: (policy) => [main, ...filesOf(policy)].map(stampOf).join('|'),
  };
}

function filesOf(policy: Policy | undefined): string[] {
  return policy === undefined ? [] : [...policy.parents.map(({ file }) => file), ...policy.schemas];
}

/** Differs for another file, another size or another time, in nanoseconds. */
function stampOf(file: string): string {
  const facts = statSync(file, { bigint: true, throwIfNoEntry: false });
  return facts === undefined
    ? 'none'
    : `${facts.dev}:${facts.ino}:${facts.size}:${facts.mtimeNs}:${facts.ctimeNs}`;
}
