import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownFindings } from '../../src/cli/check-text.js';
import { initFiles } from '../../src/cli/init-text.js';
import { findPack, listPacks } from '../../src/cli/packs.js';
import { readSuites } from '../../src/cli/suites.js';
import { writeNewFiles } from '../../src/cli/write-files.js';
import type { NewFile } from '../../src/cli/write-files.js';
import { checkPolicyFile } from '../../src/engine/policy/index.js';
import { runSuites } from '../../src/engine/suite/index.js';
import { capfence, golden, json, shell, temporaryFolder } from './run.js';

interface Written {
  readonly written: readonly string[];
  readonly next: readonly string[];
}

const init = (cwd: string, ...args: string[]) => capfence(['init', ...args], { cwd });

/** The next steps that `init` names, run word by word. */
async function follow(next: readonly string[], cwd: string) {
  const ended = [];
  for (const command of next) ended.push(await shell(command.replace(/^npx /, ''), cwd));
  return ended;
}

describe('capfence init', () => {
  it('writes a policy and its cases, and the steps that it names work', async () => {
    const folder = temporaryFolder();
    const { code, stdout } = await init(folder);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(golden('init'));
    const [, ...policy] = readFileSync(join(folder, 'capfence.yaml'), 'utf8').split('\n');
    await expect(policy.join('\n')).toMatchFileSnapshot(golden('init-policy'));
    const next = stdout
      .split('\n')
      .filter((line) => line.startsWith('  '))
      .map((line) => line.trim());
    expect((await follow(next, folder)).map((step) => step.code)).toEqual([0, 0, 0]);
    const coverage = await capfence(['policy', 'test', 'capfence.cases.yaml', '--fail-under', '100'], {
      cwd: folder,
    });
    expect(coverage.code).toBe(0);
  });

  it('builds on a pack, and the steps that it names work', async () => {
    const folder = temporaryFolder();
    const { written, next } = json(await init(folder, '--pack', 'shell', '--json')) as Written;
    expect(written).toEqual(['capfence.yaml', 'capfence.cases.yaml']);
    expect((await follow(next, folder)).map((step) => step.code)).toEqual([0, 0, 0]);
  });

  it('works with every pack and level: nothing to report, and every own rule decides a case', async () => {
    for (const { levels } of listPacks()) {
      for (const { ref } of levels) {
        const [policy, cases] = initFiles(temporaryFolder(), findPack(ref));
        await writeNewFiles([policy as NewFile, cases as NewFile], false);
        const { path, text } = policy as NewFile;
        expect(text).toContain(`extends:\n  - ${ref}\n`);
        expect({ ref, findings: ownFindings(checkPolicyFile(path)).findings }).toEqual({ ref, findings: [] });
        const run = runSuites(await readSuites([(cases as NewFile).path]));
        expect({ ref, failed: run.failed, missed: run.coverage.unreached }).toEqual({
          ref,
          failed: 0,
          missed: [],
        });
      }
    }
  });

  it('never overwrites, and writes nothing where one of the files is there', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'capfence.cases.yaml'), 'mine');
    const { code, stderr } = await init(folder);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: `capfence.cases.yaml` exists already\nhelp: name another folder with --dir, or overwrite with --force\n',
    );
    expect(readdirSync(folder)).toEqual(['capfence.cases.yaml']);
    expect((await init(folder, '--force')).code).toBe(0);
    expect(readFileSync(join(folder, 'capfence.cases.yaml'), 'utf8')).toContain('suite: starter');
  });

  it('does not write through a dangling link', async () => {
    const folder = temporaryFolder();
    symlinkSync('elsewhere.yaml', join(folder, 'capfence.yaml'));
    expect((await init(folder)).code).toBe(2);
    expect(existsSync(join(folder, 'elsewhere.yaml'))).toBe(false);
  });

  it('makes the folder, and quotes it in what it says', async () => {
    const folder = temporaryFolder();
    const ran = await init(folder, '--dir', "it's here/deep", '--json');
    expect(ran.code).toBe(0);
    const { written, next } = json(ran) as Written;
    expect(written).toEqual(["it's here/deep/capfence.yaml", "it's here/deep/capfence.cases.yaml"]);
    expect((await follow(next.slice(0, 1), folder)).map((step) => step.code)).toEqual([0]);
  });

  it('points editors at the schema of the installed package', async () => {
    const folder = temporaryFolder();
    const first = (path: string) => readFileSync(join(folder, path), 'utf8').split('\n', 1)[0];
    mkdirSync(join(folder, 'node_modules', 'capfence'), { recursive: true });
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    await writeNewFiles(
      [...initFiles(folder, undefined), ...initFiles(join(folder, 'a', 'b'), undefined)],
      false,
    );
    const line = (up: string) =>
      `# yaml-language-server: $schema=${up}/node_modules/capfence/schema/policy.schema.json`;
    expect(first('capfence.yaml')).toBe(line('.'));
    expect(first('a/b/capfence.yaml')).toBe(line('../..'));
  });

  it('lists the packs with what they are for', async () => {
    const { code, stdout } = await init('.', '--list');
    expect(code).toBe(0);
    for (const { levels } of listPacks()) {
      expect(levels.map(({ name }) => name)).toContain('baseline');
      for (const { ref, description } of levels) {
        expect(stdout).toContain(ref.slice('pack:'.length));
        expect(description).not.toBe('');
      }
    }
  });

  it.each([
    [['--pack', 'shel'], 'error: `shel` is no pack\nhelp: did you mean `shell`?\n'],
    [['--pack', 'shell/stric'], 'error: `stric` is no level of `shell`\nhelp: did you mean `strict`?\n'],
    [['--pack', '../shell'], 'error: `..` is no pack\nhelp: known: '],
    [['--list', '--force'], 'error: '],
    [['extra'], 'error: unexpected argument: `extra`\n'],
  ])('refuses %j with exit code 2', async (args, stderr) => {
    const folder = temporaryFolder();
    const ran = await init(folder, ...args);
    expect(ran.code).toBe(2);
    expect(ran.stderr.slice(0, stderr.length)).toBe(stderr);
    expect(readdirSync(folder)).toEqual([]);
  });
});
