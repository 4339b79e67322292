/**
 * What the compiler must say about gated tools: they are what they were. Checked by `tsc -p examples`; never run.
 */
import { tool as openaiTool } from '@openai/agents';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { FunctionTool as AdkTool } from '@google/adk';
import { DynamicStructuredTool, tool as langchainTool } from '@langchain/core/tools';
import { ToolNode } from '@langchain/langgraph/prebuilt';
import { createTool } from '@mastra/core/tools';
import { McpServer as McpServer1 } from '@modelcontextprotocol/sdk/server/mcp.js';
import { McpServer as McpServer2 } from '@modelcontextprotocol/server';
import { tool as aiTool } from 'ai';
import { genkit } from 'genkit';
import { createAgent, FakeToolCallingModel } from 'langchain';
import type { AgentMiddleware } from 'langchain';
import { tool as llamaTool } from 'llamaindex';
import type { Options } from '@anthropic-ai/claude-agent-sdk';
import { gate, gateTool, gateTools } from 'capfence';
import type { ActionRuntime, GateOptions, GateToolsOptions } from 'capfence';
import * as adapters from './subpaths.js';
import { z } from 'zod';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Fails to compile unless both are the very same type. */
declare function same<A, B>(one: A, other: B, same: Same<A, B>): void;

declare const runtime: ActionRuntime;
const options: GateOptions = { runtime, actor: 'a', capability: 'files.read' };
const many: GateToolsOptions = { runtime, actor: 'a', capabilities: { read: 'files.read' } };
const schema = z.object({ path: z.string() });
const execute = async ({ path }: { path: string }): Promise<string> => path;
const named = { name: 'read', description: 'reads' };

const langchain = langchainTool(execute, { ...named, schema });
const gatedLangchain = adapters.langchain.gateTool(langchain, options);
same(gatedLangchain, langchain, true);
const classTool: DynamicStructuredTool = adapters.langchain.gateTool(
  langchain as unknown as DynamicStructuredTool,
  options,
);
const middleware: AgentMiddleware = adapters.langchain.gateMiddleware(many);
createAgent({
  model: new FakeToolCallingModel({}),
  tools: [classTool],
  middleware: [adapters.langchain.gateMiddleware(many)],
});
const node: ToolNode = adapters.langgraph.gateToolNode(new ToolNode([langchain]), many);

const openai = openaiTool({ ...named, parameters: schema, execute });
const gatedOpenai = adapters.openaiAgents.gateTool(openai, options);
same(gatedOpenai, openai, true);

const vercel = { read: aiTool({ inputSchema: schema, execute }) };
const gatedVercel = adapters.ai.gateTools(vercel, many);
same(gatedVercel, vercel, true);

const anthropic = betaZodTool({ ...named, inputSchema: schema, run: execute });
const gatedAnthropic = adapters.anthropic.gateTool(anthropic, options);
same(gatedAnthropic, anthropic, true);

const mastra = createTool({
  id: 'read',
  description: '',
  inputSchema: schema,
  execute: async ({ context }) => context.path,
});
const gatedMastra = adapters.mastra.gateTool(mastra, options);
same(gatedMastra, mastra, true);

const llama = llamaTool({ ...named, parameters: schema, execute: ({ path }: { path: string }) => path });
const gatedLlama = adapters.llamaindex.gateTool(llama, options);
same(gatedLlama, llama, true);

const ai = genkit({});
const handler = adapters.genkit.gateTool(execute, options);
same(handler, execute, true);
ai.defineTool(
  { ...named },
  adapters.genkit.gateTool(async () => 'x', options),
);
const dynamic = ai.dynamicTool({ ...named }, async () => 'x');
const gatedDynamic = adapters.genkit.gateTool(dynamic, options);
same(gatedDynamic, dynamic, true);

const adk = new AdkTool({ ...named, parameters: schema, execute });
const gatedAdk = adapters.googleAdk.gateTool(adk, options);
same(gatedAdk, adk, true);

const server1: McpServer1 = adapters.mcp.gateServer(new McpServer1({ name: 's', version: '1' }), many);
const server2: McpServer2 = adapters.mcp.gateServer(new McpServer2({ name: 's', version: '1' }), many);
const claude: Options = {
  hooks: adapters.claudeAgent.gateHooks(many as GateToolsOptions & { runtime: ActionRuntime }),
};

const list = gateTools([langchain, langchain] as const, many);
same(list, [langchain, langchain] as const, true);
const own = gateTool({ name: 'read', run: execute }, options);
same(own, { name: 'read', run: execute }, true);
const fn = gate((path: string, depth = 1) => path.length + depth, {
  ...options,
  parameters: ['path', 'depth'],
});
const promised = null as unknown as (this: unknown, path: string, depth?: number) => Promise<number>;
same(fn, promised, true);

// @ts-expect-error a gate needs a capability
gateTool(langchain, { runtime, actor: 'a' });
// @ts-expect-error a capability that is a function needs what it narrows
gateTool(langchain, { runtime, actor: 'a', capability: () => 'files.read' });
gateTool(langchain, { runtime, actor: 'a', capability: () => 'files.read', within: 'files' });
// @ts-expect-error a number is no tool
gateTool(1, options);

export { claude, fn, middleware, node, server1, server2 };
