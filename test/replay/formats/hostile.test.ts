import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/engine/replay/index.js';
import { run, trace } from './run.js';

const KEYS = [
  ...[
    'type',
    'message',
    'content',
    'role',
    'name',
    'input',
    'id',
    'payload',
    'arguments',
    'call_id',
    'action',
  ],
  ...['command', 'attributes', 'key', 'value', 'stringValue', 'kvlistValue', 'values', 'resourceSpans'],
  ...['scopeSpans', 'spans', 'traceId', 'messages', 'choices', 'tool_calls', 'function', 'output', 'object'],
  ...[
    'span_data',
    'run_type',
    'inputs',
    'child_runs',
    'runs',
    'jsonrpc',
    'method',
    'params',
    'eval',
    'samples',
  ],
  ...[
    'events',
    'event',
    'suite_name',
    'user_task_id',
    'seq',
    'log',
    'prev',
    'esc',
    'cwd',
    'timestamp',
    'result',
  ],
  ...[
    'capfence_replay_version',
    'tool_name',
    'metadata',
    'created',
    'startTimeUnixNano',
    'constructor',
    'decision',
  ],
];
const WORDS = [
  ...['assistant', 'tool_use', 'response_item', 'function_call', 'custom_tool_call', 'apply_patch', 'shell'],
  ...['execute_tool', 'gen_ai.operation.name', 'gen_ai.tool.name', 'tool', 'trace.span', 'response', '2.0'],
  ...[
    'tools/call',
    'decision',
    'approval',
    '1.0',
    'mcp__a__b',
    'mcp____',
    '__proto__',
    '\u001b[2J',
    '\u202e',
    '',
  ],
  ...['{"a":1}', '[', 'x'.repeat(300), 'Bash', 'a b/c', '..', '*** Delete File: x'],
];

const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<unknown>(...WORDS, null, true, 0, -1, 1e300, 2 ** 53),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('json'), { maxKeys: 6 }),
  ),
}));
const record = fc.dictionary(fc.constantFrom(...KEYS), json, { maxKeys: 8 });

/** A value in which some part has been replaced by another. */
function spoilt(value: unknown, at: number, by: unknown): unknown {
  let left = at;
  const copy = (part: unknown): unknown => {
    if (left-- === 0) return by;
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, copy(inner)]));
  };
  return copy(value);
}

describe.each(FORMATS.map((format) => [format.name, format] as const))('%s', (name, format) => {
  it('never throws anything but a TraceError, and counts every line', async () => {
    const line = fc.oneof(
      record,
      fc.tuple(fc.integer({ min: 1, max: 40 }), json).map(([at, by]) => spoilt(format.example, at, by)),
      fc.tuple(record, record).map(([one, other]) => ({ ...format.example, ...one, ...other })),
    );
    const property = fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
      const text = lines.map((item) => JSON.stringify(item)).join('\n');
      const { events, badLines, summary, error } = await run(text, { from: name });
      if (error !== undefined && error.code === 'unknown_format' && /replay version/.test(error.message))
        return;
      const seen = new Set([...events.map((event) => event.line), ...badLines.map((bad) => bad.line)]);
      expect(seen.size + summary.skipped).toBe(lines.length);
      for (const event of events) expect(['allow', 'deny', 'require_approval']).toContain(event.decision);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});

describe('by content', () => {
  it('never throws anything but a TraceError', async () => {
    const property = fc.asyncProperty(fc.array(record, { maxLength: 20 }), async (lines) => {
      await run(lines.map((item) => JSON.stringify(item)).join('\n'));
      await run(JSON.stringify(lines, undefined, 2));
      await run(JSON.stringify(lines[0] ?? {}, undefined, 2));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it.each([
    ['a deep tree of runs', `{"name":"a","run_type":"chain","child_runs":[`, ']}'],
    [
      'a deep transcript',
      `{"eval":{},"samples":[{"events":[{"event":"tool","function":"a","events":[`,
      ']}]}]}',
    ],
    [
      'a deep value of OTLP',
      `{"name":"a","traceId":"b","attributes":[{"key":"c","value":{"kvlistValue":{"values":[`,
      ']}}}]}',
    ],
    [
      'deep arguments',
      `{"jsonrpc":"2.0","method":"tools/call","params":{"name":"a","arguments":{"b":`,
      '}}}',
    ],
  ])('%s is no trouble', async (_, open, close) => {
    for (const inner of ['[', '{"child_runs":[', '{"events":[', '{"value":{"arrayValue":{"values":[']) {
      const ends = [...inner].reverse().filter((char) => '[{'.includes(char));
      const shut = ends.map((char) => (char === '[' ? ']' : '}')).join('');
      const text = `${open}${inner.repeat(20_000)}1${shut.repeat(20_000)}${close}`;
      const { events, summary } = await run(text);
      expect(events.every(({ decision }) => decision === 'deny')).toBe(true);
      expect(events.length + summary.skipped + summary.badLines).toBeGreaterThan(0);
    }
  });

  it('takes a hundred thousand runs in one', async () => {
    const run1 = '{"name":"a","run_type":"tool","inputs":{}}';
    const { summary } = await run(
      `{"name":"b","run_type":"chain","child_runs":[${`${run1},`.repeat(150_000)}${run1}]}`,
    );
    expect(summary.events).toBe(150_001);
  });

  it('shows no key of a payload to the prototype', async () => {
    const line =
      '{"type":"assistant","message":{"role":"assistant","content":[{"type":"tool_use","name":"Bash","input":{"__proto__":{"command":"ls"}}}]}}';
    const { events } = await run(line);
    expect(events).toMatchObject([{ decision: 'deny', reason: 'invalid_event' }]);
    expect(({} as Record<string, unknown>)['command']).toBeUndefined();
  });
});

describe('cut off', () => {
  it.each(['otel.json', 'inspect.json', 'agentdojo.json'])('%s says so', async (file) => {
    const bytes = trace(file);
    const { error, badLines } = await run(bytes.subarray(0, bytes.length - 10));
    expect(badLines).toEqual([{ line: 1, code: 'not_json', message: 'not valid JSON: it ends too early' }]);
    expect(error).toMatchObject({ code: 'bad_line' });
  });

  it('keeps the whole items of a list', async () => {
    const bytes = trace('replay.json');
    const { events, badLines, error } = await run(bytes.subarray(0, bytes.length - 30));
    expect(error).toBeUndefined();
    expect(events).toHaveLength(9);
    expect(badLines).toEqual([
      { line: 12, code: 'not_json', message: 'item 11: not valid JSON: it ends too early' },
    ]);
  });
});
