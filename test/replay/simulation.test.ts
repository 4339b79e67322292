import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/engine/decision/decide.js';
import { TraceError } from '../../src/engine/model/errors.js';
import { parsePolicy } from '../../src/engine/policy/parse.js';
import { EVENT_FIELDS } from '../../src/engine/replay/fields.js';
import { newSimulation, simulateTrace } from '../../src/engine/replay/index.js';
import type { BadLine, SimulatedEvent, SimulateOptions, Summary } from '../../src/engine/replay/index.js';
import { parseToolMap } from '../../src/engine/replay/tool-map.js';

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/traces/${name}`, import.meta.url));
const policy = parsePolicy(fixture('policy.yaml').toString(), { file: 'policy.yaml' });

interface Result {
  readonly events: SimulatedEvent[];
  readonly drifting: SimulatedEvent[];
  readonly badLines: BadLine[];
  readonly summary: Summary;
  readonly error: TraceError | undefined;
}

async function run(
  trace: string | Buffer | readonly Uint8Array[],
  options: SimulateOptions = {},
): Promise<Result> {
  const simulation = newSimulation(policy, options);
  const chunks = Array.isArray(trace) ? (trace as Uint8Array[]) : [Buffer.from(trace as string)];
  const [events, drifting, badLines]: [SimulatedEvent[], SimulatedEvent[], BadLine[]] = [[], [], []];
  let error: TraceError | undefined;
  try {
    for await (const batch of simulateTrace(chunks, simulation)) {
      events.push(...batch.events);
      drifting.push(...batch.drifting);
      badLines.push(...batch.badLines);
    }
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(TraceError);
    error = thrown as TraceError;
  }
  return { events, drifting, badLines, summary: simulation.summary(), error };
}

const event = (over: object = {}): string =>
  JSON.stringify({ actor: 'bot', capability: 'tool.search.documents', payload: {}, ...over });

const brief = (events: readonly SimulatedEvent[]): string[] =>
  events.map(({ line, decision, rule, reason }) => `${line} ${decision} ${rule?.id ?? reason}`);

describe('the forms', () => {
  it('decides native events and counts them', async () => {
    const { events, summary } = await run(fixture('native.jsonl'), { compare: true });
    expect(brief(events)).toEqual([
      '1 allow shell-outside-production',
      '2 deny policy_default_deny',
      '3 deny no-recursive-delete',
      '4 deny invalid_event',
      '5 deny invalid_event',
      '6 require_approval large-refund',
      '7 deny risk_level:critical',
      '8 allow small-refund',
      '9 allow read-workspace',
    ]);
    expect(summary).toMatchObject({
      lines: 9,
      badLines: 0,
      events: 9,
      invalidEvents: 2,
      decisions: { allow: 3, deny: 5, require_approval: 1 },
      ignoredKeys: [{ name: 'tool_invoked', events: 1 }],
      comparison: {
        compared: 7,
        same: 3,
        drift: { total: 4, newly_allowed: 1, newly_denied: 2, newly_needs_approval: 1 },
        notRecorded: 1,
        notUnderstood: 1,
      },
    });
    expect(summary.actors.map(({ name }) => name)).toContain('support agent');
    expect(summary.rules.map(({ name }) => name)).toContain('(risk_level:critical)');
  });

  it('decides calls by tool name through a map', async () => {
    const map = parseToolMap(fixture('tools.yaml').toString(), 'tools.yaml');
    const { events, summary } = await run(fixture('short.jsonl'), { map });
    expect(brief(events)).toEqual([
      '1 allow allow[3]',
      '2 allow small-refund',
      '3 require_approval large-refund',
      '4 allow read-workspace',
      '5 deny policy_default_deny',
      '6 deny invalid_event',
    ]);
    expect(events.map(({ id }) => id)).toEqual(['call-1', 'call-2', 'call-3', 'call-4', 'call-5', 'call-6']);
    expect(new Set(events.map(({ actor }) => actor))).toEqual(new Set(['support-agent']));
    expect(summary.unmappedTools).toEqual([{ name: 'Wire Transfer', events: 1 }]);
  });

  it('decides records whose tool is the capability', async () => {
    const { events, summary } = await run(fixture('tool.jsonl'), { compare: true });
    expect(brief(events)).toEqual([
      '1 allow small-refund',
      '2 require_approval large-refund',
      '3 deny no-secrets',
    ]);
    expect(events.map(({ drift }) => drift)).toEqual([null, 'newly_needs_approval', null]);
    expect(events[1]?.recorded).toMatchObject({
      decision: 'deny',
      text: 'deny',
      reason: 'over the daily limit',
    });
    expect(summary.ignoredKeys.map(({ name }) => name)).toEqual(['tool_invoked', 'upstream_invoked']);
  });

  it('mixes forms in one trace, and reads but one where it is named', async () => {
    const whole = Buffer.concat([fixture('native.jsonl'), fixture('short.jsonl'), fixture('tool.jsonl')]);
    expect((await run(whole)).summary).toMatchObject({ events: 18, badLines: 0 });
    expect((await run(whole, { from: 'short' })).summary).toMatchObject({ events: 6, badLines: 12 });
    expect((await run(whole, { from: 'tool' })).summary).toMatchObject({ events: 3, badLines: 15 });
    expect((await run(whole, { from: 'native' })).summary).toMatchObject({ events: 18, badLines: 0 });
  });

  it('fills in an actor and an environment', async () => {
    const line = JSON.stringify({ capability: 'shell.execute.workspace', payload: { command: 'ls' } });
    expect(brief((await run(line)).events)).toEqual(['1 allow shell-outside-production']);
    const { events } = await run(line, { actor: 'me', environment: 'production' });
    expect(brief(events)).toEqual(['1 deny policy_default_deny']);
    expect(events[0]?.actor).toBe('me');
    expect((await run(line, { actor: 'a b' })).events[0]).toMatchObject({
      reason: 'invalid_event',
      actor: 'a b',
    });
  });
});

describe('bad lines', () => {
  const bad: [string, string | Buffer, string, RegExp][] = [
    ['no JSON', '{"actor": bot}', 'not_json', /^not valid JSON/],
    ['a cut line', '{"actor": "bo', 'not_json', /ends too early/],
    ['a list', '[{"actor":"a"}]', 'not_an_object', /not a JSON object/],
    ['a number', '42', 'not_an_object', /not a JSON object/],
    ['null', 'null', 'not_an_object', /not a JSON object/],
    ['another form', '{"message":"hello"}', 'unknown_form', /not in a known form/],
    ['a NUL byte', Buffer.from('{"actor":"a\0b"}'), 'not_json', /^not valid JSON/],
    ['only NUL bytes', Buffer.alloc(5000), 'not_json', /^not valid JSON/],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'not_utf8', /not valid UTF-8/],
    ['a byte order mark inside', '\uFEFF{"actor":"a"}', 'not_json', /^not valid JSON/],
    ['two objects', `${event()}${event()}`, 'not_json', /^not valid JSON/],
    ['very deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), 'not_an_object', /not a JSON object/],
  ];

  it.each(bad)('%s is reported and passed over', async (_, line, code, message) => {
    const trace = Buffer.concat([
      Buffer.from(`${event()}\n`),
      Buffer.from(line),
      Buffer.from(`\n${event()}\n`),
    ]);
    const { events, badLines, summary, error } = await run(trace);
    expect(error).toBeUndefined();
    expect(events.map(({ line: number }) => number)).toEqual([1, 3]);
    expect(badLines).toEqual([{ line: 2, code, message: expect.stringMatching(message) as string }]);
    expect(summary).toMatchObject({ lines: 3, events: 2, badLines: 1 });
  });

  it.each(bad)('%s ends a strict simulation', async (_, line) => {
    const trace = Buffer.concat([
      Buffer.from(`${event()}\n`),
      Buffer.from(line),
      Buffer.from(`\n${event()}\n`),
    ]);
    const { events, error } = await run(trace, { strict: true });
    expect(events).toHaveLength(1);
    expect(error).toMatchObject({ code: 'bad_line', line: 2 });
    expect(error?.message).toMatch(/^line 2: /);
  });

  it('tells no more than a thousand and counts all', async () => {
    const { badLines, summary } = await run(`${'x\n'.repeat(5000)}${event()}`);
    expect(badLines).toHaveLength(1000);
    expect(summary).toMatchObject({ badLines: 5000, lines: 5001, events: 1 });
  });

  it('gives column numbers where the parser has them, and never a part of the line', async () => {
    const { badLines } = await run(`{"actor" "secret-${'x'.repeat(50)}"}\n${event()}`);
    expect(badLines[0]?.message).not.toContain('secret');
  });
});

describe('odd but good traces', () => {
  it.each([
    ['a byte order mark', `\uFEFF${event()}\n`],
    ['CRLF', `${event()}\r\n`],
    ['no line feed at the end', event()],
    ['blank lines', `\n\r\n  \t\n${event()}\n\n`],
    ['spaces around', `  ${event()}\t\n`],
  ])('%s', async (_, trace) => {
    const { events, badLines, error } = await run(trace);
    expect(error).toBeUndefined();
    expect(badLines).toEqual([]);
    expect(events.map(({ decision }) => decision)).toEqual(['allow']);
  });

  it('comes out the same however it is cut', async () => {
    const whole = Buffer.concat([
      fixture('native.jsonl'),
      Buffer.from('nonsense é\n'),
      fixture('short.jsonl'),
    ]);
    const expected = await run(whole, { compare: true });
    for (const size of [1, 2, 3, 7, 64, 1000]) {
      const chunks: Buffer[] = [];
      for (let at = 0; at < whole.length; at += size) chunks.push(Buffer.from(whole.subarray(at, at + size)));
      expect(await run(chunks, { compare: true })).toEqual(expected);
    }
  });
});

describe('a trace without events', () => {
  it.each([
    ['', 'unreadable', 'the trace is empty'],
    ['\n \r\n', 'unreadable', 'the trace is empty'],
    ['x', 'bad_line', 'no event in the trace: its only line is bad'],
    ['x\n{"a":1}', 'bad_line', 'no event in the trace: all of its 2 lines are bad'],
    ['{"a":1}\n{"b":2}', 'unknown_format', 'no event in the trace: all of its 2 lines are bad'],
  ])('%j is an error', async (trace, code, message) => {
    expect((await run(trace)).error).toMatchObject({ code, message });
  });
});

describe('the decision', () => {
  const odd = fc.oneof(
    fc.constantFrom(
      'bot',
      'a b',
      '',
      'tool.search.documents',
      'shell.execute',
      'production',
      'high',
      null,
      7,
      {},
    ),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const fields = fc.dictionary(fc.constantFrom(...EVENT_FIELDS, 'enviroment', 'seq'), odd, { maxKeys: 8 });
  const payload = fc.constantFrom({ command: 'rm -rf /' }, { amount: 500 }, { path: './workspace/a' }, {});
  const over = fc.record({ actor: fc.constant('bot'), payload }, { requiredKeys: ['actor'] });

  it('is the one that the engine gives to the event alone', async () => {
    const property = fc.asyncProperty(fields, over, async (some, rest) => {
      const text = JSON.stringify({ ...some, ...rest });
      const { decision, reason, rule } = decide(policy, JSON.parse(text));
      const { events } = await run(`{"event":${text}}`);
      expect(events).toMatchObject([{ decision, reason, rule }]);
    });
    await fc.assert(property, { numRuns: 1000 });
  });
});

describe('hostile events', () => {
  it.each([
    [
      'a deep payload',
      `{"actor":"a","capability":"a.b.c","payload":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
      /64 deep/,
    ],
    ['a payload over a MiB', event({ payload: { a: 'x'.repeat(2 ** 20) } }), /over 1048576 bytes/],
    [
      'a payload with a forbidden key',
      '{"actor":"a","capability":"a.b.c","payload":{"__proto__":1}}',
      /__proto__/,
    ],
    ['a field of a wrong type', event({ actor: { name: 'a' } }), /`actor` must be text/],
    ['a null field', event({ environment: null }), /`environment` must be text/],
    ['a list as payload', event({ payload: [] }), /payload/],
    ['an unknown context', event({ context: { tenat: 'x' } }), /context\.tenat/],
    ['no capability', '{"actor":"a","resource":"shell"}', /`action` is missing/],
  ])('%s is denied by the engine', async (_, line, detail) => {
    const { events, summary } = await run(line);
    expect(events[0]).toMatchObject({ decision: 'deny', reason: 'invalid_event', rule: null });
    expect(events[0]?.detail).toMatch(detail);
    expect(summary).toMatchObject({ events: 1, invalidEvents: 1, badLines: 0 });
  });

  it('is not changed by what a line calls its keys', async () => {
    const line = `{"__proto__":{"decision":"allow"},"constructor":1,"toString":2,${event().slice(1)}`;
    const { events, summary } = await run(line, { compare: true });
    expect(events[0]).toMatchObject({ decision: 'allow', recorded: undefined });
    expect(summary.comparison).toMatchObject({ notRecorded: 1, compared: 0 });
    expect(summary.ignoredKeys.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'toString']);
  });

  it('keeps a bounded number of names', async () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => event({ actor: `bot-${i}`, [`key${i}`]: 1 }));
    const { summary } = await run(lines.join('\n'), { rows: 0 });
    expect(summary.actors).toHaveLength(10_001);
    expect(summary.actors.at(-1)).toMatchObject({ name: '(other)', events: 2000 });
    expect(summary.ignoredKeys).toHaveLength(10_001);
  });
});

describe('what is handed out', () => {
  const trace = Array.from({ length: 50 }, (_, i) =>
    event({ id: `e${i}`, decision: i === 40 ? 'deny' : 'allow' }),
  ).join('\n');

  it('is all by default, and as many as asked for', async () => {
    expect((await run(trace)).events).toHaveLength(50);
    const some = await run(trace, { rows: 7 });
    expect(some.events.map(({ id }) => id)).toEqual(['e0', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6']);
    expect(some.summary.events).toBe(50);
  });

  it('has the drift beyond the rows', async () => {
    const { drifting, summary } = await run(trace, { rows: 7, driftRows: 3, compare: true });
    expect(drifting.map(({ id, drift }) => [id, drift])).toEqual([['e40', 'newly_allowed']]);
    expect(summary.comparison?.drift.total).toBe(1);
  });

  it('compares nothing unasked', async () => {
    const { events, summary } = await run(trace);
    expect(events[40]).toMatchObject({ recorded: undefined, drift: undefined });
    expect(summary.comparison).toBeUndefined();
  });

  it('touches nothing: the same trace gives the same result', async () => {
    expect(await run(trace, { compare: true })).toEqual(await run(trace, { compare: true }));
  });
});
