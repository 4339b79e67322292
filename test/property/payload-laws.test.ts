import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../src/index.js';
import type { JsonObject, JsonValue } from '../../src/engine/model/json.js';
import type { PolicyObject } from '../reference/evaluate.js';
import { payloads, seeds } from '../support/arbitraries.js';
import { generateBatch, generateEvent, Rng } from '../support/generate.js';
import { hasOpaquePath, rearrange, reencode, textPolicy, withReadings } from '../support/rewrites.js';
import { decider } from '../support/subject.js';

const SEED = Number(process.env.CAPFENCE_SEED ?? 1);
const RUNS = { numRuns: 3000, seed: SEED };
const TIMEOUT = { timeout: 60_000 };

type Change = (payload: JsonObject) => JsonObject;

function assertFrozen(value: JsonValue): void {
  if (typeof value !== 'object' || value === null) return;
  expect(Object.isFrozen(value)).toBe(true);
  for (const child of Object.values(value)) assertFrozen(child as JsonValue);
}

/** Fails where the changed payload is allowed and the first was not. */
function assertNotLoosened(policy: PolicyObject, events: readonly JsonObject[], change: Change): void {
  const decideOn = decider(policy);
  for (const event of events) {
    const before = decideOn(event);
    if (before.decision === 'allow' || before.reason === 'invalid_event') continue;
    const changed = { ...event, payload: change(event.payload as JsonObject) };
    if (decideOn(changed).decision !== 'allow') continue;
    throw new Error(
      `${JSON.stringify(policy)}\n${JSON.stringify(event)}\n${JSON.stringify(changed.payload)}`,
    );
  }
}

describe('payloads', TIMEOUT, () => {
  /*
   * Absent is false by definition, so a first amount or path may of course grant, and may end a `not` that restricts:
   * the payload has a reading of each kind beforehand. Rules on `args` are about one argument in one place.
   * A number where a path belongs is unknown only there; inside an object (`file: { path, size }`) it is no path.
   */
  it('decoys and wrapping never turn another decision into an allow', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { policy, events } = generateBatch(seed, 10, { args: false });
        const r = new Rng(~seed);
        const told = events.map((event) => withReadings(r, event)).filter((event) => !hasOpaquePath(event));
        assertNotLoosened(policy, told, (payload) => rearrange(r, payload));
      }),
      RUNS,
    );
  });

  /*
   * Only what restricts is read in every spelling: a grant takes texts as they are, so that another spelling of a text
   * may well satisfy it (and a `not` around it).
   */
  it('another spelling of a text never gets around a rule that restricts', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const r = new Rng(seed);
        const policy = textPolicy(r);
        const events = Array.from({ length: 10 }, () => withReadings(r, generateEvent(r, ['*'], 'text')));
        assertNotLoosened(policy, events, (payload) => reencode(r, payload));
      }),
      RUNS,
    );
  });

  it('are frozen throughout, and the caller keeps no way into them', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const text = JSON.stringify(payload);
        const event = parseEvent({ actor: 'a', capability: 'a.b.c', payload });
        assertFrozen(event.payload);
        const scramble = (value: unknown): void => {
          if (typeof value !== 'object' || value === null) return;
          Object.values(value).forEach(scramble);
          if (Array.isArray(value)) value.length = 0;
          else for (const key of Object.keys(value)) delete (value as Record<string, unknown>)[key];
        };
        scramble(payload);
        expect(JSON.parse(JSON.stringify(event.payload))).toEqual(JSON.parse(text));
      }),
      RUNS,
    );
  });
});
