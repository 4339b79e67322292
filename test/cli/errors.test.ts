import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureJson, failureOf, failureText } from '../../src/cli/failure.js';
import { PLAIN } from '../../src/engine/reports/paint.js';
import { capfence, FIXTURES, json, RUN, shell, temporaryFolder } from './run.js';

const LOOK = { paint: PLAIN, root: '/', columns: 80 };

describe('an error that is ours', () => {
  const failure = failureOf(new TypeError('x is not a function'), 'see help');

  it('exits with 70, asks for a report and shows no stack', async () => {
    expect(failure.exitCode).toBe(70);
    expect(await failureText(failure, LOOK, false)).toBe(
      'error: this is a bug of capfence: x is not a function\n' +
        'help: please report it with the command and its input; CAPFENCE_DEBUG=1 shows where it happened\n',
    );
    expect(failureJson(failure)).toEqual({
      error: { code: 'internal', message: expect.any(String), help: expect.any(String) },
    });
  });

  it('shows the stack when asked', async () => {
    expect(await failureText(failure, LOOK, true)).toContain('errors.test.ts');
  });
});

describe('a usage error', () => {
  it.each([
    [['polcy'], 'unknown command `polcy`', 'did you mean `capfence policy`?'],
    [['policy', 'tests'], 'unknown command `policy tests`', 'did you mean `capfence policy test`?'],
    [['frobnicate'], 'unknown command `frobnicate`', '`capfence --help` lists the commands'],
    [['policy', 'test'], 'missing argument: `FILE`', 'see `capfence policy test --help`'],
  ])('%j exits with 2 in both forms', async (args, message, help) => {
    expect(await capfence(args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${message}\nhelp: ${help}\n`,
    });
    const formal = await capfence([...args, '--json']);
    expect(formal).toMatchObject({ code: 2, stderr: '' });
    expect(json(formal)).toEqual({ error: { code: 'usage', message, help } });
  });

  it('shows what was typed without its hidden characters', async () => {
    const { stderr } = await capfence(['check-policy', 'a\u202e\u001bcb']);
    expect(stderr).toBe('error: no such file: `a<U+202E><U+001B>cb`\n');
  });
});

describe('bin/run.js', () => {
  it('works through a link and from any folder', async () => {
    const folder = temporaryFolder();
    symlinkSync(RUN, join(folder, 'capfence'));
    const ran = await capfence(['check-policy', join(FIXTURES, 'policies/ops.yaml')], {
      bin: join(folder, 'capfence'),
      cwd: '/',
    });
    expect(ran.code).toBe(0);
  });

  it('looks for no sources in the environments of developers', async () => {
    for (const NODE_ENV of ['development', 'test', 'production']) {
      const ran = await capfence(['check-policy'], { env: { NODE_ENV } });
      expect(ran.stderr).toBe('error: missing argument: `FILE`\nhelp: see `capfence check-policy --help`\n');
    }
  });

  it('says what to do where it is not built', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'bin'));
    copyFileSync(RUN, join(folder, 'bin', 'run.mjs'));
    const { code, stderr } = await capfence(['--version'], { bin: join(folder, 'bin', 'run.mjs') });
    expect(code).toBe(2);
    expect(stderr).toContain('error: capfence is not built\nhelp: run `npm run build` in ');
  });

  it('keeps its exit code when a reader stops reading', async () => {
    const line = '{ capfence check-policy policies/broken.yaml --json; echo $? >&2; } | head -c 1';
    expect(await shell(line, FIXTURES)).toEqual({ code: 0, stdout: '{', stderr: '2\n' });
  });

  it.runIf(process.platform === 'linux')('says so when the output cannot be written', async () => {
    const { code, stderr } = await shell('capfence check-policy policies/ops.yaml > /dev/full', FIXTURES);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'error: cannot write the output: no space left\n' });
  });
});
