import type { JsonObject } from '../../model/json.js';
import type { Cluster, HostChoice } from './cluster.js';
import type { Observation } from './observations.js';
import { distinct } from './texts.js';

const MOST_ACTORS = 10;
const DEFAULT_ENVIRONMENT = 'development';

/** Where several environments or actors were seen, a rule is for those that used what it allows. */
export function hostChoice(observations: readonly Observation[]): HostChoice {
  const environments = distinct(observations.map(({ event }) => event.environment));
  const actors = distinct(observations.map(({ event }) => event.actor));
  const plain = environments.length === 1 && environments[0] === DEFAULT_ENVIRONMENT;
  return ({ items }: Cluster): JsonObject => {
    const used = distinct(items.map(({ event }) => event.environment)).sort();
    const by = distinct(items.map(({ event }) => event.actor)).sort();
    const few = by.length < actors.length && by.length <= MOST_ACTORS;
    return { ...(few && { actor: by }), ...(!plain && { environment: used }) };
  };
}
