import { newEnforcer, newModelFromString } from 'casbin';
import { capabilityOf, joinedText } from '../workload.js';
import { definePeer } from './peer.js';

const model = (matcher: string): string => `
[request_definition]
r = act, text
[policy_definition]
p = act, needle, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = ${matcher}
`;

const PLAIN = 'r.act == p.act';
const WITH_TEXT = "r.act == p.act && (p.needle == '' || hasText(r.text, p.needle))";

export const casbin = definePeer<[string, string]>({
  name: 'Casbin',
  async load(rules) {
    const texts = rules.some((rule) => rule.contains !== undefined);
    const enforcer = await newEnforcer(newModelFromString(model(texts ? WITH_TEXT : PLAIN)));
    await enforcer.addFunction('hasText', (text: string, needle: string) => text.includes(needle));
    await enforcer.addPolicies(rules.map((rule) => [rule.capability, rule.contains ?? '', rule.effect]));
    return {
      input: (ask) => [capabilityOf(ask), joinedText(ask)],
      decide: ([act, text]) => (enforcer.enforceSync(act, text) ? 'allow' : 'deny'),
    };
  },
});
