import type { DecisionKind, DecisionReason, RuleRef } from '../model/decision.js';

/** One event of a replay, as the outputs need it. Every text is the trace's or the policy's, and hostile. */
export interface ReplayRow {
  readonly trace: string;
  readonly line: number;
  readonly id: string | number | undefined;
  readonly ts: string | number | undefined;
  readonly actor: string | null;
  readonly capability: string | null;
  /** What was decided at first; absent where that is not known. */
  readonly original:
    | {
        /** Absent where the word of the record is none that we know. */
        readonly decision: DecisionKind | undefined;
        readonly text: string;
        readonly reason: string | undefined;
        readonly rule: string | undefined;
      }
    | undefined;
  readonly replayed: {
    readonly decision: DecisionKind;
    readonly reason: DecisionReason;
    readonly rule: RuleRef | null;
    readonly riskLevel: string | undefined;
    readonly detail: string | undefined;
  };
  /** How the two differ: null where they agree, absent where there is nothing to compare. */
  readonly drift: string | null | undefined;
}

/** The decision at first in one word; of a word that is not known, that word. */
export function originalText({ original }: ReplayRow, none: string): string {
  if (original === undefined) return none;
  return original.decision ?? `${original.text.slice(0, 40)} ?`;
}

/** What decided: the rule's id and its words, or the reason with what is known about it. */
export function whyText({ replayed }: ReplayRow): string {
  const { rule, reason, detail, riskLevel } = replayed;
  if (rule !== null) return rule.reason === undefined ? rule.id : `${rule.id}: ${rule.reason}`;
  if (riskLevel !== undefined) return `risk_level:${riskLevel}`;
  return detail === undefined ? reason : `${reason}: ${detail}`;
}
