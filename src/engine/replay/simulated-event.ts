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
  /** Only where asked for: the event as JSON. Absent also where it cannot be written as JSON. */
  readonly json?: string | undefined;
}

/** What the simulation found out about an event. */
export interface Outcome {
  readonly line: number;
  readonly actor: string | undefined;
  readonly capability: string | undefined;
  readonly decision: Decision;
  readonly compared: boolean;
  /** Another policy's decision, in place of the recorded one. */
  readonly baseline: Decision | undefined;
  readonly drift: DriftKind | null | undefined;
  /** What to write as JSON: the event, or its fields where they are none. */
  readonly event: unknown;
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
    recorded: outcome.compared ? originalOf(record, outcome.baseline) : undefined,
    drift: outcome.drift,
    json: outcome.event === undefined ? undefined : jsonOf(outcome.event),
  };
}

function originalOf(record: TraceLine, baseline: Decision | undefined): Recorded | undefined {
  if (baseline === undefined) return recordedOf(record);
  const { decision, reason, rule } = baseline;
  return { decision, text: decision, reason, rule: rule?.id };
}

/** What is nested too deep for any event is too deep to be written, too. */
function jsonOf(event: unknown): string | undefined {
  try {
    return JSON.stringify(event);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function label(value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
