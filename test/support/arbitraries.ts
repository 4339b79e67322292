/** The generators for fast-check: by seed where speed and collisions count, by structure where shrinking does. */
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/engine/model/json.js';
import { generateBatch, Rng } from './generate.js';
import type { Batch, Shape } from './generate.js';
import * as v from './vocabulary.js';

export const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

export interface Situation extends Batch {
  readonly seed: number;
}

/** A policy and some events that concern it. All else that a test draws comes from its seed too, by `rngOf`. */
export function situations(events: number, shape: Shape = {}): fc.Arbitrary<Situation> {
  return seeds.map((seed) => ({ seed, ...generateBatch(seed, events, shape) }));
}

export const rngOf = ({ seed }: Situation): Rng => new Rng(~seed);

const keys = fc.oneof(
  fc.constantFrom(...v.AMOUNT_KEYS, ...v.PATH_KEYS, ...v.PLAIN_KEYS, ...v.TOOL_KEYS),
  fc.string({ unit: 'binary', maxLength: 8 }).filter((key) => key !== '__proto__'),
);
const scalars = fc.oneof(
  fc.constantFrom<JsonValue>(...v.AMOUNTS, ...v.NEEDLES, ...v.PREFIXES),
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any JSON at all under keys that conditions look for: shrinks well, collides seldom. */
export const jsonValues: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

export const payloads: fc.Arbitrary<JsonObject> = fc.dictionary(keys, jsonValues, {
  maxKeys: 5,
  noNullPrototype: true,
});
