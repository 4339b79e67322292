import type { JsonObject } from '../../src/engine/model/json.js';
import type { PolicyObject } from '../reference/evaluate.js';
import { generateEvent } from './generate-event.js';
import { generatePolicy } from './generate-policy.js';
import type { Shape } from './generate-policy.js';
import { Rng } from './rng.js';
import { FOCUSES } from './vocabulary.js';

export { generateEvent } from './generate-event.js';
export { generatePolicy } from './generate-policy.js';
export type { Shape } from './generate-policy.js';
export { Rng } from './rng.js';

export interface Batch {
  readonly policy: PolicyObject;
  readonly events: readonly JsonObject[];
}

/** The capabilities that a policy asks for. */
export function patternsOf(policy: PolicyObject): string[] {
  const rules = [policy.deny, policy.require_approval, policy.allow, policy.rules].flatMap(
    (some) => some ?? [],
  );
  return rules.flatMap((rule) =>
    typeof rule === 'string' ? rule : ((rule.capability ?? '*') as string | string[]),
  );
}

/** One policy with events that it is likely to have an opinion on; the same for the same seed. */
export function generateBatch(seed: number, events: number, shape: Shape = {}): Batch {
  const r = new Rng(seed);
  const focus = r.pick(FOCUSES);
  const policy = generatePolicy(r, { focus, ...shape });
  const patterns = patternsOf(policy);
  return { policy, events: Array.from({ length: events }, () => generateEvent(r, patterns, focus)) };
}
