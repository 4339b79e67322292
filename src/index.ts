/**
 * CapFence: deterministic authorization for what AI agents do. Load a policy, describe the proposed action as an event,
 * and ask `decide` before anything runs.
 */
import { ActionEvent as Event, parseEvent as parse } from './engine/model/event.js';
import type { EventInput, ParseEventOptions } from './engine/model/event.js';
import type { ActionRuntime as Runtime } from './engine/runtime/action-runtime.js';
import { systemEnv } from './platform/env.js';
import { fromPolicy } from './platform/runtime.js';

export { gate, gateTool, gateTools } from './adapters/index.js';
export { decide } from './engine/decision/decide.js';
export { explain } from './engine/decision/explain.js';
export { ActionBlocked } from './engine/model/action-blocked.js';
export {
  AuditError,
  CapfenceError,
  EventError,
  PolicyError,
  RuntimeError,
  SuiteError,
  TraceError,
} from './engine/model/errors.js';
export {
  checkPolicyFile,
  checkPolicyText,
  CompiledPolicy,
  compilePolicy,
  lintPolicy,
  loadPolicy,
  parsePolicy,
  policyJsonSchema,
  printPolicy,
} from './engine/policy/index.js';

/** One proposed action: strict, frozen, and detached from what the caller holds. */
export type ActionEvent = Event;
export const ActionEvent = {
  /** Parses an event and gives it an id (UUIDv7) if it has none. @throws EventError */
  create(input: EventInput, options: ParseEventOptions = {}): Event {
    return parse(input, { env: systemEnv, ...options });
  },
  is: (value: unknown): value is Event => Event.is(value),
} as const;

/** The enforcement point: decides, records durably, and only then answers. */
export type ActionRuntime = Runtime;
export const ActionRuntime = { fromPolicy } as const;

/** Parses an event from anybody's hands, as `ActionEvent.create` does from yours. @throws EventError */
export function parseEvent(value: unknown, options: ParseEventOptions = {}): Event {
  return parse(value, { env: systemEnv, ...options });
}

export type {
  Gated,
  GateCapability,
  GateFunctionOptions,
  GateOptions,
  GateRuntime,
  GateToolsOptions,
} from './adapters/index.js';
export type {
  ApprovalTerms,
  Decision,
  DecisionKind,
  DecisionReason,
  RiskLevel,
  RuleRef,
  Section,
} from './engine/model/decision.js';
export type { Env } from './engine/model/env.js';
export type {
  AuditErrorCode,
  EventErrorCode,
  PolicyErrorCode,
  Problem,
  RuntimeErrorCode,
  SourcePosition,
} from './engine/model/errors.js';
export type { EventContext, EventInput, ParseEventOptions } from './engine/model/event.js';
export type {
  ConditionTrace,
  Explanation,
  Reading,
  RuleTrace,
  TruthName,
} from './engine/model/explanation.js';
export type { Finding, PolicyReport, PolicySummary, Severity } from './engine/model/finding.js';
export type { JsonArray, JsonObject, JsonScalar, JsonValue } from './engine/model/json.js';
export type { Mode, Verdict, VerdictReason } from './engine/model/verdict.js';
export type { Bypass, BypassRequest, GuardedAction } from './engine/runtime/index.js';
export type { RuntimeOptions } from './platform/runtime.js';
export type { LoadPolicyOptions, ParsePolicyOptions, Policy, PolicyRule } from './engine/policy/index.js';
