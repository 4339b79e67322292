import { canonicalJson, commitPayload, redactPayload, SALT_BYTES } from '../audit/index.js';
import type { Beside, DecisionDraft, PayloadCommitment, Redaction } from '../audit/index.js';
import type { Decision } from '../model/decision.js';
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

/** The record of a decision on an event that parsed. */
export function decisionDraft(
  event: ActionEvent,
  id: string,
  made: Decision,
  how: Circumstances,
): DecisionDraft {
  const { context } = event;
  return {
    ...decided(id, made, how),
    actor: event.actor,
    capability: event.capability,
    environment: event.environment,
    risk: String(event.risk),
    ...given({
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
    }),
  };
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
    ...{ id, decision: made.decision, reason: reason.slice(0, MAX_TEXT), authorized, mode, engine },
    rule: rule === null ? null : { id: rule.id, section: rule.section, file: rule.file, line: rule.line },
    policy: { name: policy.name, digest: policy.digest },
    ...given({ risk_level: riskLevel, detail: detail?.slice(0, MAX_TEXT), bypass }),
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

function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return fields as { [K in keyof T]?: Exclude<T[K], undefined> };
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
