import type { LegacyEvent } from './schema.js';

/**
 * An event of earlier engines as an event of this one. Values are carried over as they are: the engine decides
 * whether they are valid. Of `metadata` only what the language has words for is read.
 */
export function eventOfLegacy(event: LegacyEvent): Record<string, unknown> {
  const actor = typeof event.actor === 'object' ? event.actor : { id: event.actor };
  const action = typeof event.action === 'object' ? event.action : { name: event.action };
  const { session, caller_depth, table } = event.metadata ?? {};
  const { tenant, tool_name } = event;
  return defined({
    actor: actor.id,
    resource: event.resource,
    action: action.name ?? event.operation,
    capability: 'capability' in action ? action.capability : undefined,
    environment: event.environment,
    risk: event.risk_level,
    payload: event.payload,
    context: defined({ session, tenant, user_role: actor.role, caller_depth, tool_name, table }),
  });
}

function defined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
