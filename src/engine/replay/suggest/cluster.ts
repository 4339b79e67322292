import type { JsonObject, JsonValue } from '../../model/json.js';
import type { DraftRule } from '../../model/policy-draft.js';
import { EventReadings } from '../../policy/readings/event-readings.js';
import { argumentConditions, GENERAL, isNameable, PAYLOADS, VALUES, WHOLE } from './arguments.js';
import type { Level } from './arguments.js';
import { hasCommand } from './guards.js';
import type { Observation } from './observations.js';
import { commonFolders } from './paths.js';

/** Observations of one capability that one rule is drafted from. */
export interface Cluster {
  readonly id: string;
  section: DraftRule['section'];
  readonly capability: string;
  items: readonly Observation[];
  level: Level;
  /** Observations of the capability that the rule must not cover. */
  avoid: readonly Observation[];
  /** Other clusters of the capability have paths, and this one has none. */
  readonly pathless: boolean;
  readonly reason?: string;
}

const MOST_PAYLOADS = 60;

/** What stands in the way of saying anything general about amounts or paths: whether there are some, and all clear. */
export function featuresOf({ event }: Observation): { amounts: boolean; paths: boolean } {
  const { amounts, amountUnknown, paths } = EventReadings.of(event).fields;
  return { amounts: amounts.length > 0 && !amountUnknown, paths: paths.length > 0 };
}

/** The conditions of a cluster at its level, or at the next one where it has too much to list. */
export function conditionsOf(cluster: Cluster, hosts: HostChoice): JsonObject {
  for (; cluster.level < WHOLE; cluster.level++) {
    const found = atLevel(cluster);
    if (found !== undefined && !isBroad(cluster, found))
      return { ...found, ...(cluster.section === 'allow' && hosts(cluster)) };
  }
  return {};
}

/** A whole resource is never granted without a condition. */
function isBroad({ capability, section }: Cluster, conditions: JsonObject): boolean {
  return section === 'allow' && !capability.includes('.') && Object.keys(conditions).length === 0;
}

/** Conditions on what the host says, as where and by whom it was used. */
export type HostChoice = (cluster: Cluster) => JsonObject;

function atLevel(cluster: Cluster): JsonObject | undefined {
  const payloads = cluster.items.map(({ event }) => event.payload);
  if (!payloads.every(isNameable)) return undefined;
  const none = cluster.pathless && cluster.section === 'allow' ? NO_PATH : {};
  if (cluster.level === PAYLOADS) return withNone(wholePayloads(payloads), none);
  const shell = cluster.items.some(hasCommand);
  if (cluster.level === VALUES) {
    const exact = { level: VALUES, shell, amounts: false, paths: false } as const;
    return withNone(argumentConditions(payloads, exact), none);
  }
  const features = cluster.items.map(featuresOf);
  const amounts = features.every((item) => item.amounts);
  const folders = features.every((item) => item.paths) ? foldersOf(cluster) : undefined;
  const rest = argumentConditions(payloads, { level: GENERAL, shell, amounts, paths: folders !== undefined });
  if (rest === undefined) return undefined;
  const known: JsonObject = {
    ...(amounts && amountRange(cluster.items)),
    ...(folders !== undefined && { path: { within: folders } }),
    ...none,
  };
  return { ...known, ...rest };
}

const NO_PATH: JsonObject = { not: { path: { glob: '**' } } };

function withNone(conditions: JsonObject | undefined, none: JsonObject): JsonObject | undefined {
  return conditions && { ...none, ...conditions };
}

function foldersOf({ items, avoid }: Cluster): string[] | undefined {
  return commonFolders(
    items.map(({ event }) => event),
    avoid.map(({ event }) => event),
  );
}

/** From nothing up to the most that was seen: less than was ever paid is no harm, a negative amount may be. */
export function amountRange(items: readonly Observation[]): { amount_gte: number; amount_lte: number } {
  const fields = items.map(({ event }) => EventReadings.of(event).fields);
  return {
    amount_gte: fields.reduce((low, { amountMin }) => Math.min(low, amountMin), 0),
    amount_lte: fields.reduce((high, { amountMax }) => Math.max(high, amountMax), -Infinity),
  };
}

/** Each payload as it was, argument by argument. */
function wholePayloads(payloads: readonly JsonObject[]): JsonObject | undefined {
  const different = [...new Map(payloads.map((payload) => [JSON.stringify(payload), payload])).values()];
  if (different.length > MOST_PAYLOADS || different.some((payload) => Object.keys(payload).length === 0))
    return undefined;
  const maps = different.map((payload) => ({ args: exactly(payload) }));
  return maps.length === 1 ? (maps[0] as JsonObject) : { any_of: maps };
}

function exactly(payload: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, { eq: value as JsonValue }]),
  );
}
