import { describe, expect, it } from 'vitest';
import { names, scanTree, toolNamed, verdicts } from './tree.js';

const PARTS = `description: 'd', parameters: { type: 'object' }`;
const RUN = `async execute(args: any) { return fetch('https://x/' + args.q); }`;
const ONE = `{ name: 'one', ${PARTS}, ${RUN} }`;

describe('a tool of a framework that nobody knows', () => {
  const ways: Record<string, Record<string, string>> = {
    'that is registered': { 'a.ts': `export default (api: any) => { api.registerTool(${ONE}); };` },
    'that is registered by its name': {
      'a.ts': `import type { Api } from 'nobody'; export default (api: Api) => { api.registerTool('one', { description: 'd', inputSchema: {} }, async (args) => fetch(args.q)); };`,
    },
    'that a function of its own makes': {
      'a.ts': `import { defineTool } from './own'; export const one = defineTool(${ONE});`,
      'own.ts': `export const defineTool = (tool: any) => tool;`,
    },
    'of a type': {
      'a.ts': `import type { AgentTool } from 'nobody'; export const one: AgentTool<any, string> = ${ONE};`,
    },
    'of a type that its list has': {
      'a.ts': `import type { LocalTool } from './types'; export const all: readonly LocalTool[] = [${ONE}];`,
      'types.ts': `export interface LocalTool { name: string }`,
    },
    'that satisfies a type': {
      'a.ts': `import type { Tool } from 'nobody'; export const one = ${ONE} satisfies Tool;`,
    },
    'that a method gives back': {
      'a.ts': `import { ONE_ID } from './ids'; export class Provider { static ID = ONE_ID; getTool(): ToolRequest { return { id: Provider.ID, name: Provider.ID, ${PARTS}, handler: async (args: any) => fetch(args) }; } } interface ToolRequest { id: string }`,
      'ids.ts': `export const ONE_ID = 'one';`,
    },
    'by the name that a table has for what a call makes of it': {
      'a.ts': `import { defineTool } from 'nobody'; import { toolDefs } from './b'; export const all = () => ({ one: defineTool({ ...toolDefs.one, ${RUN} }) });`,
      'b.ts': `export const toolDefs = { one: { ${PARTS} } };`,
    },
    'by the name of what holds it': { 'a.ts': `export const oneTool = ${ONE};` },
    'in a list of tools': { 'a.ts': `export const tools = [${ONE}];` },
    'that is pushed into a list of tools': { 'a.ts': `export const tools: any[] = []; tools.push(${ONE});` },
    'in a table by its name': { 'a.ts': `export const tools = { one: { ${PARTS}, ${RUN} } };` },
    'in a set that says no more than what it takes': {
      'a.ts': `/** Its description is told elsewhere. */ import type { ToolSet } from 'nobody'; export function all(schema: any): ToolSet { return { one: { inputSchema: schema } }; }`,
    },
    'that a model is told of': {
      'a.ts': `export const all = () => [{ type: 'function', function: { name: 'one', ${PARTS} } }];`,
    },
    'that is only described': {
      'a.ts': `export const OneToolDefinition = { name: 'one', ${PARTS} } as const;`,
    },
    'that is a class': {
      'a.ts': `abstract class Base { abstract name: string; description = 'd'; } export class OneTool extends Base { name = 'one'; schema = {}; ${RUN} }`,
    },
    'that is a class of which a base elsewhere calls a method of another name': {
      'a.ts': `import { BaseQueryTool } from 'nobody'; export class OneTool extends BaseQueryTool { name = 'one'; description = 'd'; specificInputSchema = {}; async executeQuery(args: any) { return fetch(args.q); } }`,
    },
    'that is a method with a decorator': {
      'a.ts': `import { aiFunction } from 'nobody'; export class Client { @aiFunction({ name: 'one', description: 'd', inputSchema: {} }) async find(args: any) { return fetch(args.q); } }`,
    },
    'that is named by what holds it': {
      'a.ts': `import { extendedTool } from 'nobody'; export const one = extendedTool<string>({ ${PARTS}, ${RUN} });`,
    },
    'that a class of tools is made of': {
      'a.ts': `import { ScriptedTool } from 'nobody'; export const all = [new ScriptedTool(${ONE})];`,
    },
    'made by a helper that is told the name': {
      'a.ts': `function makeTool(name: string) { return { name, ${PARTS}, ${RUN} }; } export const all = [makeTool('one')];`,
    },
    'whose name is behind an alias that no tsconfig tells of': {
      'package.json': `{ "name": "p" }`,
      'src/a.ts': `import { NAME } from '@/names'; import type { Tool } from 'nobody'; export const one: Tool = { name: NAME, ${PARTS}, ${RUN} };`,
      'src/names.ts': `export const NAME = 'one';`,
    },
  };
  it.each(Object.keys(ways))('%s', (way) => {
    const report = scanTree(ways[way] ?? {});
    expect(verdicts(report)).toEqual({ one: 'ungated' });
    expect(report.frameworks).toEqual(['custom-shape']);
  });

  const others: Record<string, string> = {
    'a command': `export const oneTool: Command = { name: 'one', description: 'd', args: {}, run() { return 1; } }; interface Command { name: string }`,
    'a command that is registered': `export default (api: any) => api.registerCommand({ name: 'one', ${PARTS}, ${RUN} });`,
    'a prompt': `export default (server: any) => server.addPrompt({ name: 'one', description: 'tool', parameters: {}, handler: async () => '' });`,
    'a resource': `export const toolResource = { name: 'one', description: 'd', uri: 'x://y', parameters: {}, handler: async () => '' };`,
    'a route': `export const tools = [{ name: 'one', method: 'GET', path: '/tool', description: 'd', schema: {}, handler: async () => '' }].slice(1);`,
    'a step': `import { createStep } from 'nobody'; export const tool = createStep({ id: 'one', ${PARTS}, ${RUN} });`,
    'what a toolbar shows': `export const toolbarItems = [{ name: 'one', description: 'd', parameters: {}, run() { return 1; } }];`,
    'a tooltip': `import type { TooltipSpec } from './t'; export const x: TooltipSpec = { name: 'one', ${PARTS}, ${RUN} };`,
    'what is called no tool': `/* tool */ export const one = { name: 'one', ${PARTS}, ${RUN} };`,
    'what nothing describes': `export const oneTool = { name: 'one', ${RUN} };`,
    'what takes nothing and runs nothing': `export const oneTool = { name: 'one', description: 'd' };`,
    'a call of a tool': `import type { ToolCall } from 'nobody'; export const x: ToolCall = { name: 'one', description: 'd', parameters: {} };`,
    'what is handed on': `import type { Tool } from 'nobody'; export const told = (tool: any): Tool => ({ name: tool.name, description: tool.description, parameters: tool.schema });`,
    'an abstract class': `export abstract class OneTool { name = 'one'; description = 'd'; schema = {}; execute() { return 1; } }`,
    'a class that is called otherwise': `/* tool */ export class One { name = 'one'; description = 'd'; parameters = {}; execute() { return 1; } }`,
  };
  it.each(Object.keys(others))('and not %s', (other) => {
    expect(names(scanTree({ 'a.ts': others[other] ?? '' }))).toEqual([]);
  });

  it('says what it can do, and whether it is gated', () => {
    const code = (tool: string) =>
      `import { gateTool } from 'capfence'; import type { Tool } from 'nobody'; declare const use: any; const one: Tool = ${ONE}; use(${tool});`;
    expect(toolNamed(scanTree({ 'a.ts': code('one') }), 'one')).toMatchObject({
      verdict: 'ungated',
      severity: 'high',
    });
    expect(verdicts(scanTree({ 'a.ts': code('gateTool(one, {} as any)') }))).toEqual({ one: 'gated' });
  });
});

describe('a tool that is found in two ways is one', () => {
  const SERVER = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; const server = new McpServer({ name: 's', version: '1' });`;
  const TYPES = `export interface OwnTool { name: string }`;
  it.each([
    [
      'in a loop',
      `for (const tool of all) server.registerTool(tool.name, {}, (input: any) => tool.execute(input));`,
    ],
    [
      'by a function that another one gives back',
      `const maker = (to: any) => { return (tool: any) => { server.registerTool(tool.name, {}, (input: any) => tool.execute(input)); }; }; const add = maker(1); add(all[0]);`,
    ],
  ])('registered %s', (_, more) => {
    const report = scanTree({
      'a.ts': `${SERVER} import { all } from './all'; ${more}`,
      'all.ts': `import type { OwnTool } from './types'; export const all: OwnTool[] = [${ONE}];`,
      'types.ts': TYPES,
    });
    expect(names(report)).toEqual(['one']);
    expect(toolNamed(report, 'one')).toMatchObject({ framework: 'mcp', verdict: 'ungated' });
  });

  it('is one where a server that goes through a list calls it by another name', () => {
    const report = scanTree({
      'a.ts': `${SERVER} import type { Tool } from './own'; const all: Tool[] = [{ method: 'one', name: 'The One', ${PARTS}, ${RUN} }];
        for (const tool of all) server.registerTool(tool.method, { description: tool.description }, tool.execute);`,
      'own.ts': `export interface Tool { method: string }`,
    });
    expect(names(report)).toEqual(['one']);
  });

  it.each([
    `@Prompt({ name: 'one', description: 'd', parameters: {} })`,
    `@SlashCommand({ name: 'one', description: 'd', parameters: {} })`,
    `@Get({ name: 'one', description: 'd', path: '/one', parameters: {} })`,
    `@ApiQuery({ name: 'one', description: 'd', schema: {} })`,
  ])('is none by a decorator that says something else: %s', (decorator) => {
    const report = scanTree({
      'a.ts': `import { Prompt, SlashCommand, Get, ApiQuery } from 'nobody'; export class Tools { ${decorator} async find(args: any) { return fetch(args.q); } }`,
    });
    expect(names(report)).toEqual([]);
  });

  it('is found in a large table that is spread into itself', () => {
    const report = scanTree({
      'a.ts': `let table: any = { a: 1 }; for (const x of [1, 2]) table = { ...table, [x]: x }; export const keys = Object.entries(table).map(([key]) => key); export const oneTool = ${ONE};`,
    });
    expect(names(report)).toEqual(['one']);
    expect(report.problems).toEqual([]);
  });

  it('but one of the same name that somebody else runs is another', () => {
    const report = scanTree({
      'a.ts': `${SERVER} server.registerTool('one', {}, async () => 1);`,
      'b.ts': `import type { Tool } from 'nobody'; export const x: Tool = ${ONE};`,
    });
    expect(names(report)).toEqual(['one', 'one']);
  });

  it('and a server that looks its tools up in a table filled by a loop has these', () => {
    const report = scanTree({
      'a.ts': `import { Server } from '@modelcontextprotocol/sdk/server/index.js'; import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
        const all = [${ONE}, { name: 'two', async execute() { return 2; } }]; function table() { const found: Record<string, any> = {}; for (const one of all) { found[one.name] = one; } return found; }
        const byName = table(); const server = new Server({}, {}); server.setRequestHandler(CallToolRequestSchema, async (request: any) => byName[request.params.name].execute(request.params.arguments));`,
    });
    expect(verdicts(report)).toEqual({ one: 'ungated', two: 'ungated' });
  });
});

describe('what is for tests alone', () => {
  const tool = `import { tool } from '@langchain/core/tools'; export const one = tool(async () => 1, { name: 'one' });`;
  it.each(['a.test.ts', 'a.spec.tsx', '__tests__/a.ts', 'b/__tests__/c/a.mts'])(
    'is no tool that ships: %s',
    (file) => {
      expect(names(scanTree({ [file]: tool }))).toEqual([]);
      expect(names(scanTree({ [file]: tool }, { paths: [file] }))).toEqual(['one']);
    },
  );

  it('but counts where other code imports it', () => {
    const files = { 'a.test.ts': tool, 'b.ts': `export { one } from './a.test';` };
    expect(names(scanTree(files))).toEqual(['one']);
    expect(names(scanTree({ 'a.test.ts': tool, 'b.test.ts': `export { one } from './a.test';` }))).toEqual(
      [],
    );
    expect(names(scanTree({ 'a.testing.ts': tool }))).toEqual(['one']);
  });
});
