import type { JsonObject, JsonValue } from './types.js';
import { isObject } from './types.js';

export interface Event {
  readonly actor: string;
  readonly capability: string;
  readonly environment: string;
  readonly risk: string | number;
  readonly payload: JsonObject;
  readonly context: Readonly<Record<string, JsonValue>>;
  readonly requireApproval: boolean;
}

const FIELDS = 'id actor resource action scope environment risk payload context capability host'.split(' ');
const CONTEXT = 'session tenant user_role caller_depth tool_name table parent cwd on_behalf'.split(' ');
const NAME = /^[A-Za-z0-9_\-./@:]+$/;
const SEGMENT = /^[A-Za-z0-9_-]+$/;
const RISKS: readonly unknown[] = ['low', 'medium', 'high', 'critical'];

class Invalid extends Error {}

function check(holds: boolean): asserts holds {
  if (!holds) throw new Invalid();
}

function text(value: unknown, pattern = /^/): string | undefined {
  if (value === undefined) return undefined;
  check(typeof value === 'string' && value !== '' && value.length <= 256 && pattern.test(value));
  return value;
}

function checkKeys(value: object, known: readonly string[]): void {
  check(Object.keys(value).every((key) => known.includes(key)));
}

function checkPayload(value: unknown, depth: number): void {
  check(depth <= 64);
  if (typeof value === 'number') check(Number.isFinite(value));
  else if (Array.isArray(value)) for (const element of value) checkPayload(element, depth + 1);
  else if (isObject(value)) {
    check(!Object.hasOwn(value, '__proto__'));
    for (const child of Object.values(value)) if (child !== undefined) checkPayload(child, depth + 1);
  } else check(value === null || typeof value === 'string' || typeof value === 'boolean');
}

function readContext(value: unknown = {}): Event['context'] {
  check(isObject(value));
  checkKeys(value, CONTEXT);
  for (const key of CONTEXT) if (key !== 'caller_depth') text(value[key]);
  const depth = value.caller_depth;
  check(depth === undefined || (Number.isInteger(depth) && (depth as number) >= 0));
  return value;
}

function readHost(value: unknown = {}): boolean {
  check(isObject(value));
  checkKeys(value, ['require_approval']);
  check(value.require_approval === undefined || typeof value.require_approval === 'boolean');
  return value.require_approval === true;
}

function readRisk(value: unknown = 'low'): string | number {
  check(RISKS.includes(value) || (typeof value === 'number' && Number.isFinite(value) && value >= 0));
  return value as string | number;
}

function readCapability(event: Record<string, unknown>, environment: string): string {
  const [resource, action, scope] = [text(event.resource), text(event.action), text(event.scope)];
  const given = text(event.capability);
  check(given !== undefined || (resource !== undefined && action !== undefined));
  const capability = given ?? [resource, action, scope ?? environment].join('.');
  check(capability.split('.').every((segment) => SEGMENT.test(segment)));
  return capability;
}

function read(event: unknown): Event {
  check(isObject(event));
  checkKeys(event, FIELDS);
  text(event.id);
  const actor = text(event.actor, NAME);
  check(actor !== undefined);
  const environment = text(event.environment, NAME) ?? 'development';
  const capability = readCapability(event, environment);
  const payload = event.payload === undefined ? {} : event.payload;
  check(isObject(payload));
  checkPayload(payload, 1);
  const [context, requireApproval, risk] = [
    readContext(event.context),
    readHost(event.host),
    readRisk(event.risk),
  ];
  return { actor, capability, environment, risk, payload, context, requireApproval };
}

/** The event with its defaults, or null where the host set a field that does not parse. */
export function readEvent(event: unknown): Event | null {
  try {
    return read(event);
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}
