import { badOption, defineAdapter } from '../gate/index.js';
import { gateRunnableTool } from './runnable-tool.js';
import { gateStructuredTool } from './structured-tool.js';

/** A tool of LangChain: `tool(…)`, DynamicTool, DynamicStructuredTool, a class on StructuredTool, or a runnable as a tool. */
export interface LangChainTool {
  readonly name: string;
}

export const langchain = defineAdapter<object>({
  name: 'langchain',
  is: (tool) => hasFunction(tool, '_call') && hasFunction(tool, 'invoke'),
  nameOf: (tool) => (tool as Partial<LangChainTool>).name,
  wrap(tool, gate) {
    if (hasFunction(tool, '_call')) return gateStructuredTool(tool, gate);
    if (hasFunction(tool, 'invoke')) return gateRunnableTool(tool, gate);
    throw badOption('this is no tool that LangChain runs here', 'tools of the model provider run there');
  },
});

function hasFunction(tool: object, key: string): boolean {
  return typeof (tool as Record<string, unknown>)[key] === 'function';
}
