import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capfence, golden, json, steady, temporaryFolder } from './run.js';

const check = (...args: string[]) => capfence(['check-policy', ...args]);

describe('capfence check-policy', () => {
  it('passes a policy that is clean, with a summary of its rules', async () => {
    const { code, stdout, stderr } = await check('policies/ops.yaml');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(golden('check-clean'));
  });

  it('shows every error of every file at once, with line, caret and help, and exits with 2', async () => {
    const { code, stdout } = await check('policies/broken.yaml', 'policies/tabs.yaml', 'policies/ops.yaml');
    expect(code).toBe(2);
    await expect(stdout).toMatchFileSnapshot(golden('check-broken'));
  });

  it('prints no hidden character of a file', async () => {
    const { stdout } = await check('policies/hostile.yaml');
    expect(stdout).toContain('<U+202E>');
    expect(stdout).not.toMatch(/[\u202e\u001b]/);
  });

  it('lets warnings pass, and fails them with --strict', async () => {
    const lax = await check('policies/warnings.yaml');
    const strict = await check('policies/warnings.yaml', '--strict');
    expect([lax.code, strict.code]).toEqual([0, 1]);
    expect(strict.stdout).toBe(lax.stdout);
    await expect(lax.stdout).toMatchFileSnapshot(golden('check-warnings'));
  });

  it.each([
    [0, ['policies/ops.yaml']],
    [1, ['policies/warnings.yaml', '--strict']],
    [2, ['policies/broken.yaml', '--strict']],
    [2, ['policies/nowhere.yaml']],
  ])('exits with %i under --json too', async (code, args) => {
    expect(await check(...args, '--json')).toMatchObject({ code, stderr: '' });
  });

  it('prints the same JSON for --format json', async () => {
    expect(await check('policies/ops.yaml', '--format', 'json')).toEqual(
      await check('policies/ops.yaml', '--json'),
    );
  });

  it('has a documented JSON shape', async () => {
    const result = json(await check('policies/warnings.yaml', 'policies/ops.yaml', '--json'));
    expect(result).toMatchObject({
      files: [
        {
          file: 'policies/warnings.yaml',
          findings: expect.arrayContaining([
            {
              severity: 'warning',
              code: 'broad_grant',
              message: expect.any(String),
              help: expect.any(String),
              position: { file: 'policies/warnings.yaml', line: 2, column: 5 },
              length: expect.any(Number),
              excerpt: '  - "*"',
              rule: 'allow[0]',
            },
          ]),
          summary: { rules: { deny: 1, require_approval: 0, allow: 3 }, enforcementMode: 'enforce' },
        },
        {
          file: 'policies/ops.yaml',
          findings: [],
          summary: { name: 'ops', riskLevels: { critical: 'deny' } },
        },
      ],
      errors: 0,
    });
  });

  it('annotates pull requests', async () => {
    const { code, stdout } = await check('policies/broken.yaml', '--format', 'github');
    expect(code).toBe(2);
    await expect(stdout).toMatchFileSnapshot(golden('check-github'));
  });

  it('writes SARIF with places relative to the working folder', async () => {
    const { code, stdout } = await check('policies/warnings.yaml', '--format', 'sarif', '--strict');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'capfence' } },
          results: expect.arrayContaining([
            expect.objectContaining({
              ruleId: 'broad_grant',
              level: 'warning',
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'policies/warnings.yaml' },
                    region: { startLine: 2, startColumn: 5, endColumn: expect.any(Number) },
                    contextRegion: { startLine: 2, snippet: { text: '  - "*"' } },
                  },
                },
              ],
            }),
          ]),
        },
      ],
    });
  });

  it('takes patterns, each file once, and shows a finding of a shared parent once', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'base.yaml'), 'allow: ["*"]\n');
    writeFileSync(join(folder, 'a.yaml'), 'extends: base.yaml\n');
    writeFileSync(join(folder, 'b.yaml'), 'extends: base.yaml\n');
    writeFileSync(join(folder, 'node_modules', 'c.yaml'), 'nonsense: 1\n');
    const ran = await capfence(['check-policy', '**/*.yaml', 'a.yaml', '--json'], { cwd: folder });
    const { files, warnings } = json(ran) as { files: { file: string }[]; warnings: number };
    expect(files.map(({ file }) => file)).toEqual(['a.yaml', 'b.yaml', 'base.yaml']);
    expect(warnings).toBe(1);
  });

  it('reads a file whose name looks like a pattern as a file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '[a]*.yaml'), 'allow: [a.b.c]\n');
    writeFileSync(join(folder, 'a.yaml'), 'nonsense: 1\n');
    expect((await capfence(['check-policy', '[a]*.yaml'], { cwd: folder })).code).toBe(0);
  });

  it.each([
    [['nowhere.yaml'], 'error: no such file: `nowhere.yaml`\n'],
    [['nowhere/*.yaml'], 'error: no file matches `nowhere/*.yaml`\n'],
    [
      ['policies'],
      "error: `policies` is a directory\nhelp: to check every policy in it: 'policies/**/*.yaml'\n",
    ],
    [[], 'error: missing argument: `FILE`\nhelp: see `capfence check-policy --help`\n'],
    [['x', '--strct'], 'error: unknown flag: `--strct`\nhelp: did you mean `--strict`?\n'],
    [
      ['x', '--format', 'xml'],
      expect.stringContaining('error: expected --format=xml to be one of: text, json'),
    ],
    [['x', '--format', 'text', '--json'], ''],
  ])('refuses %j with exit code 2', async (args, stderr) => {
    const ran = await check(...args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toEqual(stderr);
  });

  it('holds extends inside of --root, through links too', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'out.yaml'), 'allow: [a.b.c]\n');
    writeFileSync(join(folder, 'in', 'p.yaml'), 'extends: ../out.yaml\n');
    symlinkSync('../out.yaml', join(folder, 'in', 'link.yaml'));
    writeFileSync(join(folder, 'in', 'q.yaml'), 'extends: link.yaml\n');
    const run = (file: string, root: string) =>
      capfence(['check-policy', file, '--root', root], { cwd: folder });
    expect((await run('in/p.yaml', '.')).code).toBe(0);
    expect((await run('in/p.yaml', 'in')).code).toBe(2);
    expect((await run('in/q.yaml', 'in')).code).toBe(2);
  });

  it('checks a shipped pack by name, and keeps quiet about it below who extends it', async () => {
    const pack = json(await check('pack:shell/baseline', '--json')) as { notes: number; errors: number };
    expect(pack).toMatchObject({ errors: 0 });
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'p.yaml'), 'extends: pack:shell/baseline\n');
    const child = await capfence(['check-policy', 'p.yaml', '--json'], { cwd: folder });
    expect(json(child)).toMatchObject({ errors: 0, warnings: 0, notes: 0, files: [{ findings: [] }] });
  });

  it('never asks for colours that nobody sees', async () => {
    const plain = await check('policies/warnings.yaml');
    expect(plain.stdout).not.toContain('\u001b');
    const both = await capfence(['check-policy', 'policies/warnings.yaml'], {
      env: { NO_COLOR: '1', FORCE_COLOR: '1' },
    });
    expect(both.stdout).toBe(plain.stdout);
    const forced = await capfence(['check-policy', 'policies/warnings.yaml'], { env: { FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain('\u001b[33mwarning:\u001b[39m');
    expect(steady(forced.stdout)).not.toBe(plain.stdout);
  });
});
