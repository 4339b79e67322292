import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check as checkTree } from '../../src/cli/check/index.js';
import type { CheckResult } from '../../src/cli/check/index.js';
import { reportText, saveReport } from '../../src/cli/check/render.js';
import { USUAL_BASE } from '../../src/cli/check/changed.js';
import { TOOL_FORMATS } from '../../src/cli/formats.js';
import { requestOf } from '../../src/cli/check/request.js';
import type { CheckRequest } from '../../src/cli/check/request.js';
import { InputError } from '../../src/cli/errors.js';
import { CapfenceError, PolicyError } from '../../src/engine/model/errors.js';
import { writeFiles } from '../support/fix-project.js';
import { capfence, golden, temporaryFolder } from './run.js';

const FILES = {
  'src/tools.ts': `import { exec } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { tool } from '@langchain/core/tools';
import { z } from 'zod';

export const runCommand = tool(async ({ command }: { command: string }) => run(command), {
  name: 'run_command',
  schema: z.object({ command: z.string() }),
});

// capfence-ignore-next-line: reads a fixed folder only
export const readNote = tool(async ({ name }: { name: string }) => readFile(\`notes/\${name}\`, 'utf8'), {
  name: 'read_note',
  schema: z.object({ name: z.string() }),
});

function run(command: string): Promise<string> {
  return new Promise((resolve) => exec(command, (_, out) => resolve(out)));
}
`,
  'src/agent.ts': `import { createAgent } from 'langchain';
import { gateTool } from 'capfence/langchain';
import { tool } from '@langchain/core/tools';
import { z } from 'zod';
import { runtime } from './runtime.js';
import { readNote, runCommand } from './tools.js';

const now = gateTool(
  tool(async () => new Date().toISOString(), { name: 'now', schema: z.object({}) }),
  { runtime, actor: 'agent', capability: 'tool.get.now' },
);

export const agent = createAgent({ model: 'm', tools: [runCommand, readNote, now] });
`,
  '.mcp.json': '{ "mcpServers": { "files": { "command": "npx", "args": ["-y", "server-files"] } } }\n',
};

/** A small program with an agent, in a folder of its own. */
function project(files: Readonly<Record<string, string>> = FILES): string {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  return folder;
}

const check = (cwd: string, ...args: string[]) => capfence(['check', ...args], { cwd });

/** The same without a process of its own, which takes the compiler two seconds to start. */
async function run(cwd: string, given: Partial<CheckRequest> = {}) {
  const flags = {
    'fail-on-ungated': false,
    strict: false,
    verbose: false,
    fix: false,
    write: false,
    progress: false,
    cache: false,
  };
  const request: CheckRequest = { ...requestOf(flags, [], '0.0.0', false), ...given };
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const { result, code } = await checkTree(request);
    await saveReport(result, request);
    return { result, code, text: await reportText(result, { ...request, output: undefined }) };
  } finally {
    process.chdir(before);
  }
}

const names = ({ result }: { result: CheckResult }) => result.tools.map(({ tool }) => tool);
const read = (cwd: string, file: string) => readFileSync(join(cwd, file), 'utf8');

function git(cwd: string, ...args: string[]): void {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...args], { cwd, stdio: 'ignore' });
}

describe('capfence check', () => {
  it('names each tool, what it can do, and whether it is gated', async () => {
    const { code, stdout, stderr } = await check(project());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(golden('tools'));
  });

  it('shows the way of every tool with --verbose', async () => {
    const { text } = await run(project(), { verbose: true });
    await expect(text).toMatchFileSnapshot(golden('tools-verbose'));
  });

  it('takes each form of report', async () => {
    const folder = project();
    for (const format of ['github', 'markdown'] as const)
      await expect((await run(folder, { format })).text).toMatchFileSnapshot(golden(`tools-${format}`));
    const sarif = JSON.parse((await run(folder, { format: 'sarif' })).text) as {
      runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
    };
    const uris = sarif.runs[0]?.results.map(
      ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual(['.mcp.json', 'src/tools.ts', 'src/tools.ts']);
    expect((await run(folder, { format: 'html' })).text).toMatch(/^<!doctype html>/);
    expect(await check(folder, '--format', 'json')).toEqual(await check(folder, '--json'));
  });

  it('names files from the checkout, in a folder of it', async () => {
    const folder = project({ 'pkg/src/tools.ts': FILES['src/tools.ts'] });
    const options = { cwd: join(folder, 'pkg'), env: { GITHUB_WORKSPACE: folder } };
    const args = ['check', '--strict', '--format'];
    expect((await capfence([...args, 'github'], options)).stdout).toContain('file=pkg/src/tools.ts,');
    expect((await capfence([...args, 'sarif'], options)).stdout).toContain('"uri": "pkg/src/tools.ts"');
    expect((await capfence([...args, 'text'], options)).stdout).toContain('\nsrc/tools.ts:6 ');
  });

  it('has a documented JSON shape', async () => {
    const { result } = await run(project());
    expect(result).toMatchObject({
      files: 2,
      frameworks: ['langchain'],
      tools: [
        { tool: 'now', verdict: 'gated', state: 'open', fails: false, severity: 'none' },
        {
          fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
          tool: 'run_command',
          framework: 'langchain',
          place: { file: 'src/tools.ts', line: 6, column: 27 },
          verdict: 'ungated',
          effects: [{ kind: 'exec', severity: 'critical', tainted: true, path: expect.any(Array) }],
          capability: 'shell.exec.run_command',
        },
        { tool: 'read_note', state: 'ignored', ignored: { reason: 'reads a fixed folder only' } },
      ],
      problems: [{ code: 'mcp-config', severity: 'high', place: { file: '.mcp.json', line: 1 } }],
      summary: { tools: 3, verdicts: { gated: 1, ungated: 2 }, ignored: 1, problems: 1, failing: 0 },
    });
  });

  it.each([
    [1, ['--fail-on-ungated']],
    [2, ['nowhere']],
    [2, ['--write']],
  ])('exits with %i for %j, in text and JSON', async (code, args) => {
    const folder = project();
    expect((await check(folder, ...args)).code).toBe(code);
    expect(await check(folder, ...args, '--json')).toMatchObject({ code, stderr: '' });
  });

  it.each<[number, Partial<CheckRequest>]>([
    [0, {}],
    [1, { strict: true }],
    [1, { failOnUngated: true, minSeverity: 'critical' }],
    [0, { failOnUngated: true, paths: ['src/agent.ts'] }],
    [1, { failOnUngated: true, paths: ['src/'] }],
    [1, { failOnUngated: true, paths: ['./src'] }],
    [1, { failOnUngated: true, paths: ['.'] }],
  ])('ends with %i for %j', async (code, request) => {
    expect((await run(project(), request)).code).toBe(code);
  });

  it.each<[Partial<CheckRequest>]>([
    [{ baseline: 'nowhere.json' }],
    [{ config: 'nowhere.yaml' }],
    [{ tsconfig: 'nowhere.json' }],
    [{ tsconfig: 'src' }],
    [{ output: 'no/such/folder' }],
    [{ paths: ['readme.md/x'] }],
  ])('refuses %j', async (request) => {
    await expect(run(project(), request)).rejects.toThrow(InputError);
  });

  it('is not content with nothing', async () => {
    const { code, stderr } = await check(project({ 'readme.md': '# x' }));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: there is no TypeScript or JavaScript to check here\nhelp: /);
  });

  it('writes a report to a file, and prints the count', async () => {
    const folder = project();
    const { stdout } = await check(folder, '--format', 'markdown', '--output', 'out.md');
    expect(stdout).toBe('3 tools in 2 files: 2 ungated, 1 gated; 1 problem; 1 ignored\n');
    expect(read(folder, 'out.md')).toBe((await run(folder, { format: 'markdown' })).text);
    await check(folder, '--json', '--output', 'out.json');
    expect(JSON.parse(read(folder, 'out.json'))).toEqual((await run(folder)).result);
  });
});

describe('the cache', () => {
  const remembered = (folder: string) => existsSync(join(folder, '.capfence/cache'));

  it('says the same again, in less time, until something changes', async () => {
    const folder = project();
    const first = await check(folder, '--json');
    expect(remembered(folder)).toBe(true);
    expect(await check(folder, '--json')).toEqual(first);
    writeFileSync(
      join(folder, 'src/tools.ts'),
      FILES['src/tools.ts'].replace('exec(command,', 'String(command,'),
    );
    expect((await check(folder, '--json')).stdout).not.toContain('child_process.exec');
  });

  it('is not kept with --no-cache, and elsewhere with --cache-dir or CAPFENCE_HOME', async () => {
    const folder = project();
    await check(folder, '--no-cache');
    await check(folder, '--no-cache', '--cache-dir', 'kept');
    expect([remembered(folder), existsSync(join(folder, 'kept'))]).toEqual([false, false]);
    await check(folder, '--cache-dir', 'kept');
    await capfence(['check'], { cwd: folder, env: { CAPFENCE_HOME: join(folder, 'state') } });
    expect([remembered(folder), existsSync(join(folder, 'kept'))]).toEqual([false, true]);
    expect(existsSync(join(folder, 'state/cache'))).toBe(true);
  });

  it('leaves a folder of the user’s own as it is', async () => {
    const folder = project();
    for (const _ of [1, 2]) expect((await check(folder, '--cache-dir', '.')).stdout).toContain('3 tools');
    expect(existsSync(join(folder, '.gitignore'))).toBe(false);
    expect((await check(folder, '--cache-dir', '')).code).toBe(2);
  });

  it('is not written through a link that came with the tree, and is not missed', async () => {
    for (const link of ['.capfence', '.capfence/cache']) {
      const elsewhere = temporaryFolder();
      const folder = project(link === '.capfence' ? FILES : { ...FILES, '.capfence/x': '' });
      symlinkSync(elsewhere, join(folder, link));
      expect((await check(folder)).code).toBe(0);
      expect(readdirSync(elsewhere)).toEqual([]);
    }
    const nowhere = { cwd: project(), env: { XDG_STATE_HOME: '/dev/null/x' } };
    expect((await capfence(['check'], nowhere)).code).toBe(0);
    expect(remembered(nowhere.cwd)).toBe(false);
    expect((await check(project(), '--cache-dir', '/dev/null/x')).code).toBe(0);
  });
});

describe('the files of a check', () => {
  const one = (name: string) =>
    `import { tool } from '@langchain/core/tools';\nexport const t = tool(async () => 1, { name: '${name}' });\n`;
  const tree = {
    'packages/a/src/t.ts': one('source'),
    'packages/a/dist/t.js': one('built'),
    'packages/a/generated/t.ts': one('generated'),
    'packages/a/.gitignore': 'generated/\n',
    'node_modules/p/t.js': one('installed'),
  };

  it.each<[string[], string[]]>([
    [[], ['source']],
    [['.'], ['source']],
    [['packages'], ['source']],
    [['packages/a/'], ['source']],
    [['packages/a/dist'], ['built']],
    [['packages/a/generated'], ['generated']],
    [
      ['packages/a/dist/t.js', 'packages'],
      ['built', 'source'],
    ],
  ])('of %j are those of %j', async (paths, expected) => {
    expect(names(await run(project(tree), { paths }))).toEqual(expected);
  });

  it('of settings may be globs of folders', async () => {
    const folder = project({ ...tree, '.capfence.yaml': 'include: ["packages/*/src"]\n' });
    expect(names(await run(folder))).toEqual(['source']);
  });
});

describe('a baseline', () => {
  it('accepts what is there, and nothing new, however the code moves', async () => {
    const folder = project();
    expect((await run(folder, { strict: true, writeBaseline: 'known.json' })).code).toBe(0);
    const strict = () => run(folder, { strict: true, baseline: 'known.json' });
    expect((await strict()).code).toBe(0);
    writeFileSync(join(folder, 'src/tools.ts'), `\n\n// moved\n${FILES['src/tools.ts']}`);
    expect((await strict()).code).toBe(0);
    const more = `import { tool } from '@langchain/core/tools';\nimport { createAgent } from 'langchain';\nexport const a = createAgent({ model: 'm', tools: [tool(async () => 1, { name: 'new' })] });\n`;
    writeFileSync(join(folder, 'src/more.ts'), more);
    const { code, text } = await strict();
    expect([code, text]).toEqual([1, expect.stringContaining('1 to mend; 4 tools')]);
  });
});

describe('settings', () => {
  it('are taken from .capfence.yaml, and flags go before them', async () => {
    const folder = project({
      ...FILES,
      '.capfence.yaml': 'strict: true\nexclude: ["src/tools.ts", ".mcp.json"]\n',
    });
    expect((await run(folder)).result).toMatchObject({ files: 1, summary: { failing: 0 } });
    expect((await run(folder, { paths: ['src'] })).result).toMatchObject({ files: 1 });
    writeFileSync(join(folder, '.capfence.yaml'), 'fail_on_ungated: true\ninclude: [src/tools.ts]\n');
    expect((await run(folder)).code).toBe(1);
    expect((await run(folder, { paths: ['src/agent.ts'] })).code).toBe(0);
    writeFileSync(join(folder, '.capfence.yaml'), 'include: ["lib/*.ts"]\n');
    await expect(run(folder)).rejects.toThrow('nothing matches `lib/*.ts`, which `include` names');
  });

  it('count from where they stand', async () => {
    const folder = project({ ...FILES, 'etc/s.yaml': 'include: [../src/agent.ts]\nbaseline: known.json\n' });
    await run(folder, { writeBaseline: 'etc/known.json' });
    expect((await run(folder, { config: 'etc/s.yaml' })).result).toMatchObject({ files: 1 });
  });

  it('that are wrong are told with their place', async () => {
    const folder = project({ ...FILES, '.capfence.yaml': 'min_severity: hgih\nstrikt: true\n' });
    await expect(run(folder)).rejects.toThrow(PolicyError);
    const { code, stderr } = await check(folder);
    expect(code).toBe(2);
    expect(stderr).toMatchInlineSnapshot(`
      ".capfence.yaml:1:15: error: \`min_severity\` must be one of \`critical\`, \`high\`, \`medium\`, \`low\`, \`none\`, not \`hgih\`
         1 | min_severity: hgih
           |               ^^^^
        help: did you mean \`high\`?

      .capfence.yaml:2:1: error: unknown key \`strikt\`
         2 | strikt: true
           | ^^^^^^
        help: did you mean \`strict\`?

      2 errors
      "
    `);
  });

  it('name constructs and effects of one’s own', async () => {
    const folder = project({
      'a.ts': `import { defineSkill } from '@acme/agents';\nimport { Client } from '@acme/bank';\nexport const s = defineSkill('sweep', { run: async (x: string) => new Client().wire(x) });\n`,
      '.capfence.yaml': `custom: [{ module: "@acme/agents", construct: defineSkill, name_argument: 0, executor: 1.run }]
effects: [{ module: "@acme/bank", function: Client.new.wire, effect: payment }]
`,
    });
    expect((await run(folder)).result.tools).toMatchObject([
      { tool: 'sweep', framework: 'custom', effects: [{ kind: 'payment', tainted: true }] },
    ]);
  });
});

describe('--changed', () => {
  const since = (folder: string, changed: string) => run(folder, { changed }).then(names);

  it('reports what a branch changed, and analyses the whole', async () => {
    const folder = project();
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'one');
    git(folder, 'checkout', '-qb', 'topic');
    expect(await since(folder, USUAL_BASE)).toEqual([]);
    writeFileSync(join(folder, 'src/tools.ts'), `${FILES['src/tools.ts']}// edited\n`);
    expect(await since(folder, 'main')).toEqual(['run_command', 'read_note']);
    git(folder, 'commit', '-qam', 'two');
    expect(await since(folder, USUAL_BASE)).toEqual(['run_command', 'read_note']);
    expect(await since(folder, 'HEAD')).toEqual([]);
    expect((await check(folder, '--fail-on-ungated', '--changed', 'HEAD~1')).code).toBe(1);
    expect((await check(folder, '--fail-on-ungated', '--changed', 'src/agent.ts')).code).toBe(0);
    const fresh = `import { tool } from '@langchain/core/tools';\nexport const a = tool(async () => 1, { name: 'fresh' });\n`;
    writeFileSync(join(folder, 'src', 'new \u00fc\n.ts'), fresh);
    expect(await since(folder, 'HEAD')).toEqual(['fresh']);
    writeFiles(folder, { 'sub/b.ts': fresh });
    const { result } = await run(join(folder, 'sub'), { changed: 'HEAD' });
    expect(result.tools).toMatchObject([{ place: { file: 'b.ts' } }]);
  });

  it('takes no option for a commit, and says what is missing', async () => {
    const folder = project();
    await expect(since(folder, USUAL_BASE)).rejects.toThrow('--changed needs a git repository');
    git(folder, 'init', '-q', '-b', 'other');
    git(folder, 'commit', '-qm', 'x', '--allow-empty');
    for (const base of ['--output=x', 'nowhere', '$(touch x)', '-h', 'HEAD\nmain'])
      await expect(since(folder, base)).rejects.toThrow(`git knows no commit \`${base}\``);
    await expect(since(folder, USUAL_BASE)).rejects.toThrow('no branch to compare with was found');
    git(folder, 'checkout', '-q', '--orphan', 'lone');
    git(folder, 'commit', '-qm', 'y', '--allow-empty');
    await expect(since(folder, 'other')).rejects.toThrow('have no commit in common');
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });
});

describe('drafts', () => {
  it('are a policy that loads and a map that is read', async () => {
    const folder = project();
    await run(folder, { emitPolicy: join(folder, 'capfence.yaml'), emitMap: join(folder, 'map.yaml') });
    expect((await capfence(['check-policy', '--strict', 'capfence.yaml'], { cwd: folder })).code).toBe(0);
    writeFileSync(
      join(folder, 't.jsonl'),
      '{"call_id": "1", "tool_name": "run_command", "payload": {"command": "ls"}}\n',
    );
    const simulate = [
      'simulate',
      '--trace-file',
      't.jsonl',
      '--policy',
      'capfence.yaml',
      '--map',
      'map.yaml',
    ];
    const { stdout } = await capfence([...simulate, '--jsonl'], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({
      capability: 'shell.exec.run_command',
      decision: 'require_approval',
    });
  });

  it('are never written over what is there', async () => {
    const folder = project({ ...FILES, 'capfence.yaml': 'mine' });
    await expect(run(folder, { emitPolicy: 'capfence.yaml' })).rejects.toThrow('it exists');
    expect(read(folder, 'capfence.yaml')).toBe('mine');
  });
});

describe('--fix', () => {
  it('shows what it would do, and does it with --write', async () => {
    const folder = project();
    const shown = await run(folder, { fix: true });
    await expect(shown.text).toMatchFileSnapshot(golden('tools-fix'));
    expect(read(folder, 'src/tools.ts')).toBe(FILES['src/tools.ts']);
    const { code, stdout } = await check(folder, '--fix', '--write', '--fail-on-ungated', 'src');
    expect([code, stdout.split('\n').slice(-3, -1)]).toEqual([
      0,
      ['1 definition gated', '3 tools in 3 files: 1 ungated, 2 gated; 1 ignored'],
    ]);
    const gate = "{ runtime, actor: 'agent', capability: 'shell.exec.run_command' })";
    expect(read(folder, 'src/tools.ts')).toContain(gate);
    expect(existsSync(join(folder, 'src/capfence-runtime.ts'))).toBe(true);
    expect((await run(folder, { fix: true })).result.fixes).toEqual({ files: [], left: [], written: false });
  });
});

describe('a hostile tree', () => {
  const bad = `import { tool } from '@langchain/core/tools';\nimport { createAgent } from 'langchain';\nimport './other.js';\ncreateAgent({ tools: [tool(async (x: string) => eval(x), { name: '\\u001b[2J\\u202e' })] });\n`;

  it.each(TOOL_FORMATS)('writes nothing on the terminal: %s', async (format) => {
    const folder = project({ 'src/\u001b[2Ja\n::error::b.ts': bad, 'b\u202e.ts': '}' });
    const { code, text } = await run(folder, { strict: true, format });
    expect(code).toBe(1);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('of links that go round, a huge file, broken syntax and a tsconfig that extends nothing is reported', async () => {
    const folder = project({
      'src/a.ts': bad,
      'src/broken.ts': `import 'langchain';\nfunction (\n`,
      'tsconfig.json': '{ "extends": "./nowhere.json" }',
    });
    symlinkSync('.', join(folder, 'src', 'loop'));
    symlinkSync('nothing', join(folder, 'src', 'dangling.ts'));
    writeFileSync(join(folder, 'src', 'huge.js'), Buffer.alloc(50 * 1024 * 1024, 'a'));
    const { problems, tools } = (await run(folder)).result;
    expect(tools).toHaveLength(1);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['syntax', 'too-large', 'tsconfig']));
  });

  it('falls over nothing that is no program', async () => {
    const folder = project({
      'a.ts': `import { tool } from 'ai';\n${'('.repeat(20_000)}`,
      'b.ts': `import { tool } from 'ai';\n\0\ufffd\ud800`,
      'c.ts': `import { tool } from 'ai';\nconst a = ${'['.repeat(5_000)}tool({})${']'.repeat(5_000)};`,
      '.mcp.json': '['.repeat(100_000),
    });
    try {
      expect((await run(folder)).result.problems.length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(CapfenceError);
    }
  });
});
