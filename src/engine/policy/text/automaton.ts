/**
 * Every needle of a policy in one automaton (Aho and Corasick, 1975): one pass over a text finds all of them, however
 * many there are. Transitions stand in one hash table of numbers, so that size grows with the needles and not with
 * needles times alphabet; the root's, where most of a text is read, stand in an array of their own.
 */
export class Automaton {
  /** Character classes: 0 is any character that no needle has. ASCII letters share their class with the other case. */
  readonly #ascii = new Uint16Array(128);
  /** The same for plain text, where all control characters are of the class `CONTROL`. */
  readonly #plain = new Uint16Array(128);
  readonly #wide = new Map<number, number>();
  #classes = CONTROL + 1;
  #root = new Int32Array(0);
  /**
   * For the states nearest to the root all transitions at once, a row each: where the next state's row begins, or, if
   * that state accepts or has no row, its complement (less than 0), so that the common step is one look-up.
   */
  #rows = new Int32Array(0);
  #rowOf = new Int32Array(0);
  /** A slot's transition: the state it leaves (never the root) and its class. */
  #keys = new Int32Array(0);
  #keyClasses = new Uint16Array(0);
  #targets = new Int32Array(0);
  #mask = 0;
  /** Longest proper suffix that is a state too; the nearest accepting state on that chain, itself included. */
  #fail = new Int32Array(0);
  #accept = new Int32Array(0);
  #nextAccept = new Int32Array(0);
  #needleOf = new Int32Array(0);
  #seen = new Uint32Array(0);
  #stamp = 0;
  #reported = false;

  /** `needles` are distinct, not empty, and in lower case as far as ASCII goes. */
  constructor(needles: readonly string[]) {
    let units = 1;
    for (const needle of needles) {
      units += needle.length;
      for (let i = 0; i < needle.length; i++) this.#addClass(needle.charCodeAt(i));
    }
    this.#allocate(units);
    const tree = new Tree(units);
    for (let id = 0; id < needles.length; id++) this.#insert(needles[id] as string, id, tree);
    const order = tree.byDepth();
    this.#linkSuffixes(tree, order);
    this.#fillRows(tree, order);
    for (let c = 0; c < 128; c++) {
      this.#plain[c] = c < 32 || c === 127 ? CONTROL : (this.#ascii[c] as number);
    }
  }

  #insert(needle: string, id: number, tree: Tree): void {
    let state = 0;
    for (let i = 0; i < needle.length; i++) {
      const cls = this.#classOf(needle.charCodeAt(i));
      let next = this.#child(state, cls);
      if (next === 0) this.#link(state, cls, (next = tree.add(state, cls, i)));
      state = next;
    }
    this.#needleOf[state] = id;
  }

  /**
   * Reports each needle that stands in a text, once, by its place in the list: for printable ASCII without two spaces in
   * a row, which has one reading only. Returns false, with part of the work done, at the first character that is not.
   */
  scanPlain(text: string, found: (needle: number) => void): boolean {
    const plain = this.#plain;
    const rows = this.#rows;
    const length = text.length;
    this.#reported = false;
    let at = 0;
    for (let i = 0; i < length; i++) {
      const c = text.charCodeAt(i);
      if (c > 127 || (c === 32 && text.charCodeAt(i + 1) === 32)) return false;
      const cls = plain[c] as number;
      const next = at >= 0 ? (rows[at + cls] as number) : this.#from(~at, cls);
      if (next >= 0) at = next;
      else if (cls === CONTROL) return false;
      else at = this.#arrive(~next, found);
    }
    return true;
  }

  /** The same for any text. */
  scan(text: string, found: (needle: number) => void): void {
    this.#reported = false;
    let at = 0;
    for (let i = 0; i < text.length; i++) {
      const cls = this.#classOf(text.charCodeAt(i));
      const next = at >= 0 ? (this.#rows[at + cls] as number) : this.#from(~at, cls);
      at = next >= 0 ? next : this.#arrive(~next, found);
    }
  }

  /** Whether the last scan found anything, reported before or not. */
  get found(): boolean {
    return this.#reported;
  }

  /** The way on from a state that has no row, as the rows have it. */
  #from(deep: number, cls: number): number {
    let state = deep;
    for (;;) {
      const row = this.#rowOf[state] as number;
      if (row >= 0) return this.#rows[row + cls] as number;
      const next = this.#child(state, cls);
      if (next !== 0) return ~next;
      state = this.#fail[state] as number;
    }
  }

  /** Where a state goes on: its row, or its complement if it has none. Reports what ends there. */
  #arrive(state: number, found: (needle: number) => void): number {
    if ((this.#accept[state] as number) !== 0) this.#report(state, found);
    const row = this.#rowOf[state] as number;
    return row >= 0 ? row : ~state;
  }

  #step(from: number, cls: number): number {
    let state = from;
    for (;;) {
      const next = this.#child(state, cls);
      if (next !== 0 || state === 0) return next;
      state = this.#fail[state] as number;
    }
  }

  /** All suffixes of a state that was reported in this scan were reported with it. */
  #report(at: number, found: (needle: number) => void): void {
    if (!this.#reported) this.#nextStamp();
    this.#reported = true;
    let state = this.#accept[at] as number;
    while (state !== 0 && this.#seen[state] !== this.#stamp) {
      this.#seen[state] = this.#stamp;
      found(this.#needleOf[state] as number);
      state = this.#nextAccept[state] as number;
    }
  }

  #nextStamp(): void {
    if (++this.#stamp < 0xffffffff) return;
    this.#seen.fill(0);
    this.#stamp = 1;
  }

  #addClass(c: number): void {
    if (this.#classOf(c) !== 0) return;
    const cls = this.#classes++;
    if (c >= 128) this.#wide.set(c, cls);
    else this.#ascii[c] = cls;
    if (c >= 97 && c <= 122) this.#ascii[c - 32] = cls;
  }

  #classOf(c: number): number {
    return c < 128 ? (this.#ascii[c] as number) : (this.#wide.get(c) ?? 0);
  }

  #allocate(states: number): void {
    let size = 16;
    while (size < states * 2) size *= 2;
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    this.#keyClasses = new Uint16Array(size);
    this.#targets = new Int32Array(size);
    this.#root = new Int32Array(this.#classes);
    this.#fail = new Int32Array(states);
    this.#accept = new Int32Array(states);
    this.#nextAccept = new Int32Array(states);
    this.#needleOf = new Int32Array(states).fill(-1);
    this.#seen = new Uint32Array(states);
    this.#rowOf = new Int32Array(states).fill(-1);
  }

  #slot(state: number, cls: number): number {
    let slot = ((Math.imul(state, 0x9e3779b1) + Math.imul(cls, 0x85ebca6b)) >>> 7) & this.#mask;
    while (this.#keys[slot] !== 0 && (this.#keys[slot] !== state || this.#keyClasses[slot] !== cls)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  #child(state: number, cls: number): number {
    if (state === 0) return this.#root[cls] as number;
    return this.#targets[this.#slot(state, cls)] as number;
  }

  #link(state: number, cls: number, target: number): void {
    if (state === 0) {
      this.#root[cls] = target;
      return;
    }
    const slot = this.#slot(state, cls);
    this.#keys[slot] = state;
    this.#keyClasses[slot] = cls;
    this.#targets[slot] = target;
  }

  /** A state's longest suffix is shorter than the state, so the shallow ones come first. */
  #linkSuffixes(tree: Tree, order: Int32Array): void {
    for (const state of order) {
      const parent = tree.parents[state] as number;
      const cls = tree.classes[state] as number;
      const fail = parent === 0 ? 0 : this.#step(this.#fail[parent] as number, cls);
      const accept = this.#accept[fail] as number;
      this.#fail[state] = fail;
      this.#nextAccept[state] = accept;
      this.#accept[state] = (this.#needleOf[state] as number) >= 0 ? state : accept;
    }
  }

  /** A row is the suffix's row with the state's own children put in; the suffix, being shorter, has its row already. */
  #fillRows(tree: Tree, order: Int32Array): void {
    const width = this.#classes;
    const count = Math.min(order.length + 1, Math.max(1, Math.floor(MAX_ROW_ENTRIES / width)));
    for (let i = 1; i < count; i++) this.#rowOf[order[i - 1] as number] = i * width;
    this.#rowOf[0] = 0;
    const rows = new Int32Array(count * width);
    rows[CONTROL] = ~0;
    for (let i = 0; i < count; i++) {
      const state = i === 0 ? 0 : (order[i - 1] as number);
      const row = i * width;
      if (i > 0) {
        const suffix = this.#rowOf[this.#fail[state] as number] as number;
        rows.copyWithin(row, suffix, suffix + width);
      }
      for (const child of tree.childrenOf(state)) {
        rows[row + (tree.classes[child] as number)] = this.#entry(child);
      }
    }
    this.#rows = rows;
  }

  /** A state as the rows have it. */
  #entry(state: number): number {
    const row = this.#rowOf[state] as number;
    return row >= 0 && (this.#accept[state] as number) === 0 ? row : ~state;
  }
}

/** The class of control characters in plain text. */
const CONTROL = 1;

/** What the rows may take: a megabyte. */
const MAX_ROW_ENTRIES = 1 << 18;

/** How the states hang together; needed only while the automaton is built. */
class Tree {
  readonly parents: Int32Array;
  readonly classes: Uint16Array;
  readonly #depths: Int32Array;
  readonly #firstChild: Int32Array;
  readonly #nextSibling: Int32Array;
  readonly #perDepth: number[] = [];
  #states = 1;

  constructor(states: number) {
    this.parents = new Int32Array(states);
    this.classes = new Uint16Array(states);
    this.#depths = new Int32Array(states);
    this.#firstChild = new Int32Array(states);
    this.#nextSibling = new Int32Array(states);
  }

  add(parent: number, cls: number, depth: number): number {
    const state = this.#states++;
    this.parents[state] = parent;
    this.classes[state] = cls;
    this.#depths[state] = depth;
    this.#nextSibling[state] = this.#firstChild[parent] as number;
    this.#firstChild[parent] = state;
    this.#perDepth[depth] = (this.#perDepth[depth] ?? 0) + 1;
    return state;
  }

  *childrenOf(state: number): Generator<number> {
    let child = this.#firstChild[state] as number;
    for (; child !== 0; child = this.#nextSibling[child] as number) yield child;
  }

  /** All states but the root, the shallow ones first. */
  byDepth(): Int32Array {
    const starts: number[] = [];
    let start = 0;
    for (const count of this.#perDepth) {
      starts.push(start);
      start += count;
    }
    const order = new Int32Array(this.#states - 1);
    for (let state = 1; state < this.#states; state++) {
      const depth = this.#depths[state] as number;
      const place = starts[depth] as number;
      starts[depth] = place + 1;
      order[place] = state;
    }
    return order;
  }
}
