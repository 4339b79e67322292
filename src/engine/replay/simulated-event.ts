import type { Decision, DecisionKind, DecisionReason, RiskLevel, RuleRef } from '../model/decision.js';
import { recordedOf } from './recorded.js';
import type { DriftKind, Recorded } from './recorded.js';
import { isRecord } from './format.js';
import type { TraceLine } from './format.js';

/**
 * One event of a trace and what the policy says to it. What is absent is undefined, so that all have one shape.
 * Texts of the trace are hostile: escape before printing.
 */
export interface SimulatedEvent {
  /** The line of the trace, from 1. */
  readonly line: number;
  /** As recorded: the event's `id`, or the `call_id` or `audit_id` of the record. */
  readonly id: string | number | undefined;
  /** As recorded: `ts` or `timestamp`. */
  readonly ts: string | number | undefined;
  /** Null where the event has none that is text. */
  readonly actor: string | null;
  readonly capability: string | null;
  readonly decision: DecisionKind;
  readonly reason: DecisionReason;
  readonly rule: RuleRef | null;
  readonly riskLevel: RiskLevel | undefined;
  readonly detail: string | undefined;
  /** Only when comparing: what was decided at the time; absent where the record does not say. */
  readonly recorded: Recorded | undefined;
  /** Only when comparing: how the two differ; null where they agree, absent where there is nothing to compare. */
  readonly drift: DriftKind | null | undefined;
}

/** What the simulation found out about an event. */
export interface Outcome {
  readonly line: number;
  readonly actor: string | undefined;
  readonly capability: string | undefined;
  readonly decision: Decision;
  readonly compared: boolean;
  readonly drift: DriftKind | null | undefined;
}

export function simulatedEvent(record: TraceLine, outcome: Outcome): SimulatedEvent {
  const { decision: made } = outcome;
  const inner = isRecord(record['event']) ? record['event'] : undefined;
  return {
    line: outcome.line,
    id: label(record['id'] ?? record['call_id'] ?? record['audit_id'] ?? inner?.['id']),
    ts: label(record['ts'] ?? record['timestamp']),
    actor: outcome.actor ?? null,
    capability: outcome.capability ?? null,
    decision: made.decision,
    reason: made.reason,
    rule: made.rule,
    riskLevel: made.riskLevel,
    detail: made.detail,
    recorded: outcome.compared ? recordedOf(record) : undefined,
    drift: outcome.drift,
  };
}

function label(value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
