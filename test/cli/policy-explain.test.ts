import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readEvent } from '../../src/cli/event-input.js';
import { capfence, golden, json, steady, temporaryFolder } from './run.js';

const explain = (...args: string[]) => capfence(['policy', 'explain', ...args]);
const POLICY = 'policies/ops.yaml';

describe('capfence policy explain', () => {
  it('shows the decision, each candidate and each condition', async () => {
    const { code, stdout, stderr } = await explain(POLICY, 'event.yaml');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(steady(stdout)).toMatchFileSnapshot(golden('explain-path'));
  });

  it('says when the decision rested on an unknown, and prints no hidden character', async () => {
    const { stdout } = await explain(POLICY, 'event.json');
    expect(stdout).not.toMatch(/[\u202e\u001b\u200b]/);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('explain-unknown'));
  });

  it('takes the event from flags', async () => {
    const args = ['--actor', 'bot', '--resource', 'files', '--action', 'write', '--scope', 'local'];
    const more = [
      '--payload',
      '{"command": "shred x"}',
      '--context',
      '{"session": "s1"}',
      '--tool-name',
      'bash',
    ];
    const { stdout } = await explain(
      POLICY,
      ...args,
      ...more,
      '--risk',
      'high',
      '--environment',
      'production',
    );
    await expect(steady(stdout)).toMatchFileSnapshot(golden('explain-flags'));
  });

  it('lets flags replace fields of a file', async () => {
    const ran = await explain(
      POLICY,
      'event.json',
      '--payload',
      '{"amount": 5}',
      '--risk',
      'critical',
      '--json',
    );
    expect(json(ran)).toMatchObject({ decision: { reason: 'risk_level:critical' }, risk: 'critical' });
  });

  it('reads standard input', async () => {
    const input = JSON.stringify({ actor: 'bot', capability: 'mail.send.external' });
    const ran = await capfence(['policy', 'explain', POLICY, '-', '--json'], { input });
    expect(json(ran)).toMatchObject({ decision: { decision: 'deny', rule: { id: 'no-mail' } } });
  });

  it('exits with 0 for any decision, and with --exit-code 4 for what is not allowed', async () => {
    const codes = [];
    for (const amount of [5, 5000]) {
      for (const flags of [[], ['--exit-code', '--json']]) {
        const event = [
          '--actor',
          'bot',
          '--capability',
          'payment.execute.eu',
          '--payload',
          `{"amount": ${amount}}`,
        ];
        codes.push((await explain(POLICY, ...event, ...flags)).code);
      }
    }
    expect(codes).toEqual([0, 0, 0, 4]);
  });

  it('decides about an event that does not parse', async () => {
    const { code, stdout } = await explain(POLICY, '--actor', 'no spaces', '--capability', 'a.b.c');
    expect(code).toBe(0);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('explain-invalid'));
  });

  it('has a documented JSON shape that can be printed safely', async () => {
    const ran = await explain(POLICY, 'event.json', '--json');
    expect(ran.stdout.replaceAll('\n', '')).toMatch(/^[\x20-\x7e]*$/);
    expect(json(ran)).toMatchObject({
      decision: { decision: 'require_approval', approval: { expiresIn: 600, uses: 2, approvers: 1 } },
      restedOnUnknown: true,
      capability: 'payment.execute.eu',
      risk: 'low',
      otherRules: expect.any(Number),
      candidates: expect.arrayContaining([
        expect.objectContaining({
          rule: expect.objectContaining({ id: 'large', section: 'require_approval', file: POLICY, line: 12 }),
          matched: true,
          truth: 'unknown',
        }),
      ]),
    });
  });

  it('explains a pack by name', async () => {
    const { code, stdout } = await explain('pack:shell/strict', '--actor', 'a', '--capability', 'shell.exec');
    expect(code).toBe(0);
    expect(stdout).toContain('shell-strict');
  });

  it.each([
    [[POLICY], 'error: no event is given\n'],
    [[POLICY, '-'], 'error: standard input is empty\n'],
    [[POLICY, 'nowhere.json'], 'error: cannot read `nowhere.json`: no such file\n'],
    [[POLICY, 'policies'], 'error: cannot read `policies`: it is a directory\n'],
    [[POLICY, '--payload', '{"a"'], 'error: --payload is no JSON'],
    [[POLICY, '--payload', '[1]'], 'error: --payload must be a JSON object\n'],
    [['nowhere.yaml', 'event.json'], 'nowhere.yaml:1:1: error: cannot read the file'],
    [['policies/broken.yaml', 'event.json'], 'policies/broken.yaml:3:'],
    [[POLICY, 'event.json', 'third'], 'error: unexpected argument: `third`\n'],
    [[], 'error: missing argument: `POLICY`\n'],
  ])('refuses %j with exit code 2', async (args, stderr) => {
    const ran = await explain(...args);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe('');
    expect(ran.stderr.slice(0, stderr.length)).toBe(stderr);
  });

  it('refuses what is not UTF-8, too large, or says one thing twice', async () => {
    const folder = temporaryFolder();
    const file = (name: string, data: string | Uint8Array) => {
      writeFileSync(join(folder, name), data);
      return capfence(['policy', 'explain', 'pack:shell/baseline', name], { cwd: folder });
    };
    expect((await file('a.json', Uint8Array.of(0x22, 0xff, 0x22))).stderr).toContain('it is not UTF-8');
    expect((await file('b.json', '{"actor": "a", "actor": "b"}')).stderr).toContain(
      'the key `actor` stands here twice',
    );
    expect((await file('c.json', `{"actor": "${'x'.repeat(5_000_000)}"}`)).code).toBe(2);
    expect((await file('d.json', `[`.repeat(100_000))).code).toBe(2);
  });

  it('reads JSON that is not YAML', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'e.json'), '{\n\t"actor": "a",\n\t"capability":\t"mail.send.external"\n}\n');
    const ran = await capfence(['policy', 'explain', 'pack:shell/baseline', 'e.json'], { cwd: folder });
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('policy_default_deny') });
  });
});

describe('readEvent', () => {
  const { isTTY } = process.stdin;
  afterEach(() => {
    process.stdin.isTTY = isTTY;
  });

  it('does not wait for a terminal', async () => {
    process.stdin.isTTY = true;
    await expect(readEvent('-', {})).rejects.toThrow('standard input is a terminal');
  });
});
