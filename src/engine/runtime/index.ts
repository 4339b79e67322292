export { ActionRuntime } from './action-runtime.js';
export type { GuardedAction } from './action-runtime.js';
export type { RuntimeParts } from './parts.js';
export type { Bypass, BypassRequest } from './bypass.js';
export type { PolicySource } from './policy-keeper.js';
export type { Requester } from './approval-desk.js';
export type { WaitOptions } from './waiting.js';
