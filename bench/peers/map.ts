import { capabilityOf, type Effect } from '../workload.js';
import { definePeer } from './peer.js';

/** The floor: what a decision costs when it is nothing but one look-up of the capability. */
export const map = definePeer<string>({
  name: 'Map (floor)',
  floor: true,
  load(rules) {
    const effects = new Map<string, Effect>(rules.map((rule) => [rule.capability, rule.effect]));
    return { input: capabilityOf, decide: (capability) => effects.get(capability) ?? 'deny' };
  },
});
