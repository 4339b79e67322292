import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { ANY } from '../conditions/define.js';
import type { Mode } from '../conditions/define.js';
import { overReadings } from '../conditions/trace.js';
import { matchGlob } from '../text/glob.js';
import type { TableRef } from './script.js';

/** A glob over the name of a table, cut at its dots once and for all. */
export interface TablePattern {
  readonly parts: number;
  readonly exact: Globs;
  /** In small letters: what restricts does not ask for the case. */
  readonly folded: Globs;
}

interface Globs {
  readonly full: string;
  /** The part behind the last dot, and what stands before it. */
  readonly last: string;
  readonly outer: string;
}

export function tablePattern(full: string): TablePattern {
  const parts = full.split('.');
  const exact = { full, last: parts.at(-1) as string, outer: parts.slice(0, -1).join('.') };
  const folded = { full: low(full), last: low(exact.last), outer: low(exact.outer) };
  return { parts: parts.length, exact, folded };
}

/** Unless the policy says otherwise. What changes it counts as touching the schemas that it names. */
const DEFAULT_SCHEMAS = ['public', 'dbo', 'main'];

/** Whether patterns match a table that is touched, or every one of them. */
export function tablesTruth(
  patterns: readonly TablePattern[],
  searchPath: readonly string[] | undefined,
  tables: readonly TableRef[],
  mode: Mode,
): Truth {
  const path = searchPath ?? DEFAULT_SCHEMAS;
  const truthOf = (table: TableRef): Truth =>
    overReadings(patterns, (pattern) => tableTruth(pattern, table, path, mode), ANY);
  return overReadings(tables, truthOf, mode);
}

/** A table without a schema may be in any; a pattern without one means that name in any schema where it restricts. */
function tableTruth(
  pattern: TablePattern,
  { schema, name, path: looksUp }: TableRef,
  path: readonly string[],
  mode: Mode,
): Truth {
  const { parts } = pattern;
  const { full, last, outer } = mode === ANY ? pattern.folded : pattern.exact;
  const fold = mode === ANY ? low : same;
  if (name === undefined) {
    // A name that no schema is asked of means the same wherever names are looked up.
    if (looksUp === true && parts === 1 && mode === ANY) return FALSE;
    if (schema === undefined || parts === 1) return UNKNOWN;
    return matchGlob(outer, fold(schema)) ? UNKNOWN : FALSE;
  }
  const whole = schema === undefined ? name : `${schema}.${name}`;
  if (parts === 1) return truth(matchGlob(full, fold(whole)) || (mode === ANY && matchGlob(full, low(name))));
  if (schema === undefined) {
    if (!matchGlob(last, fold(name))) return FALSE;
    // `vault.keys` may well be meant by `keys`; `vault.*` would be meant by every name.
    return /[^*]/.test(last) || mayLead(outer, name, path.map(fold)) ? UNKNOWN : FALSE;
  }
  return truth(
    matchGlob(full, fold(whole)) || matchGlob(full, fold(whole.split('.').slice(-parts).join('.'))),
  );
}

/** Whether a name without a schema may lead to the one that a pattern names. */
function mayLead(schema: string, name: string, path: readonly string[]): boolean {
  const schemas = /^pg_/i.test(name) ? [...path, 'pg_catalog'] : path;
  return schemas.some((item) => matchGlob(schema, item) || matchGlob(item, schema));
}

/** In many collations `ſecrets`, `ｓecrets` and `sécrets` are `secrets`. */
function low(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function same(text: string): string {
  return text;
}

function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}
