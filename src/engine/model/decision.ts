/** What a policy answers about one action. */
export type DecisionKind = 'allow' | 'deny' | 'require_approval';

/** The section of a policy that a rule stands in. */
export type Section = 'deny' | 'require_approval' | 'allow';

/** Three-valued truth (Kleene). As numbers, `and` is min, `or` is max, `not` is 2 - x. */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;
export type Truth = typeof FALSE | typeof UNKNOWN | typeof TRUE;

/** The rule that decided. `line` is where it stands in `file`, from 1; `reason` is the rule's own text. */
export interface RuleRef {
  readonly id: string;
  readonly section: Section;
  readonly file: string;
  readonly line: number;
  readonly reason?: string;
}

export type RiskLevel = 'low' | 'medium' | 'high' | 'critical';
export const RISK_LEVELS: readonly RiskLevel[] = ['low', 'medium', 'high', 'critical'];

/** Why a pure decision came out as it did. The runtime adds reasons of its own. */
export type DecisionReason =
  | 'policy_allow'
  | 'policy_warn'
  | 'policy_deny'
  | 'policy_default_deny'
  | 'approval_required'
  | `risk_level:${RiskLevel}`
  | 'invalid_event'
  | 'policy_error';

/** What an approval covers: that one payload, or whatever the same actor asks of it in the session, or at all. */
export type ApprovalScope = 'exact' | 'session' | 'capability';
export const APPROVAL_SCOPES: readonly ApprovalScope[] = ['exact', 'session', 'capability'];

/**
 * How surely an approval is another's than the agent's: 0 the same operating-system user, 1 another one, 2 an SSH
 * signature, 3 one by a hardware key.
 */
export type ApprovalLevel = 0 | 1 | 2 | 3;

/** How long a question waits, how often an answer serves, and whose answer counts. Times in seconds. */
export interface ApprovalTerms {
  readonly expiresIn: number;
  readonly uses: number;
  readonly approvers: number;
  /** What an answer covers at most, and unless it says less. Absent: `exact`, and the approver may say more. */
  readonly scope?: ApprovalScope;
  /** The most uses that an approver may give. Absent: no limit but the engine's. */
  readonly maxUses?: number;
  /** Names of those whose answer counts. Absent: anybody's but the requester's. */
  readonly by?: readonly string[];
  readonly minLevel?: ApprovalLevel;
  /** The longest that a grant, or an approval that was given time, may live. */
  readonly maxGrant?: number;
}

/** The policy's answer: frozen, shared between calls that come out alike. */
export interface Decision {
  readonly decision: DecisionKind;
  readonly reason: DecisionReason;
  /** The first matching rule in file order, or null where no rule decided (default, risk level, error). */
  readonly rule: RuleRef | null;
  readonly policy: { readonly name: string; readonly digest: string };
  /** The risk level whose action raised this decision, where one did. */
  readonly riskLevel?: RiskLevel;
  /** Only with `require_approval`. */
  readonly approval?: ApprovalTerms;
  /** Only with `invalid_event` and `policy_error`: what was wrong. */
  readonly detail?: string;
}
