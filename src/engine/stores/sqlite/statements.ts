import type Database from 'better-sqlite3';

/** The statements of a log, prepared once. Values come from a file that anybody may have written: they are checked. */
export class Statements {
  readonly #nextSeq: Database.Statement;
  readonly #body: Database.Statement;
  readonly #tile: Database.Statement;
  readonly #meta: Database.Statement;
  readonly #lastCheckpoint: Database.Statement;
  readonly #note: Database.Statement;
  readonly #salt: Database.Statement;
  readonly #payload: Database.Statement;
  /** Bodies from a `seq` on, plucked. */
  readonly bodiesFrom: Database.Statement;

  constructor(readonly db: Database.Database) {
    const pluck = (text: string): Database.Statement => db.prepare(text).pluck();
    this.#nextSeq = pluck('SELECT max(seq) FROM entries');
    this.#body = pluck('SELECT body FROM entries WHERE seq = ?');
    this.#tile = pluck('SELECT hash FROM tiles WHERE level = ? AND idx = ?');
    this.#meta = pluck('SELECT value FROM meta WHERE key = ?');
    this.#lastCheckpoint = pluck('SELECT max(size) FROM checkpoints');
    this.#note = pluck('SELECT note FROM checkpoints WHERE size = ?');
    this.#salt = pluck('SELECT salt FROM salts WHERE seq = ?');
    this.#payload = pluck('SELECT body FROM payloads WHERE seq = ?');
    this.bodiesFrom = pluck('SELECT body FROM entries WHERE seq >= ? ORDER BY seq');
  }

  /** The place of the next record: how many there ever were. */
  nextSeq(): number {
    const last = this.#nextSeq.get();
    return typeof last === 'number' ? last + 1 : 0;
  }

  body(seq: number): string | undefined {
    return textOf(this.#body.get(seq));
  }

  tile(level: number, index: number): string | undefined {
    return textOf(this.#tile.get(level, index));
  }

  meta(key: string): string | undefined {
    return textOf(this.#meta.get(key));
  }

  /** The size of the newest checkpoint; 0 where there is none. */
  lastCheckpoint(): number {
    const size = this.#lastCheckpoint.get();
    return typeof size === 'number' ? size : 0;
  }

  note(size: number): string | undefined {
    return textOf(this.#note.get(size));
  }

  salt(seq: number): Uint8Array | undefined {
    const salt = this.#salt.get(seq);
    return salt instanceof Uint8Array ? salt : undefined;
  }

  payload(seq: number): string | undefined {
    return textOf(this.#payload.get(seq));
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
