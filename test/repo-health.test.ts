import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import type { Metafile } from 'esbuild';
import { ESLint } from 'eslint';
import { globSync } from 'fast-glob';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generated } from '../scripts/generate.js';
import { OPERATORS } from '../src/engine/policy/conditions/index.js';
import { policySchema } from '../src/engine/policy/schema.js';
import * as library from '../src/index.js';

/** What entry points import, directly or not, as the bundler sees it. */
function bundle(entryPoints: string[]): Metafile {
  return buildSync({
    ...{ entryPoints, bundle: true, write: false, metafile: true, outdir: 'out' },
    ...{ platform: 'node', format: 'esm', packages: 'external', logLevel: 'silent' },
  }).metafile;
}

/** What must be true of the repository itself. */
describe('the repository', () => {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');

  it('has committed what is generated, as it would be generated now', async () => {
    for (const [file, text] of await generated())
      expect([file, readFileSync(file, 'utf8')]).toEqual([file, text]);
  });

  it('names the schema in every shipped policy', () => {
    for (const file of globSync([
      'policies/**/*.yaml',
      '!policies/**/*cases.yaml',
      '!policies/**/assert.yaml',
    ])) {
      const [first] = readFileSync(file, 'utf8').split('\n');
      expect([file, first]).toEqual([
        file,
        expect.stringMatching(/^# yaml-language-server: \$schema=(\.\.\/)+schema\/policy\.schema\.json$/),
      ]);
    }
  });

  it('describes every condition in the docs, with an example that loads', () => {
    const docs = readFileSync('docs/policy.md', 'utf8');
    for (const { key, doc } of OPERATORS) {
      expect(docs).toContain(`| \`${key}\` |`);
      expect(policySchema.safeParse({ allow: [{ capability: 'a.b', [key]: doc.example }] }).success).toBe(
        true,
      );
    }
  });

  it('links only to files that are there', () => {
    for (const file of files.filter((name) => name.endsWith('.md'))) {
      const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
        (match) => match[1] as string,
      );
      for (const link of links) {
        const target = new URL(link, `file:///${file}`).pathname.slice(1).replace(/\/$/, '');
        expect([file, link, files.some((name) => name === target || name.startsWith(`${target}/`))]).toEqual([
          file,
          link,
          true,
        ]);
      }
    }
  });

  it('has no file in src of over 300 lines', () => {
    const long = files.filter(
      (file) => /^src\/.*\.ts$/.test(file) && readFileSync(file, 'utf8').split('\n').length > 301,
    );
    expect(long).toEqual([]);
  });

  it('leaves nothing for later and runs every test', () => {
    const sources = files.filter(
      (file) => /^(src|bin|test)\/.*\.[jt]s$/.test(file) && file !== 'test/repo-health.test.ts',
    );
    for (const file of sources) {
      const text = readFileSync(file, 'utf8');
      expect([file, /\b(TODO|FIXME|XXX)\b/.test(text)]).toEqual([file, false]);
      expect([file, /\b(it|test|describe)\.(skip|todo|only)\b/.test(text)]).toEqual([file, false]);
    }
  });

  it('holds its import rules by lint', async () => {
    const eslint = new ESLint();
    const code = [
      "import { decide } from '../decision/decide.js';",
      "import { paint } from '../../cli/paint.js';",
      "import chalk from 'chalk';",
      'export const x = [decide, paint, chalk, Date.now()];',
    ].join('\n');
    const results = await eslint.lintText(`${code}\n`, { filePath: 'src/engine/model/json.ts' });
    const found = results.flatMap((result) => result.messages.map(({ line, ruleId }) => `${line} ${ruleId}`));
    expect(found).toEqual([
      '1 @typescript-eslint/no-restricted-imports',
      '2 @typescript-eslint/no-restricted-imports',
      '3 @typescript-eslint/no-restricted-imports',
      '4 no-restricted-properties',
    ]);
  });

  it('has no cycle among its files', () => {
    const { inputs } = bundle(['src/index.ts', ...globSync('src/commands/**/*.ts')]);
    const open = new Set<string>();
    const done = new Set<string>();
    const visit = (file: string): void => {
      expect([...open, file]).toEqual([...new Set([...open, file])]);
      if (done.has(file)) return;
      open.add(file);
      for (const { path } of inputs[file]?.imports ?? []) if (path.startsWith('src/')) visit(path);
      open.delete(file);
      done.add(file);
    };
    for (const file of Object.keys(inputs)) visit(file);
    expect(done.size).toBeGreaterThan(50);
  });

  it('exports what is promised, and nothing heavy', () => {
    expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
      [
        "ActionBlocked",
        "ActionEvent",
        "ActionRuntime",
        "AuditError",
        "CapfenceError",
        "CompiledPolicy",
        "EventError",
        "PolicyError",
        "RuntimeError",
        "SuiteError",
        "TraceError",
        "checkPolicyFile",
        "checkPolicyText",
        "compilePolicy",
        "decide",
        "explain",
        "gate",
        "gateTool",
        "gateTools",
        "lintPolicy",
        "loadPolicy",
        "parseEvent",
        "parsePolicy",
        "policyJsonSchema",
        "printPolicy",
      ]
    `);
    // What the root of the package imports, directly or not: nothing that belongs to the command line.
    const metafile = bundle(['src/index.ts']);
    const early = Object.entries(metafile.inputs).filter(([file]) => !file.startsWith('src/engine/stores/'));
    const external = early.flatMap(([, input]) =>
      input.imports.filter((item) => item.external === true).map((item) => item.path),
    );
    // The database's library is loaded with the first record, and not before.
    const lazy = Object.values(metafile.inputs).flatMap((input) =>
      input.imports.filter((item) => item.kind === 'dynamic-import').map((item) => item.path),
    );
    expect(lazy).toEqual(['src/engine/stores/sqlite/index.ts']);
    const packages = [...new Set(external)].filter((name) => !name.startsWith('node:')).sort();
    expect(packages).toEqual(['fastest-levenshtein', 're2js', 'unbash', 'yaml', 'zod']);
  });

  it('exports every adapter, and none that imports a framework', () => {
    const { exports } = parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
    const adapters = globSync('src/adapters/*/index.ts', { ignore: ['src/adapters/gate/**'] });
    for (const file of adapters) {
      const name = file.split('/')[2] as string;
      const dist = `./dist/adapters/${name}/index`;
      expect([name, exports[`./${name}`]]).toEqual([name, { types: `${dist}.d.ts`, default: `${dist}.js` }]);
    }
    const outside = Object.entries(bundle(adapters).inputs)
      .flatMap(([, input]) => input.imports)
      .filter(({ external, path }) => external === true && !path.startsWith('node:'));
    expect(outside).toEqual([]);
    expect(adapters.length).toBe(11);
  });

  it('gives no machine’s path away', () => {
    const manifest = readFileSync('oclif.manifest.json', 'utf8');
    expect(manifest).not.toContain(process.cwd());
  });

  it('runs the same steps for everybody', () => {
    const { scripts } = parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining(['build', 'test', 'lint', 'typecheck', 'bench', 'smoke', 'start']),
    );
  });
});
