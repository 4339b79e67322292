import { joinCapability, parseCapability } from './capability.js';
import type { Capability } from './capability.js';
import { EventError } from './errors.js';
import type { Env } from './env.js';
import { freezePayload, isPlainObject } from './payload.js';
import type { JsonObject } from './json.js';
import { RISK_LEVELS } from './decision.js';
import type { RiskLevel } from './decision.js';
import { uuidv7 } from './uuid.js';

/** Facts that the host states about a call. All optional; a key outside this list is refused. */
export interface EventContext {
  readonly session?: string;
  readonly tenant?: string;
  readonly user_role?: string;
  readonly caller_depth?: number;
  readonly tool_name?: string;
  readonly table?: string;
  readonly parent?: string;
  readonly on_behalf?: string;
  /** The absolute folder that relative paths of the payload are relative to. */
  readonly cwd?: string;
}

/** What a host hands in. `payload` is the agent's and untrusted, all else the host's own. */
export interface EventInput {
  readonly id?: string;
  readonly actor: string;
  readonly resource?: string;
  readonly action?: string;
  readonly scope?: string;
  readonly environment?: string;
  readonly risk?: RiskLevel | number;
  readonly payload?: JsonObject;
  readonly context?: EventContext;
  readonly capability?: string;
  readonly host?: { readonly require_approval?: boolean };
}

export interface ParseEventOptions {
  /** Gives an id to an event that has none. */
  readonly env?: Env;
  /** The caller owns the payload and keeps no reference to it: it is frozen in place and not copied. */
  readonly owned?: boolean;
}

const MAX_LENGTH = 256;
const MAX_CWD_LENGTH = 4096;
const HOST_NAME = /^[A-Za-z0-9_\-./@:]+$/;

const FIELDS: ReadonlySet<string> = new Set([
  ...['id', 'actor', 'resource', 'action', 'scope', 'environment', 'risk'],
  ...['payload', 'context', 'capability', 'host'],
]);
const CONTEXT_TEXTS = [
  'session',
  'tenant',
  'user_role',
  'tool_name',
  'table',
  'parent',
  'on_behalf',
] as const;
const CONTEXT_FIELDS: ReadonlySet<string> = new Set([...CONTEXT_TEXTS, 'caller_depth', 'cwd']);
const CONTEXT_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  [...CONTEXT_FIELDS].map((field) => [field, `context.${field}`]),
);
const NO_PAYLOAD: JsonObject = Object.freeze({});
const NO_CONTEXT: EventContext = Object.freeze({});

/** One proposed action: parsed once, frozen, and the only thing that is decided on. */
export class ActionEvent {
  readonly id: string | undefined;
  readonly actor: string;
  readonly resource: string | undefined;
  readonly action: string | undefined;
  readonly scope: string | undefined;
  readonly environment: string;
  readonly risk: RiskLevel | number;
  readonly payload: JsonObject;
  readonly context: EventContext;
  readonly capability: string;
  readonly requireApproval: boolean;
  readonly #capability: Capability;
  /** Readings of this event, computed at most once. They follow from the frozen fields alone. */
  #memo: unknown = undefined;

  private constructor(input: Record<string, unknown>, options: ParseEventOptions) {
    // Each field is read once, in case reading does something.
    const { id, actor, resource, action, scope, environment, risk, payload, context, capability, host } =
      input;
    assertFields(input, FIELDS, '');
    this.actor = hostName(actor, 'actor');
    this.environment = environment === undefined ? 'development' : hostName(environment, 'environment');
    this.resource = optionalText(resource, 'resource');
    this.action = optionalText(action, 'action');
    this.scope = optionalText(scope, 'scope');
    this.#capability = capabilityOf(capability, this);
    this.capability = this.#capability.text;
    this.risk = riskOf(risk);
    this.context = contextOf(context);
    this.requireApproval = hostOf(host);
    this.payload = payload === undefined ? NO_PAYLOAD : freezePayload(payload, options.owned ?? false);
    this.id = optionalText(id, 'id') ?? (options.env && uuidv7(options.env));
    Object.freeze(this);
  }

  /** Parses and freezes an event. @throws EventError naming the first field that does not parse. */
  static create(input: EventInput, options: ParseEventOptions = {}): ActionEvent {
    return parseEvent(input, options);
  }

  /** @internal */
  static parse(value: unknown, options: ParseEventOptions): ActionEvent {
    if (!isPlainObject(value)) throw new EventError('not_an_object', '', 'an event must be an object');
    return new ActionEvent(value, options);
  }

  /** The event as it may be written down and parsed again: fields that were not given are left out. */
  toJSON(): EventInput {
    const { id, actor, resource, action, scope, environment, risk, payload, context, capability } = this;
    return {
      ...(id !== undefined && { id }),
      actor,
      ...(resource !== undefined && { resource }),
      ...(action !== undefined && { action }),
      ...(scope !== undefined && { scope }),
      ...{ capability, environment, risk, payload, context },
      ...(this.requireApproval && { host: { require_approval: true } }),
    };
  }

  static is(value: unknown): value is ActionEvent {
    return typeof value === 'object' && value !== null && #memo in value;
  }

  /** @internal Its capability, taken apart. */
  static capabilityOf(event: ActionEvent): Capability {
    return event.#capability;
  }

  /** @internal The memo of an event, made by `make` when it is first asked for. */
  static memo<T>(event: ActionEvent, make: (event: ActionEvent) => T): T {
    return (event.#memo ??= make(event)) as T;
  }
}

/**
 * Parses an event from anybody's hands: strict, with its own frozen copy of the payload.
 * @throws EventError for every input that is not an event, also for one whose getters throw.
 */
export function parseEvent(value: unknown, options: ParseEventOptions = {}): ActionEvent {
  if (ActionEvent.is(value)) return value;
  try {
    return ActionEvent.parse(value, options);
  } catch (error) {
    if (error instanceof EventError) throw error;
    throw new EventError('payload_not_json', 'payload', 'the event cannot be read as plain data');
  }
}

function assertFields(input: Record<string, unknown>, known: ReadonlySet<string>, prefix: string): void {
  for (const key of Object.keys(input)) {
    if (!known.has(key)) {
      const name = prefix + key.slice(0, 80);
      throw new EventError(
        'unknown_field',
        name,
        `unknown field \`${name}\``,
        `the fields are ${[...known].join(', ')}`,
      );
    }
  }
}

function text(value: unknown, field: string, max = MAX_LENGTH): string {
  if (typeof value !== 'string') {
    const missing = value === undefined;
    const message = missing ? `the field \`${field}\` is missing` : `\`${field}\` must be text`;
    throw new EventError(missing ? 'missing_field' : 'wrong_type', field, message);
  }
  if (value === '') throw new EventError('empty', field, `\`${field}\` is empty`);
  if (value.length > max) throw new EventError('too_long', field, `\`${field}\` is over ${max} characters`);
  return value;
}

function optionalText(value: unknown, field: string): string | undefined {
  return value === undefined ? undefined : text(value, field);
}

function hostName(value: unknown, field: string): string {
  const name = text(value, field);
  if (HOST_NAME.test(name)) return name;
  throw new EventError(
    'bad_character',
    field,
    `\`${field}\` has a character outside A-Z a-z 0-9 _ - . / @ :`,
  );
}

function capabilityOf(value: unknown, event: ActionEvent): Capability {
  if (value !== undefined) return parseCapability(text(value, 'capability'));
  const { resource, action, scope, environment } = event;
  if (resource === undefined || action === undefined) {
    const field = resource === undefined ? 'resource' : 'action';
    const help = 'give `capability`, or `resource` and `action`';
    throw new EventError('missing_field', field, `the field \`${field}\` is missing`, help);
  }
  return joinCapability(resource, action, scope, environment);
}

function riskOf(value: unknown): RiskLevel | number {
  if (value === undefined) return 'low';
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  if (RISK_LEVELS.includes(value as RiskLevel)) return value as RiskLevel;
  throw new EventError(
    'wrong_type',
    'risk',
    '`risk` must be low, medium, high, critical, or a number from 0',
  );
}

function contextOf(value: unknown): EventContext {
  if (value === undefined) return NO_CONTEXT;
  if (!isPlainObject(value)) throw new EventError('wrong_type', 'context', '`context` must be an object');
  assertFields(value, CONTEXT_FIELDS, 'context.');
  const context: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined) continue;
    if (key === 'caller_depth') context[key] = callerDepth(item);
    else
      context[key] = text(item, CONTEXT_LABELS[key] as string, key === 'cwd' ? MAX_CWD_LENGTH : MAX_LENGTH);
  }
  return Object.freeze(context) as EventContext;
}

function callerDepth(value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new EventError(
    'wrong_type',
    'context.caller_depth',
    '`context.caller_depth` must be a whole number from 0',
  );
}

function hostOf(value: unknown): boolean {
  if (value === undefined) return false;
  if (!isPlainObject(value)) throw new EventError('wrong_type', 'host', '`host` must be an object');
  assertFields(value, new Set(['require_approval']), 'host.');
  const flag = value['require_approval'];
  if (flag === undefined || typeof flag === 'boolean') return flag ?? false;
  throw new EventError(
    'wrong_type',
    'host.require_approval',
    '`host.require_approval` must be true or false',
  );
}
