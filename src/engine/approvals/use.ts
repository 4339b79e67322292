import type { ApprovalTerms } from '../model/decision.js';
import { bindingOf, keyFor } from './binding.js';
import type { Bound, Keys } from './binding.js';
import { MAX_GRANT_SECONDS } from './limits.js';
import { grantBinding, iso } from './records.js';
import type { GrantRow, RequestRow } from './rows.js';
import type { Seen } from './store.js';
import { lacking, narrowest, voteText } from './votes.js';
import type { Prover } from './votes.js';

/** An action that is held, as approvals see it. */
export interface Held {
  readonly bound: Bound;
  readonly keys: Keys;
  readonly terms: ApprovalTerms;
  readonly log: string;
}

/** Why an approved request does not let this through, or undefined where it does. Asked at every use. */
export function requestFault(held: Held, { row, now }: Seen<RequestRow>, prove: Prover): string | undefined {
  if (row.state !== 'approved') return stateFault(row);
  const wide = narrowest(row.votes);
  const differs = difference(row, held);
  if (differs !== undefined) return `${row.id} was approved for another ${differs}`;
  if (row.key !== keyFor(row.scope, row.keys) || row.votes.length === 0 || wide.scope !== row.scope)
    return `${row.id} is not what was voted`;
  if (now >= Math.min(row.useBy, wide.until)) return `${row.id} was to be used by ${iso(row.useBy)}`;
  if (row.used >= Math.min(row.uses, wide.uses)) return `${row.id} has been used up`;
  return termsFault(held, row, prove);
}

function termsFault({ log, terms }: Held, row: RequestRow, prove: Prover): string | undefined {
  const binding = bindingOf(log, row.id, row.salt, row.keys.exact);
  const votes = row.votes.map((vote) => {
    return { vote, proof: prove(voteText('approve', log, row.id, binding, vote), row.id, vote) };
  });
  if (terms.maxUses !== undefined && row.uses > terms.maxUses)
    return `${row.id} gives more uses than the policy does`;
  return lacking(votes, terms, row.actor);
}

function stateFault({ id, state, by, reason, useBy }: RequestRow): string {
  const who = by === '' ? '' : ` by ${by}`;
  const why = reason === '' ? '' : `: ${reason}`;
  if (state === 'pending') return `${id} is not approved yet`;
  if (state === 'consumed') return `${id} has been used up`;
  if (state === 'expired' && useBy > 0) return `${id} was to be used by ${iso(useBy)}`;
  return `${id} was ${state === 'expired' ? 'not decided in time' : state}${who}${why}`;
}

/** What of an action is not what a request was for, as far as its scope looks. */
export function difference(
  row: RequestRow,
  { bound, keys }: Pick<Held, 'bound' | 'keys'>,
): string | undefined {
  if (row.actor !== bound.actor) return 'actor';
  if (row.capability !== bound.capability) return 'capability';
  if (row.environment !== bound.environment) return 'environment';
  if (row.policy !== bound.policy) return 'policy';
  if (row.scope === 'capability') return row.key === keys.capability ? undefined : 'tenant or principal';
  if (row.session !== bound.session) return 'session';
  if (row.scope === 'session' && row.session !== null)
    return row.key === keys.session ? undefined : 'tenant or principal';
  if (row.payload !== bound.payload) return 'payload';
  return row.keys.exact === keys.exact ? undefined : 'context';
}

/** Why a grant whose conditions match does not let this through, or undefined where it does. */
export function grantFault(held: Held, { row, now }: Seen<GrantRow>, prove: Prover): string | undefined {
  const { id, state, vote, expires, notBefore, uses, used, created } = row;
  const { log, terms, bound } = held;
  if (state === 'expired') return `${id} ended at ${iso(expires)}`;
  if (state !== 'active') return `${id} is ${state}`;
  if (now < notBefore) return `${id} begins at ${iso(notBefore)}`;
  if (now >= expires || expires !== vote.until) return `${id} ended at ${iso(expires)}`;
  if (uses !== vote.uses || (uses > 0 && used >= uses)) return `${id} has been used up`;
  const most = terms.maxGrant ?? MAX_GRANT_SECONDS;
  if (expires - Math.max(created, notBefore) > most * 1000)
    return `${id} is for longer than the policy lets grants live`;
  const proof = prove(voteText('grant', log, id, grantBinding(log, row), vote), id, vote);
  return lacking([{ vote, proof }], terms, bound.actor);
}
