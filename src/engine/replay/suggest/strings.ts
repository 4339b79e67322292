import type { JsonObject } from '../../model/json.js';
import { commandPatterns } from './commands.js';
import { COMMAND_KEY, SQL_KEY } from './guards.js';
import { distinct, literal, roundUp } from './texts.js';

const MOST_VALUES = 12;
const MOST_PATTERNS = 60;
const LONGEST_PATTERN = 1900;
const LONGEST_VALUE = 64;
const MAIL = /^[^@\s<>"]+@([A-Za-z0-9.-]+)$/;
const URL_START = /^([a-z][a-z0-9+.-]*):\/\/([A-Za-z0-9.-]+(?::\d+)?)(?=[/?#]|$)/;
const TOKEN = /^[A-Za-z0-9](?:[A-Za-z0-9_:@-]|\.[A-Za-z0-9_:@-])*$/;
const FREE = /\n|(?:\S+\s+){3}/;

/** What texts under one key have in common, as a matcher. */
export function textMatcher(key: string, values: readonly string[], shell: boolean): JsonObject {
  const seen = distinct(values);
  const isCommand = COMMAND_KEY.test(key) && (shell || seen.some((value) => value.includes(' ')));
  return (
    (isCommand ? patterns(commandPatterns(seen)) : undefined) ??
    hostMatcher(seen) ??
    (SQL_KEY.test(key) && seen.every(isStatement) ? patterns(distinct(seen.map(sqlPattern))) : undefined) ??
    valueMatcher(seen) ??
    mailMatcher(seen) ??
    digitMatcher(seen) ??
    tokenMatcher(seen) ?? { type: 'string', length_lte: roundUp(longest(seen)) }
  );
}

/** Patterns that a policy may hold; undefined where there are too many, or one is too long. */
function patterns(list: readonly string[]): JsonObject | undefined {
  if (list.length > MOST_PATTERNS || list.some((pattern) => pattern.length > LONGEST_PATTERN))
    return undefined;
  return { matches: list.length === 1 ? (list[0] as string) : [...list] };
}

/** A host ends where the path begins: what stands before an `@` or after a backslash is none. */
function hostMatcher(values: readonly string[]): JsonObject | undefined {
  const found = values.map((value) => URL_START.exec(value));
  if (found.some((match) => match === null)) return undefined;
  const schemes = distinct(found.map((match) => match?.[1] as string));
  const hosts = distinct(found.map((match) => literal(match?.[2] as string)));
  if (hosts.length > MOST_PATTERNS) return undefined;
  return patterns([`^${oneOf(schemes.map(literal))}://${oneOf(hosts)}(?:[/?#]\\S*)?$`]);
}

function oneOf(list: readonly string[]): string {
  return list.length === 1 ? (list[0] as string) : `(?:${list.join('|')})`;
}

/** A query in some language, not in words. */
function isStatement(text: string): boolean {
  return /[(){}=<>|;]/.test(text) || /^\s*(?:select|with|show|explain)\b/i.test(text);
}

/** A statement with its numbers and texts left open, and nothing else. */
function sqlPattern(statement: string): string {
  if (/--|\/\*|\\|\$\$|;(?!\s*$)/.test(statement)) return `^${literal(statement)}$`;
  const parts = statement.trim().split(/('(?:[^'\\]|'')*'|\b\d+(?:\.\d+)?\b|\s+)/);
  const open = parts.map((part, index) => {
    if (index % 2 === 0) return literal(part);
    if (part.startsWith("'")) return "'[^'\\\\]*'";
    return /^\s/.test(part) ? '\\s+' : '\\d+(?:\\.\\d+)?';
  });
  return `^\\s*${open.join('')}\\s*$`;
}

function valueMatcher(values: readonly string[]): JsonObject | undefined {
  if (values.length === 1 && longest(values) <= LONGEST_VALUE) return { eq: values[0] as string };
  const few = values.length <= MOST_VALUES && longest(values) <= LONGEST_VALUE;
  return few && !values.some((value) => FREE.test(value)) && !isSeries(values)
    ? { in: [...values] }
    : undefined;
}

/** Numbers of tickets and mails of customers go on: a list of the few that were seen is of no use. */
function isSeries(values: readonly string[]): boolean {
  return (
    values.length > 2 &&
    (values.every((value) => MAIL.test(value)) || values.every((value) => /\d{2}/.test(value)))
  );
}

function mailMatcher(values: readonly string[]): JsonObject | undefined {
  const domains = distinct(values.map((value) => MAIL.exec(value)?.[1] ?? ''));
  if (domains.includes('') || domains.length > MOST_VALUES) return undefined;
  return patterns([`^[^@\\s<>"]+@${oneOf(domains.map(literal))}$`]);
}

/** `INC-4711` and `INC-4712` differ by their digits only. */
function digitMatcher(values: readonly string[]): JsonObject | undefined {
  if (longest(values) > LONGEST_VALUE || !values.every((value) => /\d/.test(value))) return undefined;
  const shapes = distinct(values.map((value) => value.split(/\d+/).map(literal).join('\\d{1,12}')));
  return shapes.length <= MOST_VALUES && shapes.length < values.length
    ? patterns([`^${oneOf(shapes)}$`])
    : undefined;
}

function tokenMatcher(values: readonly string[]): JsonObject | undefined {
  if (!values.every((value) => TOKEN.test(value))) return undefined;
  return { matches: TOKEN.source, length_lte: roundUp(longest(values)) };
}

function longest(values: readonly string[]): number {
  return values.reduce((most, value) => Math.max(most, [...value].length), 0);
}
