import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { capfence, json, temporaryFolder } from './run.js';

const OUTSIDER = fileURLToPath(new URL('../../docs/verify-bundle.mjs', import.meta.url));
const POLICY =
  'version: 1\nname: cli\ndeny:\n  - capability: shell.exec\n    contains: rm -rf\nallow: [shell.exec]\n';

/** A folder with a policy, and a log with three decisions. */
async function withLog() {
  const folder = temporaryFolder();
  const run = (...args: string[]) => capfence(args, { cwd: folder });
  writeFileSync(join(folder, 'p.yaml'), POLICY);
  const execute = (command: string, ...more: string[]) =>
    run(
      'execute',
      'p.yaml',
      '--actor',
      'me',
      '--capability',
      'shell.exec',
      '--payload',
      JSON.stringify({ command }),
      ...more,
    );
  const results = [await execute('ls'), await execute('rm  -RF /'), await execute('pwd', '--store-payloads')];
  expect(results.map(({ code }) => code)).toEqual([0, 4, 0]);
  const state = join(folder, '.capfence');
  return { folder, run, execute, log: join(state, 'capfence.db'), keys: join(state, 'keys') };
}

function publicKey(keys: string): string {
  return readFileSync(
    join(
      keys,
      readdirSync(keys).find((name) => name.endsWith('.pub'))!,
    ),
    'utf8',
  ).split('\n')[0]!;
}

/** Changes one record behind the log's back. */
function tamper(log: string, seq: number): void {
  const db = new Database(log);
  db.exec('DROP TRIGGER entries_no_update');
  db.prepare(`UPDATE entries SET body = replace(body, '"deny"', '"allow"') WHERE seq = ?`).run(seq);
  db.exec(
    "CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
  );
  db.close();
}

describe('capfence execute', () => {
  it('says whether it may run, why, and where that is recorded', { timeout: 60_000 }, async () => {
    const { execute, run } = await withLog();
    const blocked = await execute('rm -rf /');
    expect(blocked).toMatchObject({ code: 4, stderr: '' });
    expect(blocked.stdout).toMatch(/^blocked deny \(policy_deny\)\n {2}rule {5}deny\[0\] \(p\.yaml:4\)\n/);
    expect(json(await execute('ls', '--json'))).toMatchObject({
      authorized: true,
      reason: 'policy_allow',
      record: { seq: expect.any(Number) as number },
    });
    expect(await execute('rm -rf /', '--mode', 'observe', '--json').then(json)).toMatchObject({
      authorized: true,
      reason: 'observed:policy_deny',
    });
    expect(await run('execute', 'none.yaml', '--actor', 'a', '--capability', 'x.y')).toMatchObject({
      code: 2,
    });
    expect(await execute('ls', '--audit-log', '/dev/null/x.db', '--json')).toMatchObject({ code: 4 });
  });
});

describe('capfence verify', () => {
  it('says what was proven, against a key and a checkpoint that were kept', { timeout: 60_000 }, async () => {
    const { run, execute, keys } = await withLog();
    const whole = await run('verify');
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toMatch(/^✓ Audit chain intact\. 13 entries verified\.\n/);
    expect(await run('audit', 'checkpoint', '--out', 'kept.txt')).toMatchObject({ code: 0 });
    expect(await run('audit', 'checkpoint', '--out', 'kept.txt')).toMatchObject({ code: 2 });
    await execute('ls');
    const anchored = await run(
      'verify',
      '--checkpoint',
      'kept.txt',
      '--public-key',
      publicKey(keys),
      '--json',
    );
    expect(json(anchored)).toMatchObject({
      ok: true,
      anchored: 14,
      trust: 'given',
      unprotected: 0,
      faults: [],
    });
    expect(json(await run('verify', '--since', '1h', '--json'))).toMatchObject({ ok: true });
  });

  it('names each fault, and exits with 3', { timeout: 60_000 }, async () => {
    const { run, log, folder, execute } = await withLog();
    copyFileSync(log, `${log}.old`);
    await execute('ls');
    tamper(log, 7);
    const changed = await run('verify');
    expect(changed.code).toBe(3);
    expect(changed.stdout).toContain('✗ record 7 is not as it was written');
    expect(json(await run('verify', '--json'))).toMatchObject({
      ok: false,
      faults: expect.arrayContaining([expect.objectContaining({ code: 'changed', seq: 7 })]) as unknown,
    });
    copyFileSync(`${log}.old`, log);
    const back = await run('verify');
    expect(back.code).toBe(3);
    expect(back.stdout).toContain('the head file of size 17 tells of 17 records, and the log has 13');
    writeFileSync(join(folder, 'bad.txt'), 'no note');
    expect((await run('verify', '--checkpoint', 'bad.txt')).stdout).toContain('the given checkpoint');
  });

  it('has one clear message for what is no log', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'x.db'), 'no database at all, but long enough '.repeat(200));
    writeFileSync(join(folder, 'b.jsonl'), '{"no": "bundle"}\n');
    for (const args of [
      ['verify'],
      ['verify', '--audit-log', 'x.db'],
      ['verify', '--bundle', 'b.jsonl'],
      ['verify', '--bundle', 'none'],
      ['verify', '--public-key', 'capfence/x+00'],
      ['verify', '--since', 'soon', '--audit-log', 'x.db'],
    ]) {
      const { code, stderr, stdout } = await capfence(args, { cwd: folder });
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).toMatch(/^error: .+\n(help: .+\n)?$/);
    }
  });
});

describe('capfence audit', () => {
  it(
    'exports a bundle that an outsider can verify, and finds one that was edited',
    { timeout: 120_000 },
    async () => {
      const { run, keys, folder } = await withLog();
      await run('audit', 'rotate');
      expect(await run('audit', 'export', '--bundle', 'b.jsonl', '--prove', '3', '--payloads')).toMatchObject(
        { code: 0 },
      );
      const vkey = publicKey(keys);
      expect(await run('verify', '--bundle', 'b.jsonl', '--public-key', vkey)).toMatchObject({ code: 0 });
      const outside = (file: string, key = vkey) =>
        spawnSync(process.execPath, [OUTSIDER, join(folder, file), key], { encoding: 'utf8' });
      expect(outside('b.jsonl')).toMatchObject({ status: 0 });
      expect(outside('b.jsonl', vkey.replace(/.{8}$/, 'AAAAAAAA')).status).not.toBe(0);
      const lines = readFileSync(join(folder, 'b.jsonl'), 'utf8').split('\n');
      const edits: [string, string[]][] = [
        ['edited', lines.map((line, i) => (i === 8 ? line.replace('"deny"', '"allow"') : line))],
        ['cut', lines.filter((_, i) => i !== 8)],
        ['swapped', lines.map((line, i) => (i === 8 ? lines[9]! : i === 9 ? lines[8]! : line))],
        ['short', lines.slice(0, 12)],
      ];
      for (const [name, edited] of edits) {
        expect([name, edited.join('\n') === lines.join('\n')]).toEqual([name, false]);
        writeFileSync(join(folder, `${name}.jsonl`), edited.join('\n'));
        expect([name, (await run('verify', '--bundle', `${name}.jsonl`, '--public-key', vkey)).code]).toEqual(
          [name, 3],
        );
        expect([name, outside(`${name}.jsonl`).status === 0]).toEqual([name, false]);
      }
    },
  );

  it(
    'exports events that simulate reads, with the decisions that were made',
    { timeout: 60_000 },
    async () => {
      const { run } = await withLog();
      expect(await run('audit', 'export', '--out', 'events.jsonl')).toMatchObject({ code: 0 });
      const simulated = await run(
        'simulate',
        '--trace-file',
        'events.jsonl',
        '--policy',
        'p.yaml',
        '--compare',
        '--json',
      );
      expect(json(simulated)).toMatchObject({
        summary: { events: 3, badLines: 0, comparison: { compared: 3 } },
      });
    },
  );

  it('proves a record, and that nothing was rewritten since a checkpoint', { timeout: 60_000 }, async () => {
    const { run, log, execute } = await withLog();
    await run('audit', 'checkpoint', '--out', 'kept.txt');
    await execute('ls');
    expect(json(await run('audit', 'prove', '3'))).toMatchObject({ kind: 'inclusion', seq: 3, size: 19 });
    expect(json(await run('audit', 'prove', '--from', 'kept.txt'))).toMatchObject({
      kind: 'consistency',
      from: { size: 14 },
      holds: true,
    });
    expect(await run('audit', 'prove', '999')).toMatchObject({ code: 2 });
    expect(await run('audit', 'prove')).toMatchObject({ code: 2 });
    tamper(log, 7);
    expect(await run('audit', 'prove', '--from', 'kept.txt')).toMatchObject({ code: 3 });
  });

  it('prunes only when told to, and only whole segments', { timeout: 60_000 }, async () => {
    const { run } = await withLog();
    const asked = ['audit', 'prune', '--before', '1000', '--reason', 'old', '--by', 'me'];
    expect(await run(...asked)).toMatchObject({ code: 2 });
    const refused = await run(...asked, '--yes');
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('no whole segment of 256 signed records');
    rmSync(join((await withLog()).keys), { recursive: true });
  });
});
