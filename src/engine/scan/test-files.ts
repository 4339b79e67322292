import type { Collected } from './files.js';
import type { Edges } from './related.js';

/** Files that run nothing but tests, by the names that runners look for. */
export const isTestFile = (path: string): boolean =>
  /(?:\.(?:test|spec)\.[cm]?[jt]sx?$)|\/__tests__\//.test(path);

/**
 * Whether what a file defines is for tests alone, and ships nowhere. Not if other code imports it, and not if it was asked
 * for by name.
 */
export function isForTests({ asked }: Collected, usedBy: Edges, path: string): boolean {
  if (!isTestFile(path) || asked.some((one) => isTestFile(`${one}/`) || one === path)) return false;
  return (usedBy.get(path) ?? []).every((user) => isTestFile(user));
}
