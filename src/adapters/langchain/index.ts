/** `capfence/langchain`: tools of LangChain.js, one by one or all that an agent runs. */
import { toolGates } from '../gate/index.js';
import { langchain } from './tool.js';

export const { gateTool, gateTools } = toolGates<object>(langchain);
export { gateMiddleware } from './middleware.js';
export type { GateMiddleware, ToolCallRequest } from './middleware.js';
export type { GateOptions, GateToolsOptions } from '../gate/index.js';
