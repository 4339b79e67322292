import type { ApprovalTerms } from '../model/decision.js';
import type { JsonObject, JsonValue } from '../model/json.js';
import { bindingOf, digest } from './binding.js';
import { nextGrantState } from './lifecycle.js';
import type { GrantHappening, RequestHappening } from './lifecycle.js';
import { rowDigest } from './rows.js';
import type { GrantRow, RequestRow, Vote } from './rows.js';
import type { Change, Draft, Entry } from './store.js';

/** A row as it is stored, which its record's `row` is the digest of. */
export function textOf(row: RequestRow | GrantRow): string {
  return JSON.stringify(row);
}

/** The record of a new request, and its row. */
export function opened(log: string, row: RequestRow, payload: string): Entry {
  const { actor, capability, environment, session, policy, decideBy, terms, facts } = row;
  return entry(
    'approval.requested',
    row,
    undefined,
    {
      ...{ actor, capability, environment, binding: bindingOf(log, row.id, row.salt, row.keys.exact) },
      ...(session !== null && { session }),
      policy: { name: facts.policyName, digest: policy },
      rule: { id: facts.rule },
      decide_by: iso(decideBy),
      asks: termsJson(terms),
    },
    { payload },
  );
}

export interface Happened {
  readonly from: number;
  readonly what: RequestHappening;
  readonly fields?: JsonObject;
  readonly use?: number;
  readonly before?: number;
}

const REQUEST_TYPES: Readonly<Record<RequestHappening, `approval.${string}`>> = {
  voted: 'approval.voted',
  approved: 'approval.approved',
  rejected: 'approval.rejected',
  expired: 'approval.expired',
  cancelled: 'approval.cancelled',
  superseded: 'approval.superseded',
  used: 'approval.consumed',
  consumed: 'approval.consumed',
  revoked: 'approval.revoked',
};
const GRANT_TYPES: Readonly<Record<GrantHappening, `grant.${string}`>> = {
  used: 'grant.used',
  exhausted: 'grant.used',
  expired: 'grant.expired',
  revoked: 'grant.revoked',
};

/** What became of a request. A payload is kept only as long as somebody may have to look at it. */
export function happened(row: RequestRow, { from, what, fields = {}, use, before }: Happened): Entry {
  const ended = row.state !== 'pending' && row.state !== 'approved';
  const who = row.by === '' ? {} : { by: row.by, ...(row.reason !== '' && { reason: row.reason }) };
  return entry(
    REQUEST_TYPES[what],
    row,
    from,
    { ...who, ...fields },
    {
      ...(ended && { payload: null }),
      ...(use !== undefined && { use }),
      ...(before !== undefined && { before }),
    },
  );
}

/** The record of an approval: all that was voted, so that the log alone tells whether it holds. */
export function ballots(log: string, row: RequestRow): JsonObject {
  const last = row.votes.at(-1) as Vote;
  return {
    by: last.by,
    ballots: row.votes.map(ballot),
    binding: bindingOf(log, row.id, row.salt, row.keys.exact),
    ...(last.reason !== '' && { reason: last.reason }),
  };
}

export function ballot({ by, user, uid, level, scope, uses, until, reason, sig }: Vote): JsonObject {
  return {
    by,
    user,
    uid,
    level,
    scope,
    uses,
    until,
    ...(reason !== '' && { reason }),
    ...(sig !== undefined && { sig }),
  };
}

/** Digest of what a grant grants, for its record and its signature. */
export function grantBinding(log: string, grant: GrantRow): string {
  const { id, actor, capability, environment, session, where, notBefore, salt } = grant;
  const parts = [
    log,
    id,
    salt,
    actor,
    capability,
    environment,
    session,
    JSON.stringify(where),
    String(notBefore),
  ];
  return digest('grant', parts);
}

export function granted(log: string, grant: GrantRow): Entry {
  const { actor, capability, environment, session, where, notBefore, expires, vote } = grant;
  return entry('grant.created', grant, undefined, {
    ...{ actor, capability, environment, by: vote.by, ballot: ballot(vote) },
    binding: grantBinding(log, grant),
    ...(session !== '' && { session }),
    conditions: JSON.stringify(where).slice(0, 8000),
    begins: iso(notBefore),
    ends: iso(expires),
    ...(vote.reason !== '' && { reason: vote.reason }),
  });
}

export function grantHappened(
  row: GrantRow,
  { from, what, use, before }: { from: number; what: GrantHappening; use?: number; before?: number },
): Entry {
  const who = row.by === '' ? {} : { by: row.by, ...(row.reason !== '' && { reason: row.reason }) };
  return entry(GRANT_TYPES[what], row, from, who, {
    ...(use !== undefined && { use }),
    ...(before !== undefined && { before }),
  });
}

/** Its time was up: nobody did anything. */
export function grantExpired(row: GrantRow, from: number): Entry {
  return grantHappened({ ...row, state: nextGrantState(row.state, 'expired') }, { from, what: 'expired' });
}

function entry(
  type: Draft['type'],
  row: RequestRow | GrantRow,
  from: number | undefined,
  fields: JsonObject,
  more: Partial<Change> = {},
): Entry {
  const table = 'vote' in row ? 'grant' : 'request';
  const text = textOf(row);
  const facts = { ...fields, [table]: row.id, row: rowDigest(text) };
  // A use names the decision that it let through: the record before.
  const draft: Entry['draft'] = ({ seq }) => ({
    ...facts,
    type,
    ...(more.use !== undefined && { n: more.use, of: seq - 1 }),
  });
  return { draft, change: { table, id: row.id, from, text, ...more } };
}

function termsJson({ approvers, uses, scope, minLevel, by }: ApprovalTerms): JsonValue {
  return {
    ...{ approvers, uses },
    ...(scope !== undefined && { scope }),
    ...(minLevel !== undefined && { min_level: minLevel }),
    ...(by !== undefined && { by: [...by] }),
  };
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}
