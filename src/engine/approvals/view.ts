import type { JsonObject, JsonValue } from '../model/json.js';
import type { GrantRow, RequestRow, Vote } from './rows.js';
import type { Seen } from './store.js';

/** A vote, for people and scripts. */
export interface VoteView {
  readonly by: string;
  readonly account: string;
  readonly level: number;
  readonly signed: boolean;
  readonly reason: string | null;
}

/** A request as every command prints it under `--json`. Times are ISO 8601, and null where it has not come to that. */
export interface RequestView {
  readonly id: string;
  readonly kind: 'request';
  /** As it is now: what is over its time is `expired`, whether that is recorded yet or not. */
  readonly state: string;
  readonly actor: string;
  readonly capability: string;
  readonly environment: string;
  readonly session: string | null;
  readonly risk: string;
  readonly tool: string | null;
  readonly onBehalf: string | null;
  readonly tenant: string | null;
  readonly cwd: string | null;
  readonly policy: { readonly name: string; readonly digest: string };
  readonly rule: string;
  readonly says: string | null;
  readonly account: string;
  readonly opened: string;
  readonly decideBy: string;
  readonly decided: string | null;
  readonly useBy: string | null;
  readonly scope: string;
  readonly uses: number;
  readonly used: number;
  readonly approvers: number;
  readonly mayApprove: readonly string[] | null;
  readonly minLevel: number;
  readonly votes: readonly VoteView[];
  /** Who ended it, where that was not by use or time, and why. */
  readonly by: string | null;
  readonly reason: string | null;
}

export interface GrantView {
  readonly id: string;
  readonly kind: 'grant';
  readonly state: string;
  readonly actor: string;
  readonly capability: string;
  readonly environment: string;
  readonly session: string | null;
  readonly where: JsonObject;
  readonly created: string;
  readonly begins: string;
  readonly ends: string;
  /** Null for as often as it likes. */
  readonly uses: number | null;
  readonly used: number;
  readonly by: string;
  readonly account: string;
  readonly level: number;
  readonly signed: boolean;
  readonly reason: string | null;
  readonly revokedBy: string | null;
}

/** A request with the payload that was asked for. */
export interface ShownRequest extends RequestView {
  readonly payload: JsonValue | null;
}

export function requestView({ row, now }: Seen<RequestRow>): RequestView {
  const { facts, terms } = row;
  return {
    ...{ id: row.id, kind: 'request', state: requestState(row, now) },
    ...{ actor: row.actor, capability: row.capability, environment: row.environment, session: row.session },
    ...{ risk: facts.risk, tool: orNull(facts.tool), onBehalf: orNull(facts.onBehalf) },
    ...{ tenant: orNull(facts.tenant), cwd: orNull(facts.cwd) },
    policy: { name: facts.policyName, digest: row.policy },
    ...{ rule: facts.rule, says: orNull(facts.ruleReason), account: facts.user },
    ...{ opened: iso(row.opened) ?? '', decideBy: iso(row.decideBy) ?? '' },
    ...{ decided: iso(row.decided), useBy: iso(row.useBy) },
    ...{ scope: row.scope, uses: row.uses, used: row.used, approvers: terms.approvers },
    ...{ mayApprove: terms.by ?? null, minLevel: terms.minLevel ?? 0 },
    votes: row.votes.map(voteView),
    ...{ by: orNull(row.by), reason: orNull(row.reason) },
  };
}

export function grantView({ row, now }: Seen<GrantRow>): GrantView {
  const over = row.state === 'active' && now >= row.expires;
  const { vote } = row;
  return {
    ...{ id: row.id, kind: 'grant', state: over ? 'expired' : row.state },
    ...{ actor: row.actor, capability: row.capability, environment: row.environment },
    ...{ session: orNull(row.session), where: row.where },
    ...{ created: iso(row.created) ?? '', begins: iso(row.notBefore) ?? '', ends: iso(row.expires) ?? '' },
    ...{ uses: row.uses === 0 ? null : row.uses, used: row.used, by: vote.by, account: vote.user },
    ...{ level: vote.level, signed: vote.sig !== undefined, reason: orNull(vote.reason) },
    revokedBy: orNull(row.by),
  };
}

function requestState({ state, decideBy, useBy }: RequestRow, now: number): string {
  const limit = { pending: decideBy, approved: useBy }[state as 'pending' | 'approved'];
  return limit !== undefined && now >= limit ? 'expired' : state;
}

function voteView({ by, user, level, sig, reason }: Vote): VoteView {
  return { by, account: user, level, signed: sig !== undefined, reason: orNull(reason) };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** Null for 0, and for what is no time: the largest that there is is in the year 275760. */
function iso(time: number): string | null {
  return time > 0 && time <= 8.64e15 ? new Date(time).toISOString() : null;
}
