import { defineDetector } from '../detector.js';

export const langgraph = defineDetector({
  name: 'langgraph',
  title: 'LangGraph',
  modules: /^@langchain\/langgraph[\w-]*(?:\/|$)/,
  sinks: [
    { path: /^(?:prebuilt\.)?createReactAgent\.\(\)$/, tools: ['0.tools'] },
    { path: /^create(?:Supervisor|Swarm)\.\(\)$/, tools: ['0.tools'] },
    { path: /^(?:prebuilt\.)?(?:ToolNode|ToolExecutor)\.new$/, tools: ['0', '0.tools'], carries: true },
    { path: /\.addNode\.\(\)$/, tools: ['1'] },
  ],
  neutral: /(?:toolsCondition)\.\(\)$/,
});
