import type { Decision, RuleRef } from './decision.js';

export type TruthName = 'true' | 'false' | 'unknown';

/** One way in which a tool might understand the payload: where it stands and what is read there. */
export interface Reading {
  /** JSONPath-like place: `$.steps[0].cmd`, `context.tenant`, `environment`. */
  readonly at: string;
  /** The text or number that was tested, cut to 200 characters. Hostile: escape before printing. */
  readonly value: string;
  /** How it was read: `raw`, `normalised`, `key`, `joined`, `scalar`, `host`, … */
  readonly form: string;
}

/** One condition of a rule, with its truth and the reading that decided it. */
export interface ConditionTrace {
  /** The condition as written: `amount_gt`, `not`, … */
  readonly condition: string;
  /** Its value, printed as compact JSON. */
  readonly expected: string;
  /** `any` where one reading is enough (restricting), `every` where all must hold (granting). */
  readonly mode: 'any' | 'every';
  readonly truth: TruthName;
  /** The reading that made it true, unknown, or (in `every` mode) false; absent when nothing was read. */
  readonly reading?: Reading;
  /** Why it is unknown, or that nothing was there to read. */
  readonly note?: string;
  readonly children?: readonly ConditionTrace[];
}

/** A candidate: a rule whose capability pattern covers the event. */
export interface RuleTrace {
  readonly rule: RuleRef;
  readonly capability: readonly string[];
  /** Whether it matched. An unknown condition matches in a restricting rule and never in a granting one. */
  readonly matched: boolean;
  readonly truth: TruthName;
  readonly conditions: readonly ConditionTrace[];
}

/** A decision with everything it rested on. */
export interface Explanation {
  readonly decision: Decision;
  /** Whether the deciding rule matched only because a condition was unknown. */
  readonly restedOnUnknown: boolean;
  readonly capability: string;
  readonly candidates: readonly RuleTrace[];
  /** How many rules of the policy were no candidates, their capability being another. */
  readonly otherRules: number;
  readonly risk: string;
}
