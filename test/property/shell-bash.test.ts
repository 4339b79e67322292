import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compilePolicy, decide, parsePolicy } from '../../src/index.js';
import { parseScript } from '../../src/engine/policy/shell/parse.js';
import { Rng } from '../support/rng.js';
import { quote, wrapScript, writeLine } from '../support/shell-rewrites.js';

const RUNS = Number(process.env.CAPFENCE_BASH_RUNS ?? 250);
const bash = spawnSync('sh', ['-c', 'command -v bash'], { encoding: 'utf8' }).stdout.trim();
const samples = parse(readFileSync('test/fixtures/attacks/shell.yaml', 'utf8')) as { command: string }[];

const denies = compilePolicy(
  parsePolicy(
    JSON.stringify({ deny: [{ capability: 'shell', shell: { command: 'victim' } }], allow: ['shell'] }),
  ),
);
const grants = compilePolicy(
  parsePolicy(JSON.stringify({ allow: [{ capability: 'shell', shell: { command: '*' } }] })),
);
const on = (policy: typeof denies, command: string): string =>
  decide(policy, { actor: 'agent', capability: 'shell.exec.dev', payload: { command } }).decision;

/** Whether bash takes it for a script, without running it. */
const accepted = (script: string): boolean =>
  spawnSync(bash, ['-n', '-c', script], { timeout: 2000, env: { PATH: '' } }).status === 0;

const PIECES = [
  ...[
    'victim',
    'v',
    'true',
    'x=victim',
    '$x',
    '"$x"',
    '${x}',
    "'victim'",
    '\\v',
    'ictim',
    'echo',
    'eval',
    ':',
  ],
  ...[' ', ' ', ' ', ' ', ';', '\n', '&&', '||', '|', '&', '(', ')', '{ ', '; }', '$(', '`', '"', "'", '\\'],
  ...[
    '<<E\n',
    '\nE\n',
    '<<-E\n',
    '<<<',
    '<(',
    '>(',
    '#',
    '!',
    'if ',
    'then ',
    'fi',
    'for i in a; do ',
    'done',
  ],
  ...[
    'case a in a) ',
    ';;',
    ' esac',
    'f() ',
    'f',
    '${',
    '}',
    '$((',
    '))',
    '((',
    '[[ ',
    ' ]]',
    '*',
    '~',
    '{a,',
    '=',
  ],
];

function soup(rng: Rng): string {
  return Array.from({ length: 1 + rng.below(12) }, () => rng.pick(PIECES)).join('');
}

/** A script that runs what must not run, hidden and then spoilt a little. */
function hidden(rng: Rng): string {
  let script = writeLine(['victim'], rng);
  for (let i = rng.below(3); i > 0; i--) script = wrapScript(script, rng);
  for (let i = rng.below(3); i > 0; i--) {
    const at = rng.below(script.length + 1);
    script = script.slice(0, at) + rng.pick(['', rng.pick(PIECES)]) + script.slice(at + rng.below(2));
  }
  return script;
}

/** A folder in which `victim` is the one program there is, and leaves a trace. */
const home = mkdtempSync(join(tmpdir(), 'capfence-bash-'));
const trace = join(home, 'trace');
mkdirSync(join(home, 'bin'));
mkdirSync(join(home, 'at'));
writeFileSync(join(home, 'bin', 'victim'), `#!/bin/sh\necho ran >> ${quote(trace)}\n`);
chmodSync(join(home, 'bin', 'victim'), 0o755);
afterAll(() => rmSync(home, { recursive: true, force: true }));

function runs(script: string): boolean {
  rmSync(trace, { force: true });
  spawnSync(bash, ['-c', script], {
    cwd: join(home, 'at'),
    env: { PATH: join(home, 'bin') },
    timeout: 1500,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
  });
  return existsSync(trace);
}

describe('beside bash', () => {
  it('what bash takes for a script and this parser does not is never let through', () => {
    if (bash === '') return;
    expect([accepted('f() { x; }'), accepted('if')]).toEqual([true, false]);
    const rng = new Rng(7);
    const scripts = [
      ...samples.map(({ command }) => command),
      ...Array.from({ length: RUNS }, () => soup(rng)),
    ];
    for (const script of scripts) {
      if (parseScript(script).unclear === undefined || !accepted(script)) continue;
      expect([script, on(denies, script), on(grants, script)]).toEqual([script, 'deny', 'deny']);
    }
  }, 120_000);

  it('what bash runs is seen, however the script was made', () => {
    if (bash === '') return;
    expect([runs('victim'), runs('echo victim')]).toEqual([true, false]);
    const rng = new Rng(11);
    let seen = 0;
    for (let i = 0; i < RUNS; i++) {
      const script = rng.chance(0.3) ? soup(rng) : hidden(rng);
      if (on(denies, script) === 'deny') continue;
      seen++;
      expect([script, runs(script)]).toEqual([script, false]);
    }
    expect(seen).toBeGreaterThan(RUNS / 20);
  }, 120_000);
});
