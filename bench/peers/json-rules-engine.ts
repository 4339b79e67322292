import { Engine, type ConditionProperties, type RuleProperties } from 'json-rules-engine';
import { capabilityOf, joinedText, type RuleSpec } from '../workload.js';
import { definePeer } from './peer.js';

function toRule({ effect, capability, contains }: RuleSpec): RuleProperties {
  const all: ConditionProperties[] = [{ fact: 'capability', operator: 'equal', value: capability }];
  if (contains !== undefined) all.push({ fact: 'text', operator: 'hasText', value: contains });
  return { conditions: { all }, event: { type: effect } };
}

/** Asynchronous by design: one `run` evaluates every rule, and a deny among its events wins. */
export const jsonRulesEngine = definePeer<Record<string, string>>({
  name: 'json-rules-engine',
  load(rules) {
    const engine = new Engine();
    engine.addOperator('hasText', (text: string, needle: string) => text.includes(needle));
    for (const rule of rules) engine.addRule(toRule(rule));
    return {
      input: (ask) => ({ capability: capabilityOf(ask), text: joinedText(ask) }),
      decide: async (facts) => {
        const { events } = await engine.run(facts);
        if (events.some((event) => event.type === 'deny')) return 'deny';
        return events.some((event) => event.type === 'allow') ? 'allow' : 'deny';
      },
    };
  },
});
