/** `capfence/mcp`: servers of the Model Context Protocol. */
export { gateServer } from './server.js';
export type { McpServerLike } from './server.js';
export type { GateToolsOptions } from '../gate/index.js';
