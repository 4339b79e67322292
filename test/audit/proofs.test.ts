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
const hashAt = (start: number, end: number): string => subtreeHash(LEAVES, start, end);
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

describe('an inclusion proof', () => {
  it('holds for every leaf of every size, and for no other leaf, place, size or root', () => {
    for (let size = 1; size <= LEAVES.length; size += size < 40 ? 1 : 13) {
      const root = hashAt(0, size);
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, hashAt);
        const leaf = LEAVES[index]!;
        expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(flipped(leaf), index, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, proof, flipped(root))).toBe(false);
        expect(verifyInclusion(leaf, (index + 1) % size, size, proof, root)).toBe(size === 1);
        expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
        if (proof.length > 0) {
          expect(verifyInclusion(leaf, index, size, proof.slice(1), root)).toBe(false);
          expect(verifyInclusion(leaf, index, size, proof.map(flipped), root)).toBe(false);
        }
      }
    }
  });

  it('is refused where it makes no sense', () => {
    expect(() => inclusionProof(3, 3, hashAt)).toThrow(RangeError);
    expect(verifyInclusion('x', 0, 1, [], 'x')).toBe(false);
    expect(verifyInclusion(LEAVES[0]!, -1, 1, [], LEAVES[0]!)).toBe(false);
    expect(verifyInclusion(LEAVES[0]!, 0.5, 1, [], LEAVES[0]!)).toBe(false);
  });
});

describe('a consistency proof', () => {
  it('holds between all sizes, and for no other size or root', () => {
    for (let size = 1; size <= LEAVES.length; size += size < 40 ? 1 : 13) {
      const root = hashAt(0, size);
      for (let old = 0; old <= size; old++) {
        const oldRoot = hashAt(0, old);
        const proof = consistencyProof(old, size, hashAt);
        expect(verifyConsistency(old, oldRoot, size, root, proof)).toBe(true);
        expect(verifyConsistency(old, flipped(oldRoot), size, root, proof)).toBe(false);
        if (old === 0) continue;
        expect(verifyConsistency(old, oldRoot, size, flipped(root), proof)).toBe(false);
        expect(verifyConsistency(old, oldRoot, size, root, [...proof, root])).toBe(false);
        if (proof.length > 0) {
          expect(verifyConsistency(old, oldRoot, size, root, proof.slice(1))).toBe(false);
          expect(verifyConsistency(old, oldRoot, size, root, proof.map(flipped))).toBe(false);
          expect(verifyConsistency(old - 1, oldRoot, size, root, proof)).toBe(false);
        }
      }
    }
  });
});
