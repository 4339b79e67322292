import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type * as BatchesModule from '../../src/cli/replay/batches.js';
import type * as ReplayerModule from '../../src/cli/replay/replayer.js';
import { segmentsOf } from '../../src/cli/replay/segments.js';
import { parsePolicy } from '../../src/engine/policy/parse.js';
import type { BadLine, SimulatedEvent, Summary } from '../../src/engine/replay/index.js';
import type { OpenTrace } from '../../src/cli/trace/open.js';
import { RUN } from './run.js';

// Threads load what is built, so the built modules are the ones to test.
const built = (name: string): string => new URL(`../../dist/cli/replay/${name}.js`, import.meta.url).href;
const { ParallelReading, readHere } = (await import(built('batches'))) as typeof BatchesModule;
const { Replayer } = (await import(built('replayer'))) as typeof ReplayerModule;

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/traces/${name}`, import.meta.url));
const policy = parsePolicy(fixture('policy.yaml').toString(), { file: 'policy.yaml' });
const baseline = parsePolicy('version: 1\nallow: [tool, payments]\n', { file: 'other.yaml' });

interface Read {
  events: SimulatedEvent[];
  drifting: SimulatedEvent[];
  badLines: BadLine[];
  lines: number;
  summary: Summary;
  error: string | undefined;
}

interface Choice {
  readonly workers: number;
  readonly large?: number;
  readonly rows?: number;
  readonly driftRows?: number;
  readonly strict?: boolean;
  readonly only?: 'changed' | undefined;
  readonly baseline?: boolean;
  readonly piece?: number;
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

/** A trace through the reader of the command, in threads or not. */
async function read(bytes: Buffer, choice: Choice): Promise<Read> {
  const { rows = Infinity, driftRows = 5, strict = false, only, piece = 65_536 } = choice;
  const options = {
    ...{ from: 'auto' as const, map: undefined, actor: undefined, environment: undefined },
    ...{ strict, only, json: true, timeline: true },
  };
  const wanted = { rows, driftRows };
  const replayer = new Replayer(policy, choice.baseline === true ? baseline : undefined, options, wanted);
  const trace: OpenTrace = {
    ...{ name: 't', size: bytes.length, chunks: pieces(bytes, piece) },
    ...{ read: () => 0, digest: () => '' },
  };
  const reading =
    choice.workers === 0
      ? readHere(trace, replayer)
      : new ParallelReading(trace, replayer, choice.workers, choice.large ?? 100);
  const all: Read = {
    events: [],
    drifting: [],
    badLines: [],
    lines: 0,
    summary: null as never,
    error: undefined,
  };
  try {
    for await (const batch of reading.batches) {
      all.events.push(...batch.events);
      all.drifting.push(...batch.drifting);
      all.badLines.push(...batch.badLines);
      replayer.took(batch.events.length, batch.drifting.length);
    }
  } catch (error) {
    all.error = (error as Error).message;
  }
  replayer.ended(reading.lines());
  return { ...all, lines: reading.lines(), summary: replayer.summary() };
}

const native = fixture('native.jsonl').toString().trim().split('\n');
const codex = readFileSync(new URL('../../traces/codex.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const odd = ['', 'x', '[]', '{"a":1}', '[', `{"actor":"${'é'.repeat(40)}","capability":"a.b"}`, '\r', '7'];

/** So many lines, of which each is what `line` says. */
function lines(count: number, line: (n: number) => string): Buffer {
  return Buffer.from(`${Array.from({ length: count }, (_, n) => line(n)).join('\n')}\n`);
}

const mixed = (n: number): string =>
  n % 97 === 0 ? (odd[(n / 97) % odd.length] as string) : (native[n % native.length] as string);

describe('a trace in threads', () => {
  const trace = lines(20_000, mixed);

  it.each<[string, Partial<Choice>]>([
    ['every event', {}],
    ['counts alone', { rows: 0, driftRows: 0 }],
    ['a few rows', { rows: 3, driftRows: 7 }],
    ['rows to the middle', { rows: 7000, driftRows: 200 }],
    ['what changed', { rows: 4000, only: 'changed' }],
    ['beside a baseline', { rows: 100, baseline: true }],
    ['a bad line under strict', { strict: true }],
  ])('comes out as in one: %s', async (_, choice) => {
    const alone = await read(trace, { ...choice, workers: 0 });
    for (const workers of [1, 2, 3]) expect(await read(trace, { ...choice, workers })).toEqual(alone);
    expect(alone.summary.events).toBeGreaterThan(0);
    expect(alone.error === undefined).toBe(choice.strict !== true);
  });

  it('is read in one piece from where its lines remember others', async () => {
    const at = (n: number): string =>
      n < 9000 || n % 2 === 0 ? mixed(n) : (codex[n % codex.length] as string);
    const trace = lines(16_000, at);
    const alone = await read(trace, { workers: 0 });
    expect(await read(trace, { workers: 2 })).toEqual(alone);
    expect(alone.summary.actors.map(({ name }) => name)).toContain('codex');
  });

  it.each<[string, Buffer]>([
    [
      'a list in one line',
      Buffer.from(
        `[${native.join(',').repeat(1)},${lines(3000, () => native[0] as string)
          .toString()
          .trim()
          .replaceAll('\n', ',')}]`,
      ),
    ],
    ['one document', Buffer.from(JSON.stringify({ resourceSpans: [] }, null, 2))],
    ['a headed list', Buffer.from(`[{"replay_version":"1.0"},\n${native.join(',\n')}]`)],
    ['a byte order mark', Buffer.from(`\uFEFF${lines(3000, mixed).toString()}`)],
    ['blank lines at its start', Buffer.from(`\n \n${lines(3000, mixed).toString()}`)],
  ])('may have any form: %s', async (_, bytes) => {
    const alone = await read(bytes, { workers: 0 });
    expect(await read(bytes, { workers: 2, piece: 1000 })).toEqual(alone);
  });

  it('has a line that is too long told in its place', async () => {
    const long = `{"x":"${'y'.repeat(9 * 1024 * 1024)}"}`;
    const bytes = Buffer.concat([lines(4000, mixed), Buffer.from(`${long}\n`), lines(4000, mixed)]);
    const alone = await read(bytes, { workers: 0 });
    const shared = await read(bytes, { workers: 2 });
    expect(shared).toEqual(alone);
    expect(alone.badLines.some(({ code, line }) => code === 'too_long' && line === 4001)).toBe(true);
  });
});

describe('segments', () => {
  it('are whole lines, in order, and nothing but them', async () => {
    const text = fc.array(fc.constantFrom('a', 'é', '{}', '\n', '\n\n', '\r\n', 'long'.repeat(9)), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 90 }),
        async (parts, piece, size) => {
          const bytes = Buffer.from(parts.join(''));
          const out: Buffer[] = [];
          const spare: ArrayBuffer[] = [];
          for await (const { bytes: some, lines: count } of segmentsOf(pieces(bytes, piece), size, spare)) {
            const here = Buffer.copyBytesFrom(some);
            expect(count).toBe(here.toString('latin1').split('\n').length - 1);
            if (out.length > 0) expect(out.at(-1)?.at(-1)).toBe(10);
            expect(some.byteOffset).toBe(0);
            spare.push(some.buffer.slice(0));
            out.push(here);
          }
          expect(Buffer.concat(out)).toEqual(bytes);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('memory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'capfence-replay-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const MiB = 1024 * 1024;
  const peak =
    'data:text/javascript,import{isMainThread as m}from"node:worker_threads";let p=0;' +
    'if(m){setInterval(()=>{p=Math.max(p,process.memoryUsage.rss())},5).unref();' +
    'process.on("exit",()=>process.stderr.write(`peak=${p>>20}`))}';

  async function large(name: string, megabytes: number): Promise<string> {
    const path = join(folder, name);
    const out = createWriteStream(path);
    const block = lines(4000, (n) => native[n % native.length] as string);
    for (let at = 0; at < megabytes * MiB; at += block.length)
      if (!out.write(block)) await once(out, 'drain');
    out.end();
    await once(out, 'close');
    return path;
  }

  function peakOf(args: readonly string[]): Promise<number> {
    const cwd = fileURLToPath(new URL('../fixtures/traces/', import.meta.url));
    const child = spawn(process.execPath, ['--import', peak, RUN, 'replay', ...args], { cwd });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (some: string) => (text += some));
    child.stdout.resume();
    return new Promise((resolve, reject) => {
      child.on('error', reject).on('close', (code) => {
        if (code === 0) resolve(Number(/peak=(\d+)/.exec(text)?.[1]));
        else reject(new Error(text));
      });
    });
  }

  it('stays under 220 MB whatever the size, with two threads', async () => {
    const args = ['--policy', 'policy.yaml', '--workers', '2'];
    const little = await peakOf([await large('100.jsonl', 100), ...args]);
    const much = await peakOf([await large('300.jsonl', 300), ...args]);
    expect(little).toBeGreaterThan(40);
    expect(much).toBeLessThan(220);
    expect(much).toBeLessThan(little * 1.25 + 10);
  }, 240_000);
});
