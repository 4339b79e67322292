import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { Engine } from './engine.js';
import { median, medianRatio } from './measure.js';
import { count, number, ratio, type Section, type Table } from './table.js';

const WORKER = fileURLToPath(new URL('audit-worker.mjs', import.meta.url));
const POLICY =
  'version: 1\nname: bench\ndeny:\n  - capability: shell.exec\n    contains: rm -rf\nallow:\n  - shell.exec\n';
const GROUPS = [1, 10, 100];
const PROCESSES = [1, 2, 8];

type Runtime = ReturnType<Engine['ActionRuntime']['fromPolicy']>;
type Rows = Section['rows'][number][];

interface Folder {
  readonly path: string;
  readonly policy: string;
}

/** Recording beside bare inserts, writers side by side, and verifying beside reading and hashing. */
export async function auditSection(engine: Engine, quick: boolean): Promise<Section> {
  const path = mkdtempSync(join(tmpdir(), 'capfence-bench-'));
  const policy = join(path, 'policy.yaml');
  writeFileSync(policy, POLICY);
  try {
    const parts = [
      await groups(engine, { path, policy }, quick),
      await processes({ path, policy }, quick),
      await verifying(engine, { path, policy }, quick ? [10_000] : [100_000, 1_000_000], quick ? 3 : 5),
    ];
    return {
      name: 'audit',
      rows: parts.flatMap(({ rows }) => rows),
      tables: parts.map(({ table }) => table),
    };
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

interface Part {
  readonly rows: Rows;
  readonly table: Table;
}

function event(n: number): unknown {
  return {
    actor: 'agent-1',
    capability: 'shell.exec',
    environment: 'production',
    payload: { command: `git status --short ${n}`, cwd: '/work/app', note: 'routine check' },
    context: { session: 'session-1' },
  };
}

/** `execute` (or `executeMany`) and the bare insert of the same rows, taking turns. */
async function groups(engine: Engine, folder: Folder, quick: boolean): Promise<Part> {
  const state = join(folder.path, 'groups');
  const runtime = engine.ActionRuntime.fromPolicy(folder.policy, { state });
  const bare = await bareLog(runtime, state, join(folder.path, 'bare.db'));
  const rows: Rows = [];
  for (const size of GROUPS) {
    const ours: number[] = [];
    const theirs: number[] = [];
    const turns = Math.ceil((quick ? 100 : 400) / Math.sqrt(size));
    for (let round = -1; round < (quick ? 3 : 9); round++) {
      const mine = await timed(turns, () => record(runtime, size));
      const plain = await timed(turns, () => bare.insert(size));
      if (round < 0) continue;
      ours.push((mine * 1000) / size);
      theirs.push((plain * 1000) / size);
    }
    rows.push({
      case: 'record',
      group: size,
      microseconds: median(ours),
      bareInsert: median(theirs),
      ofBareInsert: medianRatio(ours, theirs),
    });
  }
  await runtime.close();
  bare.close();
  return { rows, table: groupTable(rows) };
}

function groupTable(rows: Rows): Table {
  return {
    title: 'Durable record of a decision: µs each (WAL, synchronous=FULL)',
    head: ['in one commit', 'execute', 'bare insert of the same rows', 'ratio'],
    body: rows.map((row) => [
      count(row['group'] as number),
      number(row['microseconds'] as number),
      number(row['bareInsert'] as number),
      ratio(row['ofBareInsert'] as number),
    ]),
    notes: [`execute: parse the event, decide, commit to the payload, chain, insert, sync`],
  };
}

let next = 0;

async function record(runtime: Runtime, size: number): Promise<void> {
  if (size === 1) return assertAuthorized(await runtime.execute(event(next++)));
  const verdicts = await runtime.executeMany(Array.from({ length: size }, () => event(next++)));
  verdicts.forEach(assertAuthorized);
}

function assertAuthorized(verdict: { authorized: boolean; detail?: string }): void {
  if (!verdict.authorized) throw new Error(`audit: not authorized: ${verdict.detail ?? ''}`);
}

/** Milliseconds a turn. The disk's time counts, so this is the wall's. */
async function timed(turns: number, work: () => unknown): Promise<number> {
  const start = performance.now();
  for (let turn = 0; turn < turns; turn++) await work();
  return (performance.now() - start) / turns;
}

/** A database with the same settings, that takes what a record is made of: a body and a salt. */
async function bareLog(runtime: Runtime, state: string, file: string) {
  await record(runtime, 1);
  const log = new Database(join(state, 'capfence.db'), { readonly: true });
  const body = log.prepare('SELECT body FROM entries ORDER BY seq DESC').pluck().get() as string;
  log.close();
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE entries (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  db.exec('CREATE TABLE salts (seq INTEGER PRIMARY KEY, salt BLOB NOT NULL)');
  const entry = db.prepare('INSERT INTO entries (body) VALUES (?)');
  const salt = db.prepare('INSERT INTO salts (salt) VALUES (?)');
  const bytes = Buffer.alloc(32, 7);
  const insert = db.transaction((rows: number) => {
    for (let row = 0; row < rows; row++) {
      entry.run(body);
      salt.run(bytes);
    }
  });
  return { insert: (rows: number) => insert.immediate(rows), close: () => db.close() };
}

/** Writers side by side on one log: what all of them record in a second. */
async function processes(folder: Folder, quick: boolean): Promise<Part> {
  const each = quick ? 200 : 1000;
  const rows: Rows = [];
  for (const writers of PROCESSES) {
    const state = join(folder.path, `processes-${writers}`);
    const start = join(folder.path, `start-${writers}`);
    const running = Array.from({ length: writers }, () =>
      worker(['write', folder.policy, state, String(each), start]),
    );
    await Promise.all(running.map((one) => one.ready));
    writeFileSync(start, '');
    const results = await Promise.all(running.map((one) => one.result));
    const span = Math.max(...results.map((one) => one.end!)) - Math.min(...results.map((one) => one.start!));
    const slowest = Math.max(...results.map((one) => one.slowest!));
    const perSecond = Math.round((writers * each * 1000) / span);
    rows.push({ case: 'processes', writers, records: writers * each, perSecond, slowestMs: slowest });
  }
  const table = {
    title: 'Processes that write one log at once, each waiting for every verdict',
    head: ['processes', 'records/s', 'longest wait, ms'],
    body: rows.map((row) => [
      count(row['writers'] as number),
      count(row['perSecond'] as number),
      number(row['slowestMs'] as number),
    ]),
  };
  return { rows, table };
}

/** Each way through a log in a process of its own, so that its memory can be told. */
async function verifying(
  engine: Engine,
  folder: Folder,
  sizes: readonly number[],
  rounds: number,
): Promise<Part> {
  const rows: Rows = [];
  const state = join(folder.path, 'verify');
  const runtime = engine.ActionRuntime.fromPolicy(folder.policy, { state });
  for (const size of sizes) {
    for (let made = rows.length === 0 ? 0 : sizes[0]!; made < size; made += 100) await record(runtime, 100);
    const log = join(state, 'capfence.db');
    const floor: Result[] = [];
    const ours: Result[] = [];
    for (let round = 0; round < rounds; round++) {
      floor.push(await worker(['read', log]).result);
      ours.push(await worker(['verify', log]).result);
    }
    const perSecond = (all: Result[]): number[] => all.map(({ records, ms }) => (records! * 1000) / ms!);
    rows.push({
      case: 'verify',
      records: size,
      perSecond: Math.round(median(perSecond(ours))),
      floorPerSecond: Math.round(median(perSecond(floor))),
      ofFloor: medianRatio(perSecond(ours), perSecond(floor)),
      peakMb: median(ours.map((one) => one.peakMb!)),
      floorPeakMb: median(floor.map((one) => one.peakMb!)),
    });
  }
  await runtime.close();
  return { rows, table: verifyTable(rows) };
}

function verifyTable(rows: Rows): Table {
  return {
    title: 'Verifying a log, beside reading it and hashing its records',
    head: ['records', 'verify, records/s', 'floor, records/s', 'of the floor', 'peak MB', 'floor, peak MB'],
    body: rows.map((row) => [
      count(row['records'] as number),
      count(row['perSecond'] as number),
      count(row['floorPerSecond'] as number),
      ratio(row['ofFloor'] as number),
      number(row['peakMb'] as number),
      number(row['floorPeakMb'] as number),
    ]),
  };
}

type Result = Readonly<Record<string, number>>;

/** A process that says `ready` when it waits for its start, and last a line of JSON. */
function worker(args: readonly string[]): { ready: Promise<void>; result: Promise<Result> } {
  const child = spawn(process.execPath, [WORKER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.startsWith('ready\n')) resolve();
    });
  });
  const result = new Promise<Result>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      if (code !== 0) reject(new Error(`audit: \`${args.join(' ')}\` ended with ${code}`));
      else resolve(JSON.parse(text.slice('ready\n'.length)) as Result);
    });
  });
  return { ready, result };
}
