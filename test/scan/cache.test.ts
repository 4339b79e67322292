import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CacheOptions, reportOn, type ScanOptions } from '../../src/engine/scan/cached.js';
import { cacheEntrySchema } from '../../src/engine/scan/schema.js';
import { customDetector } from '../../src/engine/scan/custom.js';
import { userSecret } from '../../src/platform/secret.js';
import { treeOf } from './tree.js';

const FILES = {
  'tsconfig.json': '{ "extends": "./base.json" }',
  'base.json': '{ "compilerOptions": { "paths": { "@gate": ["./src/gate.ts"] } } }',
  'src/tools.ts': `import { tool } from '@langchain/core/tools';
import { run } from './helper.js';
export const t = tool(async (x: string) => run(x), { name: 't' });
`,
  'src/helper.ts': `import { readFile } from 'node:fs/promises';
export const run = (x: string) => readFile(x, 'utf8');
`,
  'src/gate.ts': `import { gateTool } from 'capfence/langchain';
export const gated = (tool: unknown) => gateTool(tool, { actor: 'agent' });
`,
  'src/open.ts': 'export const gated = (tool: unknown) => tool;\n',
  'src/agent.ts': `import { createAgent } from 'langchain';
import { gated } from '@gate';
import { t } from './tools.js';
export const agent = createAgent({ tools: [gated(t)] });
`,
  'src/plain.ts': 'export const one = 1;\n',
};

const SECRET = new Uint8Array(32).fill(7);
let root: string;
let cache: CacheOptions;

function fresh(files: Readonly<Record<string, string>> = FILES): void {
  root = treeOf(files);
  cache = { folder: join(root, '.capfence', 'cache'), secret: SECRET };
}

/** The report, and whether it was made or remembered. */
async function look(given: Partial<ScanOptions> = {}, kept: CacheOptions | undefined = cache) {
  let made = false;
  const { report } = await reportOn({ root, ...given, onFile: () => (made = true) }, kept);
  return { made, report };
}

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};
const edit = (name: keyof typeof FILES, from: string, to: string): void => {
  expect(FILES[name]).toContain(from);
  write(name, FILES[name].replace(from, to));
};
const essence = ({ report }: Awaited<ReturnType<typeof look>>): string =>
  JSON.stringify([
    report.tools.map(({ tool, verdict, effects, ignored }) => [
      tool,
      verdict,
      effects.map(({ kind }) => kind),
      ignored?.reason,
    ]),
    report.problems.map(({ code, place }) => [code, place.file]),
  ]);

describe('a second look', () => {
  it('remembers, and says exactly the same', async () => {
    fresh();
    const first = await look();
    const second = await look();
    expect([first.made, second.made]).toEqual([true, false]);
    expect(essence(first)).toBe('[[["t","gated",["fs.read"],null]],[]]');
    expect(JSON.stringify(second.report)).toBe(JSON.stringify(first.report));
    expect(JSON.stringify((await look({}, undefined)).report)).toBe(JSON.stringify(first.report));
  });

  it('leaves nothing behind where no framework is named', async () => {
    fresh({ 'a.ts': 'export const a = 1;' });
    expect((await look()).report.files).toBe(1);
    expect(existsSync(join(root, '.capfence'))).toBe(false);
  });

  it('keeps an entry for each subject, and so many at most', async () => {
    fresh();
    await look();
    expect((await look({ paths: ['src/agent.ts'] })).made).toBe(true);
    expect([(await look()).made, (await look({ paths: ['src/agent.ts'] })).made]).toEqual([false, false]);
    for (let i = 0; i < 20; i++) await look({ exclude: [`no/${i}`] });
    const kept = readdirSync(cache.folder);
    expect(kept.filter((name) => name.endsWith('.scan'))).toHaveLength(16);
    expect(readFileSync(join(cache.folder, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('writes for this user alone', async () => {
    fresh();
    await look();
    const modes = [cache.folder, ...entries()].map((path) => (statSync(path).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600']);
  });

  it('fails nothing where it cannot write', async () => {
    fresh({ ...FILES, '.capfence': 'a file' });
    expect(essence(await look())).toBe(essence(await look()));
  });
});

const entries = (): string[] =>
  readdirSync(cache.folder)
    .filter((name) => name.endsWith('.scan'))
    .map((name) => join(cache.folder, name));

const CUSTOM = `import { defineSkill } from '@acme/agents';\nexport const s = defineSkill('s', { run: () => 1 });\n`;

/** Each changes what is to be said, without a change of the file that the tool stands in, where that is possible. */
const CHANGES: Readonly<Record<string, () => Partial<ScanOptions> | void>> = {
  'a helper in another file does worse': () =>
    edit(
      'src/helper.ts',
      `import { readFile } from 'node:fs/promises';\nexport const run = (x: string) => readFile(x, 'utf8');`,
      `import { exec } from 'node:child_process';\nexport const run = (x: string) => exec(x);`,
    ),
  'the gate in another file is taken out': () =>
    edit('src/gate.ts', "gateTool(tool, { actor: 'agent' })", 'tool'),
  'the gate of that name is somebody else’s now': () =>
    edit('src/gate.ts', "'capfence/langchain'", "'capfance/langchain'"),
  'an edit keeps size and time': () => {
    const path = join(root, 'src/gate.ts');
    const { atime, mtime, size } = statSync(path);
    edit('src/gate.ts', 'gateTool(tool,', 'gotoTool(tool,');
    utimesSync(path, atime, mtime);
    expect(statSync(path)).toMatchObject({ size, mtime });
  },
  'a file is put in the place of another': () => {
    write('src/other.ts', FILES['src/gate.ts'].replace('gateTool(tool', 'gotoTool(tool'));
    renameSync(join(root, 'src/other.ts'), join(root, 'src/gate.ts'));
  },
  'the tsconfig leads elsewhere': () =>
    write('tsconfig.json', '{ "compilerOptions": { "paths": { "@gate": ["./src/open.ts"] } } }'),
  'what the tsconfig extends leads elsewhere': () => edit('base.json', 'gate.ts', 'open.ts'),
  'a nearer tsconfig appears': () =>
    write('src/tsconfig.json', '{ "compilerOptions": { "paths": { "@gate": ["./open.ts"] } } }'),
  'the tsconfig goes': () => rmSync(join(root, 'tsconfig.json')),
  'what it extends goes': () => rmSync(join(root, 'base.json')),
  'another tsconfig is named': () => {
    write('other.json', '{ "compilerOptions": { "paths": { "@gate": ["./src/open.ts"] } } }');
    return { tsconfig: join(root, 'other.json') };
  },
  'the helper goes': () => rmSync(join(root, 'src/helper.ts')),
  'an agent goes': () => rmSync(join(root, 'src/agent.ts')),
  'an agent that is not gated appears': () =>
    write(
      'lib/agent.ts',
      FILES['src/agent.ts'].replace('@gate', '../src/open.js').replace('./tools', '../src/tools'),
    ),
  'a .gitignore takes a file away': () => write('.gitignore', 'src/agent.ts\n'),
  'a folder is left out': () => ({ exclude: [`${root}/src/agent.ts`] }),
  'a comment lets the tool be': () =>
    edit('src/tools.ts', 'export const t', '// capfence-ignore-next-line: it only reads\nexport const t'),
  'an effect is named in the settings': () => ({
    effects: [
      { module: /^\.never$/, path: /x/, kind: 'payment' },
      { module: /^node:fs/, path: /readFile/, kind: 'mail' },
    ],
  }),
  'a construct is named in the settings': () => {
    write('src/skill.ts', CUSTOM);
    return {
      custom: [customDetector({ module: '@acme/agents', construct: 'defineSkill', name_argument: '0' })],
    };
  },
  'a file cannot be parsed any more': () => write('src/helper.ts', `${FILES['src/helper.ts']}\nfunction (\n`),
  'a file is too large now': () => write('src/gate.ts', ' '.repeat(5 * 1024 * 1024)),
  'a client starts a server without the gate': () =>
    write('.mcp.json', '{ "mcpServers": { "files": { "command": "npx", "args": ["server-files"] } } }'),
};

describe('is never stale where', () => {
  it.each(Object.keys(CHANGES))('%s', async (name) => {
    fresh();
    const before = await look();
    expect((await look()).made).toBe(false);
    const options = CHANGES[name]?.() ?? {};
    const after = await look(options);
    const truth = await look(options, undefined);
    expect(after.made).toBe(true);
    expect(JSON.stringify(after.report)).toBe(JSON.stringify(truth.report));
    expect(essence(after)).not.toBe(essence(before));
    // And what was kept instead is as true.
    expect(await look(options)).toEqual({ made: false, report: JSON.parse(JSON.stringify(truth.report)) });
  });

  it('a new file shadows what an import led to', async () => {
    const harmless = FILES['src/helper.ts'].replace('readFile(x', 'String(x');
    const { 'src/helper.ts': shadow, ...rest } = FILES;
    fresh({ ...rest, 'src/helper/index.ts': harmless });
    write('src/tools.ts', FILES['src/tools.ts'].replace('helper.js', 'helper'));
    expect(essence(await look())).not.toContain('fs.read');
    write('src/helper.ts', shadow);
    expect(essence(await look())).toContain('fs.read');
  });

  it('a package of the tree takes the name of an import', async () => {
    const agent = FILES['src/agent.ts'].replace('@gate', 'my-gate');
    fresh({
      ...FILES,
      'src/agent.ts': agent,
      'package.json': '{ "name": "my-gate", "main": "src/gate.ts" }',
    });
    expect(essence(await look())).toContain('"gated"');
    write('package.json', '{ "name": "my-gate", "main": "src/open.ts" }');
    expect(essence(await look())).not.toContain('"gated"');
  });

  it('a file that was not looked at is another now', async () => {
    fresh({ ...FILES, 'big.ts': ' '.repeat(5 * 1024 * 1024) });
    await look();
    write('big.ts', ' '.repeat(6 * 1024 * 1024));
    expect((await look()).report.problems[0]?.message).toContain('6.0 MiB');
  });

  it('a configuration that it read is better now', async () => {
    fresh({ ...FILES, '.mcp.json': '{ "mcpServers": { "s": { "command": "npx" } } }' });
    expect((await look()).report.problems).toHaveLength(1);
    write('.mcp.json', '{}');
    expect((await look()).report.problems).toEqual([]);
  });

  it('a config outside of the tree changes', async () => {
    const outside = treeOf({ 'base.json': FILES['base.json'].replace('./src', '${configDir}/src') });
    fresh({ ...FILES, 'tsconfig.json': `{ "extends": "${outside}/base.json" }` });
    expect(essence(await look())).toContain('"gated"');
    writeFileSync(join(outside, 'base.json'), '{}');
    expect(essence(await look())).not.toContain('"gated"');
  });

  it('the tree stands elsewhere', async () => {
    fresh();
    await look();
    const there = `${root}-moved`;
    renameSync(root, there);
    const { report, made } = await look(
      { root: there },
      { ...cache, folder: join(there, '.capfence/cache') },
    );
    renameSync(there, root);
    expect([made, report.root]).toEqual([true, there]);
  });

  it('anything at all was edited', async () => {
    fresh();
    const names = ['src/helper.ts', 'src/gate.ts', 'src/agent.ts', 'tsconfig.json', 'src/new.ts'] as const;
    const pieces = Object.values(FILES).flatMap((text) => text.split(/(?<=\n)/));
    const edits = fc.array(
      fc.tuple(fc.constantFrom(...names), fc.array(fc.constantFrom(...pieces), { maxLength: 5 })),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(edits, async (all) => {
        for (const [name, lines] of all) write(name, lines.join(''));
        const kept = (await look()).report;
        const again = await look();
        const truth = (await look({}, undefined)).report;
        expect(again.made).toBe(false);
        expect([JSON.stringify(kept), JSON.stringify(again.report)]).toEqual(
          Array(2).fill(JSON.stringify(truth)),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('does not believe', () => {
  const sealed = (name: string, body: string, secret: Uint8Array) =>
    `${createHmac('sha256', secret).update(`capfence scan ${name}\n`).update(body).digest('hex')}\n${body}`;
  const [OPEN, GATED] = ['"verdict":"ungated"', '"verdict":"gated"'];
  let entry: string;
  let body: string;
  let name: string;

  async function ungated(): Promise<void> {
    fresh({ ...FILES, 'src/gate.ts': FILES['src/open.ts'] });
    expect(essence(await look())).toContain('"ungated"');
    entry = entries()[0] ?? '';
    name = entry.slice(-21, -5);
    body = readFileSync(entry, 'utf8').slice(65);
    expect(body).toContain(OPEN);
  }

  const LIES: Readonly<Record<string, () => void>> = {
    'a verdict that was changed': () => {
      const text = readFileSync(entry, 'utf8');
      writeFileSync(entry, text.replace(OPEN, GATED));
    },
    'another user’s seal': () =>
      writeFileSync(entry, sealed(name, body.replace(OPEN, GATED), new Uint8Array(32))),
    'no seal': () => writeFileSync(entry, body.replace(OPEN, GATED)),
    'an empty seal': () => writeFileSync(entry, `\n${body.replace(OPEN, GATED)}`),
    'another subject’s entry': () =>
      writeFileSync(entry, sealed('0123456789abcdef', body.replace(OPEN, GATED), SECRET)),
    'a shape that is not ours': () =>
      writeFileSync(entry, sealed(name, body.replace(OPEN, '"verdict":"gated","x":1'), SECRET)),
    'a verdict that there is not': () =>
      writeFileSync(entry, sealed(name, body.replace(OPEN, '"verdict":"safe"'), SECRET)),
    'another version': () =>
      writeFileSync(
        entry,
        sealed(name, body.replace('"version":1', '"version":2').replace(OPEN, GATED), SECRET),
      ),
    'half an entry': () => writeFileSync(entry, readFileSync(entry, 'utf8').slice(0, -20)),
    'an empty file': () => writeFileSync(entry, ''),
    'deep nesting': () => writeFileSync(entry, sealed(name, '['.repeat(200_000), SECRET)),
    'a link': () => {
      renameSync(entry, join(root, 'moved'));
      symlinkSync(join(root, 'moved'), entry);
    },
    'a pipe, and does not wait for it': () => {
      rmSync(entry);
      execFileSync('mkfifo', [entry]);
    },
    'a folder': () => {
      rmSync(entry);
      mkdirSync(entry);
    },
  };

  it.each(Object.keys(LIES))('%s', async (lie) => {
    await ungated();
    LIES[lie]?.();
    const { made, report } = await look();
    expect(made).toBe(true);
    expect(report.tools.map(({ verdict }) => verdict)).toEqual(['ungated']);
  });

  it('anything that is not its own, byte by byte', async () => {
    await ungated();
    const good = readFileSync(entry);
    const changed = fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(changed, async ([at, by]) => {
        const bad = Buffer.from(good);
        bad[at] = (bad[at] ?? 0) ^ by;
        writeFileSync(entry, bad);
        return (await look()).report.tools[0]?.verdict === 'ungated';
      }),
      { numRuns: 30 },
    );
  });

  it('reads every report that it writes', async () => {
    fresh({
      ...FILES,
      'src/unnamed.ts': `import { tool } from 'ai';\nexport const x = tool({ execute: async (a) => eval(a) });\n// capfence-ignore-next-line:\nexport const y = tool({});\n`,
      'src/deep.ts': `import 'ai';\n${'['.repeat(30_000)}`,
      'bad/tsconfig.json': '{',
      'bad/a.ts': `import { tool } from 'ai';\nimport { b } from 'b';\nexport const z = tool({ execute: b });\n`,
      '.mcp.json': '{ "mcpServers": { "s": { "command": "npx" } } }',
    });
    const { report } = await look();
    const outside = { '/x': null, '/y': 'abc' };
    const value: unknown = JSON.parse(JSON.stringify({ version: 1, inputs: 'x', outside, report }));
    expect(cacheEntrySchema.safeParse(value).error?.issues).toBeUndefined();
    expect(new Set(report.problems.map(({ code }) => code)).size).toBeGreaterThan(2);
    expect((await look()).made).toBe(false);
  });
});

describe('the secret', () => {
  let home: string;
  beforeAll(() => (home = mkdtempSync(join(treeOf({}), 'home-'))));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('is made once, for this user alone', () => {
    const folder = join(home, 'a', 'capfence');
    const made = userSecret(folder);
    expect(made).toHaveLength(32);
    expect(userSecret(folder)).toEqual(made);
    expect(userSecret(join(home, 'b'))).not.toEqual(made);
    expect(statSync(join(folder, 'cache.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['cache.key']);
  });

  it('is none where others could know it, or it is not there', () => {
    const folder = join(home, 'c');
    const made = userSecret(folder);
    chmodSync(join(folder, 'cache.key'), 0o644);
    expect(userSecret(folder)).toBeUndefined();
    rmSync(join(folder, 'cache.key'));
    symlinkSync(join(home, 'b', 'cache.key'), join(folder, 'cache.key'));
    expect(userSecret(folder)).toBeUndefined();
    rmSync(join(folder, 'cache.key'));
    writeFileSync(join(folder, 'cache.key'), 'short', { mode: 0o600 });
    expect(userSecret(folder)).toBeUndefined();
    writeFileSync(join(home, 'file'), '');
    expect(userSecret(join(home, 'file', 'x'))).toBeUndefined();
    expect(made).toBeDefined();
  });
});
