import type { Detector } from '../detector.js';
import { agentKit } from './agent-kit.js';
import { anthropic } from './anthropic.js';
import { bedrock } from './bedrock.js';
import { beeai } from './beeai.js';
import { chatApis } from './chat-apis.js';
import { claudeAgent } from './claude-agent.js';
import { cloudflare } from './cloudflare.js';
import { cohere } from './cohere.js';
import { copilot } from './copilot.js';
import { copilotkit } from './copilotkit.js';
import { customShape } from './custom-shape.js';
import { elizaos } from './elizaos.js';
import { fastmcp } from './fastmcp.js';
import { genkit } from './genkit.js';
import { googleAdk } from './google-adk.js';
import { googleGenai } from './google-genai.js';
import { langchain } from './langchain.js';
import { langgraph } from './langgraph.js';
import { llamaindex } from './llamaindex.js';
import { lmstudio } from './lmstudio.js';
import { mastra } from './mastra.js';
import { mcp } from './mcp.js';
import { mcpFramework } from './mcp-framework.js';
import { mcpLite } from './mcp-lite.js';
import { mcpNest } from './mcp-nest.js';
import { mcpUse } from './mcp-use.js';
import { mistral } from './mistral.js';
import { modelApi } from './model-api.js';
import { ollama } from './ollama.js';
import { openai } from './openai.js';
import { openaiAgents } from './openai-agents.js';
import { opencode } from './opencode.js';
import { strands } from './strands.js';
import { tanstackAi } from './tanstack-ai.js';
import { vercelAi } from './vercel-ai.js';
import { voltagent } from './voltagent.js';
import { vscode } from './vscode.js';

/** Every framework the scanner knows, by name. */
export const DETECTORS: readonly Detector[] = [
  agentKit,
  anthropic,
  bedrock,
  beeai,
  chatApis,
  claudeAgent,
  cloudflare,
  cohere,
  copilot,
  copilotkit,
  customShape,
  elizaos,
  fastmcp,
  genkit,
  googleAdk,
  googleGenai,
  langchain,
  langgraph,
  llamaindex,
  lmstudio,
  mastra,
  mcp,
  mcpFramework,
  mcpLite,
  mcpNest,
  mcpUse,
  mistral,
  modelApi,
  ollama,
  openai,
  openaiAgents,
  opencode,
  strands,
  tanstackAi,
  vercelAi,
  voltagent,
  vscode,
];
