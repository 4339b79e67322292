import { describe, expect, it } from 'vitest';
import { scanTree, toolNamed } from './tree.js';

const HEAD = `import { tool } from '@langchain/core/tools';
import { createAgent } from 'langchain';
import * as fence from 'capfence/langchain';
import { gateTool, gateTools, gateMiddleware } from 'capfence/langchain';
import { ActionRuntime, gate } from 'capfence';
const runtime = await ActionRuntime.fromPolicy('policy.yaml');
const options = { runtime, capability: 'http.request.one' };
const config = { name: 'one', description: 'd' };
const run = async ({ url }: any) => fetch(url);
`;
const RAW = 'const raw = tool(run, config);\n';

type Case = readonly [what: string, code: string | Record<string, string>];

function check(verdict: string, cases: readonly Case[]): void {
  it.each(cases)(`${verdict}: %s`, (_, code) => {
    const files = typeof code === 'string' ? { 'a.ts': HEAD + code } : code;
    const found = toolNamed(scanTree(files), 'one');
    expect({ verdict: found.verdict, why: found.why }).toEqual({ verdict, why: found.why });
  });
}

describe('a gate that is there', () => {
  check('gated', [
    ['around the tool', `${RAW}createAgent({ tools: [gateTool(raw, options)] });`],
    [
      'around the tool, under another name',
      `${RAW}const g = fence.gateTool; createAgent({ tools: [g(raw, options)] });`,
    ],
    ['around the list', `${RAW}createAgent({ tools: gateTools([raw], { runtime, capabilities: {} }) });`],
    [
      'around the list, before it is named',
      `${RAW}const all = [raw]; const safe = gateTools(all, {}); createAgent({ tools: safe });`,
    ],
    ['around each element', `${RAW}createAgent({ tools: [raw].map((t) => gateTool(t, options)) });`],
    [
      'in a loop',
      `${RAW}const safe: any[] = []; for (const t of [raw]) safe.push(gateTool(t, options)); createAgent({ tools: safe });`,
    ],
    [
      'in a helper',
      `${RAW}const protect = (t: any) => gateTool(t, options); createAgent({ tools: [protect(raw)] });`,
    ],
    [
      'in a helper that takes the list',
      `${RAW}function all(list: any[]) { return gateTools(list, options); } createAgent({ tools: [...all([raw])] });`,
    ],
    ['around the executor', `const raw = tool(gate(run, options), config); createAgent({ tools: [raw] });`],
    [
      'around the executor, by name',
      `const safe = gate(run, options); const raw = tool(safe, config); createAgent({ tools: [raw] });`,
    ],
    [
      'in place of the executor',
      `${RAW}createAgent({ tools: [{ ...raw, invoke: gate(raw.invoke, options) }] });`,
    ],
    [
      'registered on the agent',
      `${RAW}createAgent({ tools: [raw], middleware: [gateMiddleware(options)] });`,
    ],
    [
      'registered by name',
      `${RAW}const m = gateMiddleware(options); const middleware = [m]; createAgent({ tools: [raw], middleware });`,
    ],
    [
      'registered through options',
      `${RAW}const all = { tools: [raw], middleware: [gateMiddleware(options)] }; createAgent(all);`,
    ],
    [
      'in the executor, as guard',
      `const raw = tool(async ({ url }) => runtime.guard({ url }, () => fetch(url)), config); createAgent({ tools: [raw] });`,
    ],
    [
      'in the executor, looked at',
      `const raw = tool(async ({ url }) => { const v = await runtime.execute({ url }); if (!v.authorized) return 'no'; return fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'in the executor, thrown',
      `const raw = tool(async ({ url }) => { const { authorized } = await runtime.execute({ url }); if (authorized === false) throw new Error('no'); await fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'in the executor, as a decision',
      `const raw = tool(async ({ url }) => { const v = await runtime.execute({ url }); if (v.decision === 'allow') { return fetch(url); } return 'no'; }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'in the executor, as a choice',
      `const raw = tool(async ({ url }) => (await runtime.execute({ url })).authorized ? fetch(url) : 'no', config); createAgent({ tools: [raw] });`,
    ],
    [
      'in the executor, by a helper that throws',
      `async function must(e: any) { const v = await runtime.execute(e); if (!v.authorized) throw new Error('no'); }
      const raw = tool(async ({ url }) => { await must({ url }); return fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'in the executor, by a helper that answers',
      `const may = async (e: any) => (await runtime.execute(e)).authorized;
      const raw = tool(async ({ url }) => { if (!(await may({ url }))) return 'no'; return fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'in a wrapper of the executor',
      `const safely = (fn: any) => async (input: any) => runtime.guard(input, () => fn(input));
      const raw = tool(safely(run), config); createAgent({ tools: [raw] });`,
    ],
    [
      'in a runtime that is handed in',
      `function make(rt: ActionRuntime) { return tool(async ({ url }) => rt.guard({ url }, () => fetch(url)), config); }
      createAgent({ tools: [make(runtime)] });`,
    ],
    [
      'in another file',
      {
        'tools.ts': `${HEAD}export const raw = tool(run, config);`,
        'index.ts': `export { raw as one } from './tools';`,
        'safe.ts': `import { gateTool } from 'capfence'; import { one } from './index'; export default gateTool(one, {});`,
        'agent.ts': `import { createAgent } from 'langchain'; import safe from './safe'; createAgent({ tools: [safe] });`,
      },
    ],
    [
      'in another file, over a namespace',
      {
        'tools.ts': `${HEAD}export const raw = tool(run, config);`,
        'agent.ts': `import { createAgent } from 'langchain'; import { gateTools } from 'capfence'; import * as all from './tools'; createAgent({ tools: gateTools(Object.values(all), {}) });`,
      },
    ],
    [
      'in another file, by CommonJS',
      {
        'tools.js': `const { tool } = require('@langchain/core/tools'); exports.raw = tool(async ({ url }) => fetch(url), { name: 'one' });`,
        'agent.js': `const { createAgent } = require('langchain'); const { gateTool } = require('capfence'); const { raw } = require('./tools'); createAgent({ tools: [gateTool(raw, {})] });`,
      },
    ],
  ]);
});

describe('more gates that are there', () => {
  check('gated', [
    [
      'in a switch over the decision',
      `const raw = tool(async ({ url }) => { const v = await runtime.execute({ url }); switch (v.decision) { case 'deny': return 'no'; case 'allow': return fetch(url); default: return 'ask'; } }, config); createAgent({ tools: [raw] });`,
    ],
  ]);
  check('ungated', [
    [
      'in a switch that falls through',
      `const raw = tool(async ({ url }) => { const v = await runtime.execute({ url }); switch (v.decision) { case 'deny': console.log('no'); case 'allow': return fetch(url); } }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'a verdict that is written over',
      `const raw = tool(async ({ url }) => { let ok = (await runtime.execute({ url })).authorized; ok = true; if (!ok) return 'no'; return fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'something unknown is waited for before',
      `const raw = tool(async ({ url, client }, extra: any) => { await extra.client.wipe(url); return runtime.guard({ url }, () => fetch(url)); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'exported through an index for others',
      {
        'tools.ts': `${HEAD}export const raw = tool(run, config);`,
        'index.ts': `export { raw } from './tools';`,
      },
    ],
    ['a field of a class that is exported', `export class Kit { raw = tool(run, config); }`],
    ['returned by a function that is exported', `export const kit = () => ({ tools: [tool(run, config)] });`],
  ]);
});

describe('a gate that is not', () => {
  check('ungated', [
    ['no gate at all', `${RAW}createAgent({ tools: [raw] });`],
    ['imported and not called', `${RAW}void gateTool; createAgent({ tools: [raw] });`],
    [
      'called on another tool',
      `${RAW}const other = tool(run, { name: 'other' }); createAgent({ tools: [raw, gateTool(other, options)] });`,
    ],
    ['called, and its result dropped', `${RAW}gateTool(raw, options); createAgent({ tools: [raw] });`],
    [
      'in dead code',
      `${RAW}if (false) { createAgent({ tools: [gateTool(raw, options)] }); } createAgent({ tools: [raw] });`,
    ],
    [
      'on one branch',
      `${RAW}const t = process.env.SAFE ? gateTool(raw, options) : raw; createAgent({ tools: [t] });`,
    ],
    [
      'for one agent of two',
      `${RAW}createAgent({ tools: [gateTool(raw, options)] }); createAgent({ tools: [raw] });`,
    ],
    ['in a comment', `${RAW}// gateTool(raw, options)\ncreateAgent({ tools: [raw] });`],
    ['in a string', `${RAW}const text = 'gateTool(raw, options)'; createAgent({ tools: [raw] });`],
    [
      'of the user, by our name',
      {
        'a.ts': `import { tool } from '@langchain/core/tools'; import { createAgent } from 'langchain';
      const gateTool = (t: any) => t; createAgent({ tools: [gateTool(tool(async () => fetch('x'), { name: 'one' }))] });`,
      },
    ],
    [
      'of another package, by our name',
      {
        'a.ts': `import { tool } from '@langchain/core/tools'; import { createAgent } from 'langchain'; import { gateTool } from 'not-capfence';
      createAgent({ tools: [gateTool(tool(async () => fetch('x'), { name: 'one' }))] });`,
      },
    ],
    [
      'registered on another agent',
      `${RAW}createAgent({ tools: [raw] }); createAgent({ tools: [], middleware: [gateMiddleware(options)] });`,
    ],
    [
      'registered on one branch',
      `${RAW}createAgent({ tools: [raw], middleware: process.env.SAFE ? [gateMiddleware(options)] : [] });`,
    ],
    [
      'registered by a spread of one branch',
      `${RAW}createAgent({ tools: [raw], middleware: [...(process.env.SAFE ? [gateMiddleware(options)] : [])] });`,
    ],
    [
      'made and not registered',
      `${RAW}const m = gateMiddleware(options); createAgent({ tools: [raw], middleware: [] });`,
    ],
    [
      'asked, and the answer dropped',
      `const raw = tool(async ({ url }) => { await runtime.execute({ url }); return fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'asked, and the answer only kept',
      `const raw = tool(async ({ url }) => { const v = await runtime.execute({ url }); console.log(v.reason); return fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'asked the wrong way round',
      `const raw = tool(async ({ url }) => { const v = await runtime.execute({ url }); if (v.authorized) return 'no'; return fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'asked after the effect',
      `const raw = tool(async ({ url }) => { const r = await fetch(url); await runtime.guard({ url }, () => r); return r; }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'asked on one path',
      `const raw = tool(async ({ url, dry }) => { if (!dry) { const v = await runtime.execute({ url }); if (!v.authorized) return 'no'; } return fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'asked, and its throw caught',
      `const raw = tool(async ({ url }) => { try { await runtime.guard({ url }, () => 1); } catch {} return fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'asked, and not waited for',
      `const raw = tool(async ({ url }) => { runtime.guard({ url }, () => 1); return fetch(url); }, config); createAgent({ tools: [raw] });`,
    ],
    [
      'around one executor of two',
      `const raw = tool(process.env.SAFE ? gate(run, options) : run, config); createAgent({ tools: [raw] });`,
    ],
    [
      'a tool that is run by hand as well',
      `${RAW}createAgent({ tools: [gateTool(raw, options)] }); export const go = (c: any) => raw.invoke(c);`,
    ],
    ['handed to code that we do not know', `import { mystery } from 'mystery'; ${RAW}mystery([raw]);`],
  ]);
});

describe('what is neither', () => {
  check('unreachable', [
    ['never given to an agent', RAW],
    ['put into a list that nobody takes', `${RAW}const all = [raw]; console.log(all.length);`],
    [
      'an export of a file in use that nobody takes',
      {
        'tools.ts': `${HEAD}export const raw = tool(run, config); export const other = 1;`,
        'b.ts': `import { other } from './tools'; console.log(other);`,
      },
    ],
  ]);
  check('unknown', [
    [
      'gated, and handed to code that we do not know',
      `import { mystery } from 'mystery'; ${RAW}mystery(raw); createAgent({ tools: [gateTool(raw, options)] });`,
    ],
  ]);
  check('human-only', [
    [
      'LangChain asks a person',
      `import { humanInTheLoopMiddleware } from 'langchain'; ${RAW}createAgent({ tools: [raw], middleware: [humanInTheLoopMiddleware({ interruptOn: { one: true } })] });`,
    ],
    [
      'OpenAI Agents asks a person',
      {
        'a.ts': `import { Agent, tool } from '@openai/agents'; new Agent({ tools: [tool({ name: 'one', needsApproval: true, execute: async () => fetch('x') })] });`,
      },
    ],
    [
      'the AI SDK asks a person',
      {
        'a.ts': `import { generateText, tool } from 'ai'; generateText({ tools: { one: tool({ needsApproval: true, execute: async () => fetch('x') }) } });`,
      },
    ],
    [
      'Mastra asks a person',
      {
        'a.ts': `import { Agent } from '@mastra/core/agent'; import { createTool } from '@mastra/core/tools'; new Agent({ tools: { one: createTool({ id: 'one', requireApproval: true, execute: async () => fetch('x') }) } });`,
      },
    ],
  ]);
  check('ungated', [
    [
      'a person is asked for another tool',
      `import { humanInTheLoopMiddleware } from 'langchain'; ${RAW}createAgent({ tools: [raw], middleware: [humanInTheLoopMiddleware({ interruptOn: { other: true } })] });`,
    ],
    [
      'a person is asked for some calls',
      {
        'a.ts': `import { Agent, tool } from '@openai/agents'; new Agent({ tools: [tool({ name: 'one', needsApproval: async () => false, execute: async () => fetch('x') })] });`,
      },
    ],
    [
      'a person is asked for none',
      {
        'a.ts': `import { Agent, tool } from '@openai/agents'; new Agent({ tools: [tool({ name: 'one', needsApproval: false, execute: async () => fetch('x') })] });`,
      },
    ],
  ]);
  check('hosted', [
    [
      'a tool of OpenAI',
      {
        'a.ts': `import { Agent, webSearchTool } from '@openai/agents'; new Agent({ tools: [webSearchTool({ name: 'one' })] });`,
      },
    ],
    [
      'a tool that the browser runs',
      {
        'a.ts': `import { generateText, tool } from 'ai'; generateText({ tools: { one: tool({ inputSchema: {} }) } });`,
      },
    ],
    [
      'a tool of a provider',
      {
        'a.ts': `import { openai } from '@ai-sdk/openai'; import { generateText } from 'ai'; generateText({ tools: { one: openai.tools.webSearch({ name: 'one' }) } });`,
      },
    ],
  ]);
});

describe('servers', () => {
  const server = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; import { gateServer } from 'capfence/mcp'; const run = async ({ url }: any) => fetch(url);\n`;
  check('gated', [
    [
      'made gated',
      { 'a.ts': `${server}const s = gateServer(new McpServer({}), {}); s.registerTool('one', {}, run);` },
    ],
    [
      'gated before it is registered on',
      { 'a.ts': `${server}const s = new McpServer({}); gateServer(s, {}); s.tool('one', run);` },
    ],
    [
      'gated after it is registered on: the gate works in place',
      {
        'a.ts': `${server}const s = new McpServer({}); s.tool('one', run); gateServer(s, {});`,
      },
    ],
    [
      'gated by its maker',
      {
        'a.ts': `${server}const make = () => gateServer(new McpServer({}), {}); const s = make(); s.tool('one', run);`,
      },
    ],
    [
      'handed in gated',
      {
        'a.ts': `${server}function add(s: McpServer) { s.tool('one', run); } add(gateServer(new McpServer({}), {}));`,
      },
    ],
    [
      'held gated by a class',
      {
        'a.ts': `${server}export class App { server = gateServer(new McpServer({}), {}); init() { this.server.tool('one', run); } }`,
      },
    ],
  ]);
  check('ungated', [
    ['not gated', { 'a.ts': `${server}const s = new McpServer({}); s.registerTool('one', {}, run);` }],
    [
      'gated after a way out',
      {
        'a.ts': `${server}export function f(x: any) { const s = new McpServer({}); s.tool('one', run); if (x) return s; gateServer(s, {}); return s; }`,
      },
    ],
    [
      'another one is gated',
      {
        'a.ts': `${server}const s = new McpServer({}); const t = gateServer(new McpServer({}), {}); s.tool('one', run);`,
      },
    ],
    [
      'gated on one branch',
      {
        'a.ts': `${server}const s = new McpServer({}); if (process.env.SAFE) { gateServer(s, {}); } s.tool('one', run);`,
      },
    ],
    [
      'handed in gated by one of two',
      {
        'a.ts': `${server}function add(s: McpServer) { s.tool('one', run); } add(gateServer(new McpServer({}), {})); add(new McpServer({}));`,
      },
    ],
  ]);
});

describe('the other run-level gates', () => {
  const graph = `import { tool } from '@langchain/core/tools'; import { ToolNode } from '@langchain/langgraph/prebuilt'; import { StateGraph } from '@langchain/langgraph'; import { gateToolNode } from 'capfence/langgraph';
    const raw = tool(async ({ url }: any) => fetch(url), { name: 'one' }); const graph = new StateGraph({});\n`;
  const claude = `import { createSdkMcpServer, query, tool } from '@anthropic-ai/claude-agent-sdk'; import { gateHooks } from 'capfence/claude-agent';
    const mine = createSdkMcpServer({ name: 'mine', tools: [tool('one', 'd', {}, async ({ url }) => fetch(url))] });\n`;
  check('gated', [
    [
      'a gated tool node',
      { 'a.ts': `${graph}graph.addNode('tools', gateToolNode(new ToolNode([raw]), {}));` },
    ],
    [
      'a gated tool node, by name',
      {
        'a.ts': `${graph}const node = new ToolNode([raw]); const safe = gateToolNode(node, {}); graph.addNode('tools', safe);`,
      },
    ],
    [
      'a tool node that is gated in place',
      {
        'a.ts': `${graph}const node = new ToolNode([raw]); graph.addNode('tools', node); gateToolNode(node, {});`,
      },
    ],
    [
      'hooks of the query',
      { 'a.ts': `${claude}query({ prompt: 'x', options: { mcpServers: { mine }, hooks: gateHooks({}) } });` },
    ],
    [
      'hooks among others',
      {
        'a.ts': `${claude}query({ prompt: 'x', options: { mcpServers: { mine }, hooks: { ...gateHooks({}) } } });`,
      },
    ],
  ]);
  check('ungated', [
    ['a tool node', { 'a.ts': `${graph}graph.addNode('tools', new ToolNode([raw]));` }],
    [
      'a gated tool node of another',
      { 'a.ts': `${graph}gateToolNode(new ToolNode([]), {}); graph.addNode('tools', new ToolNode([raw]));` },
    ],
    [
      'hooks that are written over',
      {
        'a.ts': `${claude}query({ prompt: 'x', options: { mcpServers: { mine }, hooks: { ...gateHooks({}), PreToolUse: [] } } });`,
      },
    ],
    [
      'a query without hooks',
      { 'a.ts': `${claude}query({ prompt: 'x', options: { mcpServers: { mine } } });` },
    ],
  ]);
});
