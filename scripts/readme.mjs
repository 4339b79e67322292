import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs the README's examples as they stand: every line of a `sh` block, in a copy of what they need, and compares the
 * exit code with the one that a trailing `# exit N` names (0 unless it does). Lines that set the repository up or run the
 * whole test suite are what called this script, and are left out.
 */
const OUTSIDE = /^(git clone|npm c?it|npm ci|npm install|npm run (bench|lint|fuzz))/;
const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]);
const folder = mkdtempSync(join(tmpdir(), 'capfence-readme-'));
let failed = 0;
let ran = 0;

try {
  for (const name of [
    'policies',
    'traces',
    'bin',
    'dist',
    'docs',
    'schema',
    'package.json',
    'oclif.manifest.json',
  ]) {
    cpSync(name, join(folder, name), { recursive: true });
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  for (const line of blocks.flatMap((block) => block.split('\n'))) {
    const [command, comment] = line.replace(/^\$ /, '').split(/\s+# /);
    if (command.trim() === '' || command.startsWith('#') || OUTSIDE.test(command)) continue;
    const expected = Number(/exit (\d+)/.exec(comment ?? '')?.[1] ?? 0);
    const { status, stderr } = spawnSync('bash', ['-c', command], {
      cwd: folder,
      encoding: 'utf8',
      input: '',
    });
    ran += 1;
    if (status !== expected) failed += 1;
    console.log(
      `${status === expected ? 'ok    ' : 'FAILED'} ${command}${status === expected ? '' : `\n  exit ${status}, not ${expected}\n${stderr}`}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

if (ran === 0) console.log('the README has no example');
process.exitCode = ran > 0 && failed === 0 ? 0 : 1;
