import type { JsonObject, JsonValue } from '../model/json.js';
import type { ComparedRule, Detail } from '../model/policy-difference.js';
import { fit } from './fit.js';
import { visible } from './visible.js';

/** How a value of a policy is quoted; plain text by default, a code span in Markdown. */
export type Quote = (text: string) => string;

const LONGEST = 160;

/** A value as compact JSON, safe to look at, and not endless. Text that needs no quotes has none. */
export function valueText(value: JsonValue): string {
  const plain = typeof value === 'string' && /^[\w.*/@:-]+$/.test(value);
  return fit(visible(plain ? value : JSON.stringify(value)), LONGEST);
}

/** `shell.*, where contains "rm -rf" and environment production` */
export function ruleWords({ capability, conditions, warn }: ComparedRule, quote: Quote): string {
  const asked = Object.entries(conditions).map(
    ([key, value]) => `${visible(key)} ${quote(oneOrList(value as JsonValue))}`,
  );
  const where = asked.length === 0 ? ', always' : ` where ${asked.join(' and ')}`;
  return `${capability.map((text) => quote(visible(text))).join(', ')}${where}${warn ? ' (flags)' : ''}`;
}

function oneOrList(value: JsonValue): string {
  const only = Array.isArray(value) && value.length === 1 ? (value[0] as JsonValue) : value;
  return valueText(only);
}

/** What differs, in words that follow the name of the rule or setting. */
export function detailWords(detail: Detail, quote: Quote): string {
  const { what, old, new: now } = detail;
  const [kind = '', ...rest] = what.split('.');
  if (kind === 'section') return `moves from ${String(old)} to ${String(now)}`;
  if (kind === 'id') return `is named ${quote(visible(String(now)))}, was ${quote(visible(String(old)))}`;
  if (kind === 'warn') return now === true ? 'now flags what it allows' : 'no longer flags what it allows';
  const name = kind === 'conditions' ? visible(rest.join('.')) : visible(what);
  if (kind === 'conditions' && old === undefined) return `asks ${name} ${quote(oneOrList(now ?? null))} too`;
  if (kind === 'conditions' && now === undefined)
    return `no longer asks ${name} ${quote(oneOrList(old ?? null))}`;
  return `${name}: ${changeWords(old, now, quote)}`;
}

function changeWords(old: JsonValue | undefined, now: JsonValue | undefined, quote: Quote): string {
  if (isScalars(old) && isScalars(now)) {
    const drops = old.filter((item) => !now.includes(item));
    const adds = now.filter((item) => !old.includes(item));
    const parts = [
      ...(adds.length > 0 ? [`adds ${listed(adds, quote)}`] : []),
      ...(drops.length > 0 ? [`drops ${listed(drops, quote)}`] : []),
    ];
    if (parts.length > 0) return parts.join(', ');
  }
  const side = (value: JsonValue | undefined): string =>
    value === undefined ? 'not set' : quote(oneOrList(value));
  return `${side(old)} -> ${side(now)}`;
}

function isScalars(value: JsonValue | undefined): value is JsonValue[] {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}

function listed(items: readonly JsonValue[], quote: Quote): string {
  const shown = items.slice(0, 8).map((item) => quote(valueText(item)));
  return shown.join(', ') + (items.length > shown.length ? ` and ${items.length - shown.length} more` : '');
}

/** The head of a side: what else it is made of. */
export function extendsWords(parents: readonly { name: string; rules: number }[], quote: Quote): string {
  if (parents.length === 0) return '';
  const named = parents.map(({ name, rules }) => `${quote(visible(name))} (${rulesText(rules)})`);
  return `, extends ${named.join(', ')}`;
}

export function rulesText(count: number): string {
  return `${count} rule${count === 1 ? '' : 's'}`;
}

/** A payload or another value of an event, cut. */
export function payloadWords(payload: JsonObject | undefined, cells: number): string {
  if (payload === undefined) return '(no valid event)';
  return fit(visible(JSON.stringify(payload)), cells);
}
