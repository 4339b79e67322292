import { commitmentOf } from '../../engine/audit/index.js';
import type { AuditRecord, PayloadCommitment } from '../../engine/audit/index.js';
import type { JsonObject, JsonValue } from '../../engine/model/json.js';
import type { Held, TracePayload } from '../../engine/reports/trace-text.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';

/** No event's payload is as long, or as deep: what is was put there by somebody else. */
const MOST_CHARS = 4_000_000;
const MOST_DEPTH = 200;

/** The payload that was stored with a record, held against what the record commits to; null where none was stored. */
export function payloadOf(reader: LogReader, record: AuditRecord): TracePayload | null {
  const text = reader.payload(record.seq);
  if (text === undefined) return null;
  const stored = parsed(text);
  const commitment = record['payload'] as PayloadCommitment | null | undefined;
  if (stored === undefined || typeof commitment !== 'object' || commitment === null)
    return { stored: stored ?? text.slice(0, MOST_CHARS), whole: 'differs', arguments: {} };
  const salt = reader.salt(record.seq);
  if (salt === undefined) return { stored, whole: 'unknown', arguments: {} };
  return { stored, ...heldAgainst(commitment, stored, salt) };
}

function heldAgainst(
  { commitment, args, redacted }: PayloadCommitment,
  stored: JsonObject,
  salt: Uint8Array,
): Omit<TracePayload, 'stored'> {
  const places = Array.isArray(redacted) ? (redacted as unknown[]).map(String) : [];
  const held = (name: string, value: JsonValue | undefined, wanted: unknown, isRedacted: boolean): Held => {
    if (value !== undefined && commitmentOf(name, value, salt) === wanted) return 'matches';
    return isRedacted ? 'redacted' : 'differs';
  };
  const each = Object.entries(args ?? {}).map(([name, wanted]): [string, Held] => {
    const value = Object.hasOwn(stored, name) ? stored[name] : undefined;
    return [
      name,
      held(
        name,
        value,
        wanted,
        places.some((place) => isWithin(place, name)),
      ),
    ];
  });
  const strange = args === undefined ? [] : Object.keys(stored).filter((name) => !Object.hasOwn(args, name));
  const all = Object.fromEntries([...each, ...strange.map((name): [string, Held] => [name, 'differs'])]);
  const differs = Object.values(all).includes('differs');
  return { whole: differs ? 'differs' : held('', stored, commitment, places.length > 0), arguments: all };
}

/** Canonical JSON of an object, as we store it; undefined for anything else. */
function parsed(text: string): JsonObject | undefined {
  if (text.length > MOST_CHARS) return undefined;
  try {
    const value = JSON.parse(text) as JsonValue;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && isShallow(value, 0) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth < MOST_DEPTH && Object.values(value).every((item: JsonValue) => isShallow(item, depth + 1));
}

/** Whether a JSON pointer leads into an argument. */
function isWithin(pointer: string, name: string): boolean {
  const start = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return pointer === start || pointer.startsWith(`${start}/`);
}
