import { AuditError } from '../model/errors.js';
import type { JsonValue } from '../model/json.js';
import { MAX_RECORD_BYTES, RECORD_VERSION } from './record.js';
import type { AuditRecord } from './record.js';

const MAX_DEPTH = 16;
/** What a database may cut a text at, or no encoder can write, U+0000 and lone surrogates; and backslashes. */
const ESCAPABLE = /[\\\0]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** What that leaves, and nothing else: no other character may be written in a roundabout way. */
const ESCAPED = /\\(\\|u0000|ud[89a-f][0-9a-f]{2})/g;

/** JSON in the order and spelling of RFC 8785, for payloads: numbers as JavaScript writes them. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(canonicalJson).join(',')}]`;
  const object = value as { readonly [key: string]: JsonValue };
  const keys = Object.keys(object).sort();
  return canonicalObject(
    keys,
    keys.map((key) => canonicalJson(object[key] as JsonValue)),
  );
}

/** An object of keys that are in their order, whose values are spelled already. */
export function canonicalObject(keys: readonly string[], spelled: readonly string[]): string {
  return `{${keys.map((key, i) => `${JSON.stringify(key)}:${spelled[i] as string}`).join(',')}}`;
}

/**
 * The body of a record: RFC 8785, and of that only integers, at most 16 deep and 64 KiB long; what is undefined is
 * left out, and keys of digits alone are refused. Where a text holds U+0000 or half a surrogate pair, these are
 * written as `\u0000` in letters, all backslashes are doubled, and the record says `esc: true`. What `envelope` says
 * goes before what the record says: two objects, since to make one of them costs more than to spell both.
 * @throws AuditError `bad_record`
 */
export function canonicalRecord(record: object, envelope: object = NOTHING): string {
  unsafe = false;
  let body = writeBoth(record as Fields, envelope as Fields);
  if (unsafe) body = write({ ...record, ...envelope, esc: true }, 0, true);
  if (body.length * 3 > MAX_RECORD_BYTES && Buffer.byteLength(body) > MAX_RECORD_BYTES) {
    throw badRecord(`the record is over ${MAX_RECORD_BYTES} bytes`);
  }
  return body;
}

/** Set by `write` when it met a text that must be escaped. */
let unsafe = false;

/** The canonical spelling of a value. */
function write(value: unknown, depth: number, escape: boolean): string {
  switch (typeof value) {
    case 'string':
      return quoted(value, escape);
    case 'number':
      if (!Number.isSafeInteger(value)) throw badRecord('the record holds a number that is no safe integer');
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= MAX_DEPTH) throw badRecord(`the record is nested over ${MAX_DEPTH} deep`);
      if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1, escape)).join(',')}]`;
      return writeMap(value as Fields, depth, escape);
    default:
      throw badRecord(`the record holds a ${typeof value}`);
  }
}

type Fields = Readonly<Record<string, unknown>>;
const NOTHING: object = Object.freeze({});

function writeBoth(record: Fields, envelope: Fields): string {
  let text = '';
  for (const { key, spelled, late } of membersOf(Object.keys(record), false, Object.keys(envelope))) {
    const item = late ? envelope[key] : record[key];
    if (item === undefined) continue;
    text += `${text === '' ? '' : ','}${spelled}${write(item, 1, false)}`;
  }
  return `{${text}}`;
}

function writeMap(value: Fields, depth: number, escape: boolean): string {
  let text = '';
  for (const { key, spelled } of membersOf(Object.keys(value), escape)) {
    const item = value[key];
    if (item === undefined) continue;
    text += `${text === '' ? '' : ','}${spelled}${write(item, depth + 1, escape)}`;
  }
  return `{${text}}`;
}

/** A key, and how it stands in a body: quoted, with its colon. */
interface Member {
  readonly key: string;
  readonly spelled: string;
  /** Of the second list. */
  readonly late: boolean;
}

/** Records have few shapes: the order of each is kept. */
const MAX_SHAPES = 16;
const shapes: Shape[] = [];

interface Shape {
  readonly keys: readonly string[];
  readonly others: readonly string[];
  readonly members: readonly Member[];
}

function isShape({ keys, others }: Shape, some: readonly string[], more: readonly string[]): boolean {
  if (keys.length !== some.length || others.length !== more.length) return false;
  for (let i = 0; i < keys.length; i++) if (keys[i] !== some[i]) return false;
  for (let i = 0; i < others.length; i++) if (others[i] !== more[i]) return false;
  return true;
}

/** By UTF-16 units, as RFC 8785 has it and as JavaScript compares. */
function membersOf(
  keys: readonly string[],
  escape: boolean,
  others: readonly string[] = NO_KEYS,
): readonly Member[] {
  if (escape) return inOrder(keys, others, true);
  for (const shape of shapes) if (isShape(shape, keys, others)) return shape.members;
  const members = inOrder(keys, others, false);
  if (unsafe) return members;
  if (shapes.length >= MAX_SHAPES) shapes.length = 0;
  shapes.push({ keys, others, members });
  return members;
}

const NO_KEYS: readonly string[] = [];

/** What both lists have is taken from the second. */
function inOrder(keys: readonly string[], others: readonly string[], escape: boolean): readonly Member[] {
  const late = new Set(others);
  return [...new Set([...keys, ...others])]
    .map((key) => {
      // Objects of JavaScript do not keep these in their order, or at all.
      if (NO_NAME.test(key)) throw badRecord(`the record has a key that is no name: \`${key.slice(0, 80)}\``);
      const order = escape ? escaped(key) : key;
      return { key, order, spelled: `${quoted(key, escape)}:`, late: late.has(key) };
    })
    .sort((one, other) => (one.order < other.order ? -1 : 1));
}

const NO_NAME = /^(?:[0-9]+|__proto__)$/;
/** Spelled as it is between quotes. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function quoted(value: string, escape: boolean): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (escape) return JSON.stringify(escaped(value));
  if (!unsafe && (value.includes('\0') || !isWellFormed(value))) unsafe = true;
  return JSON.stringify(value);
}

function escaped(value: string): string {
  return value.replace(ESCAPABLE, escapeUnit);
}

/** Has no half of a surrogate pair: the method of ES2024, which Node 20 has. */
function isWellFormed(value: string): boolean {
  return (value as string & { isWellFormed(): boolean }).isWellFormed();
}

function escapeUnit(char: string): string {
  return char === '\\' ? '\\\\' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const TEXTS = ['log', 'prev', 'ts', 'w', 'type'] as const;

/** A body, parsed and read back. Its envelope has the right types; nothing else is promised. @throws AuditError */
export function parseRecord(body: string): AuditRecord {
  const parsed = readBody(body);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw badRecord('the record is no object');
  assertShallow(parsed, 0);
  const esc = (parsed as { esc?: unknown }).esc === true;
  return enveloped((esc ? unescaped(parsed) : parsed) as Record<string, unknown>);
}

function readBody(body: string): unknown {
  if (body.length > MAX_RECORD_BYTES) throw badRecord(`the record is over ${MAX_RECORD_BYTES} bytes`);
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new AuditError('bad_record', 'the record is no JSON', { cause });
  }
}

/** Deeper than we write would overflow the stack of whoever prints it. */
function assertShallow(value: object, depth: number): void {
  if (depth >= MAX_DEPTH) throw badRecord(`the record is nested over ${MAX_DEPTH} deep`);
  for (const item of Object.values(value)) {
    if (typeof item === 'object' && item !== null) assertShallow(item as object, depth + 1);
  }
}

/** Asked of the record as it is read, so that no key that was escaped can take an envelope's place. */
function enveloped(record: Record<string, unknown>): AuditRecord {
  if (record['v'] !== RECORD_VERSION) throw badRecord('the record is of a version that is not known');
  for (const key of TEXTS)
    if (typeof record[key] !== 'string') throw badRecord(`the record has no \`${key}\``);
  for (const key of ['seq', 'wseq'])
    if (!isCount(record[key])) throw badRecord(`the record has no \`${key}\` that counts`);
  return record as unknown as AuditRecord;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function unescaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(ESCAPED, unescapeUnit);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unescaped);
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
    key.replace(ESCAPED, unescapeUnit),
    unescaped(item),
  ]);
  return Object.fromEntries(entries);
}

function unescapeUnit(_: string, what: string): string {
  return what === '\\' ? '\\' : String.fromCharCode(Number.parseInt(what.slice(1), 16));
}

function badRecord(message: string): AuditError {
  return new AuditError('bad_record', message);
}
