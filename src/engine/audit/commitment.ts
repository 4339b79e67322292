import type { JsonObject, JsonValue } from '../model/json.js';
import { canonicalJson, canonicalObject } from './canonical-json.js';
import { hmacSha256, hmacSha256Hex } from './hmac.js';
import type { PayloadCommitment } from './record.js';

const MAX_ARGS = 32;
const MAX_NAME = 64;
/** Printable, and not digits alone: no JavaScript object keeps such keys in their order. */
const NAME = /^(?!\d+$)(?!__proto__$)[\x20-\x7e]+$/;
/** Bytes of a record's salt. */
export const SALT_BYTES = 32;

/**
 * The salt of one argument, from the record's: HMAC-SHA256(salt, name). Showing it shows that argument and no other.
 */
export function argumentSalt(name: string, salt: Uint8Array): Buffer {
  return hmacSha256(salt, name);
}

/**
 * HMAC-SHA256 under the argument's salt of its name, a zero byte and its canonical JSON, in hex. The whole payload
 * commits under the empty name.
 */
export function commitmentOf(name: string, value: JsonValue, salt: Uint8Array): string {
  return commit(name, canonicalJson(value), salt);
}

function commit(name: string, json: string, salt: Uint8Array): string {
  return hmacSha256Hex(argumentSalt(name, salt), `${name}\0${json}`);
}

/** What a record says of a payload: nothing that could be guessed without the salt, but names and length. */
export function commitPayload(payload: JsonObject, salt: Uint8Array): PayloadCommitment {
  const names = Object.keys(payload).sort();
  const spelled = names.map((name) => canonicalJson(payload[name] as JsonValue));
  const json = canonicalObject(names, spelled);
  const named = names.length <= MAX_ARGS && names.every((name) => name.length <= MAX_NAME && NAME.test(name));
  return {
    alg: 'hmac-sha256',
    commitment: commit('', json, salt),
    bytes: Buffer.byteLength(json),
    ...(named && { args: commitArguments(names, spelled, salt) }),
  };
}

function commitArguments(
  names: readonly string[],
  spelled: readonly string[],
  salt: Uint8Array,
): Record<string, string> {
  return Object.fromEntries(names.map((name, i) => [name, commit(name, spelled[i] as string, salt)]));
}
