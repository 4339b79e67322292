import { describe, expect, it } from 'vitest';
import { names, scanTree, toolNamed, verdicts } from './tree.js';

const SERVER = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; const server = new McpServer({ name: 's', version: '1' });`;
const run = (what: string) => `async (args: any) => { ${what} }`;
const ONE = `{ name: 'one', config: {}, handler: ${run('return fetch(args.url);')} }`;
const TWO = `{ name: 'two', config: {}, handler: ${run('return 2;')} }`;

describe('tools that are registered in a loop', () => {
  const ways: Record<string, Record<string, string>> = {
    'over a list, with a pattern as parameter': {
      'a.ts': `${SERVER} [${ONE}, ${TWO}].forEach(({ name, config, handler }) => { server.registerTool(name, config, handler); });`,
    },
    'over the exports of a file, with a rest': {
      'a.ts': `import * as all from './all'; ${SERVER} for (const tool of Object.values(all) as any[]) { const { name, handler, ...config } = tool; server.registerTool(name, config, (input: any) => handler(input)); }`,
      'all.ts': `export { default as first } from './one'; export { default as second } from './two';`,
      'one.ts': `export default ${ONE};`,
      'two.ts': `export default ${TWO};`,
    },
    'over tuples of several files': {
      'a.ts': `import * as all from './all'; ${SERVER} Object.values(all).forEach((tools) => { for (const [name, schema, handler] of tools) server.tool(name, schema, handler); });`,
      'all.ts': `export { default as first } from './one'; export { default as second } from './two';`,
      'one.ts': `export default [['one', {}, ${run('return fetch(args.url);')}]] as const;`,
      'two.ts': `export default [['two', {}, ${run('return 2;')}]] as const;`,
    },
    'over an enum that a table is looked up by': {
      'a.ts': `import { Ids } from './ids'; import table from './table'; ${SERVER} for (const id of Object.values(Ids)) { const { config, handler } = table[id]; server.registerTool(id, config, handler); }`,
      'ids.ts': `export enum Ids { One = 'one', Two = 'two' }`,
      'table.ts': `import { Ids } from './ids'; const table: Record<Ids, any> = { [Ids.One]: ${ONE}, [Ids.Two]: ${TWO} }; export default table;`,
    },
    'over classes': {
      'a.ts': `${SERVER} class One { meta = { name: 'one' }; async execute(args: any) { return fetch(args.url); } } class Two { meta = { name: 'two' }; async execute() { return 2; } }
        for (const Each of [One, Two]) { const tool = new Each(); server.registerTool(tool.meta.name, {}, async (input: any) => tool.execute(input)); }`,
    },
    'over lists that are joined': {
      'a.ts': `import { first } from './one'; import { second } from './two'; ${SERVER} const all = first.concat(second as any); for (const tool of all) server.registerTool(tool.name, tool.config, tool.handler);`,
      'one.ts': `export const first = [${ONE}];`,
      'two.ts': `export const second = [${TWO}];`,
    },
    'over what a class was filled with': {
      'a.ts': `${SERVER} class Registry { #all = new Map<string, any>(); add(tool: any) { this.#all.set(tool.name, tool); } list() { return [...this.#all.values()]; } }
        const registry = new Registry(); registry.add(${ONE}); registry.add(${TWO}); for (const tool of registry.list()) server.registerTool(tool.name, tool.config, tool.handler);`,
    },
    'over a table made of pairs': {
      'a.ts': `${SERVER} const all = [${ONE}, ${TWO}]; const table = Object.fromEntries(all.map((tool) => [tool.name, tool])); for (const tool of Object.values(table)) server.registerTool(tool.name, tool.config, tool.handler);`,
    },
    'by a function that is handed over by its name': {
      'a.ts': `${SERVER} const register = (tool: any) => { server.registerTool(tool.name, tool.config, tool.handler); }; [${ONE}, ${TWO}].forEach(register);`,
    },
    'by what another file is given': {
      'a.ts': `import { createMcpHandler } from '@vercel/mcp-adapter'; import { all } from './all'; export default createMcpHandler(async (server) => { all.forEach((tool: any) => { server.tool(tool.name, tool.config, tool.handler); }); });`,
      'all.ts': `export const all = [${ONE}, ${TWO}];`,
    },
    'by a server that logs': {
      'a.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; class Logging extends McpServer { registerTool(name: string, config: any, handler: any): any { return super.registerTool(name, config, (...args: any[]) => handler(...args)); } }
        const server = new Logging({ name: 's', version: '1' }); server.registerTool('one', {}, ${run('return fetch(args.url);')}); server.registerTool('two', {}, ${run('return 2;')});`,
    },
  };
  it.each(Object.keys(ways))('%s', (way) => {
    const report = scanTree(ways[way] ?? {});
    expect(verdicts(report)).toEqual({ one: 'ungated', two: 'ungated' });
    expect(names(report)).toEqual(['one', 'two']);
  });

  it.each([
    [
      'its handler asks',
      'gated',
      `const tool = { name: 'one', handler: async (a: any) => { await runtime.guard({}); return fetch(a.url); } };`,
      '',
    ],
    [
      'it asks in a branch',
      'ungated',
      `const tool = { name: 'one', handler: async (a: any) => { if (a.x) await runtime.guard({}); return fetch(a.url); } };`,
      '',
    ],
    [
      'the other one asks',
      'ungated',
      `const other = { name: 'x', handler: async () => { await runtime.guard({}); } }; const tool = { name: 'one', handler: async (a: any) => fetch(a.url) };`,
      '',
    ],
    [
      'only a comment asks',
      'ungated',
      `const tool = { name: 'one', handler: async (a: any) => { /* await runtime.guard({}) */ return fetch(a.url); } };`,
      '',
    ],
    [
      'dead code asks',
      'ungated',
      `const tool = { name: 'one', handler: async (a: any) => { return fetch(a.url); await runtime.guard({}); } };`,
      '',
    ],
    [
      'it is put in the place of one that asks',
      'ungated',
      `let tool: any = { name: 'one', handler: async (a: any) => { await runtime.guard({}); return fetch(a.url); } }; tool = { name: 'one', handler: async (a: any) => fetch(a.url) };`,
      '',
    ],
    [
      'its handler is put in the place of one that asks',
      'ungated',
      `const tool: any = { name: 'one', handler: async (a: any) => { await runtime.guard({}); return fetch(a.url); } }; tool.handler = async (a: any) => fetch(a.url);`,
      '',
    ],
  ])('that are said to be gated only where that is so: %s', (_, verdict, made) => {
    const code = `${SERVER} import { ActionRuntime } from 'capfence'; declare const runtime: ActionRuntime; ${made}
      const table = Object.fromEntries([tool].map((one: any) => [one.name, one])); for (const one of Object.values(table)) (server as any).registerTool(one.name, {}, one.handler);`;
    const found = scanTree({ 'a.ts': code.replace(' as any)', ')') }).tools.filter(
      ({ tool }) => tool === 'one',
    );
    expect(found.length).toBeGreaterThan(0);
    if (verdict === 'gated') expect(found.map((one) => one.verdict)).toEqual(['gated']);
    else expect(found.map((one) => one.verdict)).toContain(verdict);
  });

  it('hands a tool on by the name of a function, through the gate or past it', () => {
    const code = (
      tools: string,
    ) => `import { tool } from '@langchain/core/tools'; import { createAgent } from 'langchain'; import { gateTools, gateTool } from 'capfence/langchain';
      const make = (one: any) => tool(async (args: any) => one.handler(args), { name: one.name }); const all = [${ONE}, ${TWO}]; createAgent({ tools: ${tools} });`;
    expect(verdicts(scanTree({ 'a.ts': code('all.map(make)') }))).toEqual({ one: 'ungated', two: 'ungated' });
    expect(verdicts(scanTree({ 'a.ts': code('gateTools(all.map(make), {})') }))).toEqual({
      one: 'gated',
      two: 'gated',
    });
    expect(
      Object.values(verdicts(scanTree({ 'a.ts': code('[gateTool(make(all[0]), {}), ...all.map(make)]') }))),
    ).not.toContain('gated');
    expect(
      Object.values(verdicts(scanTree({ 'a.ts': `${code('all.map(make)')} gateTools(all.map(make), {});` }))),
    ).not.toContain('gated');
  });
});

describe('what runs beside a description', () => {
  const SDK = `import Anthropic from '@anthropic-ai/sdk'; const client = new Anthropic();`;
  const asks = (tools: string) => `client.messages.create({ messages: [], tools: ${tools} });`;
  it.each([
    [
      'a property of the object',
      `const one = { definition: { name: 'one', input_schema: {} }, execute: ${run('return fetch(args.url);')} }; ${asks('[one.definition]')}`,
    ],
    [
      'a field of the class',
      `class One { definition = { name: 'one', input_schema: {} }; async run(args: any) { return fetch(args.url); } } ${asks('[new One().definition]')}`,
    ],
    [
      'a field that a constructor sets',
      `class T { definition: any; fn: any; constructor({ name, fn }: any) { this.definition = { name, input_schema: {} }; this.fn = fn; } } ${asks(`[new T({ name: 'one', fn: ${run('return fetch(args.url);')} }).definition]`)}`,
    ],
    [
      'the element of a list that is mapped',
      `const all = [{ name: 'one', schema: {}, handler: ${run('return fetch(args.url);')} }]; ${asks('all.map((t) => ({ name: t.name, input_schema: t.schema }))')}`,
    ],
    [
      'the element of a list in a loop',
      `const all = [{ name: 'one', schema: {}, handler: ${run('return fetch(args.url);')} }]; const told: any[] = []; for (const t of all) told.push({ name: t.name, input_schema: t.schema }); ${asks('told')}`,
    ],
    [
      'what is spread',
      `const all: any[] = [{ name: 'one', input_schema: {}, handler: ${run('return fetch(args.url);')} }]; const told: any[] = []; for (const t of all) told.push({ ...t }); ${asks('told')}`,
    ],
  ])('is what it does: %s', (_, code) => {
    const report = scanTree({ 'a.ts': SDK + code });
    expect(names(report)).toEqual(['one']);
    expect(toolNamed(report, 'one')).toMatchObject({ verdict: 'ungated', effects: [{ kind: 'network' }] });
  });
});

describe('tools put into a module that is held whole', () => {
  it('go to whoever takes them from there', () => {
    const code = (tool: string) => ({
      'store.js': `module.exports = { tools: [] };`,
      'a.ts': `import { tool } from '@langchain/core/tools'; import { createAgent } from 'langchain'; import { gateTool } from 'capfence/langchain'; import * as store from './store.js'; const t = tool(async () => 1, { name: 't' }); createAgent({ tools: [gateTool(t, {})] }); store.tools.push(${tool});`,
      'b.js': `const { createAgent } = require('langchain'); const store = require('./store.js'); createAgent({ tools: store.tools });`,
    });
    expect(verdicts(scanTree(code('t')))).toEqual({ t: 'ungated' });
    expect(verdicts(scanTree(code('gateTool(t, {})')))).toEqual({ t: 'gated' });
  });
});
