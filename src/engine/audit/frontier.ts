import { EMPTY_ROOT, isHash, nodeHash, putHash, putLatin, sha256Latin } from './hash.js';

/** Leaves of a tile: 2^8, as in the tiled logs of C2SP. */
export const TILE_SPAN = 256;
const TILE_BITS = 8;
/** Where the two hashes of a node stand, behind its one byte. */
const LEFT = 1;
const RIGHT = 33;
const NODE_BYTES = 65;
/** Heights there is room for at first: enough for a million records. */
const FIRST_HEIGHTS = 21;

/** Called for each complete subtree of 256^level leaves, number `index` from the left; level 1 and up. */
export type OnTile = (level: number, index: number, hash: string) => void;

/**
 * The right edge of a growing Merkle tree (RFC 6962): the hashes of its complete subtrees, one for each bit of its
 * size. Enough to append and to tell the root, in memory of the logarithm of the size.
 */
export class Frontier {
  /**
   * By height, in places of 65 bytes: what the node above hashes. Its left is the complete subtree of 2^height leaves at
   * the edge, where the size has that bit. Each hash stands where it is hashed: to go by hex texts would cost half as
   * much again.
   */
  #nodes: Buffer;
  #size = 0;
  onTile: OnTile | undefined;

  private constructor(nodes: Buffer) {
    this.#nodes = nodes;
  }

  static empty(): Frontier {
    return new Frontier(roomFor(FIRST_HEIGHTS));
  }

  /** From the hashes of the complete subtrees of a tree, largest first. @throws AuditError `corrupt` */
  static fromSubtrees(size: number, hashes: readonly string[]): Frontier {
    const frontier = Frontier.empty();
    let next = 0;
    for (let height = heightOf(size); height >= 0; height--) {
      if (bit(size, height)) putHash(frontier.#nodes, hashes[next++] ?? '', frontier.#at(height) + LEFT);
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
    const frontier = Frontier.empty();
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
    let at = this.#at(height);
    putHash(this.#nodes, subtree, at + sideOf(rest));
    while (rest % 2 === 1) {
      const hash = sha256Latin(this.#nodes.subarray(at, at + NODE_BYTES));
      rest = (rest - 1) / 2;
      height++;
      at = this.#at(height);
      putLatin(this.#nodes, hash, at + sideOf(rest));
      if (height % TILE_BITS === 0) this.onTile?.(height / TILE_BITS, rest, this.#hexAt(at + sideOf(rest)));
    }
  }

  /** Where the node of a height stands; makes room for it. */
  #at(height: number): number {
    const at = height * NODE_BYTES;
    if (at >= this.#nodes.length) {
      const nodes = roomFor(height + FIRST_HEIGHTS);
      nodes.set(this.#nodes);
      this.#nodes = nodes;
    }
    return at;
  }

  #hexAt(at: number): string {
    return this.#nodes.toString('hex', at, at + 32);
  }

  #edge(height: number): string {
    return this.#hexAt(this.#at(height) + LEFT);
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
    const frontier = new Frontier(Buffer.from(this.#nodes));
    frontier.#size = this.#size;
    return frontier;
  }
}

/** Room for the nodes of so many heights. Each begins with the byte that marks a node. */
function roomFor(heights: number): Buffer {
  const nodes = Buffer.alloc(heights * NODE_BYTES);
  for (let at = 0; at < nodes.length; at += NODE_BYTES) nodes[at] = 1;
  return nodes;
}

function sideOf(index: number): number {
  return index % 2 === 1 ? RIGHT : LEFT;
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
