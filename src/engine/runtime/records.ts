import { canonicalJson, commitPayload, redactPayload, SALT_BYTES } from '../audit/index.js';
import type { Beside, DecisionDraft, PayloadCommitment, Redaction, RuleOfRecord } from '../audit/index.js';
import type { Decision, RuleRef } from '../model/decision.js';
import type { Env } from '../model/env.js';
import type { ActionEvent } from '../model/event.js';
import type { JsonObject } from '../model/json.js';
import type { Mode } from '../model/verdict.js';

const MAX_TEXT = 1000;
const MAX_REDACTED = 32;
const MAX_POINTER = 200;

/** What a decision is recorded with, beside event and decision. */
export interface Circumstances {
  readonly engine: string;
  readonly mode: Mode;
  readonly authorized: boolean;
  readonly reason: string;
  /** `seq` of the bypass that let it through. */
  readonly bypass?: number | undefined;
}

/**
 * The record of a decision on an event that parsed. One literal, and so one shape, since it is made for every action;
 * what is undefined is left out of the body.
 */
export function decisionDraft(
  event: ActionEvent,
  id: string,
  made: Decision,
  how: Circumstances,
  payload: PayloadCommitment,
): DecisionDraft {
  const { context } = event;
  const { rule, policy, detail, riskLevel } = made;
  return given({
    type: 'decision' as const,
    id,
    actor: event.actor,
    capability: event.capability,
    environment: event.environment,
    risk: typeof event.risk === 'string' ? event.risk : String(event.risk),
    decision: made.decision,
    reason: cut(how.reason),
    authorized: how.authorized,
    mode: how.mode,
    engine: how.engine,
    rule: rule === null ? null : ruleOf(rule),
    policy,
    payload,
    resource: event.resource,
    action: event.action,
    scope: event.scope,
    session: context.session,
    parent: context.parent,
    on_behalf: context.on_behalf,
    tenant: context.tenant,
    role: context.user_role,
    caller_depth: context.caller_depth,
    tool: context.tool_name,
    table: context.table,
    cwd: context.cwd,
    host_approval: event.requireApproval ? (true as const) : undefined,
    risk_level: riskLevel,
    detail: detail === undefined ? undefined : cut(detail),
    bypass: how.bypass,
  });
}

function ruleOf({ id, section, file, line }: RuleRef): RuleOfRecord {
  return { id, section, file, line };
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
}

/** The record of a decision on what was no event: what it claimed to be, as far as it is text. */
export function invalidDraft(input: unknown, id: string, made: Decision, how: Circumstances): DecisionDraft {
  return {
    ...decided(id, made, how),
    actor: claimed(input, 'actor'),
    capability: claimed(input, 'capability'),
    environment: claimed(input, 'environment'),
    risk: '',
  };
}

function decided(id: string, made: Decision, { engine, mode, authorized, reason, bypass }: Circumstances) {
  const { rule, policy, detail, riskLevel } = made;
  return {
    type: 'decision' as const,
    ...{ id, decision: made.decision, reason: cut(reason), authorized, mode, engine },
    rule: rule === null ? null : ruleOf(rule),
    policy,
    ...given({ risk_level: riskLevel, detail: detail === undefined ? undefined : cut(detail), bypass }),
  };
}

/** A field of a hostile value, which may throw when it is read. */
function claimed(input: unknown, field: string): string {
  try {
    const value: unknown = (input as Record<string, unknown> | null | undefined)?.[field];
    return typeof value === 'string' ? value.slice(0, 256) : '';
  } catch {
    return '';
  }
}

/** Fields that may be undefined are fields that may be missing: neither gets into a body. */
type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function given<T extends object>(fields: T): Given<T> {
  return fields as unknown as Given<T>;
}

export interface PayloadKeeping {
  readonly store: boolean;
  readonly redaction: Redaction;
}

/** A payload as a record has it, and what goes beside the record. */
export function payloadOf(
  payload: JsonObject,
  env: Env,
  { store, redaction }: PayloadKeeping,
): { readonly payload: PayloadCommitment; readonly beside: Beside } {
  const salt = env.randomBytes(SALT_BYTES);
  const commitment = commitPayload(payload, salt);
  if (!store) return { payload: commitment, beside: { salt } };
  const { payload: shown, redacted } = redactPayload(payload, redaction);
  const places = redacted.slice(0, MAX_REDACTED).map((at) => at.slice(0, MAX_POINTER));
  return {
    payload: places.length === 0 ? commitment : { ...commitment, redacted: places },
    beside: { salt, payload: canonicalJson(shown) },
  };
}
