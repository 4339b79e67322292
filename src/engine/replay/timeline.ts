import type { DecisionKind } from '../model/decision.js';
import { addDecisions, noDecisions } from './tally.js';
import type { Decisions } from './tally.js';

/** Decisions of a while, from its start in ISO 8601. */
export interface Bucket extends Readonly<Decisions> {
  readonly from: string;
}

/** At most so many whiles hold events; with the empty ones between them, at most so many are listed. */
const MOST_FULL = 96;
const MOST_LISTED = 240;

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];
/** Lengths in seconds, each a multiple of the one before: buckets of one are whole buckets of the next. */
const LENGTHS = [
  ...[1, 5, 15, 30, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR],
  ...[DAY, 7 * DAY, 28 * DAY, 364 * DAY, 3640 * DAY, 36_400 * DAY, 36_400_000 * DAY, 36_400_000_000 * DAY],
].map((seconds) => seconds * 1000);

export interface TimelineEntries {
  readonly length: number;
  readonly buckets: readonly (readonly [number, Decisions])[];
}

/**
 * Decisions over the time of the trace, in buckets as short as there is room for. It comes out the same in whatever
 * order events and parts are added.
 */
export class Timeline {
  #length = 0;
  #buckets = new Map<number, Decisions>();

  /** `time` is the trace's: a text that `Date` reads, or seconds or milliseconds since 1970. Others are left out. */
  add(time: unknown, decision: DecisionKind): void {
    const at = timeOf(time);
    if (Number.isNaN(at)) return;
    this.#at(Math.floor(at / this.#size))[decision]++;
    this.#fit();
  }

  entries(): TimelineEntries {
    return { length: this.#length, buckets: [...this.#buckets] };
  }

  absorb({ length, buckets }: TimelineEntries): void {
    while (this.#length < length) this.#widen();
    const ratio = this.#size / (LENGTHS[length] as number);
    for (const [place, decisions] of buckets) addDecisions(this.#at(Math.floor(place / ratio)), decisions);
    this.#fit();
  }

  /** In order; the empty whiles between are there, too, unless they were too many. */
  list(): Bucket[] {
    const places = [...this.#buckets.keys()].sort((a, b) => a - b);
    const [first, last] = [places[0] ?? 0, places.at(-1) ?? -1];
    const span = last - first + 1;
    const listed = span > MOST_LISTED ? places : Array.from({ length: span }, (_, n) => first + n);
    return listed.map((place) => ({
      from: new Date(Math.max(-8.64e15, place * this.#size)).toISOString(),
      ...(this.#buckets.get(place) ?? noDecisions()),
    }));
  }

  get #size(): number {
    return LENGTHS[this.#length] as number;
  }

  #at(place: number): Decisions {
    let decisions = this.#buckets.get(place);
    if (decisions === undefined) this.#buckets.set(place, (decisions = noDecisions()));
    return decisions;
  }

  #fit(): void {
    while (this.#buckets.size > MOST_FULL && this.#length < LENGTHS.length - 1) this.#widen();
  }

  #widen(): void {
    const before = this.#buckets;
    const ratio = (LENGTHS[this.#length + 1] as number) / this.#size;
    this.#length++;
    this.#buckets = new Map();
    for (const [place, decisions] of before) addDecisions(this.#at(Math.floor(place / ratio)), decisions);
  }
}

/** Numbers below this are seconds: as milliseconds they would lie in the first months of 1970. */
const SECONDS_BELOW = 1e11;
const LONGEST = 40;

function timeOf(time: unknown): number {
  if (typeof time === 'string') return time.length > LONGEST ? Number.NaN : utcOf(time);
  if (typeof time !== 'number') return Number.NaN;
  const ms = Math.abs(time) < SECONDS_BELOW ? time * 1000 : time;
  return Math.abs(ms) <= 8.64e15 ? ms : Number.NaN;
}

const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** A time without a zone is taken for UTC: this machine's zone must not matter. What is not ISO 8601 is none. */
function utcOf(time: string): number {
  const match = ISO.exec(time);
  if (match === null) return Number.NaN;
  const zoned = match[1] !== undefined || time.length <= 10;
  return Date.parse(`${time.replace(' ', 'T').replace(',', '.')}${zoned ? '' : 'Z'}`);
}
