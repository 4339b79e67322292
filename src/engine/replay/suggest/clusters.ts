import type { DraftRule } from '../../model/policy-draft.js';
import { GENERAL } from './arguments.js';
import { amountRange, featuresOf } from './cluster.js';
import type { Cluster } from './cluster.js';
import type { Observation } from './observations.js';

const LONGEST_ID = 100;

/** Sorts what is not asked about anyway: by capability, by what is wished, and by whether there are amounts and paths. */
export function clustersOf(
  observations: readonly Observation[],
  isGuarded: (item: Observation) => boolean,
): Cluster[] {
  const ids = new Set<string>();
  return [...groupBy(observations, ({ event }) => event.capability)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([capability, items]) => {
      const open = items.filter((item) => item.wish !== 'deny' && !isGuarded(item));
      return ofCapability(capability, open, items, ids);
    });
}

function ofCapability(
  capability: string,
  open: readonly Observation[],
  all: readonly Observation[],
  ids: Set<string>,
): Cluster[] {
  const asked = open.filter(({ wish, event }) => wish === 'ask' || event.requireApproval);
  const allowed = open.filter((item) => !asked.includes(item));
  const kinds = groupBy(allowed, (item) => JSON.stringify(featuresOf(item)));
  const somePaths = allowed.some((item) => featuresOf(item).paths);
  const others = (items: readonly Observation[]): Observation[] => {
    const own = new Set(items);
    return all.filter((item) => !own.has(item));
  };
  const allow = [...kinds.values()].map((items): Cluster => ({
    id: idFor(capability, ids),
    section: 'allow',
    capability,
    items,
    level: GENERAL,
    avoid: others(allowed),
    pathless: somePaths && !items.some((item) => featuresOf(item).paths),
  }));
  if (asked.length === 0) return allow;
  const ask: Cluster = {
    id: idFor(`ask-${capability}`, ids),
    section: 'require_approval',
    capability,
    items: asked,
    level: GENERAL,
    avoid: allowed,
    pathless: false,
    reason: 'A person was asked about this',
  };
  return [ask, ...allow];
}

function idFor(capability: string, ids: Set<string>): string {
  const base = capability.replaceAll('.', '-').slice(0, LONGEST_ID);
  let id = base;
  for (let n = 2; ids.has(id) || RESERVED.test(id); n++) id = `${base}-${n}`;
  ids.add(id);
  return id;
}

/** Ids of the rules that are not drafted from one capability. */
const RESERVED =
  /^(?:ask-(?:deletes|production|in-production|commands|sql|sql-production|secrets|credentials|addresses)|over-.*)$/;

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** What lies beyond the amounts that were seen is asked about, where the rest is allowed. */
export function overRules(clusters: readonly Cluster[]): DraftRule[] {
  const paying = clusters.filter(
    ({ section, items }) => section === 'allow' && items.every((item) => featuresOf(item).amounts),
  );
  return [...groupBy(paying, ({ capability }) => capability)].map(([capability, group]) => {
    const { amount_gte: low, amount_lte: high } = amountRange(group.flatMap(({ items }) => items));
    return {
      id: `over-${group[0]?.id ?? capability}`,
      section: 'require_approval',
      capability: [capability],
      conditions: { any_of: [{ amount_gt: high }, { amount_lt: low }] },
      reason: 'This amount is beyond those that were seen',
      comments: [],
    };
  });
}
