import { AuditError } from '../model/errors.js';
import type { Faults } from './faults.js';
import { Frontier, TILE_SPAN } from './frontier.js';
import type { KeyHistory } from './key-history.js';
import { parseCheckpoint, verifyCheckpoint } from './note.js';
import type { Checkpoint } from './note.js';
import type { AuditRecord } from './record.js';
import type { Fault, VerifyReport } from './verify-report.js';
import type { WriterBook } from './writer-book.js';

/** What a log promises unless its first record says otherwise, and how much later it may keep its word. */
const DEFAULT_EVERY = 1024;
const SLACK = 200;

type Kind = 'checkpoint' | 'head' | 'anchor';

interface Noted {
  readonly kind: Kind;
  readonly note: Checkpoint;
  /** The tree's own root at that size, once it was reached. */
  root?: string;
}

interface Options {
  readonly log: string;
  readonly first: number;
  readonly tile: (level: number, index: number) => string | undefined;
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[];
  readonly head?: string | undefined;
  readonly anchors?: readonly string[] | undefined;
}

const NAMES: Readonly<Record<Kind, string>> = {
  checkpoint: 'the checkpoint',
  head: 'the head file',
  anchor: 'the given checkpoint',
};

/** All checkpoints of a log: its own, its head file's, and those that were kept elsewhere. */
export class CheckpointBook {
  readonly #options: Options;
  readonly #noted: Noted[] = [];
  readonly #bySize = new Map<number, Noted[]>();
  #every = DEFAULT_EVERY;
  anchored: number | null = null;
  /** The log's first checkpoint. */
  readonly firstNote: string | undefined;

  constructor(
    options: Options,
    private readonly faults: Faults,
  ) {
    this.#options = options;
    this.firstNote = options.checkpoints[0]?.note;
    for (const { size, note } of options.checkpoints) this.#take('checkpoint', note, size);
    if (options.head !== undefined) this.#take('head', options.head);
    for (const anchor of options.anchors ?? []) this.#take('anchor', anchor);
    for (const noted of this.#noted) this.#reachedBefore(noted);
  }

  #take(kind: Kind, text: string, size?: number): void {
    let note: Checkpoint;
    try {
      note = parseCheckpoint(text);
    } catch (error) {
      if (!(error instanceof AuditError)) throw error;
      const at = size === undefined ? {} : { size };
      return this.faults.add({ code: 'bad_signature', message: `${NAMES[kind]}: ${error.message}`, ...at });
    }
    if (note.origin !== `capfence/${this.#options.log}`) {
      return this.#fault('other_log', kind, note, 'is another log’s');
    }
    if (size !== undefined && size !== note.size)
      return this.#fault('bad_signature', kind, note, `stands at ${size}`);
    const noted: Noted = { kind, note };
    this.#noted.push(noted);
    const others = this.#bySize.get(note.size);
    if (others === undefined) this.#bySize.set(note.size, [noted]);
    else others.push(noted);
  }

  /** What stands before the first record handed in can be told from the tiles, where it ends with one. */
  #reachedBefore(noted: Noted): void {
    const { size } = noted.note;
    if (size >= this.#options.first) return;
    const root =
      size % TILE_SPAN === 0 ? Frontier.fromTiles(size / TILE_SPAN, this.#options.tile)?.root() : undefined;
    if (root !== undefined) noted.root = root;
    else if (noted.kind !== 'checkpoint') {
      this.#fault('not_checkable', noted.kind, noted.note, 'is of a size whose records were pruned');
    }
  }

  /** The tree has come to this size. */
  reached(frontier: Frontier): void {
    const noted = this.#bySize.get(frontier.size);
    if (noted === undefined) return;
    const root = frontier.root();
    for (const one of noted) one.root = root;
  }

  /** What the log said at its beginning: how often it signs itself. */
  promise(genesis: AuditRecord): void {
    const promised = genesis['checkpoint'] as { readonly every?: unknown } | undefined;
    if (typeof promised?.every === 'number' && promised.every > 0) this.#every = promised.every;
  }

  /** Checks what was reached, and what should have been. The newest that a trusted key signed. */
  finish(size: number, keys: KeyHistory, writers: WriterBook): VerifyReport['signed'] {
    let signed: VerifyReport['signed'] = null;
    for (const noted of this.#noted) {
      const key = this.#check(noted, size, keys);
      if (key === undefined) continue;
      const { note, kind } = noted;
      if (note.size >= (signed?.size ?? 0)) signed = { size: note.size, time: note.time ?? null, key };
      if (kind === 'anchor') this.anchored = Math.max(this.anchored ?? 0, note.size);
    }
    this.#assertEnough(size, writers);
    return signed;
  }

  /** The id of the key that signed it, where all of it holds. */
  #check({ kind, note, root }: Noted, size: number, keys: KeyHistory): string | undefined {
    if (note.size > size) {
      this.#fault('rolled_back', kind, note, `tells of ${note.size} records, and the log has ${size}`);
      return undefined;
    }
    const key = keys.at(note.size);
    if (key === undefined) {
      this.#fault('bad_signature', kind, note, 'cannot be checked: no key of the log is known');
      return undefined;
    }
    try {
      verifyCheckpoint(note, [key]);
    } catch (error) {
      if (!(error instanceof AuditError)) throw error;
      this.#fault('bad_signature', kind, note, `is not signed by the key of its time (${error.message})`);
      return undefined;
    }
    // Old checkpoints between the borders of pruned segments are deleted with them.
    if (root === undefined) return undefined;
    if (root === note.root) return key.id;
    const code = kind === 'anchor' ? 'anchor_mismatch' : 'root_mismatch';
    this.#fault(
      code,
      kind,
      note,
      `does not fit the first ${note.size} records: they are not the ones that were signed`,
    );
    return undefined;
  }

  /** A log signs itself when it is opened and closed, and every so many records: one that does not was stripped. */
  #assertEnough(size: number, writers: WriterBook): void {
    const own = new Set(this.#options.checkpoints.map((one) => one.size));
    for (const must of writers.signedSizes) {
      if (!own.has(must)) this.#missing(must, `the checkpoint after record ${must - 1} is missing`);
    }
    const sizes = [...own].filter((one) => one <= size).sort((a, b) => a - b);
    let before = Math.min(this.#options.first, size);
    for (const next of [...sizes.filter((one) => one > before), size]) {
      if (next - before > this.#every + SLACK) {
        this.#missing(next, `no checkpoint stands between records ${before} and ${next}`);
      }
      before = next;
    }
    if (size > 1 && sizes.length === 0) this.#missing(size, 'the log has no checkpoint at all');
  }

  #missing(size: number, message: string): void {
    this.faults.add({ code: 'missing_checkpoint', size, message });
  }

  #fault(code: Fault['code'], kind: Kind, { size }: Checkpoint, what: string): void {
    this.faults.add({ code, size, message: `${NAMES[kind]} of size ${size} ${what}` });
  }
}
