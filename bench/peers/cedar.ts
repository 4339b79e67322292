import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs';
import { capabilityOf, joinedText, type RuleSpec } from '../workload.js';
import { definePeer } from './peer.js';

/** The needles are plain text without `*`, so they need no escape in a `like` pattern. */
function toPolicy({ effect, capability, contains }: RuleSpec): string {
  const head = effect === 'deny' ? 'forbid' : 'permit';
  const when = contains === undefined ? '' : ` when { context.text like ${JSON.stringify(`*${contains}*`)} }`;
  return `${head}(principal, action == Action::${JSON.stringify(capability)}, resource)${when};`;
}

let sets = 0;

export const cedar = definePeer<StatefulAuthorizationCall>({
  name: 'Cedar (wasm)',
  load(rules) {
    const id = `bench-${sets++}`;
    const answer = preparsePolicySet(id, { staticPolicies: rules.map(toPolicy).join('\n') });
    if (answer.type === 'failure') throw new Error(`cedar: ${answer.errors[0]?.message}`);
    return {
      input: (ask) => ({
        principal: { type: 'Agent', id: 'agent-1' },
        action: { type: 'Action', id: capabilityOf(ask) },
        resource: { type: 'Tool', id: ask.resource },
        context: { text: joinedText(ask) },
        preparsedPolicySetId: id,
        entities: [],
      }),
      decide: (call) => {
        const result = statefulIsAuthorized(call);
        return result.type === 'success' ? result.response.decision : 'deny';
      },
    };
  },
});
