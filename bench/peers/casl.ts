import { createMongoAbility, subject, type RawRuleOf, type MongoAbility } from '@casl/ability';
import { capabilityOf, joinedText, type RuleSpec } from '../workload.js';
import { definePeer } from './peer.js';

type Rule = RawRuleOf<MongoAbility>;

function toRule({ effect, capability, contains }: RuleSpec): Rule {
  const rule: Rule = { action: capability, subject: 'Event', inverted: effect === 'deny' };
  return contains === undefined ? rule : { ...rule, conditions: { text: { $regex: contains } } };
}

/** In CASL the last rule that matches decides, so the denies are handed over last. */
function ordered(rules: readonly RuleSpec[]): Rule[] {
  const of = (effect: string): Rule[] => rules.filter((rule) => rule.effect === effect).map(toRule);
  return [...of('allow'), ...of('deny')];
}

interface Input {
  readonly capability: string;
  readonly event: ReturnType<typeof subject<'Event', { text: string }>>;
}

export const casl = definePeer<Input>({
  name: 'CASL',
  load(rules) {
    const ability = createMongoAbility(ordered(rules));
    return {
      input: (ask) => ({ capability: capabilityOf(ask), event: subject('Event', { text: joinedText(ask) }) }),
      decide: ({ capability, event }) => (ability.can(capability, event) ? 'allow' : 'deny'),
    };
  },
});
