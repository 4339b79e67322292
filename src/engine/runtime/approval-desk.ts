import {
  COOL_MS,
  difference,
  grantExpired,
  grantFault,
  grantHappened,
  happened,
  keyFor,
  keysOf,
  MAX_PENDING,
  MAX_REJECTIONS,
  newId,
  nextGrantState,
  nextRequestState,
  opened,
  payloadDigest,
  requestFault,
} from '../approvals/index.js';
import type {
  ApprovalStore,
  Bound,
  Draft,
  Entry,
  GrantRow,
  Held,
  Look,
  Prover,
  RequestFacts,
  RequestRow,
  Seen,
} from '../approvals/index.js';
import { canonicalJson } from '../audit/index.js';
import type { Appended, Beside, DecisionDraft } from '../audit/index.js';
import type { ApprovalTerms, Decision, DecisionKind } from '../model/decision.js';
import type { Env } from '../model/env.js';
import { ApprovalError } from '../model/errors.js';
import type { ActionEvent } from '../model/event.js';
import type { VerdictReason } from '../model/verdict.js';
import { GrantIndex } from './grant-index.js';

/** What becomes of an action that a rule holds. */
export interface Answer {
  readonly authorized: boolean;
  readonly decision: DecisionKind;
  readonly reason: VerdictReason;
  /** The request or grant. */
  readonly request?: string;
  readonly detail?: string;
}

export interface Settled {
  readonly answer: Answer;
  readonly appended: Appended;
}

/** An action that a rule holds, and how its decision is recorded once it is settled. */
export interface HeldAction {
  readonly event: ActionEvent;
  readonly made: Decision;
  /** The request or grant that the caller says it is for. */
  readonly claims: string | undefined;
  readonly record: (answer: Answer) => DecisionDraft;
  readonly beside: Beside | undefined;
}

export interface Requester {
  /** The operating system's user of this process. */
  readonly user: string;
  readonly uid: number;
}

/** How often it is looked at again when another process was quicker. */
const TRIES = 10;
/** So many that are over are recorded as such with one decision; the others with the next. */
const MOST_OVER = 50;

/**
 * Settles what a require_approval rule holds: on an approval or a grant it is let through, once and in one transaction
 * with its record; otherwise a request is opened, or the one that is open is joined.
 */
export class ApprovalDesk {
  readonly #grants = new GrantIndex();

  constructor(
    private readonly env: Env,
    private readonly requester: Requester,
    private readonly prove: Prover,
  ) {}

  /** @throws AuditError where it cannot be recorded */
  async settle(store: ApprovalStore, held: HeldAction): Promise<Settled> {
    for (let left = TRIES; ; left--) {
      try {
        return await this.#settle(store, held);
      } catch (error) {
        if (!(error instanceof ApprovalError)) throw error;
        if (error.code === 'stale' && left > 1) continue;
        return this.#write(store, held, blocked(error.message), []);
      }
    }
  }

  async #settle(store: ApprovalStore, action: HeldAction): Promise<Settled> {
    const { event, made, claims } = action;
    const payload = canonicalJson(event.payload);
    const bound = boundOf(event, made, payload);
    const held: Held = { bound, keys: keysOf(bound), terms: made.approval as ApprovalTerms, log: store.log };
    if (claims !== undefined) return this.#claimed(store, action, held, claims);
    const now = this.env.now();
    const look = await store.look({ ...bound, keys: held.keys, now, since: now - COOL_MS });
    const over: Entry[] = [];
    for (const seen of look.approved) {
      if (requestFault(held, seen, this.prove) === undefined) return this.#useRequest(store, action, seen);
      if (seen.now >= seen.row.useBy) over.push(expired(seen));
    }
    const grant = await this.#grantFor(store, event, held, over);
    if (grant !== undefined) return this.#useGrant(store, action, grant);
    return this.#ask(store, action, held, look, payload, over);
  }

  /** The caller names the approval that it was given: that one, or nothing. */
  async #claimed(store: ApprovalStore, action: HeldAction, held: Held, id: string): Promise<Settled> {
    const now = this.env.now();
    if (id.startsWith('grt-')) {
      const seen = await store.grant(id, now);
      await this.#grants.refresh(store);
      const meant = [...this.#grants.matching(action.event)].includes(id);
      const fault =
        grantFault(held, seen, this.prove) ?? (meant ? undefined : `${id} is for other actions than this`);
      if (fault === undefined) return this.#useGrant(store, action, seen);
      return this.#write(store, action, { ...blocked(fault), request: id }, []);
    }
    const seen = await store.request(id, now);
    const fault = requestFault(held, seen, this.prove);
    if (fault === undefined) return this.#useRequest(store, action, seen);
    const over = seen.row.state === 'approved' && seen.now >= seen.row.useBy ? [expired(seen)] : [];
    return this.#write(store, action, { ...blocked(fault), request: id }, over);
  }

  /** Those that are over and were not said to be are added to `over`. */
  async #grantFor(
    store: ApprovalStore,
    event: ActionEvent,
    held: Held,
    over: Entry[],
  ): Promise<Seen<GrantRow> | undefined> {
    await this.#grants.refresh(store);
    for (const id of this.#grants.matching(event)) {
      const seen = await store.grant(id, this.env.now());
      if (grantFault(held, seen, this.prove) === undefined) return seen;
      const { row, now, seq } = seen;
      if (row.state === 'active' && now >= row.expires && over.length < MOST_OVER)
        over.push(grantExpired(row, seq));
    }
    return undefined;
  }

  #useRequest(store: ApprovalStore, action: HeldAction, { row, seq }: Seen<RequestRow>): Promise<Settled> {
    const used = row.used + 1;
    const what = used >= row.uses ? 'consumed' : 'used';
    const next = { ...row, used, state: nextRequestState(row.state, what) };
    const use = happened(next, { from: seq, what, use: used, before: row.useBy });
    return this.#write(store, action, approved(row.id), [], [use]);
  }

  #useGrant(store: ApprovalStore, action: HeldAction, { row, seq }: Seen<GrantRow>): Promise<Settled> {
    const used = row.used + 1;
    const what = row.uses > 0 && used >= row.uses ? 'exhausted' : 'used';
    const next = { ...row, used, state: nextGrantState(row.state, what) };
    const use = grantHappened(next, { from: seq, what, use: used, before: row.expires });
    return this.#write(store, action, approved(row.id), [], [use]);
  }

  #ask(
    store: ApprovalStore,
    action: HeldAction,
    held: Held,
    look: Look,
    payload: string,
    over: Entry[],
  ): Promise<Settled> {
    const { pending } = look;
    if (pending !== undefined && pending.now < pending.row.decideBy)
      return this.#write(store, action, waiting(pending.row.id, nearText(look, held)), over);
    if (pending !== undefined) over.push(expired(pending));
    const refused = refusal(look);
    if (refused !== undefined) return this.#write(store, action, refused, over);
    const row = this.#rowOf(action, held);
    const outdated = look.outdated.map(superseded);
    const before = [...over, ...outdated, opened(store.log, row, payload)];
    return this.#write(store, action, waiting(row.id, nearText(look, held)), before);
  }

  #rowOf({ event, made }: HeldAction, { bound, keys, terms, log }: Held): RequestRow {
    const now = this.env.now();
    const { actor, capability, environment, session, policy, payload } = bound;
    const scope = terms.scope ?? 'exact';
    return {
      ...{ id: newId('apr', log, this.env), state: 'pending' },
      ...{ actor, capability, environment, session, policy, payload },
      ...{ key: keyFor(scope, keys), keys: { ...keys } },
      salt: Buffer.from(this.env.randomBytes(16)).toString('hex'),
      ...{ opened: now, decideBy: now + terms.expiresIn * 1000, decided: 0, useBy: 0 },
      ...{ scope, uses: terms.uses, used: 0, terms, votes: [], by: '', reason: '' },
      facts: factsOf(event, made, this.requester),
    };
  }

  /** The records before the decision's, the decision's, and those of the use that it is. */
  async #write(
    store: ApprovalStore,
    { record, beside }: HeldAction,
    answer: Answer,
    before: readonly Entry[],
    after: readonly Entry[] = [],
  ): Promise<Settled> {
    const decision: Entry = { draft: () => record(answer) as Draft, beside };
    const appended = await store.commit([...before, decision, ...after]);
    return { answer, appended: appended[before.length] as Appended };
  }
}

function boundOf(event: ActionEvent, made: Decision, payload: string): Bound {
  const { session, tenant, on_behalf, tool_name, table, user_role, cwd } = event.context;
  return {
    ...{ actor: event.actor, capability: event.capability, environment: event.environment },
    session: session ?? null,
    policy: made.policy.digest,
    ...{ tenant: tenant ?? null, onBehalf: on_behalf ?? null },
    ...{ tool: tool_name ?? null, table: table ?? null, role: user_role ?? null, cwd: cwd ?? null },
    payload: payloadDigest(payload),
  };
}

function factsOf(event: ActionEvent, made: Decision, { user, uid }: Requester): RequestFacts {
  const { tool_name: tool = '', on_behalf: onBehalf = '', tenant = '', cwd = '' } = event.context;
  const rule = made.rule?.id ?? (made.riskLevel === undefined ? '' : `risk_level:${made.riskLevel}`);
  return {
    ...{ policyName: made.policy.name, rule, ruleReason: made.rule?.reason ?? '', risk: String(event.risk) },
    ...{ tool, onBehalf, tenant, cwd, user, uid },
  };
}

function approved(id: string): Answer {
  return { authorized: true, decision: 'allow', reason: `approved:${id}`, request: id };
}

function waiting(id: string, detail: string | undefined): Answer {
  const answer = {
    authorized: false,
    decision: 'require_approval',
    reason: `approval_required:${id}`,
    request: id,
  } as const;
  return detail === undefined ? answer : { ...answer, detail };
}

function blocked(detail: string): Answer {
  return { authorized: false, decision: 'deny', reason: 'approval_error', detail };
}

/** Why nobody is asked: whoever was told no does not ask again at once, and no agent floods those who answer. */
function refusal({ rejected, rejections, pendings }: Look): Answer | undefined {
  if (rejected !== undefined) {
    const { id, by, reason } = rejected.row;
    return { ...blocked(`${id} was rejected by ${by}${reason === '' ? '' : `: ${reason}`}`), request: id };
  }
  if (rejections >= MAX_REJECTIONS)
    return blocked(`${rejections} requests of this actor were rejected: it may ask again in a while`);
  if (pendings >= MAX_PENDING)
    return blocked(`${pendings} requests of this actor are pending: answer these first`);
  return undefined;
}

/** What there is an approval for, where it is nearly this. */
function nearText({ near }: Look, held: Held): string | undefined {
  const differs = near === undefined ? undefined : difference(near, held);
  return near === undefined || differs === undefined
    ? undefined
    : `${near.id} was approved for another ${differs}`;
}

function expired({ row, seq, now }: Seen<RequestRow>): Entry {
  const next = { ...row, state: nextRequestState(row.state, 'expired'), decided: now };
  return happened(next, { from: seq, what: 'expired' });
}

function superseded({ row, seq, now }: Seen<RequestRow>): Entry {
  const next = { ...row, state: nextRequestState(row.state, 'superseded'), decided: now };
  return happened(next, { from: seq, what: 'superseded' });
}
