/** A program with agents, as large as one asks for: what `check` and `tsc` are timed on. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files of one folder: they use each other, and the shared ones. */
const FOLDER = 21;
/** One file in so many defines tools; the last of each folder is an agent that gets them. */
const TOOLS_EVERY = 5;

const TSCONFIG = {
  compilerOptions: {
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    baseUrl: '.',
    paths: { '@shared/*': ['shared/*'] },
    ignoreDeprecations: '6.0',
  },
};

/** What the packages that are not installed look like to `tsc`. */
const AMBIENT = `declare module 'langchain' { export function createAgent(options: { tools: unknown[] }): { invoke(input: string): Promise<string> } }
declare module '@langchain/core/tools' { export function tool<A>(run: (args: A) => Promise<unknown>, options: { name: string; schema: unknown }): { name: string; invoke(args: A): Promise<unknown> } }
declare module 'capfence/langchain' { export function gateTool<T>(tool: T, options: { runtime: unknown; actor: string; capability: string }): T }
declare module 'node:child_process' { export function exec(command: string, done: (error: Error | null, out: string) => void): void }
declare module 'node:fs/promises' { export function readFile(path: string, encoding: 'utf8'): Promise<string>; export function writeFile(path: string, text: string): Promise<void> }
`;

const SHARED = `import { exec } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';

export const runtime = {};
export const run = (command: string) => new Promise<string>((done) => exec(command, (_, out) => done(out)));
export const load = (name: string) => readFile(\`data/\${name}\`, 'utf8');
export async function save(name: string, text: string): Promise<number> {
  await writeFile(name, text);
  return text.length;
}
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = <T>(why: string): Result<T> => ({ ok: false, why });
`;

/** Ordinary code: types, a class, and functions that call those of other files. */
function plain(n: number, uses: readonly number[]): string {
  const imports = uses.map((m) => `import { total${m}, Store${m}, type Item${m} } from './file${m}.js';`);
  const sums = uses.map((m) => `total${m}([{ id: 'x', size: ${m}, tags: ['a'] } satisfies Item${m}])`);
  return `import { failed, ok, type Result } from '@shared/base';
${imports.join('\n')}

export interface Item${n} {
  readonly id: string;
  readonly size: number;
  readonly tags: readonly string[];
  readonly next?: Item${n};
}

export const limits${n} = { most: ${100 + n}, least: ${n % 7}, names: ['one', 'two', 'three'] } as const;

export function total${n}(items: readonly Item${n}[]): number {
  const own = items.reduce((sum, { size, next }) => sum + size + (next?.size ?? 0), 0);
  return [own, ${sums.join(', ')}].reduce((a, b) => a + b, 0);
}

export class Store${n} {
  readonly #items = new Map<string, Item${n}>();

  add(item: Item${n}): Result<Item${n}> {
    if (item.size > limits${n}.most) return failed(\`\${item.id} is over \${limits${n}.most}\`);
    if (this.#items.has(item.id)) return failed(\`\${item.id} is there\`);
    this.#items.set(item.id, item);
    return ok(item);
  }

  find(test: (item: Item${n}) => boolean): Item${n}[] {
    return [...this.#items.values()].filter(test).sort((a, b) => a.size - b.size);
  }

  byTag(): Record<string, Item${n}[]> {
    const found: Record<string, Item${n}[]> = {};
    for (const item of this.#items.values())
      for (const tag of item.tags) (found[tag] ??= []).push(item);
    return found;
  }
}

export async function collect${n}(pages: AsyncIterable<Item${n}[]>): Promise<Result<number>> {
  const store = new Store${n}();
  let count = 0;
  for await (const page of pages) {
    for (const item of page) {
      const added = store.add(item);
      if (added.ok) count += added.value.size;
      else if (count > 1000) return failed(added.why);
    }
  }
  return ok(count + store.find(({ size }) => size > 1).length);
}
${uses.map((m) => `export const other${m} = new Store${m}().find(({ id }) => id !== '');`).join('\n')}
`;
}

/** Two tools over the ordinary code: one that runs what it is told, one that reads. */
const tools = (n: number): string => `import { tool } from '@langchain/core/tools';
import { load, run } from '@shared/base';
import { Store${n + 4}, total${n + 4} } from './file${n + 4}.js';

const store = new Store${n + 4}();
export const run${n} = tool(async ({ command }: { command: string }) => run(command), { name: 'run_${n}', schema: {} });
export const read${n} = tool(
  async ({ name }: { name: string }) => (total${n + 4}(store.find(({ id }) => id === name)) > 0 ? load(name) : ''),
  { name: 'read_${n}', schema: {} },
);
`;

function agent(made: readonly number[]): string {
  const imports = made.map((n) => `import { read${n}, run${n} } from './tools${n}.js';`);
  const gated = made.map(
    (n) => `gateTool(run${n}, { runtime, actor: 'agent', capability: 'shell.exec.run_${n}' }), read${n}`,
  );
  return `import { createAgent } from 'langchain';
import { gateTool } from 'capfence/langchain';
import { runtime } from '@shared/base';
${imports.join('\n')}

export const agent = createAgent({ tools: [${gated.join(', ')}] });
`;
}

/** Makes ordinary code lead to the agent of the folder before it: then all of a program hangs together. */
const leading = (text: string, first: number): string =>
  first < FOLDER
    ? text
    : `import { agent } from '../app${first / FOLDER - 1}/agent.js';\n${text}export const ask = (question: string) => agent.invoke(question);\n`;

function folderOf(first: number, size: number, leads: boolean): [string, string][] {
  const numbers = Array.from({ length: size - 1 }, (_, at) => first + at);
  const defines = numbers.filter((n) => (n - first) % TOOLS_EVERY === 0 && numbers.includes(n + 4));
  const plainOf = (n: number) =>
    plain(
      n,
      numbers.filter((m) => m < n && m > n - 4 && !defines.includes(m)),
    );
  const files = numbers.map((n): [string, string] =>
    defines.includes(n)
      ? [`tools${n}.ts`, tools(n)]
      : [`file${n}.ts`, leads ? leading(plainOf(n), first) : plainOf(n)],
  );
  return [...files, ['agent.ts', agent(defines)]];
}

const FRAMEWORKS = /'(@langchain\/core\/tools|langchain|capfence\/langchain)'/g;

/** How the files of a program hang together: in folders of agents, all in one, or without a framework. */
export type ProgramKind = 'agents' | 'all lead to one' | 'no framework';

/** Writes a program of so many sources below a folder; without a framework its names are others. */
export function writeProgram(root: string, files: number, kind: ProgramKind = 'agents'): void {
  const named = (text: string) => (kind !== 'no framework' ? text : text.replace(FRAMEWORKS, "'other/$1'"));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), named(text));
  };
  write('tsconfig.json', JSON.stringify(TSCONFIG));
  write('ambient.d.ts', AMBIENT);
  write('shared/base.ts', SHARED);
  for (let first = 0; first < files - 1; first += FOLDER) {
    const size = Math.min(FOLDER, files - 1 - first);
    for (const [name, text] of folderOf(first, size, kind === 'all lead to one'))
      write(`apps/app${first / FOLDER}/${name}`, text);
  }
}
