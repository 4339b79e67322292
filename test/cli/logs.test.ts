import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLAIN } from '../../src/engine/reports/paint.js';
import { logRow } from '../../src/engine/reports/log-row.js';
import { textWidth } from '../../src/engine/reports/width.js';
import { LogTable } from '../../src/cli/logs/log-table.js';
import { parseSince } from '../../src/cli/time.js';
import { openAuditLog } from '../../src/engine/stores/sqlite/index.js';
import type { AuditRecord } from '../../src/engine/audit/index.js';
import { decision, ordinaryDay, sampleLog } from '../support/sample-log.js';
import { capfence, golden, json, RUN, shell, temporaryFolder } from './run.js';

let day: string;
let state: string;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'capfence-logs-'));
  day = await sampleLog(state, ordinaryDay());
});
afterAll(() => rmSync(state, { recursive: true, force: true }));

const logs = (...args: string[]) => capfence(['logs', '--audit-log', day, ...args]);

async function seqs(...args: string[]): Promise<number[]> {
  const { records } = json(await logs('--json', ...args)) as { records: { seq: number }[] };
  return records.map(({ seq }) => seq);
}

/** Puts a text where the record of that number is, as an attacker would. */
function overwrite(file: string, seq: number, body: string | Buffer | null): void {
  const db = new Database(file);
  for (const name of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
    db.exec(`DROP TRIGGER "${String(name)}"`);
  db.pragma('ignore_check_constraints = ON');
  db.prepare('UPDATE entries SET body = ? WHERE seq = ?').run(body, seq);
  db.close();
}

describe('capfence logs', () => {
  it('shows what was decided, bypasses first, and that it verifies nothing', async () => {
    const { code, stdout, stderr } = await logs();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(golden('logs'));
  });

  it('counts instead of showing', async () => {
    const { code, stdout } = await logs('--stats');
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(golden('logs-stats'));
    const { stats } = json(await logs('--stats', '--json')) as { stats: { agents: unknown } };
    expect(stats.agents).toContainEqual({ name: 'billing-agent', count: 2 });
  });

  it('is a document, a record a line, or a table for a spreadsheet', async () => {
    const document = json(await logs('--json', '--limit', '2')) as { records: object[]; more: boolean };
    expect(document).toMatchObject({ more: true, records: [{ seq: 13 }, { seq: 14, id: 'ev-6' }] });
    const lines = (await logs('--jsonl')).stdout.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as AuditRecord).seq)).toEqual(await seqs());
    const { stdout } = await logs('--format', 'csv', '--agent', 'billing-*');
    expect(stdout.split('\r\n').map((line) => line.split(',')[0])).toEqual(['seq', '6', '11', '']);
  });

  it.each([
    [
      ['--agent', 'BILLING-agent'],
      [6, 11],
    ],
    [['--capability', 'refunds.*'], [6]],
    [['--capability', 'payments'], [11]],
    [['--decision', 'require_approval'], [6]],
    [['--reason', 'observed:*'], [8]],
    [
      ['--rule', 'no-rm', '--decision', 'deny'],
      [5, 8, 11],
    ],
    [['--session', 's-1'], [5]],
    [
      ['--type', 'outcome'],
      [4, 12],
    ],
    [
      ['--type', '*', '--limit', '2'],
      [14, 15],
    ],
    [['--since', '2024-01-31T09:03:30Z', '--until', '2024-01-31 09:04:10'], [13]],
    [['--since', '2024-02-01'], []],
    [['--agent', 'nobody'], []],
  ])('%j gives the records %j', async (args, wanted) => {
    expect(await seqs(...args)).toEqual(wanted);
  });

  it('ends well where nothing is found', async () => {
    const { code, stdout } = await logs('--agent', 'nobody');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "No record is as asked. The log has 16; --type '*' shows those of every kind.\n",
    });
  });

  it.each([
    [['--since', 'yesterday'], 'is no time'],
    [['--capability', 'a..b'], 'empty segment'],
    [['--decision', 'denied'], 'allow'],
    [['--limit', '0'], 'limit'],
    [['--jsonl', '--stats'], 'stats'],
  ])('%j is bad input', async (args, message) => {
    const { code, stderr, stdout } = await logs(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('names the log that is missing, and what to do', async () => {
    const { code, stdout, stderr } = await capfence(['logs'], { cwd: temporaryFolder() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/no audit log.*\nhelp: .*--state/);
  });

  it('shows a bypass that stands open, wherever its record stands', async () => {
    const now = Date.now();
    const ends = new Date(now + 3_600_000).toISOString();
    const start = { type: 'bypass.start' as const, by: 'bob', reason: 'outage\u001b[2J', ends };
    const many = Array.from({ length: 20 }, () => ({ draft: decision() }));
    const file = await sampleLog(temporaryFolder(), [{ draft: start }, ...many], {
      startMs: now - 1_000_000,
    });
    const { stdout } = await capfence(['logs', '--audit-log', file, '--limit', '3']);
    expect(stdout).toContain(`! BYPASS UNTIL ${ends.slice(0, 16).replace('T', ' ')} UTC (record 2)\n`);
    expect(stdout).toContain('  by bob: outage<U+001B>[2J\n');
    const over = [{ draft: start }, { draft: { type: 'bypass.end' as const, of: 2, cause: 'ended' } }];
    const ended = await sampleLog(temporaryFolder(), over, { startMs: now - 1_000_000 });
    expect((await capfence(['logs', '--audit-log', ended])).stdout).not.toContain('BYPASS UNTIL');
  });

  it.each([
    ['is no JSON', '{'],
    ['is no record', '{"a":1}'],
    ['is a number of bytes', Buffer.from([0, 255, 27])],
    ['is nested without end', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['is endless', '"x'.repeat(200_000)],
    ['has envelopes of the wrong kind', '{"seq":"5","ts":{},"type":[]}'],
  ])('says so where what stands in a record’s place %s', async (_, body) => {
    const file = await sampleLog(temporaryFolder(), ordinaryDay());
    overwrite(file, 5, body);
    const { code, stdout, stderr } = await capfence(['logs', '--audit-log', file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^5 .*unreadable/m);
    const document = json(await capfence(['logs', '--audit-log', file, '--json'])) as { records: object[] };
    expect(document.records).toContainEqual({ seq: 5, unreadable: expect.any(String) });
    expect((await capfence(['trace', '--audit-log', file, '5'])).code).toBe(2);
  });

  it('prints nothing that a terminal would obey, in any form', async () => {
    const evil = '\u001b]0;x\u0007\u202e\u009b2J\r\n=1';
    const fields = { id: evil, actor: evil, capability: evil, reason: evil, session: evil };
    const draft = decision({ ...fields, rule: { id: evil, section: evil, file: evil, line: 1 } });
    const file = await sampleLog(temporaryFolder(), [{ draft, payload: { [evil]: evil } }]);
    for (const args of [['logs'], ['logs', '--json'], ['logs', '--jsonl'], ['logs', '--stats']]) {
      const { stdout } = await capfence([...args, '--audit-log', file]);
      expect(stdout).toContain('202');

      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
    const { stdout } = await capfence(['trace', '2', '--audit-log', file]);

    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('ends quietly when its reader has gone', async () => {
    const { code, stdout, stderr } = await shell(
      `capfence logs --type '*' --jsonl --audit-log "${day}" | head -1`,
      state,
    );
    expect({ code, stderr, lines: stdout.split('\n').length }).toEqual({ code: 0, stderr: '', lines: 2 });
  });

  it.skipIf(process.getuid?.() === 0)('reads where nothing may be written', async () => {
    const folder = temporaryFolder();
    const file = await sampleLog(folder, ordinaryDay());
    chmodSync(folder, 0o500);
    expect((await capfence(['logs', '--audit-log', file])).code).toBe(0);
    chmodSync(folder, 0o700);
  });
});

describe('capfence logs --follow', () => {
  it('writes what comes, each record once, until it is stopped', async () => {
    const folder = temporaryFolder();
    const file = await sampleLog(folder, [{ draft: decision({ id: 'first' }) }]);
    const child = spawn(process.execPath, [RUN, 'logs', '--follow', '--jsonl', '--audit-log', file]);
    const seen: string[] = [];
    let rest = '';
    const arrived = async (count: number): Promise<void> => {
      while (seen.length < count) {
        const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
        const lines = (rest + chunk.toString()).split('\n');
        rest = lines.pop() ?? '';
        seen.push(...lines.map((line) => String((JSON.parse(line) as AuditRecord)['id'])));
      }
    };
    await arrived(1);
    const env = { now: () => Date.now(), randomBytes: (n: number) => randomBytes(n) };
    const log = await openAuditLog({ file, keys: join(folder, 'keys'), env, engine: '0.1.0' });
    for (const id of ['second', 'third']) await log.append(decision({ id }));
    await log.append({ type: 'heartbeat' });
    await log.append(decision({ id: 'fourth' }));
    await log.close();
    await arrived(4);
    expect(seen).toEqual(['first', 'second', 'third', 'fourth']);
    child.kill();
    await once(child, 'close');
  });

  it('does not watch a file that another has taken the place of', async () => {
    const folder = temporaryFolder();
    const file = await sampleLog(folder, [{ draft: decision() }]);
    const line = `(sleep 4; rm capfence.db*) & capfence logs -f --audit-log capfence.db`;
    const { code, stderr } = await shell(line, folder);
    expect(file).toContain(folder);
    expect(code).not.toBe(0);
    expect(stderr).toContain('no longer the file that was opened');
  });
});

describe('the table', () => {
  const envelope = { v: 1, log: 'a', prev: 'b', ts: '2024-01-31T09:00:00.000Z', w: 'c', wseq: 1 };
  const rows = [
    decision({ actor: 'a'.repeat(60), capability: 'データ.'.repeat(20) }),
    decision({ reason: 'bypassed:a long story about what went wrong', authorized: true, bypass: 2 }),
  ].map((draft, i) => logRow({ ...envelope, ...draft, seq: 1000 + i } as AuditRecord));

  it.each([40, 60, 80, 100, 120, 200])('has a line to a record in %i columns', (columns) => {
    const table = new LogTable(rows, { paint: PLAIN, columns });
    const lines = (table.head() + table.rows(rows)).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    const room = Math.max(columns, 60);
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(room);
  });
});

describe('a time', () => {
  const now = Date.parse('2024-01-31T12:00:00Z');

  it.each([
    ['30m', '2024-01-31T11:30:00.000Z'],
    ['2d', '2024-01-29T12:00:00.000Z'],
    ['2024-01-31', '2024-01-31T00:00:00.000Z'],
    ['2024-01-31 09:00', '2024-01-31T09:00:00.000Z'],
    ['2024-01-31T09:00:00+02:00', '2024-01-31T07:00:00.000Z'],
    ['999999999w', '1970-01-01T00:00:00.000Z'],
  ])('%j is %s', (text, time) => {
    expect(new Date(parseSince(text, now)).toISOString()).toBe(time);
  });

  it.each(['', 'soon', '1y', '-1h', '2024-13-01', '2024-01-31T25:00'])('%j is none', (text) => {
    expect(() => parseSince(text, now)).toThrow('is no time');
  });
});
