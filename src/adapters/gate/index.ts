/** What every adapter stands on: one gate, and the ways to put it before functions and tools. */
export { defineAdapter, gateMany, gateOne, toolGates } from './adapter.js';
export type { ToolAdapter, ToolGates, ToolSet } from './adapter.js';
export { sealArgument, sealList, thaw } from './arguments.js';
export type { Sealed } from './arguments.js';
export { asBlocked, denialOf, denialText } from './denial.js';
export type { Denial } from './denial.js';
export { hold } from './hold.js';
export { gate, isGenerator } from './function.js';
export type { Gated, GateFunctionOptions } from './function.js';
export { Gate, unwrap } from './gate.js';
export type { Outcome } from './gate.js';
export { gatesByName } from './named.js';
export { badOption, checkHost, optionsFor } from './options.js';
export type {
  AskingRuntime,
  GateCapability,
  GateHost,
  GateOptions,
  GateRuntime,
  GateToolsOptions,
} from './options.js';
export { overlay } from './overlay.js';
export type { AnyFunction, Entries, Wrap } from './overlay.js';
export { gatePlainTool } from './tool.js';
