/** What an agent may do to a payload without changing what it asks for. */
import type { JsonObject, JsonValue } from '../../src/engine/model/json.js';
import type { PolicyObject } from '../reference/evaluate.js';
import { payloadPaths } from '../reference/path.js';
import { disguise, payload, pathText, text } from './generate-event.js';
import type { Rng } from './rng.js';
import * as v from './vocabulary.js';

type Edit = (value: JsonValue, key: string) => Readonly<Record<string, JsonValue>>;

const KEYS = [...v.PLAIN_KEYS, ...v.AMOUNT_KEYS, ...v.PATH_KEYS, ...v.TOOL_KEYS];

/** The places of all properties, at any depth. */
function countProperties(value: JsonValue): number {
  if (Array.isArray(value))
    return (value as JsonValue[]).reduce<number>((n, one) => n + countProperties(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((n, one) => n + 1 + countProperties(one), 0);
}

/** A copy in which the `at`-th property is replaced by what `edit` makes of it. */
function editProperty<T extends JsonValue>(root: T, at: number, edit: Edit): T {
  let seen = 0;
  const copy = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return (value as JsonValue[]).map(copy);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, child]) =>
      seen++ === at ? edit(child, key) : { [key]: copy(child) },
    );
    return Object.assign({}, ...entries) as JsonObject;
  };
  return copy(root) as T;
}

/** One more key somewhere, never in the place of another. */
function add(r: Rng, value: JsonObject): JsonObject {
  const fresh = payload(r, 1);
  const at = r.below(countProperties(value) + 1);
  const inside = editProperty(value, at, (child, key) => ({
    [key]:
      typeof child === 'object' && child !== null && !Array.isArray(child) ? { ...fresh, ...child } : child,
  }));
  return { ...fresh, ...inside };
}

/** A property's whole value inside something else. The elements of a list stay a list: together they are one text. */
function nest(r: Rng, value: JsonObject): JsonObject {
  const at = r.below(countProperties(value));
  const name = r.pick(KEYS);
  return editProperty(value, at, (child, key) => {
    const other: JsonValue = r.pick<JsonValue>([
      { [name]: child },
      [child],
      { [key]: child },
      [[child]],
      { x: [child] },
    ]);
    return { [key]: other };
  });
}

/** Decoys and wrapping: the payload has every reading that it had, and perhaps more. */
export function rearrange(r: Rng, value: JsonObject): JsonObject {
  let out = value;
  do out = r.chance(0.5) ? add(r, out) : nest(r, out);
  while (r.chance(0.4));
  return out;
}

function respell(r: Rng, value: JsonValue): JsonValue {
  if (typeof value === 'string') return disguise(r, value);
  return Array.isArray(value) ? (value as JsonValue[]).map((one) => respell(r, one)) : value;
}

/** The same texts spelled otherwise, or split into an argument list. */
export function reencode(r: Rng, value: JsonObject): JsonObject {
  let out = value;
  do {
    out = editProperty(out, r.below(countProperties(out)), (child, key) => {
      if (r.chance(0.2)) return { [`${disguise(r, key)}`]: child };
      return { [key]: typeof child === 'string' && r.chance(0.3) ? child.split(' ') : respell(r, child) };
    });
  } while (r.chance(0.5));
  return out;
}

/** The event with something to read for each kind of condition: absent is false, and a first reading may grant. */
export function withReadings(r: Rng, event: JsonObject): JsonObject {
  if (typeof event.payload !== 'object' || event.payload === null || Array.isArray(event.payload))
    return event;
  const readings = { note: text(r), amount: r.pick(v.AMOUNTS), path: pathText(r) || 'x' };
  return { ...event, payload: { ...readings, ...(event.payload as JsonObject) } };
}

/** Whether something stands where a path belongs and is no text. */
export const hasOpaquePath = (event: JsonObject): boolean =>
  payloadPaths(event.payload ?? null).includes(null);

/** Restricting rules on text alone, and grants that ask nothing: only what is forbidden decides. */
export function textPolicy(r: Rng): PolicyObject {
  const needles = (): JsonValue =>
    r.chance(0.6) ? r.pick(v.NEEDLES) : [r.pick(v.NEEDLES), r.pick(v.NEEDLES)];
  const condition = (depth: number): JsonObject => {
    const draw = r.below(depth > 0 ? 4 : 2);
    if (draw < 2) return { [draw === 0 ? 'contains' : 'match_keywords']: needles() };
    return { [draw === 2 ? 'any_of' : 'all_of']: r.some(1, 3, () => condition(depth - 1)) };
  };
  const rules = (): JsonObject[] => r.some(1, 3, () => ({ capability: '*', ...condition(2) }));
  return { deny: r.chance(0.7) ? rules() : [], require_approval: rules(), allow: ['*'] };
}
