import { NotShown } from '../code-effect.js';
import { changesMore, doesMore, runsChange, TAKES_STATEMENTS } from '../promises.js';
import { readsOnly } from '../sql.js';
import type { Bindings } from './bindings.js';
import { isCalled } from './looked.js';
import type { Others } from './own.js';
import type { Paths } from './paths.js';
import { isStored } from './read-only.js';
import type { Names } from './resolve.js';
import type { Argument, Expression } from './syntax.js';
import { TABLE_WRITERS } from './tables.js';
import { walkExpression } from './walk.js';

type Attribute = Expression & { readonly is: 'attribute' };

/** Methods of lists and tables of the language that records, queries and stores have, too. */
const SHARED = new Set('update clear remove insert set put drop'.split(' '));
const MAKES =
  /^(?:builtins\.(?:dict|set|list|sorted|bytearray)|collections\.(?:Counter|defaultdict|OrderedDict|deque)|hashlib\.\w+|hmac\.new|json\.loads?)$/;
/** Classes that are structures in memory, and what is done to those. */
const IN_MEMORY =
  /^(?:(?:In)?Memory\w*|(?:TTL|LRU|LFU|FIFO|MRU|LRUTTL|Expiring)(?:Cache|Dict|Map)?|\w*(?:Trie|Heap|Deque|RingBuffer|CircularBuffer|BTree|SkipList|BloomFilter|IntervalTree|LinkedList|PriorityQueue|BiMap|OrderedSet|DisjointSet|UnionFind))$/;
const OF_STRUCTURES =
  /^(?:set|put|add|insert|push|append|update|clear|remove|delete|discard|pop|evict|expire|invalidate|merge|replace)$/;
const SHOWS = /^(?:builtins\.(?:print|len)|json\.dumps?)$/;
const LOOKS = new Set('items keys values get most_common'.split(' '));
const OF_COLUMNS = /^(?:columns|index|axis|labels)$/;
/** Files that `save` writes stand first. */
export const SAVES = /^(?:save|savefig)$/;

/** What the project keeps: records, queries, stores and clients of its own, which are asked and not changed. */
export class Kept {
  /** Whether anything of the project is there. */
  readonly present: boolean;

  constructor(
    private readonly bindings: Bindings,
    private readonly names: Names,
    private readonly others: Others,
    private readonly paths: Paths,
  ) {
    this.present = [...bindings.names()].some(([, all]) => all.some((one) => others.isSource(one)));
  }

  /** A name behind a dot, held or called, but where it is only shown. @throws NotShown */
  assertAsked(node: Attribute): void {
    const { of, name } = node;
    if (!this.present) return;
    if (!this.others.isOwn(of)) {
      if (SHARED.has(name) && !this.#isAllowed(node) && !this.#isMadeHere(of, 0)) throw new NotShown(name);
      return;
    }
    if (this.#isAllowed(node)) return;
    const takes = TAKES_STATEMENTS.test(name);
    const held = takes && !isCalled(node, this.bindings);
    if (held || (changesMore(name) && !takes) || TABLE_WRITERS.has(name)) throw new NotShown(name);
  }

  /** What a function or a method of the project is given: no statement that changes what is kept. @throws NotShown */
  assertGiven(name: string, args: readonly Argument[]): void {
    if (!this.present) return;
    for (const { value } of args) {
      const words = this.paths.of(value) ?? [];
      if (words.some(({ text }) => runsChange(name, text))) throw new NotShown('a statement');
      walkExpression(
        value,
        (node) => {
          const text = node.is === 'text' ? node.value : node.is === 'format' ? beginning(node.parts) : '';
          if (runsChange(name, text ?? '')) throw new NotShown('a statement');
        },
        undefined,
      );
      if (TAKES_STATEMENTS.test(name) && !this.#asks(value)) throw new NotShown('a statement');
    }
  }

  /** What is given as a statement: what belongs to the project, or a text that reads. */
  #asks(value: Expression): boolean {
    if (value.is === 'number' || value.is === 'constant' || this.others.isOwn(value)) return true;
    if (value.is === 'list' || value.is === 'tuple') return value.items.every((item) => this.#asks(item));
    const words = this.paths.of(value) ?? [];
    const reads = (text: string): boolean =>
      /^[\w ./-]*$/.test(text) || readsOnly(text.trim().replace(/;$/, ''));
    return words.length > 0 && words.every(({ known, glob, text }) => known && !glob && reads(text));
  }

  #isAllowed(node: Attribute): boolean {
    const call = this.bindings.parentOf(node);
    if (call?.is !== 'call' || call.callee !== node) return false;
    const { of, name } = node;
    if (/^(?:put|patch|delete)$/.test(name) && this.#isTestClient(of, 0)) return true;
    // `app.config.update(TESTING=True)`
    if (name === 'update' && of.is === 'attribute' && of.name === 'config')
      return call.args.length > 0 && call.args.every((one) => /^[A-Z_\d]+$/.test(one.name ?? ''));
    // A task of the project is started as its function is called.
    if (/^(?:delay|apply_async)$/.test(name) && of.is === 'name')
      return this.bindings
        .of(of.id)
        .every((one) => one.by === 'member' && !doesMore(one.name) && !changesMore(one.name));
    if (OF_STRUCTURES.test(name) && this.#isInMemory(of, 0)) return true;
    if (name === 'drop') return call.args.some((one) => OF_COLUMNS.test(one.name ?? ''));
    const first = call.args[0];
    return (TABLE_WRITERS.has(name) || SAVES.test(name)) && first?.name === undefined && first?.star === '';
  }

  /** `TTLCache(ttl=0.5)`: by its name it holds what it is given in memory, and is told of no other place. */
  #isInMemory(node: Expression, depth: number): boolean {
    if (node.is === 'call') {
      const { callee, args } = node;
      const called = callee.is === 'attribute' ? callee.name : callee.is === 'name' ? callee.id : '';
      const name = this.#importedAs(called);
      return (
        IN_MEMORY.test(name) && args.every(({ value }) => value.is === 'number' || value.is === 'constant')
      );
    }
    if (node.is !== 'name' || depth > 4) return false;
    const all = this.bindings.of(node.id);
    return all.length > 0 && all.every((one) => one.by === 'value' && this.#isInMemory(one.value, depth + 1));
  }

  /** What a name is called where it comes from. */
  #importedAs(name: string): string {
    const all = this.bindings.of(name);
    if (all.length === 0) return name;
    return all.every((one) => one.by === 'member' && one.name === name) ? name : '';
  }

  /** `app.test_client()`. */
  #isTestClient(node: Expression, depth: number): boolean {
    if (node.is === 'call') return node.callee.is === 'attribute' && node.callee.name === 'test_client';
    if (node.is !== 'name' || depth > 4) return false;
    const all = this.bindings.of(node.id);
    return (
      all.length > 0 &&
      all.every(
        (one) => (one.by === 'value' || one.by === 'opened') && this.#isTestClient(one.value, depth + 1),
      )
    );
  }

  /** A list, a table or a sum that the code itself has made. */
  #isMadeHere(node: Expression, depth: number): boolean {
    switch (node.is) {
      case 'list':
      case 'dict':
      case 'set':
      case 'made':
      case 'text':
      case 'format':
        return true;
      case 'call':
        return MAKES.test(this.names.memberOf(node.callee) ?? '');
      case 'name': {
        const all = this.bindings.of(node.id);
        return (
          depth < 4 &&
          all.length > 0 &&
          all.every((one) => one.by === 'value' && this.#isMadeHere(one.value, depth + 1))
        );
      }
      case 'index':
        return node.of.is === 'name' && this.#isOfTables(node.of.id);
      default:
        return false;
    }
  }

  /** `defaultdict(set)`, of which nothing else becomes part. */
  #isOfTables(name: string): boolean {
    const all = this.bindings.of(name);
    const made = all.every((one) => {
      if (one.by !== 'value' || one.value.is !== 'call') return false;
      const [of] = one.value.args;
      const kind = of === undefined ? '' : (this.names.memberOf(of.value) ?? '');
      return (
        this.names.memberOf(one.value.callee) === 'collections.defaultdict' &&
        one.value.args.length === 1 &&
        /^(?:builtins\.(?:set|dict|list)|collections\.Counter)$/.test(kind)
      );
    });
    return (
      made &&
      all.length > 0 &&
      this.bindings.uses(name).every(({ node, parent }) => {
        if (parent.is === 'index') return parent.of === node && !isStored(parent, this.bindings);
        if (parent.is === 'attribute') return LOOKS.has(parent.name);
        if (parent.is === 'call') return SHOWS.test(this.names.memberOf(parent.callee) ?? '');
        return parent.is === 'for' || (parent.is === 'assign' && parent.targets.includes(node));
      })
    );
  }
}

function beginning(parts: readonly unknown[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
}
