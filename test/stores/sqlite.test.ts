import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  openSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/cli/audit/verify-log.js';
import { openLogReader } from '../../src/engine/stores/sqlite/index.js';
import { systemEnv } from '../../src/platform/env.js';
import { decision, logFolder, logWith, open } from '../support/audit-logs.js';

const WRITER = join(import.meta.dirname, 'writer.mjs');

function verified(log: { file: string; keys: string }) {
  return verifyDatabase({ file: log.file, keys: log.keys });
}

/** Processes that append so many records each. */
function writers(log: { file: string; keys: string }, count: number, records: number): Promise<number[]> {
  const run = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [WRITER, log.file, log.keys, String(records)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      child.on('error', reject).on('close', (code) => resolve(code ?? -1));
    });
  return Promise.all(Array.from({ length: count }, run));
}

describe('an audit log in SQLite', () => {
  it('gives each record its place, and verifies', async () => {
    const log = logFolder();
    const handle = await open(log);
    const first = await handle.append(decision(1));
    const many = await Promise.all([2, 3, 4].map((n) => handle.append(decision(n))));
    expect(many.map(({ seq }) => seq)).toEqual([first.seq + 1, first.seq + 2, first.seq + 3]);
    const note = await handle.checkpoint();
    expect(note).toBe(readFileSync(`${log.file}.head`, 'utf8'));
    await handle.close();
    await handle.close();
    await expect(handle.append(decision(5))).rejects.toMatchObject({ code: 'closed' });
    expect(verified(log)).toMatchObject({
      ok: true,
      size: 7,
      completeness: { openWriters: 0, writerGaps: 0 },
    });
  });

  it('keeps everything to its owner', async () => {
    const log = logFolder();
    await logWith(log, 1);
    const keys = readdirSync(log.keys).sort();
    expect(statSync(log.keys).mode & 0o777).toBe(0o700);
    expect(keys.map((name) => [name.slice(-3), statSync(join(log.keys, name)).mode & 0o777])).toEqual([
      ['pem', 0o600],
      ['pub', 0o644],
    ]);
    expect(statSync(log.file).mode & 0o777).toBe(0o600);
  });

  it('is append-only by its triggers', async () => {
    const log = logFolder();
    await logWith(log, 300);
    const db = new Database(log.file);
    for (const statement of [
      'UPDATE entries SET body = 1',
      'DELETE FROM entries',
      'DELETE FROM tiles',
      'UPDATE tiles SET hash = 1',
      'UPDATE checkpoints SET note = 1',
      'DELETE FROM checkpoints',
    ])
      expect(() => db.exec(statement)).toThrow(/append-only/);
    db.close();
  });

  it('signs itself every so many records, and so many seconds after the first that is not covered', async () => {
    const log = logFolder();
    const handle = await open(log, { checkpointEvery: 10, checkpointSeconds: 0.05 });
    for (let n = 0; n < 25; n++) await handle.append(decision(n));
    const reader = openLogReader(log.file);
    expect(reader.checkpoints().length).toBeGreaterThanOrEqual(3);
    await expect.poll(() => reader.checkpoints().at(-1)?.size).toBe(27);
    reader.close();
    await handle.close();
    expect(verified(log)).toMatchObject({ ok: true });
  });

  it('does not fork its chain under eight processes', { timeout: 60_000 }, async () => {
    const log = logFolder();
    expect(await writers(log, 8, 100)).toEqual(Array.from({ length: 8 }, () => 0));
    const report = verified(log);
    expect(report).toMatchObject({ ok: true, size: 1 + 8 * 102 });
    expect(report.completeness).toMatchObject({ openWriters: 0, writerGaps: 0 });
  });

  it('does not fork its chain under four threads of one process', { timeout: 60_000 }, async () => {
    const log = logFolder();
    const threads = Array.from({ length: 4 }, () => {
      const thread = new Worker(WRITER, { workerData: [log.file, log.keys, '100'] });
      return new Promise<number>((resolve, reject) => thread.on('error', reject).on('exit', resolve));
    });
    expect(await Promise.all(threads)).toEqual([0, 0, 0, 0]);
    const report = verified(log);
    expect(report).toMatchObject({ ok: true, size: 1 + 4 * 102 });
    expect(report.completeness).toMatchObject({ openWriters: 0, writerGaps: 0 });
  });

  it('records a clock that steps back, and goes on', async () => {
    const log = logFolder();
    let now = Date.parse('2026-01-01T12:00:00Z');
    const handle = await open(log, { env: { ...systemEnv, now: () => now } });
    await handle.append(decision(1));
    now -= 3_600_000;
    const { seq } = await handle.append(decision(2));
    await handle.close();
    const reader = openLogReader(log.file);
    expect(JSON.parse(reader.body(seq) ?? '')).toMatchObject({
      clock_back: 3_600_000,
      ts: '2026-01-01T11:00:00.000Z',
    });
    reader.close();
    expect(verified(log)).toMatchObject({ ok: true, completeness: { clockBack: 1 } });
  });

  it('changes its key by a record that both sign, and keeps no old one', async () => {
    const log = logFolder();
    const pems = (): string[] => readdirSync(log.keys).filter((name) => name.endsWith('.pem'));
    const handle = await open(log);
    const other = await open(log);
    await handle.append(decision(1));
    const [old] = pems();
    const pem = readFileSync(join(log.keys, old!));
    const vkey = await handle.rotateKey();
    expect(pems()).toEqual([expect.stringContaining(vkey.split('+')[1]!)]);
    await other.append(decision(2));
    await other.checkpoint();
    await handle.close();
    await other.close();
    expect(verified(log)).toMatchObject({ ok: true, signed: { key: vkey.split('+')[1] } });
    // As a crash leaves it that comes between the record and the end of the old key.
    writeFileSync(join(log.keys, old!), pem, { mode: 0o600 });
    await logWith(log, 1);
    expect(verified(log)).toMatchObject({ ok: true });
  });

  it('changes its key for several at once, and for one that is cut off before its record', async () => {
    const log = logFolder();
    const handles = await Promise.all([1, 2, 3].map(() => open(log)));
    await Promise.all(handles.map((handle) => handle.rotateKey()));
    const { database } = handles[0]!;
    database.exec(
      "CREATE TRIGGER refused BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no room'); END",
    );
    await expect(handles[0]!.rotateKey()).rejects.toMatchObject({ code: 'failed' });
    database.exec('DROP TRIGGER refused');
    for (const handle of handles) {
      await handle.append(decision(1));
      await handle.close();
    }
    await logWith(log, 1);
    expect(verified(log)).toMatchObject({ ok: true });
  });

  it('has in its head file the newest that was signed, whoever wrote last', { timeout: 60_000 }, async () => {
    const log = logFolder();
    const handles = await Promise.all([1, 2, 3, 4].map(() => open(log)));
    await Promise.all(
      handles.flatMap((handle) =>
        Array.from({ length: 20 }, () => handle.append(decision(1)).then(() => handle.checkpoint())),
      ),
    );
    for (const handle of handles) await handle.close();
    const db = new Database(log.file, { readonly: true });
    const newest = db.prepare('SELECT note FROM checkpoints ORDER BY size DESC').pluck().get();
    db.close();
    expect(readFileSync(`${log.file}.head`, 'utf8')).toBe(newest);
    expect(readdirSync(log.folder).filter((name) => name.includes('.head.'))).toEqual([]);
  });

  it('drops old segments, and what is left verifies', async () => {
    const log = logFolder();
    await logWith(log, 1000);
    const anchor = readFileSync(`${log.file}.head`, 'utf8');
    const handle = await open(log);
    await expect(handle.prune({ before: 100, reason: 'too early', by: 'me' })).rejects.toMatchObject({
      code: 'nothing_to_prune',
    });
    expect(await handle.prune({ before: 700, reason: 'retention', by: 'me' })).toMatchObject({
      to: 512,
      removed: 512,
    });
    await handle.append(decision(1));
    await handle.close();
    const report = verifyDatabase({ file: log.file, keys: log.keys, anchors: [anchor] });
    expect(report).toMatchObject({ ok: true, first: 512, anchored: 1003 });
    expect(verifyDatabase({ file: log.file })).toMatchObject({ ok: true, trust: 'own word' });
    await logWith(log, 300);
    expect(verified(log)).toMatchObject({ ok: true });
    const db = new Database(log.file);
    db.exec('DROP TRIGGER entries_no_delete; DELETE FROM entries WHERE seq < 768');
    db.close();
    expect(verified(log).faults.map(({ code }) => code)).toContain('bad_prune');
  });
});

describe('an audit log that cannot be written', () => {
  it.each([
    [
      'is no database',
      (file: string) =>
        writeFileSync(file, 'not a database, but text that is long enough to be one'.repeat(100)),
      'not_a_log',
    ],
    [
      'is another database',
      (file: string) => new Database(file).exec('CREATE TABLE t (x)').close(),
      'not_a_log',
    ],
    ['is a folder', (file: string) => rmSync(file, { force: true }), 'rolled_back'],
  ])('is refused when it %s', async (_, how, code) => {
    const log = logFolder();
    if (code === 'rolled_back') await logWith(log, 1);
    how(log.file);
    await expect(open(log)).rejects.toMatchObject({ code });
  });

  it('blocks when its private key is lost, or open to others, and a new one is not made in silence', async () => {
    const log = logFolder();
    await logWith(log, 1);
    const pem = join(
      log.keys,
      readdirSync(log.keys).find((name) => name.endsWith('.pem'))!,
    );
    chmodSync(pem, 0o640);
    await expect(open(log)).rejects.toMatchObject({ code: 'key_unsafe' });
    unlinkSync(pem);
    await expect(open(log)).rejects.toMatchObject({ code: 'key_missing' });
    expect(verified(log)).toMatchObject({ ok: true });
  });

  it('blocks when its file is removed or replaced while it is open', async () => {
    for (const replace of [false, true]) {
      const log = logFolder();
      const handle = await open(log);
      await handle.append(decision(1));
      const copy = readFileSync(log.file);
      unlinkSync(log.file);
      if (replace) writeFileSync(log.file, copy);
      await expect(handle.append(decision(2))).rejects.toMatchObject({ code: 'replaced' });
      await handle.close().catch(() => undefined);
    }
  });

  it('blocks while another holds it, says so in time, and goes on afterwards', async () => {
    const log = logFolder();
    const handle = await open(log, { deadlineMs: 100 });
    const holder = new Database(log.file);
    holder.exec('BEGIN IMMEDIATE');
    await expect(handle.append(decision(1))).rejects.toMatchObject({ code: 'locked' });
    holder.exec('ROLLBACK');
    holder.close();
    await handle.append(decision(2));
    await handle.close();
    expect(verified(log)).toMatchObject({ ok: true, size: 4, completeness: { writerGaps: 0 } });
  });

  it('blocks when the disk is full, loses nothing, and goes on when there is room', async () => {
    const log = logFolder();
    await logWith(log, 20);
    const handle = await open(log);
    // SQLite's own quota stands for a disk: the same error from the same places.
    const quota = (pages: string): void => void handle.database.pragma(`max_page_count = ${pages}`);
    quota(String(handle.database.pragma('page_count', { simple: true })));
    const results: string[] = [];
    for (let n = 0; n < 30; n++) {
      const big = { ...decision(n), detail: 'x'.repeat(2000) };
      results.push(
        await handle.append(big).then(
          () => 'recorded',
          (error: { code: string }) => error.code,
        ),
      );
    }
    expect([...new Set(results)].filter((result) => result !== 'recorded')).toEqual(['full']);
    expect(results).toContain('full');
    expect(results.at(-1)).toBe('full');
    quota('1000000');
    await handle.append(decision(99));
    await handle.close();
    const report = verified(log);
    const recorded = results.filter((result) => result === 'recorded').length;
    expect(report).toMatchObject({
      ok: true,
      size: 23 + 1 + recorded + 1 + 1,
      completeness: { writerGaps: 0 },
    });
  });

  it('finds a truncated database, and one whose pages are noise', async () => {
    const log = logFolder();
    await logWith(log, 500);
    const size = statSync(log.file).size;
    const whole = readFileSync(log.file);
    truncateSync(log.file, Math.floor(size / 2));
    await expect(open(log)).rejects.toMatchObject({ name: 'AuditError' });
    writeFileSync(log.file, whole);
    const handle = openSync(log.file, 'r+');
    writeSync(handle, Buffer.alloc(4096 * 40, 0xaa), 0, 4096 * 40, 4096 * 20);
    closeSync(handle);
    let outcome: unknown;
    try {
      outcome = verified(log).ok;
    } catch (error) {
      outcome = (error as { code?: string }).code;
    }
    expect([false, 'corrupt']).toContain(outcome);
  });
});

describe('a log that is read', () => {
  it('is not written to, not even in a folder that cannot be', async () => {
    const log = logFolder();
    await logWith(log, 10);
    const before = readFileSync(log.file);
    expect(existsSync(`${log.file}-wal`)).toBe(false);
    chmodSync(log.folder, 0o500);
    chmodSync(log.file, 0o400);
    try {
      expect(verified(log)).toMatchObject({ ok: true });
    } finally {
      chmodSync(log.folder, 0o700);
    }
    expect(readFileSync(log.file).equals(before)).toBe(true);
  });

  it('is told apart from what is none', () => {
    const log = logFolder();
    expect(() => openLogReader(log.file)).toThrow(/there is no audit log/);
    writeFileSync(log.file, 'x'.repeat(5000));
    expect(() => openLogReader(log.file)).toThrow(/no audit log/);
  });
});
