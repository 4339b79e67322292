import { EventError } from './errors.js';
import type { JsonObject, JsonValue } from './json.js';

/** The deepest payload that is read: containers inside containers. */
export const MAX_PAYLOAD_DEPTH = 64;
/** The largest payload, as UTF-8 bytes of its JSON text. */
export const MAX_PAYLOAD_BYTES = 1024 * 1024;

/**
 * The engine's own, deep-frozen payload. With `owned` the value itself is checked and frozen, for callers who just
 * parsed it and keep no other reference; otherwise it is copied, so that nobody can change it after the decision.
 * The value is hostile: getters may throw, arrays may be sparse, objects may contain themselves.
 * @throws EventError when it is not a JSON object, too deep, too large, or has a key `__proto__`.
 */
export function freezePayload(value: unknown, owned: boolean): JsonObject {
  if (!isPlainObject(value))
    throw new EventError('payload_not_json', 'payload', '`payload` must be a JSON object');
  const budget = { units: 0 };
  const payload = owned ? freezeInPlace(value as JsonValue, 0, budget) : copy(value, 0, budget);
  // UTF-8 takes at most three bytes a UTF-16 unit, so most payloads need no exact count.
  if (budget.units * 3 > MAX_PAYLOAD_BYTES) assertBytes(payload);
  return payload as JsonObject;
}

interface Budget {
  units: number;
}

function copy(value: unknown, depth: number, budget: Budget): JsonValue {
  switch (typeof value) {
    case 'string':
      spend(budget, value.length + 2);
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw notJson('a number that JSON has not');
      spend(budget, 1);
      return value + 0;
    case 'boolean':
      spend(budget, 1);
      return value;
    case 'object':
      if (value === null) return null;
      if (depth >= MAX_PAYLOAD_DEPTH) throw tooDeep();
      return Array.isArray(value) ? copyArray(value, depth, budget) : copyObject(value, depth, budget);
    default:
      throw notJson(typeof value === 'undefined' ? 'an undefined list element' : `a ${typeof value}`);
  }
}

function copyArray(value: readonly unknown[], depth: number, budget: Budget): JsonValue {
  const length = value.length;
  spend(budget, length + 2);
  const result: JsonValue[] = [];
  for (let i = 0; i < length; i++) result.push(copy(value[i], depth + 1, budget));
  return Object.freeze(result);
}

function copyObject(value: object, depth: number, budget: Budget): JsonValue {
  if (!isPlainObject(value)) throw notJson('an object that is not plain data');
  const result: Record<string, JsonValue> = {};
  spend(budget, 2);
  for (const key of Object.keys(value)) {
    checkKey(key, budget);
    const item: unknown = value[key];
    if (item !== undefined) result[key] = copyNamed(item, key, depth + 1, budget);
  }
  return Object.freeze(result);
}

/** The innermost key goes into the message. */
function copyNamed(item: unknown, key: string, depth: number, budget: Budget): JsonValue {
  if (
    typeof item === 'string' ||
    typeof item === 'object' ||
    typeof item === 'boolean' ||
    Number.isFinite(item)
  ) {
    return copy(item, depth, budget);
  }
  throw notJson(typeof item === 'number' ? 'a number that JSON has not' : `a ${typeof item}`, key);
}

function freezeInPlace(value: JsonValue, depth: number, budget: Budget): JsonValue {
  if (typeof value === 'string') spend(budget, value.length + 2);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_PAYLOAD_DEPTH) throw tooDeep();
  if (Array.isArray(value)) {
    spend(budget, value.length + 2);
    for (const item of value as readonly JsonValue[]) freezeInPlace(item, depth + 1, budget);
  } else {
    spend(budget, 2);
    for (const key of Object.keys(value)) {
      checkKey(key, budget);
      freezeInPlace((value as JsonObject)[key] as JsonValue, depth + 1, budget);
    }
  }
  return Object.freeze(value);
}

/** `__proto__` is refused: whatever merges such a payload later would change every object of its process. */
function checkKey(key: string, budget: Budget): void {
  spend(budget, key.length + 3);
  if (key === '__proto__') {
    throw new EventError('forbidden_key', 'payload', 'the payload has a key `__proto__`');
  }
}

function spend(budget: Budget, units: number): void {
  budget.units += units;
  if (budget.units > MAX_PAYLOAD_BYTES) throw tooLarge();
}

function assertBytes(payload: JsonValue): void {
  if (new TextEncoder().encode(JSON.stringify(payload)).length > MAX_PAYLOAD_BYTES) throw tooLarge();
}

/** Plain data, also from another realm: the prototype is null or has no prototype of its own. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return true;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function tooLarge(): EventError {
  return new EventError('payload_too_large', 'payload', `the payload is over ${MAX_PAYLOAD_BYTES} bytes`);
}

function tooDeep(): EventError {
  return new EventError(
    'payload_too_deep',
    'payload',
    `the payload is nested over ${MAX_PAYLOAD_DEPTH} deep`,
  );
}

function notJson(what: string, key?: string): EventError {
  const where = key === undefined ? '' : ` at the key \`${key.slice(0, 80)}\``;
  return new EventError('payload_not_json', 'payload', `the payload holds ${what}${where}`);
}
