import { ApprovalError } from '../model/errors.js';
import { maySign } from './allowed-signers.js';
import type { AllowedSigner } from './allowed-signers.js';
import { GRANT_TRANSITIONS, nextGrantState, nextRequestState, REQUEST_TRANSITIONS } from './lifecycle.js';
import type { GrantHappening, GrantState, RequestHappening, RequestState } from './lifecycle.js';
import type { Vote } from './rows.js';
import { verifySshSignature } from './ssh-signature.js';
import { voteText } from './votes.js';

/** A record of the log, as far as it is known to be one. */
export interface BookRecord {
  readonly seq: number;
  readonly ts: string;
  readonly type: string;
  readonly log: string;
  readonly [key: string]: unknown;
}

/** What is wrong with what the log says of approvals, and where. */
export interface BookFault {
  readonly seq?: number;
  readonly message: string;
}

/** A row as the database has it. */
export interface BookRow {
  readonly table: 'request' | 'grant';
  readonly id: string;
  readonly seq: number;
  readonly digest: string;
}

export interface BookOptions {
  /** Records before this were not handed in: what they began is taken as it is met. */
  readonly first: number;
  /** Who may sign; undefined where nobody said: then a signature need only be of the key that it names. */
  readonly signers?: readonly AllowedSigner[] | undefined;
}

interface Life {
  state: RequestState | GrantState;
  seq: number;
  row: unknown;
  used: number;
  /** 0 for no limit, undefined where it is not known. */
  uses: number | undefined;
}

const HAPPENED: Readonly<Record<string, string>> = {
  'grant.used': 'used',
  'grant.expired': 'expired',
  'grant.revoked': 'revoked',
};
const MOST_FAULTS = 100;

/**
 * Reads the story of every request and grant out of the log: that nothing happened that cannot, that nothing was used
 * oftener than it was approved for, that signatures are of what was approved, and that the rows are what the log says.
 */
export class ApprovalBook {
  readonly #lives = new Map<string, Life>();
  readonly #faults: BookFault[] = [];
  /** A decision on an approval, whose use must be the next record. */
  #owed: { seq: number; id: unknown } | undefined;

  constructor(private readonly options: BookOptions) {}

  /** Whether there is anything to look for. */
  get started(): boolean {
    return this.#lives.size > 0;
  }

  /** A record, of whatever type, in the order of the log. */
  record(record: BookRecord): void {
    this.#settle(record);
    const { type, seq } = record;
    if (type === 'decision') {
      const reason = String(record['reason']);
      if (record['authorized'] === true && reason.startsWith('approved:'))
        this.#owed = { seq, id: reason.slice('approved:'.length) };
      return;
    }
    const id = record['request'] ?? record['grant'];
    if (typeof id === 'string') this.#happened(id, record);
  }

  /** What holds and what does not. `rows` are those of the database, where it is at hand. */
  finish(rows: Iterable<BookRow> | undefined): readonly BookFault[] {
    this.#settle(undefined);
    if (rows !== undefined) this.#rows(rows);
    return this.#faults;
  }

  #settle(record: BookRecord | undefined): void {
    const owed = this.#owed;
    this.#owed = undefined;
    if (owed === undefined) return;
    const uses = record?.type === 'approval.consumed' || record?.type === 'grant.used';
    if (uses && (record['request'] ?? record['grant']) === owed.id && record['of'] === owed.seq) return;
    this.#fault(
      `record ${owed.seq} went through on \`${String(owed.id).slice(0, 60)}\` and is no use of it`,
      owed.seq,
    );
  }

  #happened(id: string, record: BookRecord): void {
    const { type, seq } = record;
    const known = this.#lives.get(id);
    const begins = type === 'approval.requested' || type === 'grant.created';
    if (begins && known !== undefined)
      return this.#fault(`record ${seq} begins \`${id}\` a second time`, seq);
    if (!begins && known === undefined && this.options.first === 0)
      return this.#fault(`record ${seq} is about \`${id}\`, which was never asked for`, seq);
    const life = known ?? fresh(type, seq);
    this.#signatures(id, record);
    if (!begins) this.#move(id, life, record);
    this.#lives.set(id, { ...life, seq, row: record['row'], ...limitOf(record, life) });
  }

  #move(id: string, life: Life, { type, seq, ...record }: BookRecord): void {
    const use = type === 'approval.consumed' || type === 'grant.used';
    if (use) {
      const n = Number(record['n']);
      if (life.uses !== undefined && n !== life.used + 1)
        this.#fault(`record ${seq} is use ${n} of \`${id}\`, after ${life.used}`, seq);
      life.used = n;
    }
    const last = use && life.uses !== undefined && life.uses > 0 && life.used >= life.uses;
    const what = HAPPENED[type] ?? (use ? 'used' : type.slice('approval.'.length));
    try {
      if (life.state in GRANT_TRANSITIONS && type.startsWith('grant.'))
        life.state = nextGrantState(life.state as GrantState, (last ? 'exhausted' : what) as GrantHappening);
      else
        life.state = nextRequestState(
          life.state as RequestState,
          (last ? 'consumed' : what) as RequestHappening,
        );
    } catch (error) {
      if (!(error instanceof ApprovalError)) throw error;
      this.#fault(`record ${seq}: ${id}: ${error.message}`, seq);
    }
  }

  /** Whoever claims a signature must have signed this. */
  #signatures(id: string, record: BookRecord): void {
    const kind = record.type === 'grant.created' ? 'grant' : 'approve';
    const ballots = record['ballots'] ?? (record['ballot'] === undefined ? [] : [record['ballot']]);
    for (const vote of Array.isArray(ballots) ? (ballots as Vote[]) : []) {
      if (vote === null || typeof vote !== 'object') continue;
      const fault = this.#signatureFault(kind, id, record, vote);
      if (fault !== undefined)
        this.#fault(
          `record ${record.seq}: the approval of \`${id}\` by \`${String(vote.by).slice(0, 60)}\`: ${fault}`,
          record.seq,
        );
    }
  }

  #signatureFault(kind: 'approve' | 'grant', id: string, record: BookRecord, vote: Vote): string | undefined {
    if (vote.sig === undefined) return vote.level >= 2 ? 'it says that it is signed, and is not' : undefined;
    try {
      const text = voteText(kind, record.log, id, String(record['binding']), vote);
      const { key, fingerprint } = verifySshSignature(vote.sig, text);
      const { signers } = this.options;
      if (signers === undefined || maySign(signers, vote.by, key, Date.parse(record.ts))) return undefined;
      return `${fingerprint} may not sign for that name`;
    } catch (error) {
      return error instanceof Error ? error.message : 'its signature cannot be read';
    }
  }

  /** Rows are only what the log says; a row that is gone while its request is open was taken away. */
  #rows(rows: Iterable<BookRow>): void {
    const seen = new Set<string>();
    for (const { table, id, seq, digest } of rows) {
      seen.add(id);
      const life = this.#lives.get(id);
      if (life === undefined && seq < this.options.first) continue;
      if (life === undefined) this.#fault(`the ${table} \`${id.slice(0, 60)}\` stands in no record`);
      else if (life.seq !== seq || life.row !== digest)
        this.#fault(`the ${table} \`${id}\` is not what record ${life.seq} says of it`, life.seq);
    }
    for (const [id, { state, seq }] of this.#lives)
      if (!seen.has(id) && isOpen(state)) this.#fault(`\`${id}\` is ${state}, and its row is gone`, seq);
  }

  #fault(message: string, seq?: number): void {
    if (this.#faults.length < MOST_FAULTS) this.#faults.push({ message, ...(seq !== undefined && { seq }) });
  }
}

function isOpen(state: RequestState | GrantState): boolean {
  const table: Readonly<Record<string, object>> = { ...REQUEST_TRANSITIONS, ...GRANT_TRANSITIONS };
  return Object.keys(table[state] ?? {}).length > 0;
}

/** The state after a beginning; before anything else, where the beginning was not handed in. */
function fresh(type: string, seq: number): Life {
  const approved = type === 'approval.consumed' || type === 'approval.revoked';
  const state = type.startsWith('grant.') ? 'active' : approved ? 'approved' : 'pending';
  return { state, seq, row: undefined, used: 0, uses: undefined };
}

/** How often it may be used, as the record says: the least that any voter gave. */
function limitOf(record: BookRecord, { uses }: Life): { uses: number | undefined } {
  const ballots = record.type === 'approval.approved' ? record['ballots'] : [record['ballot']];
  if (record.type !== 'approval.approved' && record.type !== 'grant.created') return { uses };
  const given = (Array.isArray(ballots) ? ballots : []).map((vote) => Number((vote as Vote | null)?.uses));
  return { uses: given.length === 0 || given.some(Number.isNaN) ? 0 : Math.min(...given) };
}
