import { execFileSync, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash, verify } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseVerifierKey } from '../../src/engine/audit/index.js';
import { readdirSync } from 'node:fs';
import { capfence, golden, json, temporaryFolder } from './run.js';
import type { Ended } from './run.js';

const keygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

const POLICY = `name: ops
require_approval:
  - id: shells
    capability: shell.exec
    reason: a person looks at shells
`;

/** A state folder in which something was asked. */
async function asked(payload: object = { command: 'rm -rf build' }, more: string[] = [], policy = POLICY) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'p.yaml'), policy);
  const run = (...args: string[]): Promise<Ended> => capfence(args, { cwd });
  const event = [
    '--actor',
    'bot',
    '--capability',
    'shell.exec.prod',
    '--payload',
    JSON.stringify(payload),
    ...more,
  ];
  const execute = (...args: string[]) => run('execute', 'p.yaml', ...event, '--json', ...args);
  const first = json(await execute()) as { request: string };
  return { cwd, run, execute, id: first.request };
}

/** Without what differs from run to run. */
function steady(text: string): string {
  return text
    .replace(/(apr|grt)-[0-9a-f]{6}-[0-9a-f]{12}/g, '$1-…')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z \((?:in )?\d+[smhd](?: ago)?\)/g, '<time>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/sha256 [0-9a-f]{16}/g, 'sha256 …')
    .replace(/account( {4,})\S+/g, 'account$1…');
}

describe('the story of a request', () => {
  it('is asked, listed, shown, approved, used, and told', async () => {
    const { run, execute, id } = await asked();
    const list = json(await run('approvals', 'list', '--json')) as {
      requests: object[];
      grants: object[];
      more: boolean;
    };
    expect(list).toMatchObject({
      requests: [{ id, kind: 'request', state: 'pending' }],
      grants: [],
      more: false,
    });
    const shown = json(await run('approvals', 'show', id, '--json'));
    expect(shown).toMatchObject({
      id,
      actor: 'bot',
      rule: 'shells',
      payload: { command: 'rm -rf build' },
      votes: [],
    });
    expect((await run('approvals', 'wait', id, '--timeout', '1s')).code).toBe(1);
    const { code, stdout } = await run('approve', id, '--user', 'alice', '--reason', 'fine');
    expect({ code, out: steady(stdout) }).toEqual({
      code: 0,
      out: 'apr-… approved: exact, once, to be used within 5m\n',
    });
    expect((await run('approvals', 'wait', id)).code).toBe(0);
    const through = await execute();
    expect(through.code).toBe(0);
    expect(json(through)).toMatchObject({ authorized: true, reason: `approved:${id}`, request: id });
    expect(await run('approvals', 'wait', id)).toMatchObject({ code: 4, stdout: `${id} consumed\n` });
    const stats = json(await run('approvals', 'stats', '--json')) as { rules: object[] };
    expect(stats).toMatchObject({
      rules: [{ rule: 'shells', requests: 1, approved: 1 }],
      used: { approvals: 1, grants: 0 },
    });
    expect((await run('verify')).code).toBe(0);
    const again = await run('approve', id, '--user', 'alice');
    expect(again).toMatchObject({ code: 2, stderr: `error: ${id} is consumed already\n` });
  });

  it('ends with no as well', async () => {
    const { run, execute, id } = await asked();
    expect((await run('approvals', 'reject', id, '--user', 'alice', '--reason', 'not today')).code).toBe(0);
    expect(json(await execute())).toMatchObject({
      reason: 'approval_error',
      detail: `${id} was rejected by alice: not today`,
    });
    expect((await run('approvals', 'wait', id)).code).toBe(4);
    const list = json(await run('approvals', 'list', '--all', '--status', 'rejected', '--json'));
    expect(list).toMatchObject({ requests: [{ id, state: 'rejected', by: 'alice', reason: 'not today' }] });
    expect(json(await run('approvals', 'prune', '--before', '2999-01-01', '--json'))).toEqual({
      expired: 0,
      removed: 1,
    });
    expect((await run('approvals', 'show', id)).code).toBe(2);
    expect((await run('verify')).code).toBe(0);
  });

  it('is approved by all of a capability, and revoked', async () => {
    const { run, execute, id } = await asked();
    expect((await run('approve', '--all')).code).toBe(2);
    const none = json(await run('approve', '--all', '--capability', 'payments.*', '--json'));
    expect(none).toEqual({ done: [], failed: [] });
    const all = json(
      await run('approve', '--all', '--capability', 'shell.exec', '--user', 'alice', '--json'),
    );
    expect(all).toMatchObject({ done: [{ id, state: 'approved' }], failed: [] });
    expect((await run('approvals', 'revoke', id, '--user', 'alice')).code).toBe(0);
    expect((await execute('--approval', id)).code).toBe(4);
  });
});

describe('what a person is shown', () => {
  it('is what would run, first, and all of the payload, and nothing that a terminal obeys', async () => {
    const evil = 'rm -rf build\n\u001b[2J\u202eecho p\u0430ypal';
    const payload = { command: evil, ['\u001b]0;k']: ['\u009b', { a: null, b: [] }], long: 'x'.repeat(5000) };
    const { run, id } = await asked(payload);
    const { code, stdout } = await run('approvals', 'show', id);
    expect(code).toBe(0);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('approvals-show'));
    for (const args of [
      ['approvals', 'show', id, '--json'],
      ['approvals', 'list'],
      ['approvals', 'show', id],
    ]) {
      const text = (await run(...args)).stdout;
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  });

  it('is a table', async () => {
    const { run } = await asked();
    await run('approvals', 'grant', ...GRANT, '--where', 'contains: ls', '--for', '2h', '--uses', '3');
    const { stdout } = await run('approvals', 'list');
    await expect(steady(stdout).replace(/\d+s ago|\d+s/g, '…')).toMatchFileSnapshot(golden('approvals-list'));
  });
});

const GRANT = ['--actor', 'b*', '--capability', 'shell.exec', '--environment', '*', '--user', 'alice'];

describe('capfence approvals grant', () => {
  it('lets through what it says', async () => {
    const { run, execute } = await asked({ command: 'ls' });
    const grant = json(await run('approvals', 'grant', ...GRANT, '--where', 'contains: ls', '--json')) as {
      id: string;
    };
    expect(grant).toMatchObject({
      kind: 'grant',
      state: 'active',
      where: { contains: 'ls' },
      uses: null,
      by: 'alice',
    });
    expect(json(await execute())).toMatchObject({ authorized: true, reason: `approved:${grant.id}` });
    expect(json(await run('approvals', 'show', grant.id, '--json'))).toMatchObject({ used: 1 });
    expect((await run('approvals', 'revoke', grant.id)).code).toBe(0);
    expect((await execute()).code).toBe(4);
    expect((await run('approvals', 'revoke', grant.id)).code).toBe(2);
    expect((await run('verify')).code).toBe(0);
  });

  it.each([
    [['--where', 'amount_lt: x'], 'no rule'],
    [['--where', 'nonsense'], 'no condition'],
    [['--where', '[a'], 'cannot be read'],
    [['--where', 'typo: 1'], 'typo'],
    [['--where', 'contains: a', '--where', 'contains: b'], 'twice'],
    [['--capability', 'a..b'], 'empty segment'],
    [['--for', '0m'], 'is no time'],
    [['--for', '1y'], 'is no time'],
    [['--user', 'böb'], 'a name is'],
    [['--user', 'b*'], 'a name is'],
    [['--uses', '0'], 'uses'],
  ])('%j is bad input', async (args, message) => {
    const { run } = await asked();
    const rest = GRANT.filter((_, i) => !args.includes(GRANT[i - (i % 2)] ?? ''));
    const { code, stdout, stderr } = await run('approvals', 'grant', ...rest, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('capfence approve', () => {
  it('never waits where there is no terminal', async () => {
    const { run } = await asked();
    for (const args of [[], ['--json']]) {
      const { code, stderr, stdout } = await run('approve', ...args);
      expect(code).toBe(2);
      expect(stderr + stdout).toMatch(/no terminal|name what to approve/);
    }
  });

  it.each([
    [['apr-000000-000000000000'], 'another state folder'],
    [['x'], 'is the id of no request'],
    [['grt-000000-000000000000'], 'is the id of no request'],
    [['ID', '--for', '0s'], 'is no time'],
    [['ID', '--for', '99d'], 'seconds at most'],
    [['ID', '--uses', '0'], 'uses'],
    [['ID', '--uses', '1001'], 'whole number from 1 to 1000'],
    [['ID', '--session'], 'is of no session'],
    [['ID', '--user', 'bot'], 'the requester cannot approve'],
    [['ID', '--user', 'a\u202eb'], 'a name is'],
    [['ID', '--sign', 'nokey'], 'there is no key'],
    [['ID', '--all', '--capability', 'shell.*'], 'not both'],
  ])('%j is bad input', async (args, message) => {
    const { run, id } = await asked();
    const { code, stdout, stderr } = await run('approve', ...args.map((arg) => (arg === 'ID' ? id : arg)));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.split('\n').length).toBeLessThanOrEqual(3);
  });

  it.runIf(keygen)('signs by a key, where the policy asks for a signature', async () => {
    const { cwd, run, execute, id } = await asked(undefined, [], `${POLICY}    approval: { min_level: 2 }\n`);
    const key = join(cwd, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
    const unknown = await run('approve', id, '--user', 'alice', '--sign', key);
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('signature') });
    const signers = join(cwd, '.capfence', 'allowed_signers');
    writeFileSync(signers, `alice ${readFileSync(`${key}.pub`, 'utf8')}`, { mode: 0o600 });
    const unsigned = await run('approve', id, '--user', 'alice');
    expect(unsigned).toMatchObject({ code: 2, stderr: expect.stringContaining('asks for level 2') });
    expect(await run('approve', id, '--user', 'alice', '--sign', key)).toMatchObject({ code: 0 });
    expect(json(await execute())).toMatchObject({ authorized: true, reason: `approved:${id}` });
    expect(await run('verify', '--allowed-signers', signers)).toMatchObject({ code: 0 });
  });

  it('says of each of several what came of it', async () => {
    const { run, id } = await asked();
    const { code, stdout } = await run('approve', id, 'apr-000000-000000000000', '--user', 'alice', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ done: [{ id }], failed: [{ code: 'other_log' }] });
  });

  it('needs a log that is there', async () => {
    const cwd = temporaryFolder();
    for (const args of [
      ['approve', 'x'],
      ['approvals', 'list'],
      ['approvals', 'stats'],
      ['approvals', 'prune'],
    ])
      expect(await capfence(args, { cwd })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('no audit log'),
      });
    expect(existsSync(join(cwd, '.capfence'))).toBe(false);
  });
});

describe('capfence approvals watch', () => {
  it('tells of what is pending, by a command and by a webhook that is signed', async () => {
    const { run, cwd, id } = await asked();
    const posts: { body: string; time: string; signature: string }[] = [];
    let refuse = 1;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (refuse-- > 0) return response.writeHead(500).end();
        const [time, signature] = [
          request.headers['capfence-time'],
          request.headers['capfence-signature'],
        ].map(String);
        posts.push({ body, time: time!, signature: signature! });
        return response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const told = join(cwd, 'told.json');
    const args = [
      '--timeout',
      '1s',
      '--webhook',
      url,
      '--exec',
      `cat > "${told}"; test -n "$CAPFENCE_REQUEST"`,
    ];
    const { requests } = json(await run('approvals', 'watch', '--json', ...args)) as {
      requests: { id: string }[];
    };
    expect(requests.map((one) => one.id)).toEqual([id]);
    expect(JSON.parse(readFileSync(told, 'utf8'))).toMatchObject({ id, actor: 'bot' });
    expect(posts).toHaveLength(1);
    const { body, time, signature } = posts[0]!;
    expect(body).not.toContain('rm -rf');
    const keys = join(cwd, '.capfence', 'keys');
    const pub = readFileSync(
      join(
        keys,
        readdirSync(keys).find((name) => name.endsWith('.pub'))!,
      ),
      'utf8',
    );
    const { id: keyId, publicKey } = parseVerifierKey(pub);
    const hash = createHash('sha256').update(body).digest('hex');
    const [named, bytes] = signature.split(' ') as [string, string];
    expect(named).toBe(keyId);
    const text = Buffer.from(`capfence-webhook/v1\n${time}\n${hash}\n`);
    expect(verify(null, text, publicKey, Buffer.from(bytes, 'base64'))).toBe(true);
  });

  it.each([
    [['--json'], 'needs --timeout'],
    [['--webhook', 'http://example.com/'], 'no address'],
    [['--webhook', 'file:///etc/passwd'], 'no address'],
    [['--timeout', '0s'], 'no time'],
  ])('%j is bad input', async (args, message) => {
    const { run } = await asked();
    const { code, stderr, stdout } = await run('approvals', 'watch', ...args);
    expect(code).toBe(2);
    expect(stderr + stdout).toContain(message);
  });
});
