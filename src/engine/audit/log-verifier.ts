import { AuditError } from '../model/errors.js';
import { parseRecord } from './canonical-json.js';
import { CheckpointBook } from './checkpoint-book.js';
import { Faults } from './faults.js';
import { Frontier, TILE_SPAN } from './frontier.js';
import { leafHash } from './hash.js';
import type { VerifierKey } from './keys.js';
import { NO_PREVIOUS } from './record.js';
import type { AuditRecord } from './record.js';
import { KeyHistory } from './key-history.js';
import type { VerifyReport } from './verify-report.js';
import { WriterBook } from './writer-book.js';

export interface VerifierOptions {
  /** The log's id, as whoever hands it over says. */
  readonly log: string;
  /** The first record that will be handed in; a multiple of 256 where it is over 0. */
  readonly first: number;
  /** Whether records before `first` are left out on purpose, and not because they were pruned. */
  readonly partial?: boolean;
  /** Hashes of full subtrees, for what stands before `first`. */
  readonly tile: (level: number, index: number) => string | undefined;
  /** The log's own checkpoints. */
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[];
  /** The head file's note. */
  readonly head?: string | undefined;
  /** Checkpoints that were kept elsewhere. */
  readonly anchors?: readonly string[] | undefined;
  /** Keys that the verifier trusts, whatever the log says. */
  readonly trusted?: readonly VerifierKey[] | undefined;
}

/** The end of every body: its keys are in order, and none sorts after these. */
const TAIL = /"ts":"([^"]{1,40})","type":"([^"]{1,64})","v":1,"w":"([0-9a-f]{16})","wseq":(\d{1,16})\}$/;
const TAIL_LENGTH = 200;
const LINK = '"prev":"';
/** Types that say something which the verifier must know whole. */
const READ: ReadonlySet<string> = new Set(['log.genesis', 'key.rotate', 'prune']);

/**
 * Takes a log's records one by one, in their order, and says at the end what holds and what does not. It keeps no
 * record, so memory stays flat; whatever it is handed may be forged.
 */
export class LogVerifier {
  readonly #options: VerifierOptions;
  readonly #faults = new Faults();
  readonly #keys: KeyHistory;
  readonly #checkpoints: CheckpointBook;
  readonly #writers: WriterBook;
  #frontier: Frontier;
  /** Leaf of the record before; undefined where it is not known. */
  #previous: string | undefined;
  /** The record whose link to the one before does not fit: which of the two was changed, the next one tells. */
  #suspect: number | undefined;
  #entries = 0;
  /** How far from the end of a body its link began last. */
  #distance = 0;

  constructor(options: VerifierOptions) {
    this.#options = options;
    this.#keys = new KeyHistory(options, this.#faults);
    this.#writers = new WriterBook(this.#faults);
    this.#frontier = this.#start();
    this.#previous = options.first === 0 ? NO_PREVIOUS : undefined;
    this.#checkpoints = new CheckpointBook(options, this.#faults);
    this.#checkpoints.reached(this.#frontier);
    this.#keys.startRoot(this.#frontier.root());
  }

  #start(): Frontier {
    const { first, tile } = this.#options;
    const frontier = first % TILE_SPAN === 0 ? Frontier.fromTiles(first / TILE_SPAN, tile) : undefined;
    if (frontier !== undefined) return frontier;
    this.#faults.add({
      code: 'bad_prune',
      seq: first,
      message: `the hashes that stand for the records before ${first} are missing`,
    });
    return Frontier.empty();
  }

  /** The record that stands at `seq`: its body, or whatever stands in its place. */
  entry(seq: number, body: unknown): void {
    const expected = this.#options.first + this.#entries;
    if (seq !== expected) this.#gap(expected, seq);
    this.#entries = seq - this.#options.first + 1;
    if (typeof body !== 'string') {
      this.#faults.add({ code: 'bad_record', seq, message: `record ${seq} is no text` });
      this.#previous = undefined;
      return;
    }
    const leaf = leafHash(body);
    this.#link(seq, body);
    this.#previous = leaf;
    this.#frontier.append(leaf);
    this.#read(seq, body);
    this.#checkpoints.reached(this.#frontier);
  }

  /** What holds. Call it once, after the last record. */
  finish(): VerifyReport {
    if (this.#suspect !== undefined) this.#changed(this.#suspect - 1);
    if (this.#entries === 0) this.#faults.add({ code: 'empty', message: 'the log has no record' });
    const { log, first, trusted, partial } = this.#options;
    const size = first + this.#entries;
    this.#keys.finish(this.#checkpoints.firstNote);
    if (first > 0 && partial !== true) this.#keys.assertPruned(first);
    const signed = this.#checkpoints.finish(size, this.#keys, this.#writers);
    return {
      ok: this.#faults.count === 0,
      ...{ log, entries: this.#entries, first, size, root: this.#frontier.root(), signed },
      anchored: this.#checkpoints.anchored,
      unprotected: size - Math.min(size, signed?.size ?? 0),
      trust: trusted === undefined || trusted.length === 0 ? 'own word' : 'given',
      faults: this.#faults.list,
      faultCount: this.#faults.count,
      completeness: this.#writers.completeness(),
    };
  }

  #gap(expected: number, seq: number): void {
    const one = seq - expected === 1;
    const what = one ? `record ${expected} is` : `records ${expected} to ${seq - 1} are`;
    this.#faults.add({ code: 'missing', seq: expected, message: `${what} missing` });
    this.#previous = undefined;
  }

  #link(seq: number, body: string): void {
    const linked = this.#previous === undefined || this.#names(body, this.#previous);
    if (this.#suspect !== undefined) {
      // The suspect is as it was when its successor was written, so it was the one before it that changed.
      this.#changed(linked ? this.#suspect - 1 : this.#suspect);
      this.#suspect = undefined;
    } else if (!linked) {
      this.#suspect = seq;
    }
    if (
      body.lastIndexOf(`"seq":${seq},`) < 0 ||
      (!linked && !body.includes(`"log":"${this.#options.log}"`))
    ) {
      this.#misplaced(seq, body);
    }
  }

  /** Whether a body names this hash as the one before; mostly as far from its end as in the body before. */
  #names(body: string, previous: string): boolean {
    const at = body.length - this.#distance;
    if (body.startsWith(LINK, at) && body.slice(at + LINK.length, at + LINK.length + 64) === previous)
      return true;
    const found = body.lastIndexOf(`${LINK}${previous}"`);
    if (found >= 0) this.#distance = body.length - found;
    return found >= 0;
  }

  #changed(seq: number): void {
    this.#faults.add({ code: 'changed', seq, message: `record ${seq} is not as it was written` });
  }

  /** A record that is not of this place, or not of this log. */
  #misplaced(seq: number, body: string): void {
    const record = this.#parse(seq, body);
    if (record === undefined) return;
    if (record.log !== this.#options.log) {
      this.#faults.add({ code: 'other_log', seq, message: `record ${seq} is of another log` });
    }
    if (record.seq !== seq) {
      this.#faults.add({
        code: 'changed',
        seq,
        message: `at the place of record ${seq} stands record ${record.seq}`,
      });
    }
  }

  #read(seq: number, body: string): void {
    const tail = TAIL.exec(body.slice(-TAIL_LENGTH));
    if (tail === null) {
      if (this.#parse(seq, body) !== undefined) {
        this.#faults.add({ code: 'bad_record', seq, message: `record ${seq} does not end as records do` });
      }
      return;
    }
    const [, ts, type, writer, number] = tail as unknown as [string, string, string, string, string];
    this.#writers.record(seq, { ts, type, writer, number: Number(number) });
    if (!READ.has(type)) return;
    const record = this.#parse(seq, body);
    if (record !== undefined) this.#keys.record(record);
    if (type === 'log.genesis' && record !== undefined) this.#checkpoints.promise(record);
  }

  #parse(seq: number, body: string): AuditRecord | undefined {
    try {
      return parseRecord(body);
    } catch (error) {
      if (!(error instanceof AuditError)) throw error;
      this.#faults.add({
        code: 'bad_record',
        seq,
        message: `record ${seq} cannot be read: ${error.message}`,
      });
      return undefined;
    }
  }
}
