import { EMPTY_ROOT, nodeHash } from './hash.js';

/** Leaves of a tile: 2^8, as in the tiled logs of C2SP. */
export const TILE_SPAN = 256;
const TILE_BITS = 8;

/** Called for each complete subtree of 256^level leaves, number `index` from the left; level 1 and up. */
export type OnTile = (level: number, index: number, hash: string) => void;

/**
 * The right edge of a growing Merkle tree (RFC 6962): the hashes of its complete subtrees, one for each bit of its
 * size. Enough to append and to tell the root, in memory of the logarithm of the size.
 */
export class Frontier {
  /** By height: the complete subtree of 2^height leaves at the edge, where the size has that bit. */
  readonly #edge: string[] = [];
  #size = 0;
  onTile: OnTile | undefined;

  static empty(): Frontier {
    return new Frontier();
  }

  /** From the hashes of the complete subtrees of a tree, largest first. */
  static fromSubtrees(size: number, hashes: readonly string[]): Frontier {
    const frontier = new Frontier();
    let next = 0;
    for (let height = heightOf(size); height >= 0; height--) {
      if (bit(size, height)) frontier.#edge[height] = hashes[next++] as string;
    }
    if (next !== hashes.length || hashes.includes(undefined as never))
      throw new RangeError('wrong number of hashes');
    frontier.#size = size;
    return frontier;
  }

  /**
   * A tree of so many complete tiles of 256 leaves, from the tiles that are kept. Undefined where one is missing.
   */
  static fromTiles(
    count: number,
    tile: (level: number, index: number) => string | undefined,
  ): Frontier | undefined {
    const frontier = new Frontier();
    let done = 0;
    while (done < count) {
      const level = largestLevel(done, count);
      const hash = tile(level, done / TILE_SPAN ** (level - 1));
      if (hash === undefined) return undefined;
      frontier.#join(hash, (level * TILE_BITS) as number);
      done += TILE_SPAN ** (level - 1);
      frontier.#size = done * TILE_SPAN;
    }
    return frontier;
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: string): void {
    this.#join(leaf, 0);
    this.#size++;
  }

  /** Puts a complete subtree at the edge, and joins those that are complete with it. */
  #join(subtree: string, from: number): void {
    const edge = this.#edge;
    let height = from;
    let hash = subtree;
    let rest = Math.floor(this.#size / 2 ** height);
    while (rest % 2 === 1) {
      hash = nodeHash(edge[height] as string, hash);
      rest = (rest - 1) / 2;
      height++;
      if (height % TILE_BITS === 0 && this.onTile !== undefined) this.onTile(height / TILE_BITS, rest, hash);
    }
    edge[height] = hash;
  }

  root(): string {
    let root: string | undefined;
    for (let height = 0; 2 ** height <= this.#size; height++) {
      if (!bit(this.#size, height)) continue;
      const hash = this.#edge[height] as string;
      root = root === undefined ? hash : nodeHash(hash, root);
    }
    return root ?? EMPTY_ROOT;
  }

  /** The hashes of the complete subtrees, largest first. */
  subtrees(): string[] {
    const hashes: string[] = [];
    for (let height = heightOf(this.#size); height >= 0; height--) {
      if (bit(this.#size, height)) hashes.push(this.#edge[height] as string);
    }
    return hashes;
  }

  copy(): Frontier {
    return Frontier.fromSubtrees(this.#size, this.subtrees());
  }
}

function bit(size: number, height: number): boolean {
  return Math.floor(size / 2 ** height) % 2 === 1;
}

function heightOf(size: number): number {
  return size === 0 ? -1 : Math.floor(Math.log2(size));
}

/** The largest level whose complete tile begins at `done` (in tiles of level 1) and ends within `count`. */
function largestLevel(done: number, count: number): number {
  let level = 1;
  while (done % TILE_SPAN ** level === 0 && done + TILE_SPAN ** level <= count) level++;
  return level;
}
