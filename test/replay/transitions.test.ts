import { describe, expect, it } from 'vitest';
import { compareTrace, PolicyComparison } from '../../src/engine/replay/transitions.js';
import { parsePolicy } from '../../src/index.js';

const OLD = parsePolicy('deny: [a.a]\nrequire_approval: [r.r]\nallow: [l.l, a.a, x.x]');
const NEW = parsePolicy('deny: [l.l]\nrequire_approval: [x.x]\nallow: [a.a, r.r]');

const line = (capability: string, over: object = {}): string =>
  JSON.stringify({ actor: 'bot', capability, payload: { n: 1 }, ...over });

async function compare(text: string, limit?: number, options = {}) {
  const comparison = new PolicyComparison(OLD, NEW, limit);
  const chunks = (async function* () {
    for (let at = 0; at < text.length; at += 7) yield Buffer.from(text.slice(at, at + 7));
  })();
  const badLines: unknown[] = [];
  const reading = compareTrace(comparison, { name: 't.jsonl', chunks }, options);
  let step = await reading.next();
  for (; step.done !== true; step = await reading.next()) badLines.push(...step.value.badLines);
  return { comparison, badLines, summary: step.value };
}

describe('two policies on one trace', () => {
  it('tell every transition, newly allowed first, each with its events', async () => {
    const lines = ['x.x.x', 'l.l.l', 'r.r.r', 'a.a.a', 'l.l.l', 'n.n.n'].map((name) => line(name));
    const { comparison } = await compare(`${lines.join('\n')}\n`);
    expect(comparison.events).toBe(6);
    expect(comparison.changed).toBe(5);
    expect(
      comparison
        .transitions()
        .map(({ old, new: now, kind, count, events }) => [
          `${old} ${now} ${kind} ${count}`,
          ...events.map((event) => event.line),
        ]),
    ).toEqual([
      ['deny allow newly_allowed 1', 4],
      ['require_approval allow newly_allowed 1', 3],
      ['allow require_approval newly_needs_approval 1', 1],
      ['allow deny newly_denied 2', 2, 5],
    ]);
    expect(comparison.transitions()[0]?.events[0]).toEqual({
      ...{ source: 't.jsonl', line: 4, actor: 'bot', capability: 'a.a.a', environment: 'development' },
      payload: { n: 1 },
      old: { decision: 'deny', reason: 'policy_deny', rule: expect.objectContaining({ id: 'deny[0]' }) },
      new: { decision: 'allow', reason: 'policy_allow', rule: expect.objectContaining({ id: 'allow[0]' }) },
    });
  });

  it('count all and keep the first where there are many', async () => {
    const { comparison } = await compare(`${line('a.a.a')}\n`.repeat(50), 3);
    const [only] = comparison.transitions();
    expect([only?.count, only?.events.map((event) => event.line)]).toEqual([50, [1, 2, 3]]);
  });

  it('keep events and lines together in a list of more events than a batch holds', async () => {
    const items = Array.from({ length: 20_500 }, (_, i) =>
      line(i % 5000 === 4999 ? 'a.a.a' : 'n.n.n', { id: `e${i}` }),
    );
    const { comparison } = await compare(`[${items.join(',')}]`);
    expect(comparison.transitions()[0]?.events.map((event) => event.id)).toEqual([
      'e4999',
      'e9999',
      'e14999',
      'e19999',
    ]);
  });

  it('hand out bad lines, and stop at the first under strict', async () => {
    const text = `${line('a.a.a')}\nnonsense\n${line('a.a.a')}\n`;
    const { badLines, summary, comparison } = await compare(text);
    expect(badLines).toMatchObject([{ line: 2 }]);
    expect([summary.events, summary.badLines, comparison.changed]).toEqual([2, 1, 2]);
    await expect(compare(text, undefined, { strict: true })).rejects.toMatchObject({
      code: 'bad_line',
      line: 2,
    });
  });

  it('both deny what is no event', async () => {
    const { comparison, summary } = await compare(`${line('a.a.a', { actor: 'bad actor' })}\n`);
    expect([comparison.changed, summary.invalidEvents]).toEqual([0, 1]);
  });
});
