import type { DecisionKind, DecisionReason, RiskLevel, RuleRef } from './decision.js';
import type { JsonObject } from './json.js';

export type TransitionKind = 'newly_allowed' | 'newly_denied' | 'newly_needs_approval';

/** What one of two policies answers. */
export interface Answer {
  readonly decision: DecisionKind;
  readonly reason: DecisionReason;
  readonly rule: RuleRef | null;
  /** The risk level whose action raised it, where one did. */
  readonly riskLevel?: RiskLevel;
}

/** An event that two policies decide differently. Texts are a stranger's: escape before printing. */
export interface TransitionEvent {
  /** The trace or suite, and the line in it. */
  readonly source: string;
  readonly line: number;
  /** Of a case. */
  readonly name?: string;
  readonly id?: string | number;
  readonly ts?: string | number;
  /** Null where the event has none that is text. */
  readonly actor: string | null;
  readonly capability: string | null;
  readonly environment: string | null;
  /** Absent where the event does not parse. */
  readonly payload?: JsonObject;
  readonly old: Answer;
  readonly new: Answer;
}

/** All events whose decision went one way, and the first of them. */
export interface Transition {
  readonly old: DecisionKind;
  readonly new: DecisionKind;
  readonly kind: TransitionKind;
  readonly count: number;
  readonly events: readonly TransitionEvent[];
}
