import type { ActionEvent } from '../../model/event.js';
import type { RiskLevel } from '../../model/decision.js';
import { EventReadings } from '../readings/event-readings.js';
import { lower } from '../text/normalise.js';
import { MAX_REGEX_WORK } from '../text/regex.js';
import { Hits } from './hits.js';
import { ANY, EVERY } from '../conditions/define.js';
import type { Mode } from '../conditions/define.js';
import type { PatternTable, Resources } from './resources.js';
import type { Pattern } from '../text/regex.js';

const MAX_SILENT = 1024;
const MAX_SILENT_LENGTH = 32;
const MAX_GENERATION = 0x3fffffff;
/** A normalised text may be so many times as long as the text: U+FDFA becomes 18 characters. */
const MAX_GROWTH = 20;

/**
 * The event at hand, as the conditions of one policy see it. One state serves a policy for all its decisions: they run
 * to their end one after the other, and `reset` forgets the event before.
 */
export class EvaluationState {
  readonly #resources: Resources;
  readonly #needles: Hits;
  readonly #restrictHits: Hits;
  readonly #grantHits: Hits;
  /** Keys, and scalars as text, in which no needle stands: tools use the same few again and again. */
  readonly #silent = new Set<string>();
  /** Generation and answer of each pattern that was run for this event. */
  readonly #patternAnswers: Int32Array;
  #generation = 0;
  #event: ActionEvent | undefined;
  #readings: EventReadings | undefined;
  #needlesFound = false;
  #restrictPatternsFound = false;
  #grantPatternsFound = false;
  /** The event's risk as a level; undefined where it is a number that the policy does not explain. */
  risk: RiskLevel | undefined = 'low';

  constructor(resources: Resources) {
    this.#resources = resources;
    this.#needles = new Hits(resources.needleCount);
    this.#restrictHits = new Hits(resources.restricting.patterns.length);
    this.#patternAnswers = new Int32Array(resources.patternCount);
    this.#grantHits = new Hits(resources.granting.patterns.length);
  }

  reset(event: ActionEvent, risk: RiskLevel | undefined): void {
    this.#event = event;
    this.#readings = undefined;
    if (++this.#generation >= MAX_GENERATION) {
      this.#patternAnswers.fill(0);
      this.#generation = 1;
    }
    this.#needlesFound = false;
    this.#restrictPatternsFound = false;
    this.#grantPatternsFound = false;
    this.risk = risk;
  }

  /** Lets go of the event, so that a policy keeps no payload alive. */
  clear(): void {
    this.#event = undefined;
    this.#readings = undefined;
  }

  get event(): ActionEvent {
    return this.#event as ActionEvent;
  }

  get readings(): EventReadings {
    return (this.#readings ??= EventReadings.of(this.event));
  }

  /** Where the policy's needles stand in the payload. */
  get needles(): Hits {
    if (!this.#needlesFound) this.#findNeedles();
    return this.#needles;
  }

  #findNeedles(): void {
    const hits = this.#needles;
    const { texts, granting } = this.readings.texts;
    const automaton = this.#resources.automaton;
    hits.reset();
    for (let i = 0; i < texts.length; i++) {
      const text = texts[i] as string;
      if (i >= granting && this.#silent.has(text)) continue;
      const found = i < granting ? hits.addGrant : hits.addAny;
      hits.nextText();
      if (automaton.scanPlain(text, found)) {
        if (i >= granting && !automaton.found) this.#remember(text);
        continue;
      }
      const low = lower(text);
      automaton.scan(low, found);
      const normal = this.readings.normals[i] as string;
      if (normal !== low) automaton.scan(normal, hits.addAny);
    }
    this.#needlesFound = true;
  }

  #remember(text: string): void {
    if (text.length <= MAX_SILENT_LENGTH && this.#silent.size < MAX_SILENT) this.#silent.add(text);
  }

  /** Whether this payload is too large for the policy's patterns: their conditions are then unknown. */
  patternsTooCostly(mode: Mode): boolean {
    const { units } = this.readings.texts;
    const { size } = this.#table(mode);
    if (units * size > MAX_REGEX_WORK) return true;
    if (mode !== ANY || units * size * MAX_GROWTH <= MAX_REGEX_WORK) return false;
    return this.readings.normals.reduce((sum, normal) => sum + normal.length, units) * size > MAX_REGEX_WORK;
  }

  /** Whether a pattern stands in some text or its normalised form; asked once an event. */
  restrictedBy(pattern: Pattern): boolean {
    const known = this.#patternAnswers[pattern.index] as number;
    if (known >> 1 === this.#generation) return (known & 1) === 1;
    const { normals, texts } = this.readings;
    let answer = false;
    for (let i = 0; i < normals.length && !answer; i++) {
      answer = pattern.matchesFolded(normals[i] as string) || pattern.matches(texts.texts[i] as string);
    }
    this.#patternAnswers[pattern.index] = (this.#generation << 1) | Number(answer);
    return answer;
  }

  /** Which patterns of the set stand in some text or its normalised form (any), or in how many granting texts (every). */
  patterns(mode: Mode): Hits {
    return mode === ANY ? this.#restrictingPatterns() : this.#grantingPatterns();
  }

  #table(mode: Mode): PatternTable {
    return mode === ANY ? this.#resources.restricting : this.#resources.granting;
  }

  #restrictingPatterns(): Hits {
    const hits = this.#restrictHits;
    if (this.#restrictPatternsFound) return hits;
    const { exact, folded } = this.#table(ANY);
    hits.reset();
    const { normals, texts } = this.readings;
    for (let i = 0; i < normals.length; i++) {
      exact.find(texts.texts[i] as string, hits.addAny);
      folded.find(normals[i] as string, hits.addAny);
    }
    this.#restrictPatternsFound = true;
    return hits;
  }

  #grantingPatterns(): Hits {
    const hits = this.#grantHits;
    if (this.#grantPatternsFound) return hits;
    const { exact } = this.#table(EVERY);
    const { texts, granting } = this.readings.texts;
    hits.reset();
    for (let i = 0; i < granting; i++) {
      hits.nextText();
      exact.find(texts[i] as string, hits.addGrant);
    }
    this.#grantPatternsFound = true;
    return hits;
  }
}
