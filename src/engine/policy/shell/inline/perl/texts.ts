import { NotShown } from '../code-effect.js';
import { table } from '../../../table.js';

const CLOSES: Readonly<Record<string, string>> = table({ '(': ')', '{': '}', '[': ']', '<': '>' });

/** What stands between two marks, and where it ends. @throws NotShown where it does not */
export function bounded(code: string, at: number): { readonly text: string; readonly end: number } {
  const open = code[at] as string;
  const close = CLOSES[open] ?? open;
  let depth = 0;
  for (let i = at + 1; i < code.length; i++) {
    const sign = code[i];
    if (sign === '\\') i++;
    else if (sign === close && depth-- === 0) return { text: code.slice(at + 1, i), end: i + 1 };
    else if (sign === open && close !== open) depth++;
  }
  throw new NotShown('a text that does not end');
}

/** Variables by which files are opened, programs found, or code is kept. */
export const TABOO = /^(?:ENV|SIG|INC|ARGVOUT|ARGV|\^\w|0)$/;

/** A variable in a text, with what stands behind it to choose of it. */
const NAMED = /^(\$#?\$?|@\$?)(?:(\w+)|\{(\w+)\}|([&.,;!/\\]))/;
const CHOSEN =
  /^(?:->)?(?:\[(?:-?\d+|\$\w+(?:[+-]\d+)?|\$#?\w+)\]|\{(?:-?\w+|\$\w+|'[^'{}]*'|"[\w .-]*"|\$\w+(?:\[\d+\]|\{\w+\}))\})/;

/** What a text may ask for that is not there by its own name. */
const CODE = /\(\?\??p?\{|\(\*\{/;
/** Names of signs, which are looked up, and what looks like a call. */
const NAMES = /\\N\{(?!U\+)|->\w/;

/**
 * Reads the variables in a text, or a pattern, whose `$` may mean its end; whether it looks behind references.
 * @throws NotShown where it holds more
 */
export function interpolated(text: string, pattern: boolean): boolean {
  if (pattern && CODE.test(text)) throw new NotShown('a pattern that holds code');
  if (NAMES.test(text)) throw new NotShown('a name that is looked up');
  let refers = false;
  for (let i = 0; i < text.length;) {
    const sign = text[i];
    if (sign === '\\') i += 2;
    else if ((sign !== '$' && sign !== '@') || standsAlone(text.slice(i), pattern)) i++;
    else {
      const found = variableAt(text.slice(i), pattern);
      i += found.length;
      refers ||= found.refers;
    }
  }
  return refers;
}

/** A sign that is nothing but itself, or the end of a line. */
const standsAlone = (rest: string, pattern: boolean): boolean =>
  /^@(?:$|[^\w{$:[])/.test(rest) || (pattern ? /^\$(?:$|[)|\s])/.test(rest) : rest === '$');

function variableAt(rest: string, pattern: boolean): { readonly length: number; readonly refers: boolean } {
  const named = NAMED.exec(rest);
  const name = named?.[2] ?? named?.[3] ?? named?.[4];
  if (named === null || name === undefined) throw new NotShown('a text that holds code');
  let length = named[0].length;
  let chosen = 0;
  for (;;) {
    const next = rest.slice(length);
    if (next.startsWith('::')) throw new NotShown('a variable of another package');
    // A number of times.
    if (!/^(?:->)?[[{]/.test(next) || (pattern && /^\{\d+,?\d*\}/.test(next))) break;
    const found = CHOSEN.exec(next);
    if (found === null) throw new NotShown('a subscript that is not plain');
    length += found[0].length;
    chosen += found[0].startsWith('->') ? 2 : 1;
  }
  const file = name === 'ARGV' && named[1] === '$' && chosen === 0;
  if (TABOO.test(name) && !file) throw new NotShown('a variable that is more than a value');
  return { length, refers: chosen > 1 || /^[$@]#?\$/.test(named[1] as string) };
}
