/** `capfence/claude-agent`: hooks for the Claude Agent SDK. */
export { gateHooks } from './hooks.js';
export type { GateHooks, GateHooksOptions, PreToolUseAnswer, PreToolUseInput } from './hooks.js';
export { gateCanUseTool } from './permission.js';
export type { PermissionAnswer } from './permission.js';
export type { GateToolsOptions } from '../gate/index.js';
