import type { JsonObject, JsonValue } from '../../src/engine/model/json.js';

export type { JsonObject, JsonValue };

/** How the readings of a condition are put together: one is enough (restricting), or all must hold (granting). */
export type Mode = 'any' | 'every';

export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

export const not = (t: number): number => 2 - t;
export const flip = (mode: Mode): Mode => (mode === 'any' ? 'every' : 'any');
export const truth = (b: boolean): number => (b ? TRUE : FALSE);

/** Absent is false in both modes; else the best reading counts (any), or the worst (every). */
export function combine(mode: Mode, truths: readonly number[]): number {
  if (truths.length === 0) return FALSE;
  return mode === 'any' ? Math.max(...truths) : Math.min(...truths);
}

export const conjunction = (truths: readonly number[]): number => Math.min(TRUE, ...truths);

export const listOf = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [value as T];

export const isObject = (v: unknown): v is Record<string, JsonValue> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

/** Visits every key of every object at any depth, and nothing else. */
export function eachEntry(value: JsonValue, visit: (key: string, value: JsonValue) => void): void {
  if (Array.isArray(value)) for (const element of value as JsonValue[]) eachEntry(element, visit);
  else if (isObject(value))
    for (const [key, child] of Object.entries(value)) {
      visit(key, child);
      eachEntry(child, visit);
    }
}

/** A key without what nobody sees, and look-alikes as what they look like. */
export const plainKey = (key: string): string =>
  key.normalize('NFKC').replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu, '');

/** A key's letters and digits alone, in lower case. */
export const bareKey = (key: string): string =>
  plainKey(key)
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();

/** `amountUsd`, `amount_cents`, `HTTPPath2` as lower-case words, and `AmOunt` as one. */
export function words(key: string): string[] {
  const border =
    /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])|[^A-Za-z0-9]+/;
  const plain = plainKey(key);
  return [...plain.split(border), ...plain.split(/[^A-Za-z0-9]+/)].map((word) => word.toLowerCase());
}

const FLAGS = 'create make ensure include exclude follow show list skip ignore preserve keep is has'.split(
  ' ',
);

/** `create_dirs: true`: what is to be done, and no value of the kind that the name holds. */
export function isFlag(key: string, value: JsonValue): boolean {
  const [first = '', ...rest] = words(key);
  return typeof value === 'boolean' && rest.length > 1 && FLAGS.includes(first);
}

/** A whole-string glob: `*` is any run of characters, `?` is one. */
export function globMatches(pattern: string, text: string): boolean {
  const source = [...pattern].map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c.replace(/[^\w\s]/, '\\$&')));
  return new RegExp(`^${source.join('')}$`, 's').test(text);
}
