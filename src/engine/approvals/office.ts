import { APPROVAL_SCOPES } from '../model/decision.js';
import type { ApprovalScope } from '../model/decision.js';
import type { Env } from '../model/env.js';
import { ApprovalError } from '../model/errors.js';
import type { JsonObject } from '../model/json.js';
import { bindingOf, keyFor, payloadDigest } from './binding.js';
import { newId } from './ids.js';
import { nextGrantState, nextRequestState } from './lifecycle.js';
import type { RequestHappening } from './lifecycle.js';
import { GRANT_SECONDS, MAX_GRANT_SECONDS, MAX_USES, USE_MS } from './limits.js';
import { ballots, ballot, granted, grantBinding, grantExpired, grantHappened, happened } from './records.js';
import { tampered } from './rows.js';
import type { GrantRow, RequestRow, Vote } from './rows.js';
import type { ApprovalStore, Entry, Seen } from './store.js';
import { assertName, lacking, narrowest, personOf, voteText } from './votes.js';
import type { Prover } from './votes.js';

/** Who answers. */
export interface Approver {
  readonly by: string;
  /** The operating system's user. */
  readonly user: string;
  readonly uid: number;
  /** Leaves a mark that only this user can leave, which makes a vote of level 1. */
  readonly mark?: ((text: string, id: string) => void) | undefined;
  /** Makes the evidence for a vote: an SSH signature, where there is to be one. */
  readonly sign?: ((text: string, id: string) => string | undefined) | undefined;
}

/** A yes to one request. What is left out is as the policy has it. */
export interface Approval {
  readonly scope?: ApprovalScope | undefined;
  readonly uses?: number | undefined;
  readonly forMs?: number | undefined;
  readonly reason?: string | undefined;
}

/** A standing yes. */
export interface GrantTerms {
  readonly actor: string;
  readonly capability: string;
  readonly environment: string;
  readonly session?: string | undefined;
  readonly where?: JsonObject | undefined;
  readonly notBefore?: number | undefined;
  readonly forMs?: number | undefined;
  readonly uses?: number | undefined;
  readonly reason?: string | undefined;
}

/** How often an answer is tried again when another was quicker. */
const TRIES = 5;
const MAX_REASON = 500;

/** Where people answer: every answer is checked against the row as it is then, and recorded with its effect. */
export class ApprovalOffice {
  constructor(
    private readonly store: ApprovalStore,
    private readonly env: Env,
    private readonly prove: Prover,
  ) {}

  /** @throws ApprovalError */
  approve(id: string, approver: Approver, approval: Approval): Promise<RequestRow> {
    return this.#answer(id, approver, async (seen) => {
      await this.#assertShown(seen.row);
      return this.#approved(seen, approver, approval);
    });
  }

  /** @throws ApprovalError */
  reject(id: string, approver: Approver, reason: string): Promise<RequestRow> {
    return this.#answer(id, approver, ({ row, seq, now }) =>
      Promise.resolve(this.#ended(row, seq, now, 'rejected', approver.by, reason)),
    );
  }

  /** Takes a request back. @throws ApprovalError */
  cancel(id: string, by: string, reason: string): Promise<RequestRow> {
    return this.#answer(id, { by, user: '', uid: -1 }, ({ row, seq, now }) =>
      Promise.resolve(this.#ended(row, seq, now, 'cancelled', by, reason)),
    );
  }

  /** Takes back what was approved or granted. @throws ApprovalError */
  async revoke(id: string, { by }: Approver, reason: string): Promise<RequestRow | GrantRow> {
    assertName(by);
    return this.#again(async () => {
      const now = this.env.now();
      if (!id.startsWith('grt-')) {
        const { row, seq } = await this.store.request(id, now);
        return this.#commit(this.#ended(row, seq, now, 'revoked', by, reason));
      }
      const { row, seq } = await this.store.grant(id, now);
      const state = nextGrantState(row.state, 'revoked');
      const ended = { ...row, state, by, reason: reason.slice(0, MAX_REASON) };
      return this.#commit({ row: ended, entry: grantHappened(ended, { from: seq, what: 'revoked' }) });
    });
  }

  /** @throws ApprovalError `bad_option` */
  async grant(terms: GrantTerms, approver: Approver): Promise<GrantRow> {
    assertName(approver.by);
    const draft = this.#grantOf(terms, approver);
    if (personOf(draft.actor) === personOf(approver.by)) throw selfish();
    const text = voteText('grant', this.store.log, draft.id, grantBinding(this.store.log, draft), draft.vote);
    const vote = this.#signed(text, draft.id, draft.vote, approver);
    const row: GrantRow = { ...draft, vote };
    return this.#commit({ row, entry: granted(this.store.log, row) });
  }

  /** Records that the time of a request is up, whichever of its times it is. */
  async expire({ row, seq, now }: Seen<RequestRow>): Promise<RequestRow> {
    return this.#commit(this.#ended(row, seq, now, 'expired', '', ''));
  }

  /** Records that a grant's time is up. */
  async expireGrant({ row, seq }: Seen<GrantRow>): Promise<void> {
    await this.store.commit([grantExpired(row, seq)]);
  }

  async #answer(
    id: string,
    { by }: Approver,
    work: (seen: Seen<RequestRow>) => Promise<Done<RequestRow>>,
  ): Promise<RequestRow> {
    assertName(by);
    return this.#again(async () => {
      const seen = await this.store.request(id, this.env.now());
      if (seen.row.state === 'pending' && seen.now >= seen.row.decideBy) {
        await this.expire(seen);
        throw new ApprovalError('bad_transition', `${id} was not decided in time`);
      }
      if (seen.row.state !== 'pending') throw over(seen.row);
      return this.#commit(await work(seen));
    });
  }

  /** Whoever was quicker has changed the row: it is looked at again. */
  async #again<T>(work: () => Promise<T>): Promise<T> {
    for (let left = TRIES; ; left--) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ApprovalError) || error.code !== 'stale' || left <= 1) throw error;
      }
    }
  }

  async #commit<Row>({ row, entry }: Done<Row>): Promise<Row> {
    await this.store.commit([entry]);
    return row;
  }

  /** What a person is shown must be what was asked. @throws ApprovalError `tampered` */
  async #assertShown(row: RequestRow): Promise<void> {
    const payload = await this.store.payload(row.id);
    if (payload === undefined || payloadDigest(payload) !== row.payload)
      throw tampered(`the payload that ${row.id} shows is not the one that was asked for`);
  }

  #approved({ row, seq, now }: Seen<RequestRow>, approver: Approver, approval: Approval): Done<RequestRow> {
    const { log } = this.store;
    const vote = this.#voteOn(row, now, approver, approval);
    const binding = bindingOf(log, row.id, row.salt, row.keys.exact);
    const proofOf = (one: Vote) => this.prove(voteText('approve', log, row.id, binding, one), row.id, one);
    const signed = this.#signed(voteText('approve', log, row.id, binding, vote), row.id, vote, approver);
    const alone = lacking(
      [{ vote: signed, proof: proofOf(signed) }],
      { ...row.terms, approvers: 1 },
      row.actor,
    );
    if (alone !== undefined) throw new ApprovalError('not_approver', alone);
    const votes = [...row.votes, signed];
    const counted = votes.map((one) => ({ vote: one, proof: proofOf(one) }));
    const enough = lacking(counted, row.terms, row.actor) === undefined;
    const what = enough ? 'approved' : 'voted';
    const given = narrowest(votes);
    const next: RequestRow = {
      ...{ ...row, state: nextRequestState(row.state, what), votes },
      ...(enough && { decided: now, useBy: given.until, uses: given.uses, scope: given.scope }),
      ...(enough && { key: keyFor(given.scope, row.keys) }),
    };
    const fields = enough ? ballots(log, next) : { by: signed.by, ballot: ballot(signed), binding };
    return { row: next, entry: happened(next, { from: seq, what, fields }) };
  }

  #voteOn(row: RequestRow, now: number, approver: Approver, approval: Approval): Vote {
    const { by } = approver;
    const { terms } = row;
    const { scope = terms.scope ?? 'exact', uses = terms.uses, forMs = USE_MS, reason = '' } = approval;
    if (row.votes.some((vote) => personOf(vote.by) === personOf(by)))
      throw new ApprovalError('not_approver', `\`${by}\` has approved ${row.id} already`);
    if (terms.scope !== undefined && APPROVAL_SCOPES.indexOf(scope) > APPROVAL_SCOPES.indexOf(terms.scope))
      throw badOption(`the policy lets an approval cover no more than \`${terms.scope}\``);
    if (scope === 'session' && row.session === null) throw badOption(`${row.id} is of no session`);
    assertUses(uses, terms.maxUses ?? MAX_USES, 1);
    assertSpan(forMs, terms.maxGrant ?? MAX_GRANT_SECONDS);
    return { ...voter(approver), scope, uses, until: now + forMs, reason: reason.slice(0, MAX_REASON) };
  }

  #signed(text: string, id: string, vote: Vote, { sign, mark }: Approver): Vote {
    mark?.(text, id);
    const sig = sign?.(text, id);
    const signed = sig === undefined ? vote : { ...vote, sig };
    const proof = this.prove(text, id, signed);
    if (sig !== undefined && proof.level < 2)
      throw new ApprovalError(
        'bad_signature',
        `the signature is not accepted: ${proof.why ?? 'it is of no known key'}`,
      );
    return { ...signed, level: proof.level };
  }

  #grantOf(terms: GrantTerms, approver: Approver): GrantRow {
    const created = this.env.now();
    const { notBefore = created, forMs = GRANT_SECONDS * 1000, uses = 0, reason = '', where = {} } = terms;
    assertUses(uses, Number.MAX_SAFE_INTEGER, 0);
    assertSpan(forMs, MAX_GRANT_SECONDS * 366);
    const start = Math.max(created, notBefore);
    return {
      ...{ id: newId('grt', this.store.log, this.env), state: 'active' },
      ...{ actor: terms.actor, capability: terms.capability, environment: terms.environment },
      ...{
        session: terms.session ?? '',
        where,
        created,
        notBefore: start,
        expires: start + forMs,
        uses,
        used: 0,
      },
      salt: Buffer.from(this.env.randomBytes(16)).toString('hex'),
      vote: {
        ...voter(approver),
        scope: 'capability',
        uses,
        until: start + forMs,
        reason: reason.slice(0, MAX_REASON),
      },
      ...{ by: '', reason: '' },
    };
  }

  #ended(
    row: RequestRow,
    from: number,
    now: number,
    what: RequestHappening,
    by: string,
    reason: string,
  ): Done<RequestRow> {
    const next = {
      ...row,
      state: nextRequestState(row.state, what),
      decided: now,
      by,
      reason: reason.slice(0, MAX_REASON),
    };
    return { row: next, entry: happened(next, { from, what }) };
  }
}

/** Who votes, and how sure the vote is to be: what was proven of it is looked at afterwards. */
function voter({ by, user, uid, mark }: Approver): Pick<Vote, 'by' | 'user' | 'uid' | 'level'> {
  return { by, user, uid, level: mark === undefined ? 0 : 1 };
}

interface Done<Row> {
  readonly row: Row;
  readonly entry: Entry;
}

function over({ id, state, by, reason }: RequestRow): ApprovalError {
  const who = by === '' ? '' : ` by ${by}`;
  return new ApprovalError(
    'bad_transition',
    `${id} is ${state} already${who}${reason === '' ? '' : `: ${reason}`}`,
  );
}

function selfish(): ApprovalError {
  return new ApprovalError('not_approver', 'the requester cannot approve what it asks for');
}

function badOption(message: string): ApprovalError {
  return new ApprovalError('bad_option', message);
}

function assertUses(uses: number, most: number, least: number): void {
  if (!Number.isSafeInteger(uses) || uses < least || uses > most)
    throw badOption(`uses must be a whole number from ${least} to ${most}`);
}

function assertSpan(forMs: number, mostSeconds: number): void {
  if (!(Number.isSafeInteger(forMs) && forMs > 0))
    throw badOption('an approval needs a time to be used in: more than none');
  if (forMs > mostSeconds * 1000) throw badOption(`an approval lives ${mostSeconds} seconds at most here`);
}
