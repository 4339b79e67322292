import type { DecisionKind, DecisionReason } from './decision.js';
import type { SourcePosition } from './errors.js';
import type { EventInput } from './event.js';

/** `unknown`: nothing was found and nothing is sure. Whoever asks must take it for a no. */
export type Outcome = 'proved' | 'refuted' | 'unknown';

/** Why an answer is not known: the budget was used up, or it rests on something that is not looked into. */
export type WhyUnknown = 'budget' | 'unclear';

/** One claim about policies, and what became of it. */
export interface Proof {
  /** Machine name of the claim, or the name that an assertion has in its file. */
  readonly name: string;
  /** The claim as a sentence. */
  readonly claim: string;
  readonly outcome: Outcome;
  readonly why?: WhyUnknown;
  /** Only with `refuted`. */
  readonly witness?: Witness;
  /** Where the assertion stands, or the rule that is asked about. */
  readonly position?: SourcePosition;
}

/** A complete event that shows that a claim does not hold: the engine has decided it, and so can anyone. */
export interface Witness {
  readonly event: EventInput;
  /** What each policy that the claim is about decides, in the order in which the claim names them. */
  readonly decisions: readonly WitnessDecision[];
  /** A case for `policy test` that fails until the claim holds for this event. */
  readonly case: WitnessCase;
}

export interface WitnessDecision {
  readonly policy: string;
  readonly decision: DecisionKind;
  readonly reason: DecisionReason;
  /** The rule that decided, or null where none did. */
  readonly rule: { readonly id: string; readonly file: string; readonly line: number } | null;
}

export interface WitnessCase {
  readonly name: string;
  readonly policy: string;
  readonly event: EventInput;
  readonly expect: { readonly decision: DecisionKind };
}

/** The ways in which a new policy may decide otherwise than an old one: each proved not to occur, or shown. */
export interface PolicyDiffProof {
  readonly proofs: readonly Proof[];
  /** Whether nothing is allowed without a person that was not before. */
  readonly allowsNoMore: Outcome;
  /** Whether both decide every event alike. */
  readonly equivalent: Outcome;
}

/** Of many claims: refuted where one is, else unknown where one is. */
export function outcomeOf(proofs: readonly Pick<Proof, 'outcome'>[]): Outcome {
  const outcomes = new Set(proofs.map(({ outcome }) => outcome));
  if (outcomes.has('refuted')) return 'refuted';
  return outcomes.has('unknown') ? 'unknown' : 'proved';
}
