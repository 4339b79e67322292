import { describe, expect, it } from 'vitest';
import { driftOf, recordedDecision, recordedOf } from '../../src/engine/replay/recorded.js';

describe('recordedDecision', () => {
  it.each([
    ['allow', 'allow'],
    ['ALLOW', 'allow'],
    ['Allowed', 'allow'],
    ['deny', 'deny'],
    ['block', 'deny'],
    ['BLOCKED', 'deny'],
    ['require_approval', 'require_approval'],
    ['REQUIRE_APPROVAL', 'require_approval'],
    [{ decision: 'deny', reason: 'policy_deny' }, 'deny'],
  ])('%j means %s', (decision, kind) => {
    expect(recordedDecision({ decision })).toBe(kind);
  });

  it.each([[{}], [{ decision: null }]])('%j records nothing', (line) => {
    expect(recordedDecision(line)).toBeNull();
    expect(recordedOf(line)).toBeUndefined();
  });

  it.each(['perhaps', '', 7, true, ['allow'], {}, 'a'.repeat(1000)])('%j is not understood', (decision) => {
    expect(recordedDecision({ decision })).toBeUndefined();
  });
});

describe('recordedOf', () => {
  it('takes reason and rule from the line', () => {
    expect(recordedOf({ decision: 'Block', reason: 'no', rule: 'r1' })).toEqual({
      decision: 'deny',
      text: 'Block',
      reason: 'no',
      rule: 'r1',
    });
  });

  it('takes them from a whole decision, too', () => {
    const decision = { decision: 'allow', reason: 'policy_allow', rule: { id: 'r2', line: 3 } };
    expect(recordedOf({ decision, reason: 'of the line' })).toEqual({
      decision: 'allow',
      text: 'allow',
      reason: 'policy_allow',
      rule: 'r2',
    });
  });

  it('keeps a word that it does not know as it stands', () => {
    expect(recordedOf({ decision: 7, reason: 8 })).toEqual({ text: '7' });
  });
});

describe('driftOf', () => {
  it.each([
    ['allow', 'allow', null],
    ['deny', 'allow', 'newly_allowed'],
    ['require_approval', 'allow', 'newly_allowed'],
    ['allow', 'deny', 'newly_denied'],
    ['require_approval', 'deny', 'newly_denied'],
    ['allow', 'require_approval', 'newly_needs_approval'],
    ['deny', 'require_approval', 'newly_needs_approval'],
  ] as const)('%s, now %s: %s', (before, now, drift) => {
    expect(driftOf(before, now)).toBe(drift);
  });
});
