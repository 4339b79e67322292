import { ApprovalError } from '../model/errors.js';

export type RequestState =
  'pending' | 'approved' | 'rejected' | 'expired' | 'cancelled' | 'superseded' | 'consumed' | 'revoked';
export type GrantState = 'active' | 'exhausted' | 'expired' | 'revoked';

/** What happens to a request. `used` leaves it approved while uses are left, `consumed` is the last use. */
export type RequestHappening =
  | 'voted'
  | 'approved'
  | 'rejected'
  | 'expired'
  | 'cancelled'
  | 'superseded'
  | 'used'
  | 'consumed'
  | 'revoked';
export type GrantHappening = 'used' | 'exhausted' | 'expired' | 'revoked';

type Table<State extends string, Happening extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Happening, State>>>>
>;

/** Everything that may become of a request; what is not in here cannot happen. */
export const REQUEST_TRANSITIONS: Table<RequestState, RequestHappening> = {
  pending: {
    voted: 'pending',
    approved: 'approved',
    rejected: 'rejected',
    expired: 'expired',
    cancelled: 'cancelled',
    superseded: 'superseded',
  },
  approved: { used: 'approved', consumed: 'consumed', expired: 'expired', revoked: 'revoked' },
  rejected: {},
  expired: {},
  cancelled: {},
  superseded: {},
  consumed: {},
  revoked: {},
};

export const GRANT_TRANSITIONS: Table<GrantState, GrantHappening> = {
  active: { used: 'active', exhausted: 'exhausted', expired: 'expired', revoked: 'revoked' },
  exhausted: {},
  expired: {},
  revoked: {},
};

export const REQUEST_STATES = Object.keys(REQUEST_TRANSITIONS) as RequestState[];
export const GRANT_STATES = Object.keys(GRANT_TRANSITIONS) as GrantState[];

/** Nothing happens any more to a request in one of these. */
export const FINAL_REQUEST_STATES = REQUEST_STATES.filter(
  (state) => Object.keys(REQUEST_TRANSITIONS[state]).length === 0,
);

/** The state that follows. @throws ApprovalError `bad_transition` */
export function nextRequestState(state: RequestState, happening: RequestHappening): RequestState {
  return next(REQUEST_TRANSITIONS, state, happening, 'request');
}

/** @throws ApprovalError `bad_transition` */
export function nextGrantState(state: GrantState, happening: GrantHappening): GrantState {
  return next(GRANT_TRANSITIONS, state, happening, 'grant');
}

function next<S extends string, H extends string>(
  table: Table<S, H>,
  state: S,
  happening: H,
  what: string,
): S {
  const row = Object.hasOwn(table, state) ? table[state] : undefined;
  const to = row !== undefined && Object.hasOwn(row, happening) ? row[happening] : undefined;
  if (to !== undefined) return to;
  throw new ApprovalError('bad_transition', `a ${what} that is ${state} cannot be ${happening}`);
}
