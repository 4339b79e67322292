export { ActionRuntime } from './action-runtime.js';
export type { GuardedAction, RuntimeParts } from './action-runtime.js';
export type { Bypass, BypassRequest } from './bypass.js';
export type { PolicySource } from './policy-keeper.js';
