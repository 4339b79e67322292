import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TraceView } from '../../src/engine/reports/trace-text.js';
import { canonicalJson, commitPayload } from '../../src/engine/audit/index.js';
import { decision, ordinaryDay, SALT, sampleLog } from '../support/sample-log.js';
import { capfence, golden, json, temporaryFolder } from './run.js';

let state: string;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'capfence-trace-'));
  await sampleLog(state, ordinaryDay());
});
afterAll(() => rmSync(state, { recursive: true, force: true }));

const trace = (id: string, ...args: string[]) => capfence(['trace', id, '--state', state, ...args]);
const steadyTrace = (text: string): string =>
  text.replace(/leaf( +)[0-9a-f]{64}/, 'leaf$1…').replace(/key( +)[0-9a-f]{8}/, 'key$1…');

function alter(file: string, sql: string): void {
  const db = new Database(file);
  for (const name of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
    db.exec(`DROP TRIGGER "${String(name)}"`);
  db.exec(sql);
  db.close();
}

describe('capfence trace', () => {
  it('shows a decision with its rule, its outcome, its payload and its proof', async () => {
    const { code, stdout, stderr } = await trace('ev-1');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(steadyTrace(stdout)).toMatchFileSnapshot(golden('trace'));
  });

  it('shows what let a decision through', async () => {
    const { code, stdout } = await trace('11');
    expect(code).toBe(0);
    await expect(steadyTrace(stdout)).toMatchFileSnapshot(golden('trace-bypass'));
  });

  it('is a document with a proof that anybody can check', async () => {
    const document = json(await trace('ev-1', '--json')) as TraceView;
    expect(document).toMatchObject({
      record: { seq: 3, id: 'ev-1' },
      outcome: { seq: 4, status: 'completed' },
      bypass: null,
      payload: { stored: { id: 17 }, whole: 'matches', arguments: { id: 'matches' } },
      inclusion: { size: 16, holds: true, trust: 'keys folder', proof: expect.any(Array) },
    });
    expect(document.inclusion?.proof).toHaveLength(4);
  });

  it('finds an event by the beginning of its id, and says where there are more', async () => {
    const ids = ['019c-aa', '019c-ab', '019c-ab-2', '77'];
    const file = await sampleLog(
      temporaryFolder(),
      ids.map((id) => ({ draft: decision({ id }) })),
    );
    const found = async (id: string) => {
      const ended = await capfence(['trace', id, '--audit-log', file, '--json']);
      return ended.code === 0 ? (json(ended) as TraceView).record['id'] : ended;
    };
    expect(await found('019c-aa')).toBe('019c-aa');
    expect(await found('019c-a')).toMatchObject({ code: 2, stdout: expect.stringContaining('3 events') });
    expect(await found('019c-ab')).toBe('019c-ab');
    expect(await found('019c-ab-')).toBe('019c-ab-2');
    expect(await found('77')).toBe('77');
    expect(await found('3')).toBe('019c-ab');
  });

  it('shows records of other kinds by their number', async () => {
    const { code, stdout } = await trace('0');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^log\.genesis\n/);
  });

  it.each(['nothing', '16', '999999999999999', "' OR 1=1 --", ''])('%j is no record', async (id) => {
    const { code, stdout, stderr } = await trace(id);
    if (id === '') return expect(code).toBe(2);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('is in the log');
  });

  it('names the log that is missing', async () => {
    const { code, stderr } = await capfence(['trace', '1', '--audit-log', 'nowhere.db']);
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere.db');
  });

  it('has no proof before a checkpoint covers the record', async () => {
    const file = await sampleLog(temporaryFolder(), [{ draft: decision({ id: 'open' }) }], { close: false });
    const { code, stdout } = await capfence(['trace', 'open', '--audit-log', file]);
    expect(code).toBe(0);
    expect(stdout).toContain('no checkpoint covers it yet');
  });

  it('takes the log’s own word for its key only where no other is at hand, and says so', async () => {
    const file = await sampleLog(temporaryFolder(), ordinaryDay());
    const { code, stdout } = await capfence(['trace', 'ev-1', '--audit-log', file]);
    expect(code).toBe(0);
    expect(stdout).toContain('on the log’s own word');
  });
});

describe('capfence trace of what was altered', () => {
  const altered = async (sql: string, id = 'ev-1') => {
    const folder = temporaryFolder();
    alter(await sampleLog(folder, ordinaryDay()), sql);
    return capfence(['trace', id, '--state', folder]);
  };

  it.each([
    ['record', `UPDATE entries SET body = replace(body, '"allow"', '"deny"') WHERE seq = 3`, 'NOT PROVEN'],
    ['neighbour', `UPDATE entries SET body = replace(body, '12', '13') WHERE seq = 4`, 'NOT PROVEN'],
    ['missing neighbour', 'DELETE FROM entries WHERE seq = 4', 'NOT PROVEN'],
    [
      'root',
      `UPDATE checkpoints SET note = replace(note, char(10) || '16' || char(10), char(10) || '15' || char(10))`,
      'NOT PROVEN',
    ],
    [
      'signature',
      `UPDATE checkpoints SET note = substr(note, 1, length(note) - 8) || 'AAAAAA=' || char(10)`,
      'NOT PROVEN',
    ],
    ['checkpoint', `UPDATE checkpoints SET note = 'nonsense'`, 'NOT PROVEN'],
    ['payload', `UPDATE payloads SET body = '{"id":18}' WHERE seq = 3`, 'not what was committed to'],
    ['salt', `UPDATE salts SET salt = zeroblob(32) WHERE seq = 3`, 'not what was committed to'],
    [
      'argument that is more',
      `UPDATE payloads SET body = '{"id":17,"x":1}' WHERE seq = 3`,
      'NOT WHAT THE RECORD',
    ],
    ['payload that is no JSON', `UPDATE payloads SET body = '{' WHERE seq = 3`, 'NOT WHAT THE RECORD'],
  ])('finds a changed %s', async (_, sql, message) => {
    const { code, stdout, stderr } = await altered(sql);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(stdout).toContain(message);
  });

  it('says what cannot be checked any more where salts were erased', async () => {
    const { code, stdout } = await altered('DELETE FROM salts');
    expect(code).toBe(0);
    expect(stdout).toContain('its salt is gone');
  });

  it('names arguments where the payload was not kept', async () => {
    const { code, stdout } = await altered('DELETE FROM payloads', 'ev-2');
    expect(code).toBe(0);
    expect(stdout).toContain('22 bytes, committed to and not stored: command');
  });

  it('tells what was redacted from what was changed', async () => {
    const payload = { token: 'sk-1', path: 'a' };
    const committed = commitPayload(payload, SALT);
    const draft = decision({ id: 'r', payload: { ...committed, redacted: ['/token'] } });
    const stored = canonicalJson({ token: '[redacted]', path: 'a' });
    const folder = temporaryFolder();
    await sampleLog(folder, [{ draft, stored }]);
    const { code, stdout } = await capfence(['trace', 'r', '--state', folder]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/token +redacted/);
    expect(stdout).toMatch(/path +✓/);
  });
});
