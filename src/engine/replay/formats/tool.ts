import { defineFormat, isRecord } from '../format.js';
import { toolEvent } from '../tool-event.js';

/** Records of tool calls whose tool has the name of a capability. `resource` and `action` only describe it. */
export const tool = defineFormat({
  name: 'tool',
  summary:
    'a call whose `tool` is the capability: `actor`, `tool`, `environment`, `payload`, `decision`, `reason`',
  example: {
    actor: 'billing-agent',
    tool: 'payments.capture',
    environment: 'production',
    payload: { invoice: 'INV-7', amount: 120 },
    decision: 'deny',
    reason: 'over the daily limit',
  },
  keys: ['tool', 'risk_category'],
  detect(line) {
    const name = line['tool'];
    if (typeof name !== 'string' || line['capability'] !== undefined || isRecord(line['event'])) return false;
    // An event of its own may also say which tool it came from; such a name has no dots.
    return name.includes('.') || line['resource'] === undefined || line['action'] === undefined;
  },
  read(line, context) {
    const name = line['tool'];
    if (typeof name !== 'string') return undefined;
    return toolEvent(line, name, context.map?.find(name) ?? { capability: name }, context);
  },
});
