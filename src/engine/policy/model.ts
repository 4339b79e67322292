import type { ApprovalTerms, RiskLevel, Section } from '../model/decision.js';
import type { Problem, SourcePosition } from '../model/errors.js';

export type ConditionMap = Readonly<Record<string, unknown>>;

/** A rule as the file says it, checked, with every default filled in but those that the policy as a whole gives. */
export interface PolicyRule {
  /** As written, or `deny[0]` by place; with `name/` before it for an unnamed rule of a parent. */
  readonly id: string;
  readonly section: Section;
  /** An allow rule that flags what it allows (`action: warn` in `rules:`). */
  readonly warn: boolean;
  /** Written in the older `rules:` list. */
  readonly legacy: boolean;
  readonly capabilities: readonly string[];
  readonly conditions: ConditionMap;
  readonly reason?: string;
  readonly approval?: RuleApproval;
  readonly position: SourcePosition;
}

/** What a rule says of the approval that it asks for; `by` names roles. */
export type RuleApproval = Partial<Omit<ApprovalTerms, 'maxUses' | 'maxGrant'>>;

export type RiskAction = 'allow' | 'warn' | 'require_approval' | 'deny';

export interface RiskRule {
  readonly action: RiskAction;
  /** The number at which the level begins, for events whose risk is a number. */
  readonly from?: number;
}

export type RiskLevels = Readonly<Partial<Record<RiskLevel, RiskRule>>>;

/** A policy with its parents' rules, checked but not compiled. Immutable. */
export interface Policy {
  readonly name: string;
  readonly description?: string;
  /** In file order, parents after their child, older `rules:` after the sections. */
  readonly rules: readonly PolicyRule[];
  readonly riskLevels: RiskLevels;
  readonly approvalTimeoutSeconds: number;
  readonly maxGrantSeconds?: number;
  /** The members of each role. */
  readonly approvers?: Readonly<Record<string, readonly string[]>>;
  readonly enforcementMode: 'enforce' | 'observe';
  /** SHA-256 in hex over the canonical form, parents included; names, descriptions and places do not count. */
  readonly digest: string;
  readonly file: string;
  /** Every file that it extends, in the order of their rules. */
  readonly parents: readonly ParentRef[];
  /** Every schema file that its rules name; their content is part of the rules. */
  readonly schemas: readonly string[];
  /** What was accepted and should be looked at. */
  readonly warnings: readonly Problem[];
}

export interface ParentRef {
  readonly file: string;
  readonly name: string;
  readonly rules: number;
  readonly restricts: boolean;
  /** Where the child names it. */
  readonly position: SourcePosition;
}

/** The stricter of two actions comes later. */
export const ACTION_ORDER: readonly RiskAction[] = ['allow', 'warn', 'require_approval', 'deny'];
export const DEFAULT_APPROVAL_TIMEOUT_SECONDS = 3600;
