import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FINAL_REQUEST_STATES,
  GRANT_STATES,
  nextGrantState,
  nextRequestState,
  REQUEST_STATES,
  REQUEST_TRANSITIONS,
} from '../../src/engine/approvals/index.js';
import type { GrantState, RequestHappening, RequestState } from '../../src/engine/approvals/index.js';

const HAPPENINGS: RequestHappening[] = [
  ...(['voted', 'approved', 'rejected', 'expired', 'cancelled', 'superseded'] as const),
  ...(['used', 'consumed', 'revoked'] as const),
];

/** The states that a run of happenings goes through; what cannot happen changes nothing. */
function run(happenings: readonly RequestHappening[]): RequestState[] {
  const states: RequestState[] = ['pending'];
  for (const happening of happenings) {
    try {
      states.push(nextRequestState(states.at(-1) as RequestState, happening));
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad_transition' });
    }
  }
  return states;
}

describe('the life of a request', () => {
  it('has these ends and no others', () => {
    expect(FINAL_REQUEST_STATES).toEqual([
      'rejected',
      'expired',
      'cancelled',
      'superseded',
      'consumed',
      'revoked',
    ]);
  });

  it('never leaves an end, is used only when approved, and is approved once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...HAPPENINGS), { maxLength: 30 }), (happenings) => {
        const states = run(happenings);
        const end = states.findIndex((state) => FINAL_REQUEST_STATES.includes(state));
        if (end >= 0) expect(end).toBe(states.length - 1);
        const approved = states.indexOf('approved');
        for (const used of ['consumed', 'revoked'] as const)
          if (states.includes(used)) expect(states.indexOf(used)).toBeGreaterThan(approved);
        if (states.includes('consumed')) expect(approved).toBeGreaterThan(0);
        expect(states.lastIndexOf('pending')).toBeLessThan(approved < 0 ? Infinity : approved);
      }),
      { numRuns: 3000 },
    );
  });

  it('knows no state and no happening that is no own key', () => {
    for (const odd of ['constructor', '__proto__', 'toString', ''])
      for (const state of REQUEST_STATES) {
        expect(() => nextRequestState(state, odd as RequestHappening)).toThrow('cannot be');
        expect(() => nextRequestState(odd as RequestState, 'approved')).toThrow('cannot be');
      }
    expect(Object.keys(REQUEST_TRANSITIONS)).toHaveLength(8);
  });

  it('ends a grant for good', () => {
    for (const state of GRANT_STATES.filter((one) => one !== 'active'))
      for (const what of ['used', 'exhausted', 'expired', 'revoked'] as const)
        expect(() => nextGrantState(state as GrantState, what)).toThrow('cannot be');
    expect(nextGrantState('active', 'used')).toBe('active');
  });
});
