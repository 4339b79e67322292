import type { Decision, DecisionKind, RiskLevel } from '../model/decision.js';
import { DRIFT_KINDS } from './recorded.js';
import type { DriftKind } from './recorded.js';
import { Counter, noDecisions, Tally } from './tally.js';
import type { Counted, Tallied } from './tally.js';

/** How today's decisions compare with the recorded ones. */
export interface Comparison {
  /** Events with a recorded decision that was understood. */
  readonly compared: number;
  readonly same: number;
  readonly drift: Readonly<Record<DriftKind, number>> & { readonly total: number };
  /** Events whose record has no decision. */
  readonly notRecorded: number;
  /** Events whose recorded decision is a word that we do not know. */
  readonly notUnderstood: number;
}

export interface Summary {
  /** Every line, blank and bad ones too. */
  readonly lines: number;
  readonly badLines: number;
  /** Lines of a known form that hold no call, such as messages. */
  readonly skipped: number;
  readonly events: number;
  /** Events whose fields do not parse. They are denied, and counted among the denied. */
  readonly invalidEvents: number;
  /** Events whose payload was not recorded: they are decided as if they had none. */
  readonly withoutPayload: number;
  readonly decisions: Readonly<Record<DecisionKind, number>>;
  /** Most frequent first. `(other)` is what did not fit, names in parentheses stand where there is no name. */
  readonly capabilities: readonly Tallied[];
  /** By the rule that decided; where none did, by the reason in parentheses. */
  readonly rules: readonly Tallied[];
  readonly actors: readonly Tallied[];
  /** Tools that no map names. */
  readonly unmappedTools: readonly Counted[];
  /** Keys beside an event that mean nothing to us. */
  readonly ignoredKeys: readonly Counted[];
  /** Only when comparing. */
  readonly comparison?: Comparison;
}

type Reasoned = Pick<Decision, 'reason'> & { readonly riskLevel?: RiskLevel | undefined };

/** A risk level that asks for approval has a reason that does not say so. */
export function reasonOf({ reason, riskLevel }: Reasoned): string {
  return riskLevel === undefined ? reason : `risk_level:${riskLevel}`;
}

const NAMELESS = '(invalid)';

/** Counts as events go by, in memory that does not grow with the trace. */
export class Summarizer {
  events = 0;
  badLines = 0;
  skipped = 0;
  withoutPayload = 0;
  unknownForms = 0;
  readonly extras = new Counter();
  readonly unmapped = new Counter();
  #invalid = 0;
  #notRecorded = 0;
  #notUnderstood = 0;
  #same = 0;
  readonly #decisions = noDecisions();
  readonly #drift: Record<DriftKind, number> = { newly_allowed: 0, newly_denied: 0, newly_needs_approval: 0 };
  readonly #capabilities = new Tally();
  readonly #rules = new Tally();
  readonly #actors = new Tally();

  constructor(private readonly comparing: boolean) {}

  add(actor: string | undefined, capability: string | undefined, made: Decision): void {
    const { decision, reason, rule } = made;
    this.events++;
    this.#decisions[decision]++;
    if (reason === 'invalid_event') this.#invalid++;
    this.#actors.add(actor ?? NAMELESS, decision);
    this.#capabilities.add(capability ?? NAMELESS, decision);
    this.#rules.add(rule?.id ?? `(${reasonOf(made)})`, decision);
  }

  /** `before` is null where nothing was recorded and undefined where it was not understood. */
  compare(before: DecisionKind | null | undefined, drift: DriftKind | null | undefined): void {
    if (before === null) this.#notRecorded++;
    else if (before === undefined) this.#notUnderstood++;
    else if (drift) this.#drift[drift]++;
    else this.#same++;
  }

  summary(lines: number): Summary {
    return {
      lines,
      badLines: this.badLines,
      skipped: this.skipped,
      events: this.events,
      invalidEvents: this.#invalid,
      withoutPayload: this.withoutPayload,
      decisions: { ...this.#decisions },
      capabilities: this.#capabilities.list(),
      rules: this.#rules.list(),
      actors: this.#actors.list(),
      unmappedTools: this.unmapped.list(),
      ignoredKeys: this.extras.list(),
      ...(this.comparing ? { comparison: this.#comparison() } : {}),
    };
  }

  #comparison(): Comparison {
    const total = DRIFT_KINDS.reduce((sum, kind) => sum + this.#drift[kind], 0);
    return {
      compared: this.#same + total,
      same: this.#same,
      drift: { total, ...this.#drift },
      notRecorded: this.#notRecorded,
      notUnderstood: this.#notUnderstood,
    };
  }
}
