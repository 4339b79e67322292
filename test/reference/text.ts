import { RE2JS } from 're2js';
import type { JsonObject, JsonValue, Mode } from './types.js';
import { combine, isObject, truth, UNKNOWN } from './types.js';

export const lower = (text: string): string => text.toLowerCase();

/**
 * The text as a reader would take it. Composed once more after something invisible went from between two characters,
 * and after folding, which takes some apart. Through lower, upper and lower case, as no single one makes all alike.
 */
export function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\t-\r\p{Z}\u0085\u2800]+/gu, ' ')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu, '')
    .normalize('NFKC')
    .replace(/ +/g, ' ')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
}

const isScalar = (v: JsonValue): boolean => typeof v !== 'object' || v === null;

/** The scalars of an argv, also of one in pieces; null where something else is among them. */
function scalarsOf(elements: readonly JsonValue[]): JsonValue[] | null {
  const parts = elements.map((element) =>
    Array.isArray(element) ? scalarsOf(element as JsonValue[]) : [element],
  );
  if (elements.length === 0 || parts.some((part) => part === null || !part.every(isScalar))) return null;
  return parts.flat() as JsonValue[];
}

function collect(value: JsonValue, mode: Mode, into: string[], nested = false): void {
  if (typeof value === 'string') into.push(value);
  else if (Array.isArray(value)) {
    const elements = value as readonly JsonValue[];
    const argv = scalarsOf(elements);
    // Of lists in lists each innermost one and the outermost.
    if (argv !== null && (!nested || elements.every(isScalar))) into.push(argv.map(String).join(' '));
    for (const element of elements) collect(element, mode, into, Array.isArray(element));
  } else if (isObject(value)) {
    if (mode === 'any') into.push(...Object.keys(value));
    for (const child of Object.values(value)) collect(child, mode, into);
  } else if (mode === 'any') into.push(String(value));
}

function texts(payload: JsonObject, mode: Mode): string[] {
  const into: string[] = [];
  collect(payload, mode, into);
  return into;
}

export function contains(needles: readonly string[], payload: JsonObject, mode: Mode): number {
  const has = (text: string, needle: string): boolean => {
    if (mode === 'every') return lower(text).includes(lower(needle));
    const forms = [lower(needle), normalised(needle)].filter((form) => form !== '');
    return forms.some((form) => lower(text).includes(form) || normalised(text).includes(form));
  };
  const some = (text: string): number => truth(needles.some((needle) => has(text, needle)));
  return combine(mode, texts(payload, mode).map(some));
}

const compiled = new Map<string, [RE2JS, RE2JS] | null>();

/** A pattern as written, and ignoring case; null where RE2 has no such pattern. */
function compile(pattern: string): [RE2JS, RE2JS] | null {
  let pair = compiled.get(pattern);
  if (pair === undefined) {
    try {
      pair = [RE2JS.compile(pattern), RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)];
    } catch {
      pair = null;
    }
    compiled.set(pattern, pair);
  }
  return pair;
}

export function regexFinds(pattern: string, text: string): boolean {
  return compile(pattern)?.[0].matcher(text).find() ?? false;
}

export function matchRegex(patterns: readonly string[], payload: JsonObject, mode: Mode): number {
  if (patterns.some((pattern) => compile(pattern) === null)) return UNKNOWN;
  const finds = (text: string, pattern: string): boolean =>
    regexFinds(pattern, text) ||
    (mode === 'any' && (compile(pattern)?.[1].matcher(normalised(text)).find() ?? false));
  const some = (text: string): number => truth(patterns.some((pattern) => finds(text, pattern)));
  return combine(mode, texts(payload, mode).map(some));
}
