import { describe, expect, it } from 'vitest';
import { customDetector } from '../../src/engine/scan/index.js';
import { names, scanTree, toolNamed, verdicts } from './tree.js';

const one = (code: string, more: Record<string, string> = {}) => scanTree({ 'a.ts': code, ...more });

describe('classes', () => {
  it.each([
    [
      'langchain',
      `import { StructuredTool } from '@langchain/core/tools'; export class A extends StructuredTool { name = 'one'; async _call({ url }: any) { return fetch(url); } }`,
    ],
    [
      'langchain',
      `import { Tool } from 'langchain/tools'; class Base extends Tool { name = 'base'; abstract x: any; _call(a: any): any { return fetch(a); } } export class A extends Base { name = 'one'; }`,
    ],
    [
      'langchain',
      `import * as tools from '@langchain/core/tools'; export default class extends tools.StructuredTool { get name() { return 'one'; } async _call(a: any) { return fetch(a); } }`,
    ],
    [
      'beeai',
      `import { Tool } from 'beeai-framework/tools/base'; export class A extends Tool { name = 'one'; protected async _run(input: any) { return fetch(input.url); } }`,
    ],
    [
      'google-adk',
      `import { BaseTool } from '@google/adk'; export class A extends BaseTool { constructor() { super({ name: 'one', description: 'd' }); } async runAsync({ args }: any) { return fetch(args.url); } }`,
    ],
    [
      'strands',
      `import { Tool as T } from '@strands-agents/sdk'; export class A extends T { name = 'one'; async *stream(context: any) { yield fetch(context.url); } }`,
    ],
  ])('%s', (framework, code) => {
    const tool = toolNamed(one(code), 'one');
    expect([tool.framework, tool.effects.map(({ kind }) => kind)]).toEqual([framework, ['network']]);
  });

  it('follows the instances of a class to the agent, and through the gate', () => {
    const code = (
      tools: string,
    ) => `import { StructuredTool } from '@langchain/core/tools'; import { createAgent } from 'langchain'; import { gateTool } from 'capfence';
      class A extends StructuredTool { name = 'one'; async _call(a: any) { return fetch(a); } }
      createAgent({ tools: ${tools} });`;
    expect(verdicts(one(code('[new A()]')))).toEqual({ one: 'ungated' });
    expect(verdicts(one(code('[gateTool(new A(), {})]')))).toEqual({ one: 'gated' });
    expect(verdicts(one(code('[]')))).toEqual({ one: 'unreachable' });
  });

  it('finds as many tools as a class is given names', () => {
    const code = (
      field: string,
    ) => `import { StructuredTool } from '@langchain/core/tools'; class Api extends StructuredTool { ${field} constructor(name: string) { super(); this.name = name; } async _call(a: any) { return fetch(a.url); } }
      const all = [{ method: 'one' }, { method: 'two' }]; export const tools = all.map((each) => new Api(each.method));`;
    expect(verdicts(one(code('name: string;')))).toEqual({ one: 'ungated', two: 'ungated' });
    expect(one(code(`name = 'fixed';`)).tools).toHaveLength(1);
  });

  it('takes a class that runs nothing for no tool', () => {
    expect(
      one(
        `import { StructuredTool } from '@langchain/core/tools'; export abstract class A extends StructuredTool { name = 'one'; }`,
      ).tools,
    ).toEqual([]);
    expect(
      one(
        `class StructuredTool { } export class A extends StructuredTool { name = 'one'; _call() {} } // '@langchain/core/tools'`,
      ).tools,
    ).toEqual([]);
  });
});

describe('decorators', () => {
  it('finds methods that a decorator makes tools', () => {
    const report = one(`import { Tool } from '@rekog/mcp-nest';
      export class Kit {
        @Tool({ name: 'one', description: 'd' }) async hello({ url }: any) { return fetch(url); }
        @Tool({ description: 'd' }) async two() { return 2; }
      }`);
    expect(names(report)).toEqual(['one', 'two']);
    expect(toolNamed(report, 'one').effects.map(({ kind, tainted }) => [kind, tainted])).toEqual([
      ['network', true],
    ]);
  });
});

describe('object literals', () => {
  const run = `async ({ url }: any) => fetch(url)`;
  it.each([
    [
      'vercel-ai',
      `import { generateText } from 'ai'; generateText({ tools: { one: { inputSchema: {}, execute: ${run} } } });`,
    ],
    [
      'vercel-ai',
      `import { streamText as go } from 'ai'; const tools = { one: { inputSchema: {}, execute: ${run} } }; go({ tools });`,
    ],
    [
      'vercel-ai',
      `import { ToolLoopAgent } from 'ai'; new ToolLoopAgent({ tools: { one: { parameters: {}, execute: ${run} } } });`,
    ],
    [
      'vercel-ai',
      `import type { Tool } from 'ai'; export const one: Tool = { inputSchema: {}, execute: ${run} };`,
    ],
    [
      'vercel-ai',
      `import { type Tool } from 'ai'; export const one = { name: 'one', inputSchema: {}, execute: ${run} } satisfies Tool;`,
    ],
    [
      'openai',
      `import OpenAI from 'openai'; const client = new OpenAI(); client.chat.completions.runTools({ tools: [{ type: 'function', function: { name: 'one', function: ${run} } }] });`,
    ],
    [
      'openai',
      `import OpenAI from 'openai'; const client = new OpenAI(); async function one({ url }: any) { return fetch(url); } client.beta.chat.completions.runTools({ tools: [{ type: 'function', function: { function: one } }] });`,
    ],
    [
      'openai',
      `import { OpenAI } from 'openai'; const tools = [{ type: 'function', function: { name: 'one', parameters: {} } }]; const table = { one: ${run} };
      export class Chat { client = new OpenAI(); async ask() { return this.client.chat.completions.create({ tools }); } }`,
    ],
    [
      'openai',
      `import OpenAI from 'openai'; const get = ${run}; const tools: OpenAI.Chat.Completions.ChatCompletionTool[] = [{ type: 'function', function: { name: 'one', parameters: {} } }];
      function dispatch(name: string, args: any) { switch (name) { case 'one': return get(args); } }`,
    ],
    [
      'anthropic',
      `import Anthropic from '@anthropic-ai/sdk'; const client = new Anthropic(); const handlers = { one: ${run} }; client.messages.create({ tools: [{ name: 'one', input_schema: {} }] });`,
    ],
    [
      'anthropic',
      `import Anthropic from '@anthropic-ai/sdk'; const one = ${run}; const tools: Anthropic.Tool[] = [{ name: 'one', input_schema: {} }];
      export async function call(block: any) { switch (block.name) { case 'one': { return await one(block.input); } } }`,
    ],
    [
      'anthropic',
      `import Anthropic from '@anthropic-ai/sdk'; new Anthropic().beta.messages.toolRunner({ tools: [{ name: 'one', input_schema: {}, run: ${run} }] });`,
    ],
    [
      'copilot',
      `import { CopilotClient } from '@github/copilot-sdk'; const client = new CopilotClient(); client.createSession({ tools: [{ name: 'one', handler: ${run} }] });`,
    ],
    [
      'mastra',
      `import { Agent } from '@mastra/core'; new Agent({ tools: { one: { id: 'one', execute: ${run} } } });`,
    ],
  ])('%s: %#', (framework, code) => {
    const tool = toolNamed(one(code), 'one');
    expect([tool.framework, tool.verdict, tool.effects.map(({ kind }) => kind)]).toEqual([
      framework,
      'ungated',
      ['network'],
    ]);
  });

  it('tells tools of the vendor, and what only looks like a tool', () => {
    const report = one(`import Anthropic from '@anthropic-ai/sdk'; import OpenAI from 'openai';
      new Anthropic().messages.create({ tools: [{ type: 'web_search_20250305', name: 'web_search' }], tool_choice: { type: 'auto', name: 'x' } });
      new OpenAI().responses.create({ tools: [{ type: 'file_search' }], text: { name: 'y', type: 'function' } });
      export const map = (tools: any[]) => new Anthropic().messages.create({ tools: tools.map((t) => ({ name: t.name, input_schema: t.schema })) });`);
    expect(verdicts(report)).toEqual({ web_search: 'hosted', file_search: 'hosted' });
  });

  it('sees literals through the gate', () => {
    const code = `import { generateText } from 'ai'; import { gateTools } from 'capfence/ai'; generateText({ tools: gateTools({ one: { inputSchema: {}, execute: ${run} } }, {}) });`;
    expect(verdicts(one(code))).toEqual({ one: 'gated' });
  });
});

describe('MCP servers', () => {
  it('finds handlers of tools/call, in either version of the SDK, and no other handler', () => {
    const report = one(
      `import { Server } from '@modelcontextprotocol/sdk/server/index.js'; import { CallToolRequestSchema as Call, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
      import { exec } from 'child_process';
      const server = new Server({}, {});
      server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [] }));
      server.setRequestHandler(Call, async (request) => { exec(request.params.arguments.command); return {}; });`,
      {
        'v2.ts': `import { Server } from '@modelcontextprotocol/server'; export function add(server: Server) { server.setRequestHandler('tools/call', async () => ({})); server.setRequestHandler('tools/list', async () => ({})); }`,
      },
    );
    expect(report.tools.map(({ construct, place }) => `${construct} ${place.file}:${place.line}`)).toEqual([
      'setRequestHandler a.ts:5',
      'setRequestHandler v2.ts:1',
    ]);
    expect(report.tools[0]?.effects[0]).toMatchObject({ kind: 'exec', severity: 'critical', tainted: true });
  });

  it('follows a server through classes, parameters without types, and CommonJS', () => {
    const report = scanTree({
      'server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
        export class App { private readonly server: McpServer; constructor() { this.server = new McpServer({}); this.setup(); } setup() { this.server.tool('one', {}, async () => ({})); } }
        export class Sub extends McpServer { constructor() { super({}); this.registerTool('two', {}, async () => ({})); } }`,
      'main.js': `const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js'); const add = require('./add'); const server = new McpServer({}); add(server);`,
      'add.js': `module.exports = function (server) { server.tool('three', {}, async () => ({})); };`,
    });
    expect(names(report)).toEqual(['one', 'three', 'two']);
  });
});

describe('detectors of the user', () => {
  it('finds what `.capfence.yaml` says', () => {
    const custom = [
      customDetector({
        module: '@acme/agents',
        construct: 'defineAction',
        name_argument: '0',
        executor: '1.handler',
      }),
      customDetector({ module: './lib/kit', construct: 'Kit.new.add' }),
    ];
    const report = scanTree(
      {
        'a.ts': `import { defineAction as d } from '@acme/agents'; export const a = d('one', { handler: async ({ url }: any) => fetch(url) });`,
        'b.ts': `import { other } from '@acme/agents'; export const a = other('two', { handler: async () => 1 });`,
      },
      { custom },
    );
    expect(report.tools.map(({ tool, framework, verdict }) => [tool, framework, verdict])).toEqual([
      ['one', 'custom', 'ungated'],
    ]);
  });
});

it('gives fingerprints that survive moved code, and differ for different tools', () => {
  const code = (before: string) =>
    `${before}import { tool } from 'ai'; export const a = tool({ execute: async () => 1 }); export const b = tool({ execute: async () => 2 });`;
  const [first, second] = [one(code('')), one(code('// moved\n\n'))].map(({ tools }) =>
    tools.map(({ fingerprint }) => fingerprint),
  );
  expect(first).toEqual(second);
  expect(new Set(first).size).toBe(2);
  expect(first?.[0]).toMatch(/^[0-9a-f]{16}$/);
});
