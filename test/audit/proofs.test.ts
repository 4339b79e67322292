import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  EMPTY_ROOT,
  Frontier,
  inclusionProof,
  leafHash,
  subtreeHash,
  TILE_SPAN,
  verifyConsistency,
  verifyInclusion,
} from '../../src/engine/audit/index.js';

const LEAVES = Array.from({ length: 300 }, (_, i) => leafHash(`record ${i}`));
const known = new Map<number, string>();
/** Remembered: all sizes ask for the same subtrees. */
const hashAt = (start: number, end: number): string => {
  const at = start * 1000 + end;
  const hash = known.get(at) ?? subtreeHash(LEAVES, start, end);
  known.set(at, hash);
  return hash;
};
const flipped = (hash: string): string => (hash[0] === '0' ? '1' : '0') + hash.slice(1);

describe('the Merkle tree', () => {
  it('has the root of RFC 6962 at every size', () => {
    const frontier = Frontier.empty();
    expect(frontier.root()).toBe(EMPTY_ROOT);
    for (const [i, leaf] of LEAVES.entries()) {
      frontier.append(leaf);
      expect(frontier.root()).toBe(hashAt(0, i + 1));
      expect(Frontier.fromSubtrees(i + 1, frontier.subtrees()).root()).toBe(frontier.root());
    }
  });

  it('hashes as the test vectors of certificate transparency do', () => {
    // Leaf "" and leaf 0x00, from the reference implementation of RFC 6962.
    expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(leafHash('\0')).toBe('96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7');
    expect(subtreeHash([leafHash(''), leafHash('\0')])).toBe(
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    );
  });

  it('grows on from its tiles as if it had seen the leaves', () => {
    const tiles = new Map<string, string>();
    const whole = Frontier.empty();
    whole.onTile = (level, index, hash) => tiles.set(`${level}/${index}`, hash);
    const size = TILE_SPAN * 257 + 3;
    for (let i = 0; i < size; i++) whole.append(leafHash(String(i)));
    expect(tiles.size).toBe(258);
    for (const count of [1, 255, 256, 257]) {
      const frontier = Frontier.fromTiles(count, (level, index) => tiles.get(`${level}/${index}`))!;
      expect(frontier.size).toBe(count * TILE_SPAN);
      for (let i = count * TILE_SPAN; i < size; i++) frontier.append(leafHash(String(i)));
      expect(frontier.root()).toBe(whole.root());
    }
    expect(Frontier.fromTiles(2, (_, index) => tiles.get(`1/${index + 1000}`))).toBeUndefined();
  });
});

type Claim = readonly [what: string, holds: () => boolean];

/** What holds and should not, by name. Two of the claims a turn: over the turns of one size, each of them often. */
function untrue(turn: number, claims: readonly Claim[]): string[] {
  const asked = [claims[turn % claims.length]!, claims[(turn + 1) % claims.length]!];
  return asked.filter(([, holds]) => holds()).map(([what]) => what);
}

/** A proof with one hash changed, another one each turn. */
function bent(proof: readonly string[], turn: number): string[] {
  return proof.map((hash, i) => (i === turn % proof.length ? flipped(hash) : hash));
}

describe('an inclusion proof', () => {
  it('holds for every leaf of every size from 1 to 300, and for no other leaf, place, size or root', () => {
    const wrong: string[] = [];
    for (let size = 1; size <= LEAVES.length; size++) {
      const root = hashAt(0, size);
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, hashAt);
        const leaf = LEAVES[index]!;
        const holds = (path: readonly string[], top = root, at = index, of = leaf): boolean =>
          verifyInclusion(of, at, size, path, top);
        if (!holds(proof)) wrong.push(`${index} of ${size}`);
        const claims: Claim[] = [
          ['leaf', () => holds(proof, root, index, flipped(leaf))],
          ['root', () => holds(proof, flipped(root))],
          ['place', () => size > 1 && holds(proof, root, (index + 1) % size)],
          ['taller tree', () => verifyInclusion(leaf, index, size * 2, proof, root)],
          ['one too many', () => holds([...proof, root])],
          ['first cut', () => size > 1 && holds(proof.slice(1))],
          ['last cut', () => size > 1 && holds(proof.slice(0, -1))],
          ['one changed', () => size > 1 && holds(bent(proof, index))],
        ];
        wrong.push(...untrue(index, claims).map((what) => `${index} of ${size}: ${what}`));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is refused where it makes no sense', () => {
    const leaf = LEAVES[0]!;
    expect(() => inclusionProof(3, 3, hashAt)).toThrow(RangeError);
    expect(verifyInclusion('x', 0, 1, [], 'x')).toBe(false);
    expect(verifyInclusion(leaf, 0, 1, [], leaf)).toBe(true);
    for (const index of [-1, 0.5, Number.NaN]) expect(verifyInclusion(leaf, index, 1, [], leaf)).toBe(false);
    expect(verifyInclusion(leaf, 0, 0, [], leaf)).toBe(false);
    expect(verifyInclusion(leaf, 0, 2 ** 60, [], leaf)).toBe(false);
    for (const odd of ['', 'zz', 'g'.repeat(64), leaf.toUpperCase(), `${leaf}00`])
      expect(verifyInclusion(leaf, 0, 2, [odd], hashAt(0, 2))).toBe(false);
    expect(verifyInclusion(leaf, 0, 2, new Array<string>(100_000).fill(leaf), leaf)).toBe(false);
  });
});

describe('a consistency proof', () => {
  it('holds between all sizes from 0 to 300, and for no other size or root', () => {
    const wrong: string[] = [];
    for (let size = 1; size <= LEAVES.length; size++) {
      const root = hashAt(0, size);
      for (let old = 0; old <= size; old++) {
        const oldRoot = hashAt(0, old);
        const proof = consistencyProof(old, size, hashAt);
        const holds = (path: readonly string[], top = root, oldTop = oldRoot, from = old): boolean =>
          verifyConsistency(from, oldTop, size, top, path);
        if (!holds(proof)) wrong.push(`${old} to ${size}`);
        const some = proof.length > 0;
        const claims: Claim[] = [
          ['old root', () => holds(proof, root, flipped(oldRoot))],
          // All logs begin with the empty one.
          ['root', () => old > 0 && holds(proof, flipped(root))],
          ['one too many', () => holds([...proof, root])],
          ['first cut', () => some && holds(proof.slice(1))],
          ['last cut', () => some && holds(proof.slice(0, -1))],
          ['one changed', () => some && holds(bent(proof, old))],
          ['old size', () => some && holds(proof, root, oldRoot, old - 1)],
          ['turned round', () => some && verifyConsistency(size, root, old, oldRoot, proof)],
        ];
        wrong.push(...untrue(old, claims).map((what) => `${old} to ${size}: ${what}`));
      }
    }
    expect(wrong).toEqual([]);
  });
});
