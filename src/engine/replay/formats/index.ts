import type { TraceFormat } from '../format.js';
import { agentdojo } from './agentdojo.js';
import { audit } from './audit.js';
import { claudeCode } from './claude-code.js';
import { codex } from './codex.js';
import { inspect } from './inspect.js';
import { langsmith } from './langsmith.js';
import { mcp } from './mcp.js';
import { native } from './native.js';
import { openaiAgents } from './openai-agents.js';
import { openaiChat } from './openai-chat.js';
import { openaiResponses } from './openai-responses.js';
import { otel } from './otel.js';
import { replay } from './replay.js';
import { short } from './short.js';
import { tool } from './tool.js';

/**
 * Every form that is read, the most particular first: the first that knows a line reads it. Those before `native` share
 * keys with an event.
 */
export const FORMATS = [
  ...[replay, audit, short, tool, openaiResponses, otel],
  native,
  ...[claudeCode, codex, mcp, openaiAgents, langsmith, inspect, agentdojo, openaiChat],
] as const satisfies readonly TraceFormat[];

export type FormatName = (typeof FORMATS)[number]['name'];

/** What `--from` takes. */
export const FORMAT_CHOICES = ['auto', ...FORMATS.map(({ name }) => name)] as const;
