import { describe, expect, it } from 'vitest';
import { decide, parsePolicy } from '../../src/index.js';
import { analyzePolicy, ruleFaults } from '../../src/engine/analysis/index.js';
import type { RuleFault } from '../../src/engine/model/rule-fault.js';

function words(fault: RuleFault): string {
  if (fault.kind === 'never_matches') return `${fault.rule.id} never matches: ${fault.keys.join(' ')}`;
  if (fault.kind === 'never_decides')
    return `${fault.rule.id} never decides: ${fault.hiddenBy.map(({ id }) => id).join(' ')}`;
  return `${fault.rule.id} grants ${fault.argument}`;
}

const faults = (text: string): string[] => analyzePolicy(parsePolicy(text)).faults.map(words);

describe('the analysis of a policy', () => {
  it.each([
    [
      'allow: [{ capability: a.b, amount_gt: 5, amount_lt: 3, tenant: x }]',
      ['allow[0] never matches: amount_gt amount_lt'],
    ],
    ['deny: [{ capability: a.b, not: { any_of: [{ contains: x }, { not: { contains: x } }] } }]', []],
    [
      'allow: [{ capability: a.b, environment: prod, not: { environment: p* } }]',
      ['allow[0] never matches: environment not'],
    ],
    ['allow: [{ capability: a.b, args: { x: { eq: 5, type: string } } }]', ['allow[0] never matches: args']],
    ['deny: [a.b]\nallow: [{ capability: a.b, contains: x }]', ['allow[0] never decides: deny[0]']],
    [
      'deny: [{ capability: a.b, contains: x }]\nallow: [{ capability: a.b, contains: xy }]',
      ['allow[0] never decides: deny[0]'],
    ],
    ['deny: [{ capability: a.b, contains: x }]\nallow: [{ capability: a.b, contains: y }]', []],
    [
      'deny: [{ capability: a.b, environment: p* }, { capability: a.b, not: { environment: prod } }]\nallow: [a.b]',
      ['allow[0] never decides: deny[0] deny[1]'],
    ],
    [
      'deny: [{ capability: a.b, contains: x }, { capability: a.b, contains: xx }]',
      ['deny[1] never decides: deny[0]'],
    ],
    ['allow: [{ capability: a.b, contains: xx }, { capability: a.b, contains: x }]', []],
    [
      'allow: [a.b]\nrisk_levels: { low: { action: deny }, medium: { action: deny }, high: { action: deny }, critical: { action: deny } }',
      ['allow[0] never decides: '],
    ],
    ['allow: [shell.exec]', ['allow[0] grants the command']],
    ['allow: [{ capability: payments.send, tenant: acme }]', ['allow[0] grants the amount']],
    ['deny: [{ capability: payments, amount_gt: 5000 }]\nallow: [payments.send]', []],
    ['allow: [{ capability: payments.send, amount_lte: 10, amount_gte: 0 }]', []],
    ['allow: [filesystem.read]', ['allow[0] grants the path']],
    ['allow: [calendar.read]', []],
  ])('%s', (text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it('shows what is allowed at all, if anything is', () => {
    const { allowsNothing, holdsNothing } = analyzePolicy(
      parsePolicy('allow: [{ capability: a.b, contains: x }]'),
    );
    expect(allowsNothing.outcome).toBe('refuted');
    expect(holdsNothing.outcome).toBe('proved');
    const { event } = allowsNothing.witness!;
    expect(event).toEqual({ actor: 'agent', capability: 'a.b.x', payload: { command: 'x' } });
    expect(analyzePolicy(parsePolicy('deny: ["*"]\nallow: [a.b]')).allowsNothing.outcome).toBe('proved');
  });

  it('gives for a grant without bound an event that is allowed', () => {
    const policy = parsePolicy('allow: [shell.exec]');
    const [fault] = analyzePolicy(policy).faults;
    const { event } = (fault as RuleFault & { kind: 'unbounded_grant' }).witness;
    expect(event.payload).toEqual({ command: 'rm -rf /' });
    expect(decide(policy, event).decision).toBe('allow');
  });

  it('within a small budget finds what is plain, and says nothing wrong', () => {
    const text = 'deny: [a.b]\nallow: [{ capability: a.b, contains: x }, shell.exec]';
    expect(ruleFaults(parsePolicy(text), { steps: 5000 }).map(words)).toEqual([
      'allow[0] never decides: deny[0]',
      'allow[1] grants the command',
    ]);
    expect(ruleFaults(parsePolicy(text), { steps: 3 })).toEqual([]);
  });
});
