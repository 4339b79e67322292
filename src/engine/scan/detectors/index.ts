import type { Detector } from '../detector.js';
import { agentKit } from './agent-kit.js';
import { anthropic } from './anthropic.js';
import { beeai } from './beeai.js';
import { claudeAgent } from './claude-agent.js';
import { cloudflare } from './cloudflare.js';
import { copilot } from './copilot.js';
import { fastmcp } from './fastmcp.js';
import { genkit } from './genkit.js';
import { googleAdk } from './google-adk.js';
import { langchain } from './langchain.js';
import { langgraph } from './langgraph.js';
import { llamaindex } from './llamaindex.js';
import { mastra } from './mastra.js';
import { mcpNest } from './mcp-nest.js';
import { mcpUse } from './mcp-use.js';
import { mcp } from './mcp.js';
import { modelApi } from './model-api.js';
import { openaiAgents } from './openai-agents.js';
import { openai } from './openai.js';
import { opencode } from './opencode.js';
import { strands } from './strands.js';
import { tanstackAi } from './tanstack-ai.js';
import { vercelAi } from './vercel-ai.js';
import { voltagent } from './voltagent.js';

/** Every framework the scanner knows, by name. */
export const DETECTORS: readonly Detector[] = [
  agentKit,
  anthropic,
  beeai,
  claudeAgent,
  cloudflare,
  copilot,
  fastmcp,
  genkit,
  googleAdk,
  langchain,
  langgraph,
  llamaindex,
  mastra,
  mcp,
  mcpNest,
  mcpUse,
  modelApi,
  openai,
  openaiAgents,
  opencode,
  strands,
  tanstackAi,
  vercelAi,
  voltagent,
];
