import type { Section } from './decision.js';
import type { SourcePosition } from './errors.js';
import type { Witness } from './proof.js';

/** A rule of a policy, as findings name it. */
export interface FaultyRule {
  readonly id: string;
  readonly section: Section;
  readonly position: SourcePosition;
}

/** Something proved about a rule that its writer can hardly have meant. */
export type RuleFault =
  /** No event matches: these conditions cannot hold together. */
  | { readonly kind: 'never_matches'; readonly rule: FaultyRule; readonly keys: readonly string[] }
  /** Wherever it matches another rule decides: these together. None where a risk level does. */
  | { readonly kind: 'never_decides'; readonly rule: FaultyRule; readonly hiddenBy: readonly FaultyRule[] }
  /** It allows whatever the argument that matters is: this, for one. */
  | {
      readonly kind: 'unbounded_grant';
      readonly rule: FaultyRule;
      readonly argument: string;
      readonly witness: Witness;
    };
