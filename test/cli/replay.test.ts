import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as zlib from 'node:zlib';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import Replay from '../../src/commands/replay.js';
import { capfence, golden, json, shell, steady, temporaryFolder } from './run.js';
import type { Ended, RunOptions } from './run.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const THAT_DAY = 'policies/incident-that-day.yaml';
const MENDED = 'policies/incident-mended.yaml';
const INCIDENT = 'traces/incident.jsonl';
const TRACES = fileURLToPath(new URL('../fixtures/traces/', import.meta.url));

/** Runs `capfence replay` in the root of the repository. */
const replay = (args: readonly string[], options: RunOptions = {}): Promise<Ended> =>
  capfence(['replay', ...args], { cwd: ROOT, ...options });

const event = (over: object = {}): string =>
  JSON.stringify({ actor: 'bot', capability: 'tool.search.documents', payload: {}, ...over });
const WORKSHOP = ['--policy', join(TRACES, 'policy.yaml')];

function file(name: string, content: string | Buffer): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

interface Row {
  trace: string;
  line: number;
  original: { decision: string | null; text: string } | null;
  replayed: { decision: string; rule: { id: string } | null };
  changed: boolean | null;
  drift: string | null;
}

interface Document {
  policy: { name: string; digest: string; file: string };
  baseline?: { digest: string };
  map?: { digest: string };
  events: Row[];
  badLines: { trace: string; line: number; code: string; message: string }[];
  traces: { name: string; digest: string | null; lines: number; events: number; badLines: number }[];
  summary: { events: number; badLines: number; comparison: { drift: Record<string, number> } };
  error?: { code: string; message: string };
}

const rowsOf = ({ stdout }: Ended): Row[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
const document = (ended: Ended): Document => json(ended) as Document;

describe('the examples of the help page', () => {
  it.each(Replay.examples.map(({ description, command }) => [description, command]))(
    '%s',
    async (_, line) => {
      const folder = temporaryFolder();
      const trace = readFileSync(join(TRACES, 'native.jsonl'));
      mkdirSync(join(folder, 'traces'));
      for (const name of ['trace.jsonl', 'incident.jsonl', 'traces/one.jsonl', '.capfence/capfence.db']) {
        if (name.endsWith('.jsonl')) writeFileSync(join(folder, name), trace);
      }
      writeFileSync(join(folder, 'trace.jsonl.gz'), gzipSync(trace));
      copyFileSync(join(TRACES, 'policy.yaml'), join(folder, 'capfence.yaml'));
      writeFileSync(join(folder, 'new.yaml'), 'version: 1\nallow: [tool, shell]\n');
      const act = `capfence execute capfence.yaml --actor a --capability shell.execute --payload '{"command":"ls"}'`;
      if (line.includes('capfence.db')) await shell(act, folder);
      const command = line.replace('<%= config.bin %>', 'capfence').replace('<%= command.id %>', 'replay');
      const { code, stderr } = await shell(command, folder);
      expect({ line, code, bad: /error|help/.test(stderr) }).toEqual({
        line,
        code: line.includes('--fail-on') ? 1 : 0,
        bad: false,
      });
      if (line.includes('--report')) expect(readFileSync(join(folder, 'replay.html'), 'utf8')).toContain('<');
    },
  );
});

describe('the forms of output', () => {
  const forms = ['table', 'detail', 'csv', 'markdown', 'junit'];

  it.each(forms)('%s shows the incident', async (form) => {
    const args = [INCIDENT, '--policy', MENDED, '--only', 'changed', '--format', form];
    const { code, stdout } = await replay(args);
    expect(code).toBe(0);
    const digestless = stdout.replace(/`[0-9a-f]{64}`/g, '`…`');
    await expect(steady(digestless)).toMatchFileSnapshot(golden(`replay-${form}`));
  });

  it.each([...forms.map((form) => ['--format', form]), ['--json'], ['--jsonl']])(
    'is the same byte for byte each time (%s %s)',
    async (...form) => {
      const args = [INCIDENT, '--policy', MENDED, ...form.filter((word) => word !== undefined)];
      const [first, second] = await Promise.all([replay(args), replay(args)]);
      expect(first.stdout.length).toBeGreaterThan(400);
      expect(first).toEqual(second);
    },
  );

  it('has four lines an event as detail', async () => {
    const one = { capability: 'shell.exec.production', decision: 'deny' };
    const { stdout } = await replay(['-', ...WORKSHOP, '--format', 'detail'], { input: event(one) });
    expect(stdout).toBe(
      'Recorded: shell.exec.production\nOriginal: DENY\nReplayed: DENY\nChanged: false\n\n' +
        '1 event: 0 allow, 1 deny, 0 require_approval\n' +
        'recorded decisions: 1 compared, 1 same, 0 drift (0 newly_allowed, 0 newly_denied, 0 newly_needs_approval)\n',
    );
  });

  it('says where an original decision is not known', async () => {
    const input = `${event()}\n${event({ decision: 'perhaps' })}\n`;
    const detail = await replay(['-', ...WORKSHOP, '--format', 'detail'], { input });
    expect(detail.stdout).toContain('Original: NOT RECORDED\nReplayed: ALLOW\nChanged: unknown\n');
    expect(detail.stdout).toContain('Original: PERHAPS ?\nReplayed: ALLOW\nChanged: unknown\n');
    const [none, strange] = rowsOf(await replay(['-', ...WORKSHOP, '--jsonl'], { input }));
    expect(none).toMatchObject({ original: null, changed: null, drift: null });
    expect(strange).toMatchObject({ original: { decision: null, text: 'perhaps' }, changed: null });
  });

  it('names digests of trace, map and policies', async () => {
    const trace = 'traces/short-form.jsonl';
    const map = 'traces/short-form.map.yaml';
    const policies = ['--policy', 'policies/helpdesk.yaml', '--baseline', 'policies/quickstart.yaml'];
    const shown = document(await replay([trace, '--map', map, ...policies, '--json']));
    const sha = (path: string): string =>
      createHash('sha256')
        .update(readFileSync(join(ROOT, path)))
        .digest('hex');
    expect(shown.traces).toEqual([{ name: trace, digest: sha(trace), lines: 16, events: 16, badLines: 0 }]);
    expect(shown.map).toEqual({ file: map, digest: sha(map) });
    expect(shown.policy.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(shown.baseline?.digest).not.toBe(shown.policy.digest);
  });

  it('gives one JSON document also for several traces, and each row its trace', async () => {
    const args = ['traces/incident.jsonl', 'traces/agent_trace.jsonl', '--policy', THAT_DAY, '--json'];
    const { events, traces } = document(await replay(args));
    expect(traces.map(({ name, events: count }) => [name, count])).toEqual([
      ['traces/incident.jsonl', 18],
      ['traces/agent_trace.jsonl', 18],
    ]);
    expect(events.map(({ trace, line }) => `${trace} ${line}`)).toHaveLength(36);
    expect(events[18]).toMatchObject({ trace: 'traces/agent_trace.jsonl', line: 1 });
  });

  it('heads each of several traces, also beyond the rows', async () => {
    const args = [INCIDENT, 'traces/ops-agent.jsonl', '--policy', MENDED, '--limit', '2'];
    const { stdout } = await replay(args);
    expect(stdout.match(/^`traces\/incident\.jsonl`$/gm)).toHaveLength(2);
    expect(stdout.match(/^`traces\/ops-agent\.jsonl`$/gm)).toHaveLength(1);
    expect(stdout).toContain('… 57 more events');
  });
});

describe('what is compared', () => {
  it('is the recorded decision, where there is no baseline', async () => {
    const rows = rowsOf(await replay([INCIDENT, '--policy', THAT_DAY, '--jsonl']));
    expect(rows.map(({ changed }) => changed)).toEqual(rows.map(() => false));
  });

  it('is the decision of the baseline, recorded or not', async () => {
    const policies = ['--policy', 'policies/coding-agent.yaml', '--baseline', 'pack:shell/strict'];
    const ended = await replay([
      'traces/claude-code.jsonl',
      ...policies,
      '--only',
      'newly-allowed',
      '--json',
    ]);
    const { events, summary } = document(ended);
    expect(events.length).toBeGreaterThan(2);
    expect(summary.comparison.drift['newly_allowed']).toBe(events.length);
    for (const { original, replayed } of events) {
      expect(original?.decision).not.toBe('allow');
      expect(replayed.decision).toBe('allow');
    }
  });

  it.each([
    ['changed', 7],
    ['newly-denied', 5],
    ['newly-needs-approval', 2],
    ['newly-allowed', 0],
    ['denied', 8],
  ])('--only %s shows %i, and all are counted', async (only, count) => {
    const shown = document(await replay([INCIDENT, '--policy', MENDED, '--only', only, '--json']));
    expect(shown.events).toHaveLength(count);
    expect(shown.summary.events).toBe(18);
  });
});

describe('--fail-on', () => {
  it.each([
    [[INCIDENT, '--policy', MENDED, '--fail-on', 'drift'], 1],
    [[INCIDENT, '--policy', THAT_DAY, '--fail-on', 'drift'], 0],
    [[INCIDENT, '--policy', MENDED, '--fail-on', 'newly-allowed'], 0],
    [[INCIDENT, '--policy', THAT_DAY, '--baseline', MENDED, '--fail-on', 'newly-allowed'], 1],
    [[INCIDENT, '--policy', THAT_DAY, '--fail-on', 'deny'], 1],
    [['traces/claude-code.jsonl', '--policy', THAT_DAY, '--fail-on', 'drift'], 2],
    [['traces/claude-code.jsonl', '--policy', THAT_DAY, '--fail-on', 'newly-allowed'], 2],
  ])('%j ends with %i, in every form', async (args, code) => {
    for (const form of [[], ['--json'], ['--jsonl'], ['--format', 'junit']]) {
      const ended = await replay([...args, ...form]);
      expect([form, ended.code]).toEqual([form, code]);
      if (form[0] === '--json') expect(document(ended).error?.code).toBe(code === 2 ? 'usage' : undefined);
      else if (code === 2) expect(ended.stderr).toContain('nothing was compared');
    }
  });
});

describe('compressed traces', () => {
  const plain = readFileSync(join(ROOT, INCIDENT));
  const rows = async (args: readonly string[], options: RunOptions = {}): Promise<string[]> =>
    rowsOf(await replay([...args, '--policy', MENDED, '--jsonl'], options)).map(
      ({ line, replayed }) => `${line} ${replayed.decision}`,
    );

  it('are read as what they stand for, by their content', async () => {
    const expected = await rows([INCIDENT]);
    expect(expected).toHaveLength(18);
    const members = Buffer.concat([gzipSync(plain.subarray(0, 1000)), gzipSync(plain.subarray(1000))]);
    expect(await rows([file('trace.jsonl.gz', gzipSync(plain))])).toEqual(expected);
    expect(await rows([file('no-ending', members)])).toEqual(expected);
    expect(await rows(['-'], { input: gzipSync(plain) })).toEqual(expected);
  });

  it('have the digest of the file', async () => {
    const packed = gzipSync(plain);
    const path = file('trace.gz', packed);
    const [trace] = document(await replay([path, '--policy', MENDED, '--json'])).traces;
    expect(trace?.digest).toBe(createHash('sha256').update(packed).digest('hex'));
  });

  it('that are cut off are told after all that they held', async () => {
    const many = Buffer.from(`${Array.from({ length: 500 }, (_, n) => event({ id: `e${n}` })).join('\n')}\n`);
    const packed = gzipSync(many, { level: 0 });
    const path = file('cut.gz', packed.subarray(0, packed.length - 4000));
    const ended = await replay([path, ...WORKSHOP, '--json']);
    const { events, error, traces } = document(ended);
    expect(ended.code).toBe(2);
    expect(error).toMatchObject({ code: 'unreadable', message: 'the gzip data ends too early' });
    expect(events.length).toBeGreaterThan(400);
    expect(traces).toMatchObject([{ digest: null, events: events.length }]);
    const text = await replay([path, ...WORKSHOP]);
    expect([text.code, text.stderr]).toEqual([
      2,
      expect.stringContaining('error: the gzip data ends too early'),
    ]);
    expect(text.stdout).toContain(`${events.length} events`);
    const junit = await replay([path, ...WORKSHOP, '--format', 'junit']);
    expect(junit.stdout).toMatch(/<error message="the gzip data ends too early"\/>[^]*<\/testsuites>\n$/);
  });

  it('that are damaged are told', async () => {
    const packed = gzipSync(plain);
    packed.fill(0xff, 200, 260);
    const { code, stderr } = await replay([file('bad.gz', packed), '--policy', MENDED]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('the gzip data is damaged')]);
  });

  it('of zstd are read where Node can, and told where it cannot', async () => {
    const zstd = zlib as { zstdCompressSync?: (bytes: Uint8Array) => Buffer };
    const packed = zstd.zstdCompressSync?.(plain) ?? Buffer.from('28b52ffd240000', 'hex');
    const path = file('trace.zst', packed);
    const { code, stderr } = await replay([path, '--policy', MENDED]);
    if (zstd.zstdCompressSync !== undefined) return expect(code).toBe(0);
    expect(code).toBe(2);
    expect(stderr).toContain('this version of Node cannot read zstd');
    expect(stderr).toContain('zstd -dc');
  });
});

describe('hostile traces', () => {
  const read = async (content: string | Buffer, more: readonly string[] = []): Promise<Document> => {
    const ended = await replay([file('trace.jsonl', content), ...WORKSHOP, ...more, '--json']);
    expect(ended.stderr).not.toMatch(/\n {4}at /);
    expect([0, 2]).toContain(ended.code);
    return document(ended);
  };
  const bad = ({ badLines }: Document): string[] => badLines.map(({ line, message }) => `${line} ${message}`);
  const lines = ({ events }: Document): number[] => events.map(({ line }) => line);
  const deep = `{"actor":"a","capability":"a.b","payload":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;

  it.each<[string, string | Buffer, number[], string[]]>([
    ['CRLF', `${event()}\r\n${event()}\r\n`, [1, 2], []],
    ['a byte order mark', `\uFEFF${event()}\n${event()}`, [1, 2], []],
    ['no last line feed', `${event()}\n${event()}`, [1, 2], []],
    [
      'a NUL byte',
      `${event()}\n${event({ id: 'x' }).replace('x', '\0')}\n${event()}\n`,
      [1, 3],
      ['2 not valid JSON (at column 72)'],
    ],
    [
      'invalid UTF-8',
      Buffer.concat([Buffer.from(`${event()}\n{"`), Buffer.from([0xff, 0xc3]), Buffer.from(`\n${event()}`)]),
      [1, 3],
      ['2 not valid UTF-8'],
    ],
    ['a cut-off line', `${event()}\n${event().slice(0, -3)}`, [1], ['2 not valid JSON: it ends too early']],
    ['a line nested 100,000 deep', `${event()}\n${deep}\n${event()}\n`, [1, 2, 3], []],
    [
      'brackets only',
      `${event()}\n${'['.repeat(100_000)}\n${event()}\n`,
      [1, 3],
      ['2 not valid JSON: it ends too early'],
    ],
    ['duplicate ids', `${event({ id: 'e' })}\n${event({ id: 'e' })}\n`, [1, 2], []],
    [
      'a line of no known form',
      `${event()}\n{"a":1}\n7\n`,
      [1],
      ['2 not in a known form', '3 not a JSON object'],
    ],
  ])('%s: nothing is lost, and each bad line is told', async (_, content, good, told) => {
    const shown = await read(content);
    expect([lines(shown), bad(shown)]).toEqual([good, told]);
    expect(shown.summary).toMatchObject({ events: good.length, badLines: told.length });
    expect(shown.traces[0]).toMatchObject({ badLines: told.length });
    if (told.length === 0) return;
    const strict = await read(content, ['--strict']);
    expect(strict.error).toMatchObject({ code: 'bad_line', message: `line ${told[0]?.replace(' ', ': ')}` });
    expect(strict.summary.events).toBe(good.filter((line) => line < Number(told[0]?.split(' ')[0])).length);
  });

  it('denies an event that is nested too deep', async () => {
    const { events } = await read(deep);
    expect(events[0]?.replayed).toMatchObject({ decision: 'deny', reason: 'invalid_event' });
  });

  it('passes over a line of 100 MB, in a thread or not', async () => {
    const huge = Buffer.alloc(100 * 1024 * 1024, 'x');
    const parts = [`${event()}\n{"a":"`, huge, `"}\n${event({ id: 'last' })}\n`];
    const path = file('huge.jsonl', Buffer.concat(parts.map((part) => Buffer.from(part))));
    for (const workers of ['0', '1']) {
      const shown = document(await replay([path, ...WORKSHOP, '--workers', workers, '--json']));
      expect([lines(shown), bad(shown)]).toEqual([[1, 3], ['2 longer than 8 MiB']]);
    }
  });

  const evil = '\u001b]0;owned\u0007\u001b[2J\u202ecod\u2066\r\nfake row\t\u009b31m\u200b|`</td><script>&';
  const active = /(?!\n)[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

  it.each(['table', 'detail', 'csv', 'markdown', 'junit'])(
    'is shown and never obeyed as %s',
    async (form) => {
      const all = [
        event({ actor: evil, id: evil, ts: evil, decision: 'deny' }),
        event({ capability: evil, decision: evil }),
        JSON.stringify({ tool_name: evil, payload: {}, decision: 'allow' }),
      ];
      const path = join(temporaryFolder(), 'a\u202eb.jsonl');
      writeFileSync(path, `${all.join('\n')}\n\u001b[31m{\n`);
      const { code, stdout, stderr } = await replay([path, ...WORKSHOP, '--format', form]);
      expect(code).toBe(0);
      expect((stdout + stderr).replaceAll('\r\n', '\n')).not.toMatch(active);
      expect(stdout + stderr).toContain(
        '<U+202E>'.replaceAll('<', form === 'junit' ? '&lt;' : '<').slice(0, 3),
      );
      expect(stdout).not.toMatch(/^fake row/m);
      if (form === 'junit') expect(stdout).not.toContain('<script>');
    },
  );
});

describe('bad input', () => {
  it.each<[string, string[], RegExp]>([
    ['a missing file', ['nowhere.jsonl', ...WORKSHOP], /no such file: `nowhere\.jsonl`/],
    ['a pattern that matches nothing', ['traces/*.nothing', ...WORKSHOP], /no file matches/],
    ['a folder', ['traces', ...WORKSHOP], /`traces` is a directory/],
    ['no trace', [...WORKSHOP], /missing argument: `TRACE`/],
    ['a missing policy', [INCIDENT, '--policy', 'nowhere.yaml'], /nowhere\.yaml/],
    ['a missing baseline', [INCIDENT, ...WORKSHOP, '--baseline', 'nowhere.yaml'], /nowhere\.yaml/],
    ['a bad map', [INCIDENT, ...WORKSHOP, '--map', INCIDENT], /incident\.jsonl/],
    ['two forms', [INCIDENT, ...WORKSHOP, '--jsonl', '--format', 'csv'], /--jsonl|--format/],
    ['--expect alone', [INCIDENT, ...WORKSHOP, '--expect', 'replayed'], /--to-cases/],
    ['an empty trace', ['/dev/null', ...WORKSHOP], /the trace is empty/],
  ])('%s ends with 2', async (_, args, message) => {
    const { code, stderr, stdout } = await replay(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  it('of one of several traces is told with its name, and none of the rest is lost', async () => {
    const empty = file('empty.jsonl', '');
    const some = await replay([empty, INCIDENT, '--policy', THAT_DAY, '--json']);
    expect([some.code, document(some).summary.events]).toEqual([0, 18]);
    expect(some.stderr).toContain('empty.jsonl`: no event in the trace');
    const broken = file('bad.jsonl', 'x\n');
    const strict = await replay([INCIDENT, broken, '--policy', THAT_DAY, '--strict']);
    expect(strict.code).toBe(2);
    expect(strict.stderr).toMatch(/bad\.jsonl`: line 1: not valid JSON/);
    expect(strict.stdout).toContain('18 events');
  });
});

describe('--to-cases', () => {
  const suite = (args: readonly string[], path: string): Promise<Ended> =>
    replay([...args, '--to-cases', path, '--jsonl']);

  it('makes an incident a test that the mended policy passes and the old one does not', async () => {
    const path = join(temporaryFolder(), 'incident.cases.yaml');
    const args = [INCIDENT, '--policy', MENDED, '--only', 'changed', '--expect', 'replayed'];
    const { code, stderr } = await suite(args, path);
    expect(code).toBe(0);
    expect(stderr).toContain('cases: 7');
    expect((await capfence(['policy', 'test', path])).code).toBe(0);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('incident-mended', 'incident-that-day'));
    const old = await capfence(['policy', 'test', path]);
    expect(old.code).toBe(1);
    expect(old.stdout).toContain('7 cases: 0 passed, 7 failed');
  });

  it('expects the original decision otherwise', async () => {
    const path = join(temporaryFolder(), 'original.cases.yaml');
    await suite([INCIDENT, '--policy', MENDED], path);
    const { stdout, code } = await capfence(['policy', 'test', path]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('18 cases: 11 passed, 7 failed')]);
  });

  it('writes what loads, whatever the events are, and counts what it leaves out', async () => {
    const odd = {
      '\u202ekey: #"\\': [
        '\ud800',
        '\u0085\u2028\ufeff',
        '💥\u{e0041}',
        '- a: b',
        "'",
        '%',
        '&a *a !!x',
        '\u007f',
      ],
      ['k'.repeat(2000)]: 1,
    };
    const lines = [
      event({ payload: odd, decision: 'allow' }),
      event({ payload: { '': null, ' ': -0, n: 1e21 }, decision: 'allow' }),
      event({ payload: { n: 0 }, decision: 'allow' }).replace('"n":0', '"n":1e400'),
      event({ capability: '\u0000: {', actor: 7, decision: 'deny' }),
      event({ decision: 'perhaps' }),
      event(),
      `{"actor":"a","capability":"a.b","payload":${'[['.repeat(90)}${']]'.repeat(90)},"decision":"deny"}`,
      event({ id: 'same', decision: 'allow' }),
      event({ id: 'same', decision: 'allow' }),
    ];
    const path = join(temporaryFolder(), 'odd.cases.yaml');
    const { code, stderr } = await suite([file('odd.jsonl', lines.join('\n')), ...WORKSHOP], path);
    expect(code).toBe(0);
    expect(stderr).toContain('left out, for want of an original decision: 2');
    const left = Number(/no suite can hold such an event: (\d+)/.exec(stderr)?.[1]);
    const written = Number(/cases: (\d+)/.exec(stderr)?.[1]);
    expect(left + written).toBe(7);
    expect(written).toBeGreaterThanOrEqual(4);
    const { code: tested, stdout } = await capfence(['policy', 'test', path]);
    expect([tested, stdout]).toEqual([0, expect.stringContaining(`${written} cases: ${written} passed`)]);
  });

  it('writes over nothing, unless told to, and says so before the work', async () => {
    const path = file('mine.cases.yaml', 'mine');
    const { code, stderr, stdout } = await suite([INCIDENT, '--policy', MENDED], path);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('exists already');
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect((await suite([INCIDENT, '--policy', MENDED, '--force'], path)).code).toBe(0);
    expect(statSync(path).size).toBeGreaterThan(1000);
  });

  it('writes no suite without a case', async () => {
    const path = join(temporaryFolder(), 'none.cases.yaml');
    const { code, stderr } = await suite([INCIDENT, '--policy', THAT_DAY, '--only', 'changed'], path);
    expect([code, existsSync(path)]).toEqual([0, false]);
    expect(stderr).toContain('no case for');
  });
});

describe('--report', () => {
  it('writes one page that escapes what it shows', async () => {
    const evil = '</title><script>alert(1)</script>\u202e';
    const lines = [
      event({ id: evil, decision: 'deny', payload: { evil } }),
      event({ capability: evil, decision: 'allow' }),
    ];
    const path = join(temporaryFolder(), 'page.html');
    const { code } = await replay([file('t.jsonl', lines.join('\n')), ...WORKSHOP, '--report', path]);
    expect(code).toBe(0);
    const page = readFileSync(path, 'utf8');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('\u202e');
    expect(page).toContain('tool.search.documents');
  });
});
