import type { ApprovalTerms, DecisionKind, DecisionReason, RiskLevel, RuleRef } from './decision.js';

/** `enforce` blocks what the policy does not allow; `observe` lets it through and records what would have been. */
export type Mode = 'enforce' | 'observe';

/** Why a verdict came out as it did: the policy's reason, or the runtime's own. */
export type VerdictReason =
  | DecisionReason
  | 'audit_error'
  | 'approval_error'
  | `approval_required:${string}`
  | `approved:${string}`
  | `observed:${DecisionReason}`
  | `bypassed:${string}`;

/** What the runtime answers about one action: whether it may run, and why. Frozen. */
export interface Verdict {
  readonly authorized: boolean;
  readonly decision: DecisionKind;
  readonly reason: VerdictReason;
  readonly rule: RuleRef | null;
  readonly policy: { readonly name: string; readonly digest: string };
  readonly mode: Mode;
  /** The event's id; null where the event did not parse and had none. */
  readonly id: string | null;
  /** Where it is recorded; null only where nothing could be recorded, and then nothing is authorized. */
  readonly record: { readonly log: string; readonly seq: number; readonly leaf: string } | null;
  readonly riskLevel?: RiskLevel;
  readonly approval?: ApprovalTerms;
  /** The request that is open for it, or the request or grant that let it through. */
  readonly request?: string;
  /** What was wrong, in words, with `invalid_event`, `policy_error`, `audit_error` and `approval_error`. */
  readonly detail?: string;
}
