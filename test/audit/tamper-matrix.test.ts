import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/cli/audit/verify-log.js';
import {
  canonicalRecord,
  Frontier,
  leafHash,
  newLogKey,
  parseRecord,
  writeCheckpoint,
} from '../../src/engine/audit/index.js';
import type { VerifyReport } from '../../src/engine/audit/index.js';
import { logFolder, logWith, open } from '../support/audit-logs.js';

type Log = ReturnType<typeof logFolder>;

/** Somebody who can write every file of the log, and has not its private key. */
function tampered(log: Log, how: (db: Database.Database) => void): VerifyReport {
  const db = new Database(log.file);
  const triggers = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  how(db);
  // A careful attacker puts the triggers back.
  for (const { sql } of triggers) db.exec(sql);
  db.close();
  return verifyDatabase({ file: log.file, keys: log.keys });
}

function bodyOf(db: Database.Database, seq: number): Record<string, unknown> {
  return JSON.parse(
    db.prepare('SELECT body FROM entries WHERE seq = ?').pluck().get(seq) as string,
  ) as Record<string, unknown>;
}

function setBody(db: Database.Database, seq: number, body: unknown): void {
  db.prepare('UPDATE entries SET body = ? WHERE seq = ?').run(
    typeof body === 'string' ? body : canonicalRecord(body as object),
    seq,
  );
}

async function freshLog(decisions = 40): Promise<Log> {
  const log = logFolder();
  await logWith(log, decisions);
  expect(verifyDatabase({ file: log.file, keys: log.keys })).toMatchObject({
    ok: true,
    unprotected: 0,
    trust: 'keys folder',
  });
  return log;
}

const codes = (report: VerifyReport): string[] => [...new Set(report.faults.map(({ code }) => code))];
const named = (report: VerifyReport): (number | undefined)[] => report.faults.map(({ seq }) => seq);

/** Every record after `from` made anew on what stands before it, as far as that goes without the key. */
function rehash(db: Database.Database, from: number): void {
  const rows = db.prepare('SELECT seq, body FROM entries ORDER BY seq').all() as {
    seq: number;
    body: string;
  }[];
  let prev = '';
  for (const { seq, body } of rows) {
    const fixed = seq < from || seq === 0 ? body : canonicalRecord({ ...parseRecord(body), prev });
    if (fixed !== body) setBody(db, seq, fixed);
    prev = leafHash(fixed);
  }
}

describe('a log that was tampered with', () => {
  it('is found out for an edit of any field of a record, and the record is named', async () => {
    const log = await freshLog();
    const pristine = readFileSync(log.file);
    const db = new Database(log.file);
    const fields = Object.keys(bodyOf(db, 20));
    db.close();
    expect(fields.length).toBeGreaterThan(15);
    for (const field of fields) {
      writeFileSync(log.file, pristine);
      const report = tampered(log, (at) => {
        const body = bodyOf(at, 20);
        const value = body[field];
        body[field] =
          typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}x`;
        setBody(at, 20, body);
      });
      expect([field, report.ok]).toEqual([field, false]);
      expect([field, named(report)]).toEqual([field, expect.arrayContaining([20])]);
    }
  });

  it.each([
    ['the first', 0],
    ['a middle one', 20],
    ['the last', 42],
  ])('is found out when %s is deleted', async (_, seq) => {
    const log = await freshLog();
    const report = tampered(log, (db) => db.prepare('DELETE FROM entries WHERE seq = ?').run(seq));
    expect(report.ok).toBe(false);
    if (seq !== 42) expect(named(report)).toContain(seq);
    else expect(codes(report)).toContain('rolled_back');
  });

  it('is found out, and soon, when a record is put at the far end of the numbers', async () => {
    const log = await freshLog();
    const report = tampered(log, (db) => {
      db.prepare('INSERT INTO entries (seq, body) VALUES (?, ?)').run(
        2 ** 52,
        JSON.stringify(bodyOf(db, 20)),
      );
    });
    expect(report.ok).toBe(false);
    expect(named(report)).toContain(43);
  });

  it('is found out when two records change places', async () => {
    const log = await freshLog();
    const report = tampered(log, (db) => {
      const [one, other] = [bodyOf(db, 10), bodyOf(db, 11)];
      setBody(db, 10, other);
      setBody(db, 11, one);
    });
    expect(report.faults.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'at the place of record 10 stands record 11',
        'at the place of record 11 stands record 10',
      ]),
    );
  });

  it('is found out when its tail is cut off, by the head file, and without it by a checkpoint kept elsewhere', async () => {
    const log = await freshLog();
    const anchor = readFileSync(`${log.file}.head`, 'utf8');
    const cut = (db: Database.Database): void => {
      db.exec('DELETE FROM entries WHERE seq > 20; DELETE FROM checkpoints WHERE size > 21');
    };
    expect(codes(tampered(log, cut))).toContain('rolled_back');
    rmSync(`${log.file}.head`);
    const report = verifyDatabase({ file: log.file, keys: log.keys, anchors: [anchor] });
    expect(codes(report)).toContain('rolled_back');
    // Without anything from outside nothing can be told, and the report says so.
    expect(verifyDatabase({ file: log.file, keys: log.keys })).toMatchObject({
      anchored: null,
      unprotected: 19,
    });
  });

  it('is found out when all of it is cut off', async () => {
    const log = await freshLog();
    const report = tampered(log, (db) =>
      db.exec('DELETE FROM entries; DELETE FROM checkpoints; DELETE FROM tiles'),
    );
    expect(codes(report)).toEqual(expect.arrayContaining(['empty', 'rolled_back']));
  });

  it('is found out when it is rewritten and hashed anew without the key', async () => {
    const log = await freshLog();
    const report = tampered(log, (db) => {
      setBody(db, 20, { ...bodyOf(db, 20), decision: 'allow', reason: 'forged' });
      rehash(db, 21);
    });
    expect(codes(report)).toEqual(['root_mismatch']);
  });

  it('is found out when it is rewritten and signed with a key of the attacker’s own', async () => {
    const log = await freshLog();
    const report = tampered(log, (db) => {
      const genesis = bodyOf(db, 0);
      const key = newLogKey(genesis['origin'] as string);
      setBody(db, 0, { ...genesis, key: key.vkey });
      rehash(db, 1);
      db.exec('DELETE FROM checkpoints');
      const frontier = Frontier.empty();
      for (const body of db.prepare('SELECT body FROM entries ORDER BY seq').pluck().all() as string[]) {
        frontier.append(leafHash(body));
        const note = writeCheckpoint({ origin: key.name, size: frontier.size, root: frontier.root() }, [key]);
        db.prepare('INSERT INTO checkpoints VALUES (?, ?)').run(frontier.size, note);
        writeFileSync(`${log.file}.head`, note);
      }
    });
    expect(codes(report)).toContain('bad_signature');
    // Who asks nobody but the log itself is told that it has only the log's own word.
    expect(verifyDatabase({ file: log.file })).toMatchObject({ ok: true, trust: 'own word' });
  });

  it('is found out when its signatures are stripped, or blanked', async () => {
    const stripped = await freshLog();
    expect(codes(tampered(stripped, (db) => db.exec('DELETE FROM checkpoints')))).toContain(
      'missing_checkpoint',
    );
    const blanked = await freshLog();
    expect(codes(tampered(blanked, (db) => db.exec("UPDATE checkpoints SET note = ''")))).toContain(
      'bad_signature',
    );
    const crossed = await freshLog();
    const report = tampered(crossed, (db) => db.exec('UPDATE checkpoints SET size = size + 1'));
    expect(codes(report)).toContain('bad_signature');
  });

  it.each([
    ['a blanked hash', (body: Record<string, unknown>) => ({ ...body, prev: '' })],
    ['a blanked row', () => ''],
    ['bytes for a text', () => 'null'],
  ])('is found out for %s', async (_, how) => {
    const log = await freshLog();
    const report = tampered(log, (db) => setBody(db, 20, how(bodyOf(db, 20))));
    expect(named(report)).toContain(20);
  });

  it('is found out for bytes that only read as what was written', async () => {
    const log = logFolder();
    const handle = await open(log);
    const { seq } = await handle.append({ type: 'decision', id: 'a\uFFFDb' });
    await handle.close();
    expect(verifyDatabase({ file: log.file, keys: log.keys })).toMatchObject({ ok: true });
    const report = tampered(log, (db) => {
      db.prepare(
        "UPDATE entries SET body = CAST(replace(CAST(body AS BLOB), x'EFBFBD', x'FF') AS TEXT) WHERE seq = ?",
      ).run(seq);
    });
    expect(named(report)).toContain(seq);
  });

  it('is found out when the file is rolled back to an older copy', async () => {
    const log = logFolder();
    await logWith(log, 10);
    copyFileSync(log.file, `${log.file}.old`);
    await logWith(log, 10);
    copyFileSync(`${log.file}.old`, log.file);
    expect(codes(verifyDatabase({ file: log.file, keys: log.keys }))).toEqual(['rolled_back']);
    await expect(open(log)).rejects.toMatchObject({ code: 'rolled_back' });
  });

  it('is found out when two logs are spliced', async () => {
    const [one, other] = [await freshLog(), await freshLog()];
    const foreign = new Database(other.file);
    const bodies = foreign.prepare('SELECT seq, body FROM entries WHERE seq >= 20').all() as {
      seq: number;
      body: string;
    }[];
    foreign.close();
    const report = tampered(one, (db) => bodies.forEach(({ seq, body }) => setBody(db, seq, body)));
    expect(codes(report)).toEqual(expect.arrayContaining(['other_log', 'root_mismatch']));
    expect(report.faults.find(({ code }) => code === 'other_log')).toMatchObject({ seq: 20 });
  });

  it('is found out when the schema shows what the records do not say', async () => {
    const log = await freshLog();
    const report = tampered(log, (db) => {
      db.exec("DROP VIEW records; CREATE VIEW records AS SELECT seq, 'allow' AS decision, body FROM entries");
    });
    expect(codes(report)).toEqual(['schema']);
  });

  it('is found out when record 1,000,001 of a long one is altered', { timeout: 300_000 }, async () => {
    const log = logFolder();
    const size = 1_000_010;
    await longLog(log, size);
    const whole = verifyDatabase({ file: log.file, keys: log.keys });
    expect(whole).toMatchObject({ ok: true, entries: size });
    const report = tampered(log, (db) => {
      setBody(db, 1_000_001, { ...bodyOf(db, 1_000_001), decision: 'allow', reason: 'forged' });
    });
    expect(report.faults[0]).toMatchObject({ code: 'changed', seq: 1_000_001 });
  });
});

/** A log with the right key, written without waiting for the disk. */
async function longLog(log: Log, size: number): Promise<void> {
  await logWith(log, 0);
  const db = new Database(log.file);
  db.pragma('synchronous = OFF');
  const { log: id } = bodyOf(db, 0) as { log: string };
  const { readLogKey } = await import('../../src/engine/audit/index.js');
  const pem = readdirSync(log.keys).find((name) => name.endsWith('.pem'))!;
  const key = readLogKey(`capfence/${id}`, readFileSync(`${log.keys}/${pem}`, 'utf8'));
  const frontier = Frontier.empty();
  const tile = db.prepare('INSERT OR IGNORE INTO tiles VALUES (?, ?, ?)');
  const note = db.prepare('INSERT OR REPLACE INTO checkpoints VALUES (?, ?)');
  const insert = db.prepare('INSERT INTO entries (seq, body) VALUES (?, ?)');
  frontier.onTile = (level, index, hash) => void tile.run(level, index, hash);
  let prev = '';
  for (const body of db.prepare('SELECT body FROM entries ORDER BY seq').pluck().all() as string[]) {
    frontier.append((prev = leafHash(body)));
  }
  db.exec('BEGIN');
  for (let seq = frontier.size; seq < size; seq++) {
    const body = `{"decision":"deny","log":"${id}","prev":"${prev}","reason":"r","seq":${seq},"ts":"2026-01-01T00:00:00.000Z","type":"decision","v":1,"w":"00000000000000aa","wseq":${seq}}`;
    insert.run(seq, body);
    frontier.append((prev = leafHash(body)));
    if (frontier.size % 1024 === 0 || frontier.size === size) {
      const text = writeCheckpoint({ origin: key.name, size: frontier.size, root: frontier.root() }, [key]);
      note.run(frontier.size, text);
      if (frontier.size === size) writeFileSync(`${log.file}.head`, text);
    }
  }
  db.exec('COMMIT');
  db.close();
}
