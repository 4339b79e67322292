/** Limits of what a brace expansion may become. */
const MAX_RESULTS = 64;
const MAX_LENGTH = 16_384;
const MAX_DEPTH = 16;

/**
 * Brace expansion of a word's source text, as bash does it before everything else. Undefined where it would become
 * too much; what stands in quotes, in `${…}` or in a substitution is left alone.
 */
export function expandBraces(text: string, depth = 0): readonly string[] | undefined {
  if (text.length > MAX_LENGTH || depth > MAX_DEPTH) return undefined;
  const group = findGroup(text);
  if (group === undefined) return [text];
  const { open, close, parts } = group;
  const heads: (string | undefined)[] = [];
  for (const part of parts) heads.push(...(expandBraces(part, depth + 1) ?? [undefined]));
  const tails = expandBraces(text.slice(close + 1), depth + 1);
  if (tails === undefined || heads.includes(undefined) || heads.length * tails.length > MAX_RESULTS)
    return undefined;
  const before = text.slice(0, open);
  return heads.flatMap((head) => tails.map((tail) => `${before}${head}${tail}`));
}

interface Group {
  readonly open: number;
  readonly close: number;
  readonly parts: readonly string[];
}

/** The first `{a,b}` or `{1..3}` of a text. */
function findGroup(text: string): Group | undefined {
  for (let i = 0; i < text.length; i++) {
    const next = skipQuoted(text, i);
    if (next !== i) i = next - 1;
    else if (text[i] === '{') {
      const group = readGroup(text, i);
      if (group !== undefined) return group;
    }
  }
  return undefined;
}

function readGroup(text: string, open: number): Group | undefined {
  const parts: string[] = [];
  let start = open + 1;
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const next = skipQuoted(text, i);
    if (next !== i) i = next - 1;
    else if (text[i] === '{') depth++;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    } else if (text[i] === '}' && depth-- === 0) {
      const last = text.slice(start, i);
      if (parts.length > 0) return { open, close: i, parts: [...parts, last] };
      const sequence = expandSequence(last);
      return sequence && { open, close: i, parts: sequence };
    }
  }
  return undefined;
}

/** Where the quoted text, escape, `${…}` or substitution that begins here ends; the same place where none does. */
function skipQuoted(text: string, i: number): number {
  const c = text[i];
  if (c === '\\') return i + 2;
  if (c === "'" || c === '`') return after(text, c, i + 1);
  if (c === '"') return afterDouble(text, i + 1);
  if (c === '$' && (text[i + 1] === '{' || text[i + 1] === '(')) return afterNested(text, i + 1);
  return i;
}

function after(text: string, quote: string, from: number): number {
  const end = text.indexOf(quote, from);
  return end < 0 ? text.length : end + 1;
}

function afterDouble(text: string, from: number): number {
  let i = from;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

function afterNested(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{' || text[i] === '(') depth++;
    else if ((text[i] === '}' || text[i] === ')') && --depth === 0) return i + 1;
  }
  return text.length;
}

const NUMBERS = /^(-?\d{1,6})\.\.(-?\d{1,6})(?:\.\.(-?\d{1,6}))?$/;
const LETTERS = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d{1,6}))?$/;

function expandSequence(text: string): readonly string[] | undefined {
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [from = '', to = ''] = [numbers[1], numbers[2]];
    const padded = [from, to].some((side) => /^-?0\d/.test(side)) ? Math.max(from.length, to.length) : 0;
    return steps(Number(from), Number(to), numbers[3])?.map((n) => pad(n, padded));
  }
  const letters = LETTERS.exec(text);
  if (letters === null) return undefined;
  const codes = steps((letters[1] as string).charCodeAt(0), (letters[2] as string).charCodeAt(0), letters[3]);
  return codes?.map((code) => String.fromCharCode(code));
}

function pad(n: number, width: number): string {
  return n < 0 ? `-${String(-n).padStart(width - 1, '0')}` : String(n).padStart(width, '0');
}

/** A sequence of too many steps is cut to one more than is allowed, which the caller then refuses. */
function steps(from: number, to: number, by: string | undefined): number[] {
  const step = Math.abs(Number(by ?? 1)) || 1;
  const count = Math.min(Math.floor(Math.abs(to - from) / step) + 1, MAX_RESULTS + 1);
  return Array.from({ length: count }, (_, i) => from + (from <= to ? i * step : -i * step));
}
