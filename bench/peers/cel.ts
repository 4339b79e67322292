import { celEnv, parse, plan } from '@bufbuild/cel';
import { capabilityOf, joinedText, type Effect, type RuleSpec } from '../workload.js';
import { definePeer } from './peer.js';

type Input = Record<string, string>;

function expression({ capability, contains }: RuleSpec): string {
  const same = `capability == ${JSON.stringify(capability)}`;
  return contains === undefined ? same : `${same} && text.contains(${JSON.stringify(contains)})`;
}

/** CEL is a language of expressions, not of policies: ours is the loop, denies before allows, first hit ends it. */
export const cel = definePeer<Input>({
  name: 'CEL',
  load(rules) {
    const env = celEnv();
    const order = [...rules].sort((a, b) => Number(b.effect === 'deny') - Number(a.effect === 'deny'));
    const programs = order.map((rule) => ({ effect: rule.effect, test: plan(env, parse(expression(rule))) }));
    const decide = (input: Input): Effect => {
      for (const { effect, test } of programs) if (test(input) === true) return effect;
      return 'deny';
    };
    return { input: (ask) => ({ capability: capabilityOf(ask), text: joinedText(ask) }), decide };
  },
});
