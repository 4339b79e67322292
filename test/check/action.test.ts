import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../cli/run.js';
import { writeFiles } from '../support/fix-project.js';

interface Action {
  readonly inputs: Readonly<Record<string, { default: string; description: unknown }>>;
  readonly runs: { readonly steps: readonly { run: string; env: Readonly<Record<string, string>> }[] };
}

const action = parse(readFileSync('action.yml', 'utf8')) as Action;
const TOOL = `import { tool } from 'ai';
import { generateText } from 'ai';
generateText({ tools: { evaluate: tool({ inputSchema: s, execute: async ({ x }) => eval(x) }) } });
`;

/** Runs the action's own script as a runner would, on a project that has the package. */
function runAction(inputs: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  writeFiles(folder, { 'src/a.ts': TOOL });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(process.cwd(), join(folder, 'node_modules', 'capfence'));
  const [step] = action.runs.steps;
  const given = Object.entries(action.inputs).map(([name, input]) => [
    `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
    inputs[name] ?? input.default,
  ]);
  const env = {
    ...process.env,
    ...Object.fromEntries(given),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  };
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', step?.run ?? ''], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return { status, stdout, stderr, read, has: (file: string) => existsSync(join(folder, file)) };
}

describe('the action', () => {
  it('annotates, writes the summary and SARIF, and fails', () => {
    const { status, stdout, stderr, read } = runAction({ 'sarif-file': 'out.sarif', paths: 'src\n' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^::error file=src\/a\.ts,line=3,/);
    expect(read('summary.md')).toContain('## CapFence: 1 finding to mend');
    expect(JSON.parse(read('out.sarif'))).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'ungated-tool' }] }],
    });
  });

  it('reads no input as shell', () => {
    const { status, has } = runAction({
      paths: '$(touch x)\n`touch x`\n--strict',
      summary: 'false',
      'min-severity': 'low; touch x',
    });
    expect(status).toBe(2);
    expect(has('x')).toBe(false);
  });

  it('fails for nothing where it is told so, and for a word that it does not know', () => {
    expect(runAction({ 'fail-on': 'nothing', summary: 'false' }).status).toBe(0);
    expect(runAction({ 'fail-on': 'ungatd' })).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('::error::fail-on'),
    });
  });

  it('hands every input over as an environment variable, and into nothing else', () => {
    const [step] = action.runs.steps;
    expect(step?.run).not.toContain('${{');
    const used = Object.values(step?.env ?? {}).join(' ');
    for (const name of Object.keys(action.inputs).filter((one) => one !== 'working-directory'))
      expect(used).toContain(`\${{ inputs.${name} }}`);
  });
});

describe('the pre-commit hooks', () => {
  it('name commands and flags that there are', () => {
    const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as { id: string; entry: string }[];
    expect(hooks.map(({ id }) => id)).toEqual(['capfence-check', 'capfence-check-policy']);
    for (const { entry } of hooks) {
      const words = entry.replace(/^npx --no capfence /, '').split(' ');
      const { status } = spawnSync(process.execPath, ['bin/run.js', ...words, '--help']);
      expect([entry, status]).toEqual([entry, 0]);
    }
  });
});
