import { EMPTY_ROOT, isHash, nodeHash } from './hash.js';

/** The tree hash (RFC 6962, section 2.1) of the leaves from `start` up to, not including, `end`. */
export type HashAt = (start: number, end: number) => string;

/** A tree of 2^53 leaves has no longer proof. */
const MAX_PROOF = 54;

/** The largest power of two below `n`, for `n` over 1. */
function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}

/** Hashes that lead from one leaf to the root of a tree of `size` leaves, leaf first (RFC 6962, section 2.1.1). */
export function inclusionProof(index: number, size: number, hashAt: HashAt): string[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  return pathOf(index, 0, size, hashAt);
}

function pathOf(index: number, start: number, end: number, hashAt: HashAt): string[] {
  if (end - start === 1) return [];
  const middle = start + splitOf(end - start);
  return index < middle
    ? [...pathOf(index, start, middle, hashAt), hashAt(middle, end)]
    : [...pathOf(index, middle, end, hashAt), hashAt(start, middle)];
}

/** Whether a leaf stands at `index` in the tree of `size` leaves with this root (RFC 9162, section 2.1.3.2). */
export function verifyInclusion(
  leaf: string,
  index: number,
  size: number,
  proof: readonly string[],
  root: string,
): boolean {
  if (!(isSize(size) && isSize(index) && index < size && areHashes([leaf, root, ...proof]))) return false;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash === root;
}

/** Hashes that show that a tree of `size` leaves begins with the tree of `oldSize` (RFC 6962, section 2.1.2). */
export function consistencyProof(oldSize: number, size: number, hashAt: HashAt): string[] {
  if (!(oldSize >= 0 && oldSize <= size)) throw new RangeError(`${oldSize} is beyond a tree of ${size}`);
  if (oldSize === 0 || oldSize === size) return [];
  return subproof(oldSize, 0, size, true, hashAt);
}

function subproof(old: number, start: number, end: number, whole: boolean, hashAt: HashAt): string[] {
  if (old === end - start) return whole ? [] : [hashAt(start, end)];
  const split = splitOf(end - start);
  const middle = start + split;
  return old <= split
    ? [...subproof(old, start, middle, whole, hashAt), hashAt(middle, end)]
    : [...subproof(old - split, middle, end, false, hashAt), hashAt(start, middle)];
}

/** Whether the tree with the new root begins with the one with the old root (RFC 9162, section 2.1.4.2). */
export function verifyConsistency(
  oldSize: number,
  oldRoot: string,
  size: number,
  root: string,
  proof: readonly string[],
): boolean {
  if (!(isSize(oldSize) && isSize(size) && oldSize <= size && areHashes([oldRoot, root, ...proof])))
    return false;
  if (oldSize === size) return proof.length === 0 && oldRoot === root;
  if (oldSize === 0) return proof.length === 0 && oldRoot === EMPTY_ROOT;
  return climbs(isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof, oldSize - 1, size - 1, oldRoot, root);
}

/** Both roots, rebuilt from one path. */
function climbs(path: readonly string[], from: number, to: number, oldRoot: string, root: string): boolean {
  let at = from;
  let last = to;
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let oldHash = first;
  let hash = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldHash = nodeHash(sibling, oldHash);
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && oldHash === oldRoot && hash === root;
}

/** The tree hash of leaves at hand. */
export function subtreeHash(leaves: readonly string[], start = 0, end = leaves.length): string {
  if (end - start === 0) return EMPTY_ROOT;
  if (end - start === 1) return leaves[start] as string;
  const middle = start + splitOf(end - start);
  return nodeHash(subtreeHash(leaves, start, middle), subtreeHash(leaves, middle, end));
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function isPowerOfTwo(n: number): boolean {
  let power = 1;
  while (power < n) power *= 2;
  return power === n;
}

function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function areHashes(hashes: readonly string[]): boolean {
  return hashes.length <= MAX_PROOF + 2 && hashes.every(isHash);
}
