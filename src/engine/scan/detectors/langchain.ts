import { defineDetector } from '../detector.js';

export const langchain = defineDetector({
  name: 'langchain',
  title: 'LangChain.js',
  modules: /^(?:langchain|deepagents|@langchain\/(?!langgraph)[\w-]+)(?:\/|$)/,
  tools: [
    { path: /^(?:tools\.)?tool\.\(\)$/, construct: 'tool', name: ['1.name'], executor: ['0'] },
    {
      path: /^(?:tools\.)?(?:DynamicTool|DynamicStructuredTool)\.new$/,
      construct: 'DynamicStructuredTool',
      name: ['0.name'],
      executor: ['0.func'],
    },
    {
      path: /(?:^|\.)createRetrieverTool\.\(\)$/,
      construct: 'createRetrieverTool',
      name: ['1.name'],
      executor: [],
    },
  ],
  ready: [
    {
      path: /^(?:tools\.)?[A-Z]\w+\.new$/,
      from: /^(?:langchain|@langchain\/community)\/(?:experimental\/)?tools(?:\/|$)|^@langchain\/(?:tavily|exa|oxylabs)$/,
      construct: 'ready-made tool',
    },
    {
      path: /^\w*Toolkit\.(?:new|\w+\.\(\))\.(?:getTools\.\(\)|tools)$/,
      construct: 'toolkit',
    },
    {
      path: /^MultiServerMCPClient\.(?:new|\w+\.\(\))\.getTools\.\(\)$|^loadMcpTools\.\(\)$/,
      construct: 'MCP tools',
    },
  ],
  classes: [
    {
      path: /^(?:tools\.)?(?:StructuredTool|Tool|DynamicTool|DynamicStructuredTool)$/,
      construct: 'StructuredTool',
      name: ['this.name', 'super.0.name', 'static.lc_name'],
      executor: ['_call', 'func'],
    },
  ],
  sinks: [
    {
      path: /^(?:agents\.)?(?:createAgent|createReactAgent|createDeepAgent)\.\(\)$/,
      tools: ['0.tools'],
      human: [{ at: '0.middleware', is: /^humanInTheLoopMiddleware\.\(\)$/ }],
    },
    { path: /^(?:agents\.)?AgentExecutor\.(?:new|fromAgentAndTools\.\(\))$/, tools: ['0.tools'] },
    { path: /^(?:agents\.)?initializeAgentExecutor(?:WithOptions)?\.\(\)$/, tools: ['0'] },
  ],
  neutral: /(?:bindTools|convertTo\w+|formatTo\w+|render\w+|withConfig|create\w+Agent)\.\(\)$/,
});
