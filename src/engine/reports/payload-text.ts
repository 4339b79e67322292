import type { JsonValue } from '../model/json.js';
import { lookalikes } from './lookalikes.js';
import { PLAIN } from './paint.js';
import type { Paint } from './paint.js';
import { visible } from './visible.js';

/** Values beyond that are cut, with their length told; and so are payloads of more lines than anybody reads. */
const MOST_CHARS = 2000;
const MOST_LINES = 400;
const INDENT = '  ';

/** What would run, first: names of arguments that tools take it by. */
const RUNS: readonly string[] = [
  ...['command', 'cmd', 'script', 'shell', 'bash', 'argv', 'code', 'sql', 'query', 'statement'],
  ...['path', 'file', 'file_path', 'filepath', 'filename', 'target', 'directory', 'source', 'destination'],
  ...['url', 'uri', 'href', 'endpoint'],
];

/**
 * A payload as a person is asked about it: what would run set out first, then all of it in its structure, with nothing
 * that a terminal would obey, and what looks like something else marked.
 */
export function payloadText(payload: JsonValue, bytes: number, paint: Paint = PLAIN): string {
  const lines = [
    ...runLines(payload, paint),
    paint.strong(`Payload (${bytes.toLocaleString('en-US')} bytes):`),
    ...cutLines(valueLines(payload, INDENT), paint),
    ...warnings(payload, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function runLines(payload: JsonValue, paint: Paint): string[] {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return [];
  const fields = Object.entries(payload);
  const found = RUNS.flatMap((name) => fields.filter(([key]) => key.toLowerCase() === name));
  return found.slice(0, 4).flatMap(([key, value]) => {
    const text = runText(value);
    if (text === undefined) return [];
    const lines = cut(text)
      .split('\n')
      .map((line) => `  ${paint.warning('│')} ${visible(line)}`);
    return [paint.strong(`${visible(key).slice(0, 80)}:`), ...lines, ...told(text, paint)];
  });
}

/** A text, or a list of words as it would be called. */
function runText(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) return undefined;
  return value.map((word: string) => (/^[\w./:=@%+,-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
}

function told(text: string, paint: Paint): string[] {
  if (text.length <= MOST_CHARS) return [];
  return [
    `  ${paint.warning(`… cut: ${text.length.toLocaleString('en-US')} characters in all (--json has them)`)}`,
  ];
}

function cut(text: string): string {
  return text.length <= MOST_CHARS ? text : text.slice(0, MOST_CHARS);
}

/** Keys and values at their depth, in the order in which they were sent: a line each. */
function valueLines(value: JsonValue, indent: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${indent}${scalarText(value)}`];
  const entries = Array.isArray(value)
    ? value.map((item: JsonValue, i: number) => [`${i}`, item] as const)
    : Object.entries(value).map(([key, item]) => [quoted(key), item as JsonValue] as const);
  if (entries.length === 0) return [`${indent}${Array.isArray(value) ? '[]' : '{}'}`];
  return entries.slice(0, MOST_LINES + 1).flatMap(([name, item]) => {
    const nested = typeof item === 'object' && item !== null && Object.keys(item).length > 0;
    if (nested) return [`${indent}${name}:`, ...valueLines(item, indent + INDENT)];
    return [`${indent}${name}: ${valueLines(item, '')[0]}`];
  });
}

/** A name that could be taken for something else stands in quotes. */
function quoted(key: string): string {
  return /^[A-Za-z_][\w.-]{0,80}$/.test(key) ? key : scalarText(key);
}

function scalarText(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const text = visible(JSON.stringify(cut(value)));
  return value.length <= MOST_CHARS
    ? text
    : `${text}… (${value.length.toLocaleString('en-US')} characters in all)`;
}

function cutLines(lines: readonly string[], paint: Paint): string[] {
  if (lines.length <= MOST_LINES) return [...lines];
  const more = `${INDENT}… cut: this goes on (--json has all of it)`;
  return [...lines.slice(0, MOST_LINES), paint.warning(more)];
}

function warnings(payload: JsonValue, paint: Paint): string[] {
  const text = textsIn(payload).join('\n');
  const plain = text.replace(/[\n\r\t]/g, ' ');
  const hidden =
    visible(plain) === plain ? [] : ['it has characters that do not show: they are written as <U+…>'];
  const alike = lookalikes(text).map((word) => `letters that look like others: ${word}`);
  return [...hidden, ...alike].map((line) => paint.error(`! ${line}`));
}

/** Every key and text of a payload. */
function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item as JsonValue)]);
}
