import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Packs the package, installs the tarball in an empty folder, and uses it there as a user would. */
const folder = mkdtempSync(join(tmpdir(), 'capfence-smoke-'));
let passed = 0;
let failed = 0;

function check(name, ok, detail = '') {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}${ok ? '' : `\n${detail}`}`);
}

function run(name, args, { status = 0, stdout, input } = {}) {
  const bin = join(folder, 'node_modules', '.bin', 'capfence');
  const result = spawnSync(bin, args, {
    cwd: folder,
    encoding: 'utf8',
    input: input ?? '',
    env: { ...process.env, NO_COLOR: '1' },
  });
  const said = stdout === undefined || stdout.test(result.stdout);
  const clean = !/\n {4}at /.test(result.stderr);
  check(
    name,
    result.status === status && said && clean,
    `exit ${result.status}\n${result.stdout}\n${result.stderr}`,
  );
}

try {
  const tarball = execFileSync(
    'npm',
    ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder],
    { encoding: 'utf8' },
  ).trim();
  writeFileSync(join(folder, 'package.json'), '{ "name": "smoke", "private": true, "type": "module" }\n');
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', join(folder, tarball)], {
    cwd: folder,
    stdio: 'inherit',
  });

  const root = join(folder, 'node_modules', 'capfence');
  const at = (...parts) => join(root, ...parts);
  check('the manifest is packed', existsSync(at('oclif.manifest.json')));
  check('no sources and no tests are packed', !existsSync(at('src')) && !existsSync(at('test')));
  run('--version', ['--version'], { stdout: /^capfence\/\d/ });
  run('--help', ['--help'], { stdout: /check-policy/ });
  run('check-policy on every shipped policy', [
    'check-policy',
    '--strict',
    `${root}/policies/**/{baseline,strict,permissive}.yaml`,
  ]);
  run('policy test on every pack', [
    'policy',
    'test',
    `${root}/policies/*/cases.yaml`,
    '--fail-under',
    '100',
  ]);
  run(
    'simulate',
    [
      'simulate',
      '--trace-file',
      at('traces', 'agent_trace.jsonl'),
      '--policy',
      at('policies', 'quickstart.yaml'),
      '--compare',
    ],
    { stdout: /allow/i },
  );
  run('init', ['init', '--pack', 'shell'], { stdout: /capfence\.yaml/ });
  run('what init wrote is clean', ['check-policy', '--strict', 'capfence.yaml']);
  run('what init wrote passes', ['policy', 'test', 'capfence.cases.yaml']);
  run(
    'explain',
    [
      'policy',
      'explain',
      'capfence.yaml',
      '--actor',
      'a',
      '--capability',
      'shell.exec.dev',
      '--payload',
      '{"command":"rm -rf /"}',
    ],
    { stdout: /deny/i },
  );
  const event = (command) => [
    '--actor',
    'a',
    '--capability',
    'shell.exec.dev',
    '--payload',
    JSON.stringify({ command }),
  ];
  run('execute, blocked', ['execute', 'capfence.yaml', ...event('rm -rf /')], {
    status: 4,
    stdout: /policy_deny/,
  });
  run('logs', ['logs'], { stdout: /policy_deny/ });
  run('trace', ['trace', '3'], { stdout: /✓ in the log of \d+ records/ });
  run('verify', ['verify'], { stdout: /Audit chain intact/ });
  run('a bundle', ['audit', 'export', '--bundle', 'evidence.jsonl']);
  run('verify a bundle', ['verify', '--bundle', 'evidence.jsonl'], { stdout: /Audit chain intact/ });
  run('a missing policy', ['check-policy', 'nowhere.yaml'], { status: 2 });
  run('an unknown flag', ['check-policy', '--nonsense'], { status: 2 });

  writeFileSync(
    join(folder, 'use.mjs'),
    `import { ActionEvent, ActionRuntime, decide, loadPolicy } from 'capfence';
const policy = loadPolicy('pack:shell/baseline');
const event = ActionEvent.create({ actor: 'a', capability: 'shell.exec.dev', payload: { command: 'rm -rf /' } });
console.log(decide(policy, event).decision);
const runtime = ActionRuntime.fromPolicy('pack:shell/baseline', { state: 'other' });
console.log((await runtime.execute(event)).reason);
await runtime.close();
`,
  );
  const used = spawnSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' });
  check('the library', used.stdout.trim() === 'deny\npolicy_deny', used.stdout + used.stderr);
} finally {
  rmSync(resolve(folder), { recursive: true, force: true });
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
