/** Pairs of policies, what is proved of them, and events that try to show the contrary. */
import { compilePolicy, decide } from '../../src/index.js';
import { proveDiff } from '../../src/engine/analysis/index.js';
import type { JsonObject, JsonValue } from '../../src/engine/model/json.js';
import type { Proof } from '../../src/engine/model/proof.js';
import { evaluate } from '../reference/evaluate.js';
import type { PolicyObject, Rule } from '../reference/evaluate.js';
import { generateEvent, generatePolicy, patternsOf, Rng } from './generate.js';
import { parseObject } from './subject.js';
import { FOCUSES } from './vocabulary.js';

/** What each claim says does not occur: what the new policy decides, and what the old one does. */
export const CLAIMS: Readonly<Record<string, readonly [now: string, before: string]>> = {
  newly_allowed: ['allow', 'deny'],
  newly_without_approval: ['allow', 'require_approval'],
  newly_approvable: ['require_approval', 'deny'],
  newly_held: ['require_approval', 'allow'],
  newly_denied: ['deny', 'allow'],
  no_longer_approvable: ['deny', 'require_approval'],
};

export interface Pair {
  readonly before: PolicyObject;
  readonly after: PolicyObject;
  readonly focus: (typeof FOCUSES)[number];
}

type Section = 'deny' | 'require_approval' | 'allow';
type MutablePolicy = Record<Section, Rule[] | undefined> & Record<string, unknown>;

/** Two policies, which mostly differ by a rule or two: with two that have nothing in common little is proved. */
export function generatePair(r: Rng): Pair {
  const focus = r.pick(FOCUSES);
  const before = generatePolicy(r, { focus });
  if (r.chance(0.3)) return { before, after: generatePolicy(r, { focus }), focus };
  const after = structuredClone(before) as MutablePolicy;
  const donor = generatePolicy(r, { focus });
  for (let edits = 1 + r.below(2); edits > 0; edits--) edit(r, after, donor);
  return { before, after: after as PolicyObject, focus };
}

function edit(r: Rng, policy: MutablePolicy, donor: PolicyObject): void {
  const section = r.pick(['deny', 'require_approval', 'allow'] as const);
  const rules = (policy[section] ??= []);
  const at = r.below(rules.length);
  const given = donor[section] ?? [];
  const kind = r.below(3);
  if (kind === 0 && rules.length > 0) rules.splice(at, 1);
  else if (kind === 1 && given.length > 0) {
    const rule = structuredClone(r.pick(given));
    if (typeof rule === 'object') delete (rule as Record<string, unknown>).id;
    rules.push(rule);
  } else if (typeof rules[at] === 'object') {
    const rule = rules[at] as Record<string, unknown>;
    const keys = Object.keys(rule).filter((key) => !['id', 'capability', 'approval'].includes(key));
    if (keys.length > 0) delete rule[r.pick(keys)];
  }
}

/** The host may ask for a person itself, which is not what is compared. */
function withoutHost(event: JsonObject): JsonObject {
  const { host: _, ...rest } = event;
  return rest;
}

/** Events like one that is known to matter: with less in it, more of it, or other values. */
export function neighbours(r: Rng, event: JsonObject, count: number): JsonObject[] {
  return Array.from({ length: count }, () => {
    const near = structuredClone(event) as Record<string, JsonValue>;
    for (let steps = 1 + r.below(3); steps > 0; steps--) nudge(r, near);
    return near;
  });
}

const FIELDS = ['payload', 'context', 'risk', 'environment'] as const;
const RISKS = ['low', 'medium', 'high', 'critical', 0, 1, 7];

function nudge(r: Rng, event: Record<string, JsonValue>): void {
  const field = r.pick(FIELDS);
  if (field === 'risk') event.risk = r.pick(RISKS);
  else if (field === 'environment') event.environment = r.pick(['production', 'development', 'prod', 'Prod']);
  else {
    const value = event[field];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const box = value as Record<string, JsonValue>;
    const keys = Object.keys(box);
    if (keys.length === 0) return;
    const key = r.pick(keys);
    if (r.chance(0.3)) delete box[key];
    else box[key] = otherValue(r, box[key]!, field === 'context');
  }
}

function otherValue(r: Rng, value: JsonValue, host: boolean): JsonValue {
  if (typeof value === 'number') return r.pick([value + 1, value - 1, -value, value + 0.5, 0]);
  if (typeof value === 'string')
    return r.pick([`${value}x`, `x${value}`, value.toUpperCase(), value.slice(1), ` ${value}`, `${value}/x`]);
  return host ? value : r.pick<JsonValue>([null, [value], { x: value }, 'x', 5, [], {}]);
}

export interface Attack {
  readonly pairs: number;
  readonly seed: number;
  readonly random: number;
  readonly targeted: number;
  readonly steps: number;
  /** Called now and then. */
  readonly progress?: (done: number, tally: Readonly<Record<string, number>>) => void;
}

export interface AttackReport {
  readonly tally: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** Proves things about pairs of policies, and tries to show that it is not so. */
export function attack(options: Attack): AttackReport {
  const tally: Record<string, number> = { proved: 0, refuted: 0, unknown: 0, missed: 0 };
  const failures: string[] = [];
  for (let i = 0; i < options.pairs; i++) {
    const r = new Rng(options.seed + i);
    attackPair(r, options.seed + i, options, tally, failures);
    if (i % 100 === 99) options.progress?.(i + 1, tally);
  }
  return { tally, failures };
}

function attackPair(
  r: Rng,
  seed: number,
  { random, targeted, steps }: Attack,
  tally: Record<string, number>,
  failures: string[],
): void {
  const { before, after, focus } = generatePair(r);
  const [old, now] = [parseObject(before), parseObject(after)];
  const { proofs } = proveDiff(old, now, { steps });
  const witnesses = proofs.flatMap(({ witness }) =>
    witness ? [witness.event as unknown as JsonObject] : [],
  );
  const patterns = [...patternsOf(before), ...patternsOf(after)];
  const events = Array.from({ length: random }, () => withoutHost(generateEvent(r, patterns, focus)));
  const starts = [...witnesses, ...events.slice(0, 5)];
  for (const start of starts) events.push(...neighbours(r, start, Math.ceil(targeted / starts.length)));
  const seen = new Map<string, JsonObject>();
  for (const event of [...witnesses, ...events]) {
    const [a, b] = [decide(compilePolicy(now), event), decide(compilePolicy(old), event)];
    if (a.reason !== 'invalid_event') seen.set(`${a.decision} ${b.decision}`, event);
  }
  const describe = (proof: Proof, event: unknown): string =>
    JSON.stringify({ seed, claim: proof.name, outcome: proof.outcome, event, before, after });
  for (const proof of proofs) {
    tally[proof.outcome] = (tally[proof.outcome] ?? 0) + 1;
    const [wantedNow, wantedBefore] = CLAIMS[proof.name]!;
    const shown = seen.get(`${wantedNow} ${wantedBefore}`);
    if (proof.outcome === 'proved' && shown !== undefined) failures.push(describe(proof, shown));
    if (proof.outcome === 'unknown' && shown !== undefined) tally.missed = (tally.missed ?? 0) + 1;
    const { witness } = proof;
    if (witness === undefined) continue;
    const really = [evaluate(after, witness.event).decision, evaluate(before, witness.event).decision];
    if (really[0] !== wantedNow || really[1] !== wantedBefore) failures.push(describe(proof, witness.event));
  }
}
