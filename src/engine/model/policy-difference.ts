import type { Section } from './decision.js';
import type { JsonObject, JsonValue } from './json.js';

/** A rule of one of two compared policies. Texts are the file's: escape before printing. */
export interface ComparedRule {
  readonly id: string;
  readonly section: Section;
  /** An allow rule that flags what it allows. */
  readonly warn: boolean;
  readonly file: string;
  readonly line: number;
  readonly capability: readonly string[];
  /** In their canonical form. */
  readonly conditions: JsonObject;
  readonly reason?: string;
  readonly approval?: JsonObject;
}

/** One thing that differs. `old` or `new` is absent where that side has nothing there. */
export interface Detail {
  /** `section`, `id`, `capability`, `reason`, `approval.uses`, `conditions.amount_gt`, `risk_levels.high`, … */
  readonly what: string;
  readonly old?: JsonValue;
  readonly new?: JsonValue;
}

export interface RuleChange {
  readonly old: ComparedRule;
  readonly new: ComparedRule;
  readonly details: readonly Detail[];
  /** Whether some event that was not allowed may be allowed by it. When false, none is. */
  readonly mayAllow: boolean;
}

export interface LoneRule {
  readonly rule: ComparedRule;
  readonly mayAllow: boolean;
}

export interface SettingChange extends Detail {
  readonly mayAllow: boolean;
}

/** What stands at the head of a comparison, of either side. */
export interface ComparedPolicy {
  readonly name: string;
  readonly digest: string;
  readonly file: string;
  readonly rules: number;
  /** What it extends, resolved: the rules of these are among its own. */
  readonly extends: readonly { readonly name: string; readonly file: string; readonly rules: number }[];
}

/** How two policies differ as they stand, parents included. */
export interface PolicyDifference {
  readonly added: readonly LoneRule[];
  readonly removed: readonly LoneRule[];
  readonly changed: readonly RuleChange[];
  readonly settings: readonly SettingChange[];
  /** How many of all these may allow what was not allowed. */
  readonly mayAllow: number;
  /** The digests are equal: no decision, reason or deciding rule can differ. */
  readonly same: boolean;
}
