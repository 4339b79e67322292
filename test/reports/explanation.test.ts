import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/engine/model/explanation.js';
import { explanationText } from '../../src/engine/reports/explanation-text.js';

const rule = {
  id: 'r\u202e',
  section: 'deny',
  file: '/repo/p.yaml',
  line: 3,
  reason: 'no\u001b[2J',
} as const;
const policy = { name: 'ops\n', digest: '0123456789abcdef'.repeat(4) };

const explanation: Explanation = {
  decision: { decision: 'deny', reason: 'policy_deny', rule, policy },
  restedOnUnknown: false,
  capability: 'a.b.c',
  risk: 'high',
  otherRules: 0,
  candidates: [
    {
      rule,
      capability: ['a', 'b.*'],
      matched: true,
      truth: 'true',
      conditions: [
        {
          condition: 'not',
          expected: '{}',
          mode: 'any',
          truth: 'true',
          children: [
            {
              condition: 'contains',
              expected: JSON.stringify(['x'.repeat(300)]),
              mode: 'every',
              truth: 'false',
              reading: { at: '$.k\u200b', value: 'a\tb\u0007', form: 'raw' },
              note: 'said\u2028so',
            },
          ],
        },
        { condition: 'amount_gt', expected: '5', mode: 'any', truth: 'false' },
      ],
    },
  ],
};

describe('explanationText', () => {
  it('is a tree of conditions, with nothing hidden in it', () => {
    expect(explanationText(explanation, { root: '/repo' })).toBe(`deny (policy_deny)
  policy      ops\\n (sha256 0123456789abcdef)
  capability  a.b.c
  risk        high
  rule        deny r<U+202E> (p.yaml:3)
  says        no<U+001B>[2J

1 of 1 rule covers this capability:

  deny r<U+202E> p.yaml:3, capability a, b.*: matched, and decided
    true     not
      false    contains ["${'x'.repeat(158)}…
               every reading: $.k<U+200B> (raw) is "a\\tb<U+0007>"; said<U+2028>so
    false    amount_gt 5
             any reading: none of them
`);
  });

  it('says what raised a decision, and for how long an approval holds', () => {
    const approval = { expiresIn: 600, uses: 1, approvers: 2 };
    const decision = {
      decision: 'require_approval',
      reason: 'approval_required',
      rule: null,
      policy,
    } as const;
    const raised = { ...explanation, decision: { ...decision, approval, riskLevel: 'high' as const } };
    const text = explanationText(raised);
    expect(text).toContain('  raised by   the action of risk level high\n');
    expect(text).toContain('  approval    2 approvers, 1 use, expires in 10m\n');
  });

  it.each([
    ['no rules', { candidates: [], otherRules: 0 }, 'the policy has no rules'],
    ['no candidates', { candidates: [], otherRules: 4 }, 'none of the 4 rules covers this capability'],
    [
      'an invalid event',
      {
        candidates: [],
        otherRules: 4,
        decision: { ...explanation.decision, reason: 'invalid_event', rule: null },
      },
      'no rule was asked: the event is not valid',
    ],
  ] as const)('says so where there are %s', (_, over, line) => {
    expect(explanationText({ ...explanation, ...over })).toContain(`\n${line}\n`);
  });
});
