import { describe, expect, it } from 'vitest';
import { names, scanTree, verdicts } from './tree.js';

const one = (code: string) => scanTree({ 'a.ts': code });

describe('tools whose code is a package’s', () => {
  it.each([
    [
      'TavilySearch',
      `import { createAgent } from 'langchain'; import { TavilySearch } from '@langchain/tavily'; createAgent({ tools: [new TavilySearch({})] });`,
    ],
    [
      'Calculator',
      `import { createAgent } from 'langchain'; import { Calculator } from '@langchain/community/tools/calculator'; const tools = []; tools.push(new Calculator()); createAgent({ tools });`,
    ],
    [
      'handbook',
      `import { createRetrieverTool } from 'langchain/tools/retriever'; import { AgentExecutor } from 'langchain/agents'; declare const docs: any; const tool = createRetrieverTool(docs, { name: 'handbook', description: 'd' }); new AgentExecutor({ agent: {}, tools: [tool] });`,
    ],
    [
      'getTools',
      `import { createAgent } from 'langchain'; import { MultiServerMCPClient } from '@langchain/mcp-adapters'; const client = new MultiServerMCPClient({}); createAgent({ tools: await client.getTools() });`,
    ],
    [
      'getTools',
      `import { createAgent } from 'langchain'; import { SqlToolkit } from 'langchain/agents/toolkits/sql'; createAgent({ tools: new SqlToolkit({}).getTools() });`,
    ],
    [
      'tools',
      `import { streamText, experimental_createMCPClient } from 'ai'; const client = await experimental_createMCPClient({}); const remote = await client.tools(); streamText({ tools: { ...remote } });`,
    ],
    [
      'getTools',
      `import { Agent } from '@mastra/core/agent'; import { MCPClient } from '@mastra/mcp'; const mcp = new MCPClient({}); new Agent({ tools: await mcp.getTools() });`,
    ],
    [
      'DuckDuckGoSearchTool',
      `import { DuckDuckGoSearchTool } from 'beeai-framework/tools/search/duckDuckGoSearch'; import { ReActAgent } from 'beeai-framework/agents/react/agent'; new ReActAgent({ tools: [new DuckDuckGoSearchTool()] });`,
    ],
    [
      'search_docs',
      `import { QueryEngineTool, OpenAIAgent } from 'llamaindex'; declare const queryEngine: any; new OpenAIAgent({ tools: [new QueryEngineTool({ queryEngine, metadata: { name: 'search_docs', description: 'd' } })] });`,
    ],
    [
      'Search',
      `import { createAgent } from 'langchain'; import { Search } from 'some-search-package'; createAgent({ tools: [new Search({ key: 'k' })] });`,
    ],
  ])('finds %s: %#', (name, code) => {
    expect(verdicts(one(code))).toEqual({ [name]: 'ungated' });
    expect(one(code).tools[0]?.severity).toBe('medium');
  });

  it('sees them through the gate', () => {
    const code = `import { createAgent } from 'langchain'; import { gateTools } from 'capfence/langchain'; import { TavilySearch } from '@langchain/tavily'; import { MultiServerMCPClient } from '@langchain/mcp-adapters';
      const remote = gateTools(await new MultiServerMCPClient({}).getTools(), {} as any); createAgent({ tools: [...gateTools([new TavilySearch()], {} as any), ...remote] });`;
    expect(verdicts(one(code))).toEqual({ TavilySearch: 'gated', getTools: 'gated' });
  });

  it.each([
    [
      'asTool',
      `import { Agent } from '@openai/agents'; const inner = new Agent({ name: 'inner' }); new Agent({ name: 'outer', tools: [inner.asTool({ toolName: 'ask' })] });`,
      'ask',
    ],
    [
      'asTool without a name',
      `import { Agent } from '@openai/agents'; export const outer = new Agent({ tools: [new Agent({ name: 'inner' }).asTool({})] });`,
      'inner',
    ],
    [
      'asTool of Strands',
      `import { Agent } from '@strands-agents/sdk'; const make = () => new Agent({ name: 'inner' }); new Agent({ tools: [make().asTool({ name: 'ask' })] });`,
      'ask',
    ],
    [
      'AgentTool',
      `import { AgentTool, LlmAgent } from '@google/adk'; const inner = new LlmAgent({ name: 'inner' }); new LlmAgent({ name: 'outer', tools: [new AgentTool({ agent: inner })] });`,
      'inner',
    ],
  ])('takes an agent that is made a tool for one: %s', (_, code, name) => {
    expect(verdicts(one(code))).toEqual({ [name]: 'ungated' });
  });

  it('takes models, stores and what only hands tools on for no tools', () => {
    const report =
      one(`import { createAgent, tool } from 'langchain'; import { ChatOpenAI } from '@langchain/openai'; import { wrap } from 'tool-wrapper'; import { z } from 'zod'; import { StateGraph } from '@langchain/langgraph'; import { RemoteNode } from 'remote-nodes';
      const own = tool(async () => 1, { name: 'own', schema: z.object({}) });
      createAgent({ model: new ChatOpenAI({}), tools: wrap([own]) });
      createAgent({ tools: globalThis.make(), checkpointer: new ChatOpenAI({}) });
      new StateGraph({}).addNode('remote', new RemoteNode({}));`);
    expect(names(report)).toEqual(['own']);
  });
});
