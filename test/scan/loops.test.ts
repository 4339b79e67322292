import { describe, expect, it } from 'vitest';
import { names, scanTree, toolNamed, verdicts } from './tree.js';

const HEAD = `import OpenAI from 'openai'; import { ActionRuntime } from 'capfence'; import { exec } from 'node:child_process';
declare const runtime: ActionRuntime; const client = new OpenAI();
const described = (name: string) => name;
const tools = [{ type: 'function', function: { name: 'one', parameters: {} } }, { type: 'function', function: { name: 'two', parameters: {} } }];
const one = async (input: any) => exec(input.line); const two = async (input: any) => fetch(input.url);
const table: Record<string, any> = { one, two };
async function dispatch(name: string, input: any) { switch (name) { case 'one': return one(input); case 'two': return two(input); } }
`;
const loop = (body: string, tail = '') =>
  `${HEAD}export async function turn() { const r = await client.chat.completions.create({ tools }); for (const call of r.choices[0].message.tool_calls) { const name = call.function.name; const args = JSON.parse(call.function.arguments); ${body} } }\n${tail}`;
const ask = `const verdict = await runtime.execute({ tool: name } as any); if (!verdict.authorized) continue;`;
const both = (first: string, second = first) => ({ one: first, two: second });

describe('tools that are only described', () => {
  it.each([
    ['cases that call', `switch (name) { case 'one': await one(args); break; case 'two': await two(args); }`],
    [
      'cases that do it themselves',
      `switch (name) { case 'one': exec(args.line); break; case 'two': await fetch(args.url); }`,
    ],
    [
      'ifs',
      `if (call.function.name === 'one') exec(args.line); else if (name === 'two' && args) { await fetch(args.url); }`,
    ],
    ['a table', `await table[name](args);`],
  ])('do what their branch does: %s', (_, body) => {
    const code = loop(body)
      .replace(/async function dispatch.*\n/, '')
      .replace(/(const one.*\n)/, body.includes('one(') || body.includes('table') ? '$1' : '');
    const report = scanTree({ 'a.ts': body.includes('table') ? code : code.replace(/const table.*\n/, '') });
    expect(toolNamed(report, 'one').effects).toMatchObject([{ kind: 'exec', tainted: true }]);
    expect(toolNamed(report, 'two').effects).toMatchObject([{ kind: 'network', tainted: true }]);
  });

  it('find what runs them in another file', () => {
    const report = scanTree({
      'tools.ts': `import type Anthropic from '@anthropic-ai/sdk'; export const shell: Anthropic.Tool = { name: 'shell', input_schema: { type: 'object' } };`,
      'run.ts': `import Anthropic from '@anthropic-ai/sdk'; import { exec } from 'node:child_process'; import { shell } from './tools.js';
        export async function turn(client: Anthropic) { const r = await client.messages.create({ tools: [shell] }); for (const block of r.content) await execute(block.name, block.input); }
        async function execute(name: string, input: any) { switch (name) { case 'shell': return exec(input.command); } }`,
    });
    expect(toolNamed(report, 'shell')).toMatchObject({ verdict: 'ungated', severity: 'critical' });
  });

  it('are found in every call of a helper that writes them', () => {
    const report = scanTree({
      'a.ts': `import Anthropic from '@anthropic-ai/sdk'; const make = (name: string, properties = {}): Anthropic.Tool => ({ name, input_schema: { type: 'object', properties } });
        const TOOLS: Anthropic.Tool[] = [make('one'), make('two', { x: {} })]; new Anthropic().messages.create({ tools: TOOLS });`,
    });
    expect(names(report)).toEqual(['one', 'two']);
    expect(new Set(report.tools.map(({ place }) => `${place.line}:${place.column}`)).size).toBe(2);
  });
});

describe('a loop that asks', () => {
  it.each([
    [
      'before a switch',
      `${ask} switch (name) { case 'one': await one(args); break; case 'two': await two(args); }`,
      '',
      both('gated'),
    ],
    ['before a table', `${ask} const run = table[name]; await run(args);`, '', both('gated')],
    [
      'around a dispatcher',
      `await runtime.guard({ tool: name } as any, () => dispatch(name, args));`,
      '',
      both('gated'),
    ],
    [
      'in one case',
      `switch (name) { case 'one': { ${ask} await one(args); break; } case 'two': await two(args); }`,
      '',
      both('gated', 'ungated'),
    ],
    [
      'too late',
      `switch (name) { case 'one': await one(args); break; case 'two': await two(args); } ${ask}`,
      '',
      both('ungated'),
    ],
    [
      'and drops the answer',
      `await runtime.execute({ tool: name } as any); await table[name](args);`,
      '',
      both('ungated'),
    ],
    [
      'but not everywhere',
      `await runtime.guard({ tool: name } as any, () => dispatch(name, args));`,
      `export const debug = () => dispatch('one', {});`,
      both('ungated'),
    ],
    [
      'but not for the table',
      `${ask} await table[name](args);`,
      `export const raw = (name: string) => table[name]({});`,
      both('ungated'),
    ],
  ])('%s', (_, body, tail, expected) => {
    const code = loop(body, tail);
    const used = body.includes('dispatch') ? code : code.replace(/async function dispatch.*\n/, '');
    const report = scanTree({ 'a.ts': body.includes('table') ? used : used.replace(/const table.*\n/, '') });
    expect(verdicts(report)).toEqual(expected);
  });
});

describe('where tools go', () => {
  const head = `import { tool } from '@langchain/core/tools'; import { createAgent } from 'langchain';\n`;
  const make = `tool(async () => 1, { name: 'one' })`;
  it.each([
    [
      'a method without a declared type',
      `class Kit { all() { return [${make}]; } } const kit = new Kit(); createAgent({ tools: kit.all() });`,
    ],
    [
      'an asynchronous one, through a factory',
      `class Kit { static async create() { return new Kit(); } async all() { return [${make}]; } } export async function go() { const kit = await Kit.create(); createAgent({ tools: await kit.all() }); }`,
    ],
    [
      'a field of another class',
      `class Kit { all() { return [${make}]; } } export class App { constructor(private kit: Kit) {} go() { createAgent({ tools: this.kit.all() }); } }`,
    ],
    [
      'a record that a function fills for its caller',
      `function fill(into: any) { into.tools = [${make}]; } const options: any = {}; fill(options); createAgent({ tools: options.tools });`,
    ],
  ])('follows %s', (_, code) => {
    expect(verdicts(scanTree({ 'a.ts': head + code }))).toEqual({ one: 'ungated' });
  });

  it('makes one finding of a helper that makes its tool in one of two ways', () => {
    const code = `import { tool, DynamicStructuredTool } from '@langchain/core/tools'; const make = (c: any) => { if (c.late) return new DynamicStructuredTool({ name: c.name, func: c.run }); return tool(c.run, { name: c.name }); };
      export const one = make({ name: 'one', run: async ({ x }: any) => fetch(x) }); export const two = make({ name: 'two', run: async () => 1 });`;
    expect(names(scanTree({ 'a.ts': code }))).toEqual(['one', 'two']);
  });

  it('knows which class a method of a base runs for', () => {
    const report = scanTree({
      'a.ts': `import { StructuredTool } from '@langchain/core/tools'; import { rmSync } from 'node:fs'; abstract class Base extends StructuredTool { abstract run(i: any): any; async _call(i: any) { return this.run(i); } }
        export class A extends Base { name = 'a'; run(i: any) { return fetch(i.url); } } export class B extends Base { name = 'b'; run(i: any) { return rmSync(i.path); } }`,
    });
    expect(report.tools.map(({ tool, effects }) => [tool, effects.map(({ kind }) => kind)])).toEqual([
      ['a', ['network']],
      ['b', ['fs.delete']],
    ]);
  });

  it('names tools by the template that names them, and default exports by their file', () => {
    const report = scanTree({
      'a.ts': `import { createTool } from '@mastra/core/tools'; const ask = (who: string) => createTool({ id: \`ask-\${who}\`, execute: async () => who }); export const a = ask('ann'); export const b = ask('bob');`,
      '.opencode/tool/train.ts': `import { tool } from '@opencode-ai/plugin'; export default tool({ description: 'd', args: {}, async execute() { return 'x'; } });`,
    });
    expect(names(report)).toEqual(['ask-ann', 'ask-bob', 'train']);
  });
});

it('does not take a branch for gated because one of the things that it calls asks', () => {
  const code = (
    branch: string,
  ) => `import OpenAI from 'openai'; import { ActionRuntime } from 'capfence'; import { exec } from 'node:child_process'; declare const runtime: ActionRuntime; const client = new OpenAI();
    const asks = async (input: any) => { await runtime.guard({} as any); return exec(input.line); };
    export async function turn() { const r = await client.chat.completions.create({ tools: [{ type: 'function', function: { name: 'one', parameters: {} } }] }); for (const call of r.choices[0].message.tool_calls) { const args = JSON.parse(call.function.arguments); if (call.function.name === 'one') { ${branch} } } }`;
  const said = (branch: string) => verdicts(scanTree({ 'a.ts': code(branch) })).one;
  expect(said('await asks(args);')).toBe('gated');
  expect(said('exec(args.line); await asks(args);')).toBe('ungated');
  expect(said('if (args.x) await asks(args); else exec(args.line);')).toBe('ungated');
});
