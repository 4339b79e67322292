import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/engine/decision/decide.js';
import type { DecisionKind } from '../../src/engine/model/decision.js';
import { compilePolicy } from '../../src/engine/policy/compile.js';
import { parsePolicy } from '../../src/engine/policy/parse.js';
import { EVENT_CHOICES, isChosen, Simulation, Summarizer } from '../../src/engine/replay/index.js';
import type { SimulateOptions, Summary } from '../../src/engine/replay/index.js';
import { Timeline } from '../../src/engine/replay/timeline.js';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/traces/${name}`, import.meta.url), 'utf8');
const policy = compilePolicy(parsePolicy(fixture('policy.yaml'), { file: 'policy.yaml' }));
const counting = { comparing: true, breakdown: true, timeline: true };

const word = fc.constantFrom('allow', 'deny', 'require_approval', 'blocked', 'perhaps', undefined);
const line = fc.record({
  actor: fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.integer(), fc.string()),
  capability: fc.constantFrom('tool.search.documents', 'shell.execute', 'payments.refund.customer', 'x'),
  payload: fc.constantFrom({}, { amount: 50 }, { amount: 500 }, { command: 'rm -rf' }),
  ts: fc.oneof(fc.integer({ min: 0, max: 2e9 }), fc.constant('2026-01-31T09:30:00Z'), fc.string()),
  decision: word,
  note: fc.constant('x'),
});
const lines = fc.array(
  fc.oneof({ weight: 9, arbitrary: line.map((x) => JSON.stringify(x)) }, fc.constantFrom('', 'x', '{}')),
  {
    minLength: 1,
    maxLength: 40,
  },
);

function run(text: string, options: SimulateOptions): Simulation {
  const simulation = new Simulation((event) => decide(policy, event), {
    compare: true,
    partial: true,
    ...options,
  });
  simulation.push(Buffer.from(text));
  simulation.end();
  return simulation;
}

describe('counts', () => {
  it('of parts add up to those of the whole, in the order of the whole', () => {
    fc.assert(
      fc.property(lines, fc.nat(), (all, at) => {
        const cut = at % all.length;
        const whole = new Summarizer(counting);
        const trace = `${all.join('\n')}\n`;
        // A trace in lines, as its later parts are: with the list or document that a line may open it is another.
        const { lines: count } = run(trace, { counts: whole, linesBefore: 0 });
        const sum = new Summarizer(counting);
        for (const part of [all.slice(0, cut), all.slice(cut)]) {
          if (part.length === 0) continue;
          const counts = new Summarizer({ ...counting, most: Infinity });
          run(`${part.join('\n')}\n`, { counts, linesBefore: 0 });
          sum.absorb(structuredClone(counts.counts()));
        }
        const [one, other]: Summary[] = [whole.summary(count), sum.summary(count)];
        expect(other).toEqual(one);
        expect(JSON.stringify(other)).toBe(JSON.stringify(one));
      }),
      { numRuns: 1500 },
    );
  });

  it('keep a bounded number of names, the same whether they come at once or in parts', () => {
    const names = Array.from({ length: 24_000 }, (_, n) =>
      JSON.stringify({ actor: `a${(n * 7) % 12_000}`, capability: 'x.y' }),
    );
    const whole = new Summarizer(counting);
    run(names.join('\n'), { counts: whole, linesBefore: 0 });
    const sum = new Summarizer(counting);
    for (const part of [names.slice(0, 13_000), names.slice(13_000)]) {
      const counts = new Summarizer({ ...counting, most: Infinity });
      run(part.join('\n'), { counts, linesBefore: 0 });
      sum.absorb(counts.counts());
    }
    expect(sum.summary(0)).toEqual(whole.summary(0));
    expect(whole.summary(0).actors).toHaveLength(10_001);
    expect(whole.summary(0).actors.at(-1)?.name).toBe('(other)');
  });

  it('put what is newly allowed first', () => {
    const records = [
      ...Array.from({ length: 5 }, () => ({ actor: 'many', capability: 'shell.none', decision: 'allow' })),
      { actor: 'one', capability: 'tool.search.documents', decision: 'deny' },
    ];
    const counts = new Summarizer(counting);
    run(records.map((record) => JSON.stringify(record)).join('\n'), { counts });
    const { breakdown } = counts.summary(0);
    expect(breakdown?.actors.map(({ name }) => name)).toEqual(['one', 'many']);
    expect(breakdown?.transitions).toEqual([
      { original: 'deny', replayed: 'allow', events: 1 },
      { original: 'allow', replayed: 'deny', events: 5 },
    ]);
  });
});

describe('a timeline', () => {
  const time = fc.oneof(
    fc.integer({ min: 1_700_000_000, max: 1_700_100_000 }),
    fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.anything(),
  );
  const decision = fc.constantFrom<DecisionKind>('allow', 'deny', 'require_approval');

  it('comes out the same in whatever order and parts it is made, and counts every time that is one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(time, decision), { maxLength: 300 }), fc.nat(), (all, at) => {
        const [once, backwards, sum] = [new Timeline(), new Timeline(), new Timeline()];
        for (const [when, what] of all) once.add(when, what);
        for (const [when, what] of [...all].reverse()) backwards.add(when, what);
        const cut = all.length === 0 ? 0 : at % all.length;
        for (const part of [all.slice(cut), all.slice(0, cut)]) {
          const some = new Timeline();
          for (const [when, what] of part) some.add(when, what);
          sum.absorb(structuredClone(some.entries()));
        }
        expect(backwards.list()).toEqual(once.list());
        expect(sum.list()).toEqual(once.list());
        expect(once.list().length).toBeLessThanOrEqual(240);
        for (const { from } of once.list()) expect(from).toMatch(/^[+-]?\d+-\d\d-\d\dT/);
      }),
      { numRuns: 1500 },
    );
  });

  it('lists the whiles in which nothing was decided, too', () => {
    const timeline = new Timeline();
    timeline.add('2026-01-31T09:30:00Z', 'allow');
    timeline.add('2026-01-31 09:30:03', 'deny');
    timeline.add(1769851803, 'deny');
    timeline.add('yesterday', 'deny');
    timeline.add('2026-01-31T10:30:00+01:00', 'require_approval');
    expect(timeline.list().map(({ from, ...rest }) => [from.slice(11, 19), rest])).toEqual([
      ['09:30:00', { allow: 1, deny: 0, require_approval: 1 }],
      ['09:30:01', { allow: 0, deny: 0, require_approval: 0 }],
      ['09:30:02', { allow: 0, deny: 0, require_approval: 0 }],
      ['09:30:03', { allow: 0, deny: 2, require_approval: 0 }],
    ]);
  });
});

describe('choices', () => {
  it('are of the decision or of the drift', () => {
    const chosen = (drift: Parameters<typeof isChosen>[1], decision: DecisionKind): string[] =>
      EVENT_CHOICES.filter((choice) => isChosen(choice, drift, decision));
    expect(chosen(null, 'deny')).toEqual(['denied']);
    expect(chosen(undefined, 'allow')).toEqual([]);
    expect(chosen('newly_denied', 'deny')).toEqual(['changed', 'newly-denied', 'denied']);
    expect(chosen('newly_allowed', 'allow')).toEqual(['changed', 'newly-allowed']);
    expect(chosen('newly_needs_approval', 'require_approval')).toEqual(['changed', 'newly-needs-approval']);
  });
});
