import { AuditError } from '../model/errors.js';
import type { Faults } from './faults.js';
import { checkRotation, parseVerifierKey } from './keys.js';
import type { VerifierKey } from './keys.js';
import { parseCheckpoint } from './note.js';
import type { AuditRecord } from './record.js';

/** A key, and the size of log from which it signs. */
interface Epoch {
  readonly from: number;
  readonly key: VerifierKey;
}

/** Which key signed when: the first one, and those that followed by a record that both signed. */
export class KeyHistory {
  readonly #log: string;
  readonly #trusted: readonly VerifierKey[];
  #genesis: string | undefined;
  readonly #rotations: AuditRecord[] = [];
  readonly #prunes: AuditRecord[] = [];
  readonly #epochs: Epoch[] = [];
  /** Root of what stands before the first record handed in. */
  #startRoot = '';

  constructor(
    options: {
      readonly log: string;
      readonly first: number;
      readonly trusted?: readonly VerifierKey[] | undefined;
    },
    private readonly faults: Faults,
  ) {
    this.#log = options.log;
    this.#trusted = options.trusted ?? [];
  }

  record(record: AuditRecord): void {
    if (record.type === 'key.rotate') this.#rotations.push(record);
    else if (record.type === 'prune') this.#prunes.push(record);
    else if (record.seq === 0 && typeof record['key'] === 'string') this.#genesis = record['key'];
  }

  /** The root of what was pruned, for comparing it with what the records of pruning say. */
  startRoot(root: string): void {
    this.#startRoot = root;
  }

  /** Puts the keys in their order. `firstNote` is the log's first checkpoint, which its first key signed. */
  finish(firstNote: string | undefined): void {
    const first = this.#firstKey(firstNote);
    if (first === undefined) return;
    this.#epochs.push({ from: 0, key: first });
    for (const record of this.#rotations) this.#rotate(record);
  }

  #firstKey(firstNote: string | undefined): VerifierKey | undefined {
    if (this.#genesis !== undefined) {
      const key = this.#parsed(this.#genesis, 0);
      if (key === undefined || this.#trusted.length === 0) return key;
      if (this.#trusted.some(({ vkey }) => vkey === key.vkey)) return key;
      this.faults.add({
        code: 'bad_signature',
        seq: 0,
        message: 'the log was begun with a key that is none of the given',
      });
      return undefined;
    }
    const candidates = this.#trusted.length > 0 ? this.#trusted : this.#prunedKeys();
    return candidates.find(({ id }) => signedBy(firstNote, id)) ?? candidates[0];
  }

  /** The keys that the records of pruning name, where the record of the first key is gone. */
  #prunedKeys(): VerifierKey[] {
    const named = this.#prunes.at(-1)?.['keys'];
    if (!Array.isArray(named)) return [];
    return named.flatMap((vkey) => (typeof vkey === 'string' ? (this.#parsed(vkey, undefined) ?? []) : []));
  }

  #parsed(vkey: string, seq: number | undefined): VerifierKey | undefined {
    try {
      const key = parseVerifierKey(vkey);
      if (key.name === `capfence/${this.#log}`) return key;
    } catch (error) {
      if (!(error instanceof AuditError)) throw error;
    }
    const message = 'the log names a key that is none of its own';
    this.faults.add({ code: 'bad_signature', message, ...(seq !== undefined && { seq }) });
    return undefined;
  }

  #rotate(record: AuditRecord): void {
    const current = this.#epochs.at(-1)?.key as VerifierKey;
    try {
      this.#epochs.push({ from: record.seq + 1, key: checkRotation(record, current) });
    } catch (error) {
      if (!(error instanceof AuditError)) throw error;
      this.faults.add({
        code: 'bad_rotation',
        seq: record.seq,
        message: `record ${record.seq}: ${error.message}`,
      });
    }
  }

  /** The key that signs a log of this size; undefined where no key is known. */
  at(size: number): VerifierKey | undefined {
    return this.#epochs.findLast(({ from }) => size >= from)?.key;
  }

  /** That somebody recorded why the records before `first` are gone. */
  assertPruned(first: number): void {
    const prune = this.#prunes.find((record) => record['to'] === first);
    if (prune !== undefined && prune['root'] === this.#startRoot) return;
    const why = prune === undefined ? 'no record accounts for it' : 'the record of it has another root';
    this.faults.add({
      code: 'bad_prune',
      seq: first,
      message: `the records before ${first} are gone, and ${why}`,
    });
  }
}

function signedBy(note: string | undefined, keyId: string): boolean {
  if (note === undefined) return false;
  try {
    return parseCheckpoint(note).signatures.some((signature) => signature.keyId === keyId);
  } catch {
    return false;
  }
}
