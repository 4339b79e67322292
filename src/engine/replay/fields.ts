import { distance } from 'fastest-levenshtein';
import type { EventInput } from '../model/event.js';
import type { Counter } from './tally.js';
import type { TraceLine } from './format.js';

const FIELDS = {
  id: true,
  actor: true,
  resource: true,
  action: true,
  scope: true,
  environment: true,
  risk: true,
  payload: true,
  context: true,
  capability: true,
  host: true,
} satisfies Record<keyof EventInput, true>;

/** The fields of an event. */
export const EVENT_FIELDS: readonly string[] = Object.keys(FIELDS);

const FIELDS_BY_NAME: ReadonlySet<string> = new Set(EVENT_FIELDS);

/** What a record says about an event beside the event: read by the replay itself, in every form. */
export const RECORD_KEYS: readonly string[] = [
  ...['ts', 'timestamp', 'call_id', 'audit_id', 'decision', 'reason', 'rule'],
];

/** Words that records do carry and that are no field misspelt, near as they are to one. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  ...[
    'author',
    'content',
    'cost',
    'disk',
    'factor',
    'option',
    'post',
    'reaction',
    'scale',
    'score',
    'section',
  ],
  ...['source', 'store'],
]);

/**
 * The event field that a key is a misspelling of. A letter or two off in a long name; in `risk` and `host` one
 * letter, or letters swapped; in `id` only the case.
 */
export function misspeltField(key: string): string | undefined {
  if (key.length > 16) return undefined;
  const name = key.toLowerCase();
  if (OWN_WORDS.has(name)) return undefined;
  if (FIELDS_BY_NAME.has(name)) return name;
  return EVENT_FIELDS.find((field) => isNear(name, field));
}

function isNear(name: string, field: string): boolean {
  if (field.length <= 2) return false;
  const off = distance(name, field);
  return off <= 1 || (off === 2 && (field.length > 4 || sorted(name) === sorted(field)));
}

function sorted(text: string): string {
  return [...text].sort().join('');
}

const KNOWN = 0;
const EXTRA = 1;
const MISSPELT = 2;
type Kind = typeof KNOWN | typeof EXTRA | typeof MISSPELT;

/** How many keys keep what was found about them. Traces have few; a hostile one gets no memory for its own. */
const MAX_KINDS = 10_000;

/** Sorts the keys of lines of one form, and counts the extras that it passes over. */
export class FieldSorter {
  readonly #kinds = new Map<string, Kind>();

  constructor(
    formKeys: readonly string[],
    private readonly extras: Counter,
  ) {
    for (const key of [...EVENT_FIELDS, ...RECORD_KEYS, ...formKeys]) this.#kinds.set(key, KNOWN);
  }

  /** A key of the line that is an event field misspelt, if there is one. Counts all other unknown keys. */
  misspelt(line: TraceLine): string | undefined {
    let found: string | undefined;
    for (const key in line) {
      const kind = this.#kinds.get(key) ?? this.#sort(key);
      if (kind === EXTRA) this.extras.add(key);
      else if (kind === MISSPELT) found ??= key;
    }
    return found;
  }

  #sort(key: string): Kind {
    const kind = misspeltField(key) === undefined ? EXTRA : MISSPELT;
    if (this.#kinds.size < MAX_KINDS && key.length <= 64) this.#kinds.set(key, kind);
    return kind;
  }
}
