import { EMPTY_ROOT, isHash, nodeHash, putHash, putLatin, sha256Latin } from './hash.js';

/** Leaves of a tile: 2^8, as in the tiled logs of C2SP. */
export const TILE_SPAN = 256;
const TILE_BITS = 8;
/** Where the two hashes of a node stand, behind its one byte. */
const LEFT = 1;
const RIGHT = 33;
const NODE_BYTES = 65;

/** Called for each complete subtree of 256^level leaves, number `index` from the left; level 1 and up. */
export type OnTile = (level: number, index: number, hash: string) => void;

/**
 * The right edge of a growing Merkle tree (RFC 6962): the hashes of its complete subtrees, one for each bit of its
 * size. Enough to append and to tell the root, in memory of the logarithm of the size.
 */
export class Frontier {
  /**
   * By height: what the node above hashes. Its left is the complete subtree of 2^height leaves at the edge, where the
   * size has that bit. Bytes, each in the place where it is hashed: to go by hex texts would cost half as much again.
   */
  readonly #nodes: Buffer[] = [];
  #size = 0;
  onTile: OnTile | undefined;

  static empty(): Frontier {
    return new Frontier();
  }

  /** From the hashes of the complete subtrees of a tree, largest first. @throws AuditError `corrupt` */
  static fromSubtrees(size: number, hashes: readonly string[]): Frontier {
    const frontier = new Frontier();
    let next = 0;
    for (let height = heightOf(size); height >= 0; height--) {
      if (bit(size, height)) putHash(frontier.#node(height), hashes[next++] ?? '', LEFT);
    }
    if (next !== hashes.length) throw new RangeError('wrong number of hashes');
    frontier.#size = size;
    return frontier;
  }

  /**
   * A tree of so many complete tiles of 256 leaves, from the tiles that are kept. Undefined where one is missing, or is
   * no hash.
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
      if (!isHash(hash)) return undefined;
      frontier.#join(hash, level * TILE_BITS);
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
    let height = from;
    let rest = from === 0 ? this.#size : Math.floor(this.#size / 2 ** from);
    let node = this.#node(height);
    putHash(node, subtree, sideOf(rest));
    while (rest % 2 === 1) {
      const hash = sha256Latin(node);
      rest = (rest - 1) / 2;
      height++;
      node = this.#node(height);
      putLatin(node, hash, sideOf(rest));
      if (height % TILE_BITS === 0) this.onTile?.(height / TILE_BITS, rest, hexAt(node, sideOf(rest)));
    }
  }

  #node(height: number): Buffer {
    return (this.#nodes[height] ??= newNode());
  }

  #edge(height: number): string {
    return hexAt(this.#node(height), LEFT);
  }

  root(): string {
    let root: string | undefined;
    for (let height = 0; 2 ** height <= this.#size; height++) {
      if (!bit(this.#size, height)) continue;
      const hash = this.#edge(height);
      root = root === undefined ? hash : nodeHash(hash, root);
    }
    return root ?? EMPTY_ROOT;
  }

  /** The hashes of the complete subtrees, largest first. */
  subtrees(): string[] {
    const hashes: string[] = [];
    for (let height = heightOf(this.#size); height >= 0; height--) {
      if (bit(this.#size, height)) hashes.push(this.#edge(height));
    }
    return hashes;
  }

  copy(): Frontier {
    return Frontier.fromSubtrees(this.#size, this.subtrees());
  }
}

function newNode(): Buffer {
  const node = Buffer.alloc(NODE_BYTES);
  node[0] = 1;
  return node;
}

function sideOf(index: number): number {
  return index % 2 === 1 ? RIGHT : LEFT;
}

function hexAt(node: Buffer, at: number): string {
  return node.toString('hex', at, at + 32);
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
