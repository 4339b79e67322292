/** `gate`, `gateTool` and `gateTools` of the root: for functions, and for tools of whichever framework by their shape. */
import { ai } from './ai/index.js';
import { anthropic } from './anthropic/index.js';
import { defineAdapter, gateMany, gateOne, gatePlainTool } from './gate/index.js';
import type { GateOptions, GateToolsOptions, ToolAdapter, ToolSet } from './gate/index.js';
import { genkit } from './genkit/index.js';
import { googleAdk } from './google-adk/index.js';
import { langchain } from './langchain/tool.js';
import { llamaindex } from './llamaindex/index.js';
import { mastra } from './mastra/index.js';
import { openaiAgents } from './openai-agents/index.js';

/** A tool of no framework that is known. */
const plain = defineAdapter<object>({
  name: 'capfence',
  is: () => true,
  nameOf: (tool) => {
    const { name } = tool as { name?: unknown };
    return typeof name === 'string' ? name : undefined;
  },
  wrap: gatePlainTool,
});

/** The first that knows the shape has it. */
export const ADAPTERS: readonly ToolAdapter<object>[] = [
  langchain,
  openaiAgents,
  genkit,
  googleAdk,
  mastra,
  llamaindex,
  anthropic,
  ai,
  plain,
];

const adapterOf = (tool: object): ToolAdapter<object> => ADAPTERS.find(({ is }) => is(tool)) ?? plain;

/**
 * Gates a tool: what runs it asks the runtime first, everything else stays as it was. Tools of a framework are known by
 * their shape; others are gated at every entry that is usual. @throws RuntimeError `bad_option` where there is none
 */
export function gateTool<T extends object>(tool: T, options: GateOptions): T {
  return gateOne(adapterOf, tool, options);
}

/** Gates a list of tools, or tools by name, each with the capability of its name. @throws RuntimeError `bad_option` */
export function gateTools<T extends ToolSet<object>>(tools: T, options: GateToolsOptions): T {
  return gateMany(adapterOf, tools, options);
}

export { gate } from './gate/index.js';
export type {
  Gated,
  GateCapability,
  GateFunctionOptions,
  GateOptions,
  GateRuntime,
  GateToolsOptions,
} from './gate/index.js';
