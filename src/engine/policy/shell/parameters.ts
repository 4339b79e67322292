import type {
  ParameterExpansionPart,
  ParameterRemoveOperation,
  ParameterReplaceOperation,
  WordPart,
} from 'unbash';
import { SEGMENT } from './forms.js';
import type { Lookup } from './lookup.js';
import { knownWord } from './script.js';
import type { Word } from './script.js';

/** The folder at hand. */
export const PWD = /^\$(?:PWD|\{PWD\}|\(\s*pwd\s*\))$|^`\s*pwd\s*`$/;
/** Where in a word a path may begin. */
export const AT_START = /^(?:|-[A-Za-z]|(?:--?)?[\w-]+=)$/;
export const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** What is a number in every shell. */
export const COUNTS = /^[?#$]$/;
/** What a substitution prints may be empty, and then `/` makes the path another one. */
export const FROM_ROOT = /^[\uE001]+\//;

/**
 * What `%`, `##` and `#` leave of a value, where what they cut off is known for certain: a value that is open loses
 * nothing but what stands in it literally.
 */
export function trimmed(value: Word, operation: ParameterRemoveOperation): Word | undefined {
  const { operator, operand } = operation;
  if (value.known && value.text.length <= MAX_TEXT) {
    const left = leftOf(value.text, operation);
    return left === undefined ? undefined : { ...value, text: left };
  }
  const text = operator.startsWith('%')
    ? cutEnd(value, operand.text, operator)
    : cutStart(value, operand.text, operator);
  return text === undefined ? undefined : { ...value, text };
}

/** Texts of variables are worked on up to this length. */
export const MAX_TEXT = 200;

/** What is certainly left of a text that is known, by a pattern of plain text, `*` and `?`. */
export function leftOf(text: string, { operator, operand }: ParameterRemoveOperation): string | undefined {
  const pattern = operand.text.replaceAll('\\/', '/');
  if (!/^[\w.,:@+=/ *?-]+$/.test(pattern) || pattern.split('*').length > 3) return undefined;
  const source = pattern.replace(/[.+]/g, '\\$&').replaceAll('*', '[^]*').replaceAll('?', '[^]');
  const test = new RegExp(`^(?:${source})$`);
  const lengths = Array.from({ length: text.length + 1 }, (_, i) =>
    operator.length > 1 ? text.length - i : i,
  );
  const end = operator.startsWith('%');
  const length = lengths.find((n) => test.test(end ? text.slice(text.length - n) : text.slice(0, n)));
  if (length === undefined) return text;
  return end ? text.slice(0, text.length - length) : text.slice(length);
}

/** What `${x//a/b}` makes of a text that is known. */
export function replacedIn(
  text: string,
  { operator, pattern, replacement }: ParameterReplaceOperation,
): string | undefined {
  const plain = (part: string): string => part.replaceAll('\\/', '/');
  const [from, to] = [plain(pattern.text), plain(replacement?.text ?? '')];
  if (from === '' || !/^[\w.,:@+=/ -]+$/.test(from) || !/^[\w.,:@+=/ -]*$/.test(to)) return undefined;
  if (operator === '/') return text.replace(from, () => to);
  return operator === '//' ? text.replaceAll(from, () => to) : undefined;
}

// `${x##*/}`: what stands behind the last slash, whatever it is.
export const isLastName = (operation: NonNullable<ParameterExpansionPart['operation']>): boolean =>
  operation.type === 'Remove' && operation.operator === '##' && operation.operand.text === '*/';

/** `"x${list[@]}y"`: quotes or not, the elements are words of their own, and only the outer ones have what stands beside. */
export const holdsMany = (text: string): boolean =>
  /\$\{?[!#]?(?:@|\w+\[@\])|\$\{!\w+@/.test(text) && !/^\$(?:@|\{[^{}]*\})$/.test(text);

const LITERAL = /^[\w.,@+-]+$/;

function cutEnd({ text, known }: Word, pattern: string, operator: string): string | undefined {
  if (LITERAL.test(pattern) || (pattern === '/' && text.endsWith('/'))) {
    if (text.endsWith(pattern) && (known || text.length > pattern.length))
      return text.slice(0, -pattern.length);
    return known ? text : undefined;
  }
  if (pattern !== '.*' || operator !== '%') return undefined;
  return /^(.*[^/.])\.[\w-]+$/s.exec(text)?.[1];
}

function cutStart({ text, known }: Word, pattern: string, operator: string): string | undefined {
  if (pattern === '*/' && operator === '##') return /^(?:[^*?[]*\/)?([^/]+)$/s.exec(text)?.[1];
  if (!/^[\w.,@+/-]+$/.test(pattern)) return undefined;
  if (known && text.startsWith(pattern)) return text.slice(pattern.length);
  const rest = text.startsWith(pattern) ? text.slice(pattern.length) : '';
  // What is left of a name may be `..`.
  if (/^\*(?!\*)/.test(rest) && !pattern.endsWith('/')) return `${SEGMENT}${rest.slice(1)}`;
  if (/^[\w*]/.test(rest)) return rest;
  return known ? text : undefined;
}

/** `${1:-x}`, `${1:?x}`, where it is known whether there is something. */
export function givenOr(
  word: Word | undefined,
  operation: NonNullable<ParameterExpansionPart['operation']>,
): Word | undefined {
  if (operation.type !== 'Default' || !/^:?[-=?]$/.test(operation.operator) || word?.known !== true)
    return undefined;
  if (word.text !== '') return word;
  const { operand, operator } = operation;
  return operator === ':-' && operand?.parts === undefined ? knownWord(operand?.value ?? '') : undefined;
}

/** From which word on, and how many, where quotes hold `$@`, `${@:2}` or `${@:2:1}` and nothing else. */
export function amongAll(parts: readonly WordPart[]): readonly [number, number] | undefined {
  const [part, ...more] = parts;
  if (more.length > 0 || part === undefined || !('text' in part)) return undefined;
  const found = /^\$(?:@|\{@(?::([1-9])(?::([1-9]))?)?\})$/.exec(part.text);
  return found === null ? undefined : [Number(found[1] ?? 1) - 1, Number(found[2] ?? Infinity)];
}

/** `${x//a/b}` of a text that is known. */
export function replaced(
  word: Word | undefined,
  operation: NonNullable<ParameterExpansionPart['operation']>,
): Word | undefined {
  if (operation.type !== 'Replace' || word?.known !== true || word.text.length > MAX_TEXT) return undefined;
  const text = replacedIn(word.text, operation);
  return text === undefined ? undefined : knownWord(text);
}

/** Text without quotes, patterns or anything else that a shell reads. */
const PLAIN = /^[\w ./:=,@%+-]*$/;

/** Whether what stands behind the sign of `${x:-y}` is put there as it is written. */
export const arePlain = (parts: readonly WordPart[] | undefined, text: string, quoted: boolean): boolean =>
  parts?.every(
    (part) =>
      (part.type === 'Literal' && PLAIN.test(part.text) && part.text === part.value) ||
      part.type === 'SimpleExpansion' ||
      (part.type === 'DoubleQuoted' && !quoted),
  ) ?? PLAIN.test(text);

/** What an operation makes of a value, where it can be told. */
export const changed = (
  word: Word | undefined,
  operation: NonNullable<ParameterExpansionPart['operation']>,
): Word | undefined =>
  word?.at !== undefined
    ? undefined
    : operation.type === 'Remove' && word !== undefined
      ? trimmed(word, operation)
      : (replaced(word, operation) ?? givenOr(word, operation));

/** `${!x}`: which variable it stands for, where that is known. */
export function meaning(
  { prefix, index, operation, parameter, text }: ParameterExpansionPart,
  lookup: Lookup,
): string {
  if (prefix !== '!' || index !== undefined || operation !== undefined) return text;
  const name = lookup.value(parameter);
  return typeof name === 'string' && VARIABLE.test(name) ? `\${${name}}` : text;
}
