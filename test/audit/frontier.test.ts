import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Frontier, leafHash, nodeHash, subtreeHash } from '../../src/engine/audit/index.js';
import { AuditError } from '../../src/engine/model/errors.js';

const LEAVES = Array.from({ length: 700 }, (_, i) => leafHash(`record ${i}`));
const sizes = fc.integer({ min: 0, max: LEAVES.length });

function grown(size: number): Frontier {
  const frontier = Frontier.empty();
  for (const leaf of LEAVES.slice(0, size)) frontier.append(leaf);
  return frontier;
}

describe('the edge of the tree', () => {
  it('goes on from any size as if it had seen all leaves', () => {
    fc.assert(
      fc.property(sizes, sizes, (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const frontier = Frontier.fromSubtrees(start, grown(start).subtrees());
        for (const leaf of LEAVES.slice(start, end)) frontier.append(leaf);
        expect(frontier.size).toBe(end);
        expect(frontier.root()).toBe(subtreeHash(LEAVES.slice(0, end)));
      }),
    );
  });

  it('is not moved by what its copy sees', () => {
    const frontier = grown(255);
    const root = frontier.root();
    const copy = frontier.copy();
    copy.append(LEAVES[255]!);
    expect(frontier.root()).toBe(root);
    expect(copy.root()).toBe(subtreeHash(LEAVES.slice(0, 256)));
  });

  it('names each tile once, when it is complete', () => {
    const seen: string[] = [];
    const frontier = Frontier.empty();
    frontier.onTile = (level, index, hash) => seen.push(`${frontier.size} ${level}/${index} ${hash}`);
    for (const leaf of LEAVES) frontier.append(leaf);
    expect(seen).toEqual([
      `255 1/0 ${subtreeHash(LEAVES.slice(0, 256))}`,
      `511 1/1 ${subtreeHash(LEAVES.slice(256, 512))}`,
    ]);
  });

  it('takes no text for a hash that is none, wherever it comes from', () => {
    const good = LEAVES[0]!;
    // Before each, a hash that would stand in for a blanked one if its bytes were left in place.
    for (const bad of [
      '',
      '0'.repeat(63),
      `${good}0`,
      good.toUpperCase(),
      `\u{1F600}${good.slice(2)}`,
      `Ā${good.slice(1)}`,
    ]) {
      nodeHash(good, good);
      expect(() => nodeHash(bad, good)).toThrow(AuditError);
      expect(() => nodeHash(good, bad)).toThrow(AuditError);
      expect(() => Frontier.empty().append(bad)).toThrow(AuditError);
      expect(() => Frontier.fromSubtrees(1, [bad])).toThrow(AuditError);
      expect(Frontier.fromTiles(1, () => bad)).toBeUndefined();
    }
    expect(() => Frontier.fromSubtrees(3, [good])).toThrow(AuditError);
    expect(() => Frontier.fromSubtrees(1, [good, good])).toThrow(RangeError);
  });
});
