import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import Simulate from '../../src/commands/simulate.js';
import { JsonDocument, jsonLines } from '../../src/cli/simulate/json-report.js';
import type { SimulatedEvent } from '../../src/engine/replay/index.js';
import { RUN, shell } from './run.js';
import type { Ended } from './run.js';

const TRACES = fileURLToPath(new URL('../fixtures/traces/', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'capfence-simulate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface RunOptions {
  readonly input?: string | Buffer;
  readonly node?: readonly string[];
  /** Close the report's reader after its first bytes. */
  readonly hangUp?: boolean;
}

/** Runs `capfence simulate` as users do, in the folder of the fixtures. */
function simulate(
  args: readonly string[],
  { input, node = [], hangUp = false }: RunOptions = {},
): Promise<Ended> {
  const { FORCE_COLOR: _, ...env } = process.env;
  const child = spawn(process.execPath, [...node, RUN, 'simulate', ...args], { cwd: TRACES, env });
  const out = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out.stdout += text;
    if (hangUp) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (out.stderr += text));
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, ...out }));
  });
}

const trace = (name: string): string[] => ['--trace-file', name, '--policy', 'policy.yaml'];
/** A report without what differs from one run or version to the next. */
const steady = (text: string): string =>
  text.replace(/in [\d.]+ s \(\d+ events\/s\)/, 'in … s (… events/s)').replace(/\([0-9a-f]{12}\)/, '(…)');
const golden = (name: string): string => join(TRACES, 'golden', name);
const event = (over: object = {}): string =>
  JSON.stringify({ actor: 'bot', capability: 'tool.search.documents', payload: {}, ...over });

interface Document {
  trace: string;
  policy: { name: string; digest: string; file: string };
  events: SimulatedEvent[];
  badLines: { line: number; code: string }[];
  summary: Record<string, unknown> & { timing?: { elapsedMs: number; eventsPerSecond: number } };
  error?: { code: string; message: string };
}

const parsed = (text: string): Document => JSON.parse(text) as Document;

describe('the examples of the help page', () => {
  it.each(Simulate.examples.map(({ description, command }) => [description, command]))(
    '%s',
    async (_, line) => {
      for (const [from, to] of [
        ['native.jsonl', 'trace.jsonl'],
        ['short.jsonl', 'calls.jsonl'],
        ['tools.yaml', 'tools.yaml'],
        ['policy.yaml', 'capfence.yaml'],
      ] as const) {
        file(to, readFileSync(join(TRACES, from)));
      }
      const command = line.replace('<%= config.bin %>', 'capfence').replace('<%= command.id %>', 'simulate');
      const { code, stderr } = await shell(command, folder);
      expect(code).toBe(line.includes('--fail-on-drift') ? 1 : 0);
      expect(stderr).not.toMatch(/error|help/);
    },
  );
});

describe('the table', () => {
  it('shows every event and a summary', async () => {
    const { code, stdout, stderr } = await simulate([...trace('native.jsonl'), '--compare']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('native-compare.txt'));
  });

  it('leaves out the recorded decisions unless they are compared', async () => {
    const { code, stdout } = await simulate([...trace('short.jsonl'), '--map', 'tools.yaml']);
    expect(code).toBe(0);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('short-map.txt'));
  });

  it('stops at --limit and says how many more there are', async () => {
    const path = file('many.jsonl', `${event()}\n`.repeat(1201));
    const rows = (text: string): number =>
      text.split('\n').filter((line) => /^\d+ +\S* *bot /.test(line)).length;
    const [cut, short, whole] = await Promise.all([
      simulate(trace(path)),
      simulate([...trace(path), '--limit', '3']),
      simulate([...trace(path), '--limit', '0']),
    ]);
    expect([rows(cut.stdout), rows(short.stdout), rows(whole.stdout)]).toEqual([200, 3, 1201]);
    expect(cut.stdout).toContain('… 1001 more events');
    expect(whole.stdout).not.toContain('more event');
    expect(whole.stdout.match(/^line /gm)).toHaveLength(1);
  });

  it('shows the drift that lies beyond its rows', async () => {
    const lines = Array.from({ length: 300 }, (_, i) =>
      event({ id: `e${i}`, decision: i === 280 ? 'deny' : 'allow' }),
    );
    const { stdout } = await simulate([...trace(file('late.jsonl', lines.join('\n'))), '--compare']);
    expect(stdout).toMatch(
      /drift beyond these rows[^]*^281 +e280 +bot +tool\.search\.documents +deny != +allow/m,
    );
  });
});

describe('--jsonl', () => {
  it('prints one object an event and nothing else', async () => {
    const { code, stdout, stderr } = await simulate([...trace('native.jsonl'), '--jsonl', '--compare']);
    expect(code).toBe(0);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as SimulatedEvent);
    expect(events.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(events[2]).toMatchObject({
      ts: 1769852000000,
      actor: 'cleanup-agent',
      decision: 'deny',
      rule: { id: 'no-recursive-delete', section: 'deny', file: 'policy.yaml', line: 4 },
      recorded: { decision: 'deny', text: 'blocked' },
      drift: null,
    });
    expect(stderr).toContain('9 events: 3 allow, 5 deny, 1 require_approval');
    expect(stderr).toContain('4 drift');
  });

  it('is not for --json', async () => {
    expect(await simulate([...trace('native.jsonl'), '--jsonl', '--json'])).toMatchObject({ code: 2 });
  });
});

describe('--json', () => {
  it('prints one document', async () => {
    const { code, stdout, stderr } = await simulate([...trace('tool.jsonl'), '--json', '--compare']);
    expect([code, stderr]).toEqual([0, '']);
    const { trace: name, policy, events, badLines, summary } = parsed(stdout);
    expect({ name, policy, badLines }).toEqual({
      name: 'tool.jsonl',
      policy: {
        name: 'workshop',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        file: 'policy.yaml',
      },
      badLines: [],
    });
    expect(events.map(({ decision }) => decision)).toEqual(['allow', 'require_approval', 'deny']);
    expect(summary).toMatchObject({ events: 3, comparison: { compared: 3, same: 2 } });
    expect(Object.keys(summary.timing ?? {})).toEqual(['elapsedMs', 'eventsPerSecond']);
  });

  it('is the same each time, but for its timing', async () => {
    const once = async (): Promise<string> => (await simulate([...trace('native.jsonl'), '--json'])).stdout;
    const timeless = (text: string): string => text.replace(/"timing":\{[^}]*\}/, '');
    const [first, second] = await Promise.all([once(), once()]);
    expect(timeless(first)).toBe(timeless(second));
    expect(timeless(first)).not.toBe(first);
  });

  it('names bad lines', async () => {
    const path = file('some-bad.jsonl', `x\n${event()}\n[]\n`);
    const { code, stdout, stderr } = await simulate([...trace(path), '--json']);
    expect(code).toBe(0);
    expect(parsed(stdout).badLines).toMatchObject([
      { line: 1, code: 'not_json' },
      { line: 3, code: 'not_an_object' },
    ]);
    expect(parsed(stdout).summary).toMatchObject({ badLines: 2, events: 1, lines: 3 });
    expect(stderr).toContain(`${path}:1: not valid JSON`);
  });

  it('is whole also where the trace breaks off', async () => {
    const path = file('breaks.jsonl', `${event()}\n${event()}\nx\n${event()}\n`);
    const { code, stdout } = await simulate([...trace(path), '--json', '--strict']);
    expect(code).toBe(2);
    const { events, error, summary } = parsed(stdout);
    expect(events).toHaveLength(2);
    expect(error).toMatchObject({ code: 'bad_line', message: expect.stringMatching(/^line 3: /) as string });
    expect(summary).toMatchObject({ events: 2 });
  });
});

describe('--fail-on-drift', () => {
  const forms = [[], ['--json'], ['--jsonl']];

  it.each(forms)('ends with 1 where a decision differs (%s)', async (...form) => {
    expect((await simulate([...trace('tool.jsonl'), '--fail-on-drift', ...form])).code).toBe(1);
    expect((await simulate([...trace('tool.jsonl'), '--compare', ...form])).code).toBe(0);
  });

  it('ends with 0 where none does', async () => {
    const path = file('steady.jsonl', `${event({ decision: 'allow' })}\n${event()}\n`);
    const { code, stdout, stderr } = await simulate([...trace(path), '--fail-on-drift']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('recorded decisions: 1 compared, 1 same, 0 drift');
    expect(stdout).toContain('not recorded: 1');
  });

  it('says when there was nothing to compare', async () => {
    const { code, stderr } = await simulate([...trace('short.jsonl'), '--fail-on-drift']);
    expect(code).toBe(0);
    expect(stderr).toContain('nothing was compared');
  });
});

describe('bad input', () => {
  it.each([
    ['a missing file', trace('nowhere.jsonl'), /cannot read `nowhere\.jsonl`: no such file/],
    ['a folder', trace('.'), /cannot read `\.`: it is a directory/],
    ['a missing policy', ['--trace-file', 'native.jsonl', '--policy', 'nowhere.yaml'], /nowhere\.yaml/],
    ['a missing map', [...trace('short.jsonl'), '--map', 'nowhere.yaml'], /cannot read `nowhere\.yaml`/],
    ['a bad map', [...trace('short.jsonl'), '--map', 'native.jsonl'], /native\.jsonl:2:1/],
    ['a bad actor', [...trace('short.jsonl'), '--actor', 'a b'], /--actor takes/],
    ['an unknown form', [...trace('short.jsonl'), '--from', 'csv'], /csv/],
    ['no trace', ['--policy', 'policy.yaml'], /trace-file/],
    ['a negative limit', [...trace('short.jsonl'), '--limit', '-1'], /limit/],
  ])('%s ends with 2', async (_, args, message) => {
    const [text, json] = await Promise.all([simulate(args), simulate([...args, '--json'])]);
    expect(text.stderr).toMatch(message);
    expect([text.code, text.stdout]).toEqual([2, '']);
    expect(json.code).toBe(2);
    expect(parsed(json.stdout).error?.message).toMatch(message);
  });

  it.each([
    ['', /the trace is empty/],
    ['\n\n', /the trace is empty/],
    ['x\ny\n', /no event in the trace: all of its 2 lines are bad/],
  ])('a trace without events (%j) ends with 2', async (content, message) => {
    const path = file('none.jsonl', content);
    const [text, json] = await Promise.all([simulate(trace(path)), simulate([...trace(path), '--json'])]);
    expect(text.code).toBe(2);
    expect(text.stderr).toMatch(message);
    expect([json.code, parsed(json.stdout).error?.message]).toEqual([2, expect.stringMatching(message)]);
  });

  it('ends at the first bad line with --strict', async () => {
    const path = file('strict.jsonl', `${event()}\nx\n${event()}\n`);
    const { code, stdout, stderr } = await simulate([...trace(path), '--strict']);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^1 .*bot/m);
    expect(stderr).toMatch(/^error: line 2: not valid JSON/);
  });

  it('shows the first twenty bad lines and counts the rest', async () => {
    const path = file('bad.jsonl', `${'x\n'.repeat(50)}${event()}\n`);
    const { code, stdout, stderr } = await simulate(trace(path));
    expect(code).toBe(0);
    expect(stderr.trimEnd().split('\n')).toHaveLength(21);
    expect(stderr).toContain('… and 30 more bad lines');
    expect(stdout).toContain('bad lines: 50, passed over');
  });
});

describe('standard input', () => {
  it('is read for -', async () => {
    const { code, stdout } = await simulate([...trace('-'), '--jsonl'], {
      input: `\uFEFF${event()}\r\n${event()}`,
    });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
  });

  it('may be empty, which is an error', async () => {
    const { code, stderr } = await simulate(trace('-'), { input: '' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('the trace is empty')]);
  });
});

describe('hostile text', () => {
  const evil = '\u001b]0;owned\u0007\u001b[2J\u202ecod\u2066\r\nfake row\t\u009b31m\u200b';
  const lines = [
    event({ actor: evil, id: evil, ts: evil }),
    event({ capability: evil, decision: evil, [evil]: 1 }),
    JSON.stringify({ tool_name: evil, payload: {} }),
    event({ [`enviroment`]: evil, reason: evil, rule: evil, decision: 'deny' }),
  ];
  const active = /(?!\n)[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

  it('is shown, never obeyed', async () => {
    const path = file('evil.jsonl', `${lines.join('\n')}\n\u001b[31m{\n`);
    const { code, stdout, stderr } = await simulate([...trace(path), '--compare']);
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(active);
    expect(stdout).toContain('<U+001B>');
    expect(stdout).not.toMatch(/^fake row/m);
  });

  it('is escaped in JSON that a terminal shows, and only there', () => {
    const row = { line: 1, actor: evil } as unknown as SimulatedEvent;
    const batch = { bytes: 0, events: [row], drifting: [], badLines: [] };
    const subject = { trace: evil, policy: { name: 'p', digest: 'd', file: 'f' } };
    const document = new JsonDocument(subject, true);
    const text = [...document.batch(batch)].join('') + document.fail(new Error('x'), {} as never).text;
    expect(text).not.toMatch(active);
    expect(parsed(text).events[0]?.actor).toBe(evil);
    const [shown] = jsonLines(true).batch(batch);
    expect(shown).not.toMatch(active);
    expect(JSON.parse(shown ?? '')).toEqual(row);
    expect([...jsonLines(false).batch(batch)]).toEqual([`${JSON.stringify(row)}\n`]);
  });
});

describe('large traces', () => {
  const MiB = 1024 * 1024;

  /** Says on standard error how much memory was used at most, in MiB. The system's own peak has the parent's in it. */
  const reportPeak =
    'data:text/javascript,let p=0;setInterval(()=>{p=Math.max(p,process.memoryUsage.rss())},5).unref();' +
    'process.on("exit",()=>process.stderr.write(`peak=${p>>20}`))';
  const small = ['--max-old-space-size=64', '--import', reportPeak];
  const peakOf = (stderr: string): number => Number(/peak=(\d+)/.exec(stderr)?.[1]);

  function large(name: string, megabytes: number): string {
    const line = `${event({ payload: { query: 'opening hours of the library', note: 'x'.repeat(300) }, decision: 'allow' })}\n`;
    return file(name, Buffer.alloc(megabytes * MiB, line));
  }

  it('takes no more memory the larger they are', async () => {
    const [little, much] = [large('20.jsonl', 20), large('200.jsonl', 200)];
    const first = await simulate([...trace(little), '--compare'], { node: small });
    const second = await simulate([...trace(much), '--compare'], { node: small });
    rmSync(much);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(peakOf(first.stderr)).toBeGreaterThan(30);
    expect(peakOf(second.stderr)).toBeLessThan(peakOf(first.stderr) * 1.2 + 10);
  }, 120_000);

  it('writes a document that is larger than its memory', async () => {
    const path = large('60.jsonl', 60);
    const { code, stdout } = await simulate([...trace(path), '--json'], {
      node: ['--max-old-space-size=48'],
    });
    rmSync(path);
    expect(code).toBe(0);
    const { events, summary } = parsed(stdout);
    expect(events.length).toBe(summary['events']);
  }, 120_000);

  it('passes over a line of 100 MB without holding it', async () => {
    const huge = Buffer.alloc(100 * MiB, 'x');
    const path = file(
      'line.jsonl',
      Buffer.concat([Buffer.from(`${event()}\n{"a":"`), huge, Buffer.from(`"}\n${event()}\n`)]),
    );
    const { code, stdout, stderr } = await simulate([...trace(path), '--json'], { node: small });
    rmSync(path);
    expect(code).toBe(0);
    expect(parsed(stdout).badLines).toMatchObject([{ line: 2, code: 'too_long' }]);
    expect(parsed(stdout).events.map(({ line }) => line)).toEqual([1, 3]);
    expect(peakOf(stderr)).toBeLessThan(200);
  });

  it('ends quietly when its reader has gone', async () => {
    const path = large('head.jsonl', 30);
    for (const form of ['--jsonl', '--json', '--limit=0']) {
      const { code, stderr, stdout } = await simulate([...trace(path), form], { hangUp: true });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.length).toBeLessThan(5 * MiB);
    }
  });

  it('answers for the whole trace though its reader has gone', async () => {
    const path = file(
      'drift-at-end.jsonl',
      `${`${event({ decision: 'allow' })}\n`.repeat(20_000)}${event({ decision: 'deny' })}\n`,
    );
    const { code } = await simulate([...trace(path), '--jsonl', '--fail-on-drift'], { hangUp: true });
    expect(code).toBe(1);
  });
});
