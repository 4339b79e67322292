import type { Decision, DecisionKind, RiskLevel } from '../model/decision.js';
import { DriftBook } from './drift-book.js';
import type { Breakdown, DriftEntries, Original } from './drift-book.js';
import { DRIFT_KINDS } from './recorded.js';
import type { DriftKind } from './recorded.js';
import { addDecisions, Counter, MAX_KEYS, noDecisions, Tally } from './tally.js';
import type { Counted, Decisions, Entries, Tallied } from './tally.js';
import { Timeline } from './timeline.js';
import type { Bucket, TimelineEntries } from './timeline.js';

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
  /** Only where drift is told apart by names. */
  readonly breakdown?: Breakdown;
  /** Only where time is asked for. */
  readonly timeline?: readonly Bucket[];
}

/** What is counted beside the decisions. */
export interface Counting {
  readonly comparing: boolean;
  readonly breakdown?: boolean | undefined;
  readonly timeline?: boolean | undefined;
  /** The most names of a kind. Parts that are summed up have no limit of their own, so that the sum is exact. */
  readonly most?: number | undefined;
}

/** One event, as it is counted. */
export interface CountedEvent {
  readonly actor: string | undefined;
  readonly capability: string | undefined;
  readonly made: Decision;
  readonly time: unknown;
}

/** All counts of one summarizer, for another: plain data that can go from thread to thread. */
export interface Counts {
  readonly numbers: readonly number[];
  readonly decisions: Decisions;
  readonly drift: Readonly<Record<DriftKind, number>>;
  readonly tallies: readonly [Entries<Decisions>, Entries<Decisions>, Entries<Decisions>];
  readonly extras: Entries<number>;
  readonly unmapped: Entries<number>;
  readonly book: DriftEntries | undefined;
  readonly timeline: TimelineEntries | undefined;
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
  readonly extras: Counter;
  readonly unmapped: Counter;
  #invalid = 0;
  #notRecorded = 0;
  #notUnderstood = 0;
  #same = 0;
  readonly #decisions = noDecisions();
  readonly #drift: Record<DriftKind, number> = { newly_allowed: 0, newly_denied: 0, newly_needs_approval: 0 };
  readonly #capabilities: Tally;
  readonly #rules: Tally;
  readonly #actors: Tally;
  readonly #book: DriftBook | undefined;
  readonly #timeline: Timeline | undefined;

  constructor(private readonly counting: Counting) {
    const { most = MAX_KEYS } = counting;
    this.extras = new Counter(most);
    this.unmapped = new Counter(most);
    this.#capabilities = new Tally(most);
    this.#rules = new Tally(most);
    this.#actors = new Tally(most);
    this.#book = counting.breakdown === true ? new DriftBook(most) : undefined;
    this.#timeline = counting.timeline === true ? new Timeline() : undefined;
  }

  add({ actor, capability, made, time }: CountedEvent): void {
    const { decision, reason } = made;
    this.events++;
    this.#decisions[decision]++;
    if (reason === 'invalid_event') this.#invalid++;
    this.#actors.add(actor ?? NAMELESS, decision);
    this.#capabilities.add(capability ?? NAMELESS, decision);
    this.#rules.add(ruleOf(made), decision);
    this.#timeline?.add(time, decision);
  }

  /** `before` is null where nothing was recorded and undefined where it was not understood. */
  compare(
    before: Original,
    drift: DriftKind | null | undefined,
    { actor, capability, made }: CountedEvent,
  ): void {
    if (before === null) this.#notRecorded++;
    else if (before === undefined) this.#notUnderstood++;
    else if (drift) this.#drift[drift]++;
    else this.#same++;
    this.#book?.transition(before, made.decision);
    if (drift) this.#book?.drift(drift, capability ?? NAMELESS, ruleOf(made), actor ?? NAMELESS);
  }

  counts(): Counts {
    const { events, badLines, skipped, withoutPayload, unknownForms } = this;
    return {
      numbers: [
        ...[events, badLines, skipped, withoutPayload, unknownForms],
        ...[this.#invalid, this.#notRecorded, this.#notUnderstood, this.#same],
      ],
      decisions: { ...this.#decisions },
      drift: { ...this.#drift },
      tallies: [this.#capabilities.entries(), this.#rules.entries(), this.#actors.entries()],
      extras: this.extras.entries(),
      unmapped: this.unmapped.entries(),
      book: this.#book?.entries(),
      timeline: this.#timeline?.entries(),
    };
  }

  /** Adds what another has counted, of the events after these. */
  absorb(counts: Counts): void {
    const [events, badLines, skipped, withoutPayload, unknownForms] = counts.numbers as Five;
    this.events += events;
    this.badLines += badLines;
    this.skipped += skipped;
    this.withoutPayload += withoutPayload;
    this.unknownForms += unknownForms;
    this.#absorbDecisions(counts);
    this.extras.absorb(counts.extras);
    this.unmapped.absorb(counts.unmapped);
    if (counts.book !== undefined) this.#book?.absorb(counts.book);
    if (counts.timeline !== undefined) this.#timeline?.absorb(counts.timeline);
  }

  #absorbDecisions({ numbers, decisions, drift, tallies: [capabilities, rules, actors] }: Counts): void {
    const [invalid, notRecorded, notUnderstood, same] = numbers.slice(5) as unknown as Four;
    this.#invalid += invalid;
    this.#notRecorded += notRecorded;
    this.#notUnderstood += notUnderstood;
    this.#same += same;
    addDecisions(this.#decisions, decisions);
    for (const kind of DRIFT_KINDS) this.#drift[kind] += drift[kind];
    this.#capabilities.absorb(capabilities);
    this.#rules.absorb(rules);
    this.#actors.absorb(actors);
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
      ...(this.counting.comparing ? { comparison: this.#comparison() } : {}),
      ...(this.#book && { breakdown: this.#book.breakdown() }),
      ...(this.#timeline && { timeline: this.#timeline.list() }),
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

type Four = readonly [number, number, number, number];
type Five = readonly [...Four, number];

/** By which name a decision's rule is counted. */
function ruleOf(made: Decision): string {
  return made.rule?.id ?? `(${reasonOf(made)})`;
}
