import { EventError } from '../../engine/model/errors.js';
import type { JsonObject, JsonValue } from '../../engine/model/json.js';
import { freezePayload, isPlainObject } from '../../engine/model/payload.js';

/**
 * The arguments of one call as a payload: our own frozen copy, made once, so that no getter or proxy is asked twice.
 * What is not JSON has no payload but the reason why.
 */
export interface Sealed {
  readonly payload: JsonObject | EventError;
  /** The arguments of the executor, made of the payload that was decided on and of nothing else. */
  readonly open: (payload: JsonObject) => unknown;
}

/** Where arguments that are no object of named values stand in the payload. */
const LONE = 'input';

/** A single argument. An object is the payload itself; anything else stands in it as `input`. */
export function sealArgument(value: unknown): Sealed {
  if (value === undefined || value === null) {
    return { payload: frozen({}), open: () => value };
  }
  if (isObjectLike(value)) return { payload: frozen(value), open: thaw };
  return { payload: frozen({ [LONE]: value }), open: (payload) => thaw(payload[LONE] as JsonValue) };
}

/** A list of arguments: by `names`, or alone as above, or as `args`. `open` gives a list again. */
export function sealList(values: readonly unknown[], names?: readonly string[]): Sealed {
  if (names !== undefined) return sealNamed(values, names);
  const only = values[0];
  if (values.length === 1 && isPlainObject(only)) {
    return { payload: frozen(only), open: (payload) => [thaw(payload)] };
  }
  return {
    payload: frozen({ args: withoutTail(values) }),
    open: (payload) => thaw(payload['args'] as JsonValue),
  };
}

function sealNamed(values: readonly unknown[], names: readonly string[]): Sealed {
  const open = (payload: JsonObject): unknown[] => {
    const copy = thaw(payload) as Record<string, unknown>;
    return names.map((name) => (Object.hasOwn(copy, name) ? copy[name] : undefined)).slice(0, values.length);
  };
  if (values.length > names.length) {
    const detail = `the call has ${values.length} arguments, and ${names.length} names for them`;
    return { payload: new EventError('payload_not_json', 'payload', detail), open };
  }
  return { payload: frozen(Object.fromEntries(values.map((value, i) => [names[i], value]))), open };
}

/** Arguments that were left out and those given as undefined are the same to the executor. */
function withoutTail(values: readonly unknown[]): readonly unknown[] {
  let end = values.length;
  while (end > 0 && values[end - 1] === undefined) end -= 1;
  return values.slice(0, end);
}

function isObjectLike(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value);
}

function frozen(value: unknown): JsonObject | EventError {
  try {
    return freezePayload(value, false);
  } catch (error) {
    if (error instanceof EventError) return error;
    return new EventError('payload_not_json', 'payload', 'the arguments cannot be read as plain data');
  }
}

/** A copy that belongs to the executor alone: it may change it, and nobody else holds it. */
export function thaw(value: JsonValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(thaw);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = thaw((value as JsonObject)[key] as JsonValue);
  return copy;
}
