import { readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { initFiles } from '../../src/cli/init-text.js';
import { findPack } from '../../src/cli/packs.js';
import { writeNewFiles } from '../../src/cli/write-files.js';
import { capfence, golden, shell, steady, temporaryFolder } from './run.js';

const COMMANDS = fileURLToPath(new URL('../../dist/commands/', import.meta.url));

/** Every command, by the file that it is. */
const tree = readdirSync(COMMANDS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
  .map((entry) =>
    relative(COMMANDS, join(entry.parentPath, entry.name)).replace(/\.js$/, '').replaceAll('\\', '/'),
  )
  .sort();

interface CommandClass {
  readonly examples?: readonly ({ description: string; command: string } | string)[];
}

/** The commands that examples of a help page show. */
async function examplesOf(path: string): Promise<string[]> {
  const module = (await import(pathToFileURL(join(COMMANDS, `${path}.js`)).href)) as {
    default: CommandClass;
  };
  return (module.default.examples ?? []).map((example) => {
    const command = typeof example === 'string' ? example : example.command;
    return command
      .replace('<%= config.bin %>', 'capfence')
      .replace('<%= command.id %>', path.replaceAll('/', ' '));
  });
}

describe('the command tree', () => {
  it('is the one that is documented', () => {
    expect(tree).toEqual([
      ...['approvals/grant', 'approvals/list', 'approvals/prune', 'approvals/reject', 'approvals/revoke'],
      ...['approvals/show', 'approvals/stats', 'approvals/wait', 'approvals/watch', 'approve'],
      ...['audit/checkpoint', 'audit/export', 'audit/prove', 'audit/prune', 'audit/rotate'],
      ...[
        'check',
        'check-policy',
        'execute',
        'init',
        'logs',
        'policy/analyze',
        'policy/diff',
        'policy/explain',
        'policy/suggest',
        'policy/test',
        'policy/within',
        'replay',
        'simulate',
        'trace',
        'verify',
      ],
    ]);
  });

  it('is listed by --help, -h and by nothing at all', async () => {
    const { code, stdout } = await capfence(['--help']);
    expect(code).toBe(0);
    await expect(steady(stdout)).toMatchFileSnapshot(golden('help'));
    for (const args of [['-h'], []]) expect((await capfence(args)).stdout).toBe(stdout);
  });

  it.each(tree)('%s has a help page', async (path) => {
    const { code, stdout } = await capfence([...path.split('/'), '--help']);
    expect(code).toBe(0);
    await expect(steady(stdout)).toMatchFileSnapshot(golden(`help-${path.replace('/', '-')}`));
  });

  it.each(['check-policy', 'policy/explain', 'policy/test'])('the examples of %s work', async (path) => {
    const folder = temporaryFolder();
    await writeNewFiles(initFiles(folder, undefined), false);
    await writeNewFiles(initFiles(join(folder, 'policies', 'shop'), findPack('shell')), false);
    writeFileSync(join(folder, 'event.json'), '{"actor": "me", "capability": "mail.send.out"}');
    for (const example of await examplesOf(path)) {
      // A capfence.cases.yaml is no policy, so the pattern of the examples is given a folder without one.
      const { code, stderr } = await shell(
        example.replace('policies/**/*.yaml', 'policies/**/capfence.yaml'),
        folder,
      );
      expect({ example, stderr, code }).toEqual({
        example,
        stderr: '',
        code: example.includes('--exit-code') ? 4 : 0,
      });
    }
  });

  it('the examples of init work', async () => {
    for (const example of await examplesOf('init')) {
      const { code } = await shell(example, temporaryFolder());
      expect({ example, code }).toEqual({ example, code: 0 });
    }
  });
});
