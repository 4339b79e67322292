import type { Bindings } from './bindings.js';
import { ON_PATHS } from './files.js';
import { METHODS, NOT_OF_TABLES, TAKEN } from './names.js';
import { mayBeNamed } from './own.js';
import type { Names } from './resolve.js';
import type { Expression } from './syntax.js';
import { TABLE_CALLERS, TABLE_WRITERS } from './tables.js';

type Attribute = Expression & { readonly is: 'attribute' };

/**
 * A column of a table, of which no more is made than something to compare, to index or to show: were it a method, it
 * would not be called. The format of a picture is such a field, too.
 */
export function isLooked(node: Attribute, bindings: Bindings, names: Names, tables: boolean): boolean {
  const { name } = node;
  if (name === 'format') return names.imports('PIL') && isShown(node, bindings, names);
  const kept = TABLE_WRITERS.has(name) || TABLE_CALLERS.has(name) || Object.hasOwn(ON_PATHS, name);
  if (!tables || kept || TAKEN.test(name) || NOT_OF_TABLES.has(name) || METHODS.has(name)) return false;
  if (!mayBeNamed(name)) return false;
  const parent = bindings.parentOf(node);
  if (parent?.is === 'attribute') return !isCalled(parent, bindings) || COLUMNS.test(parent.name);
  if (parent?.is === 'operation') return !/^(?:and|or)$/.test(parent.op);
  return (parent?.is === 'index' && parent.of === node) || isShown(node, bindings, names);
}

/** What columns have. */
const COLUMNS =
  /^(?:value_counts|unique|nunique|mean|sum|min|max|median|std|count|describe|head|tail|isna|notna|isnull|notnull|astype|fillna|agg|tolist|to_list|isin|between|round|cumsum|diff|quantile|sort_values|dropna|idxmax|idxmin|mode|rank|shift|abs|any|all|str|dt|apply|map|replace|clip|pct_change|rolling)$/;

export function isCalled(node: Expression, bindings: Bindings): boolean {
  const parent = bindings.parentOf(node);
  return parent?.is === 'call' && parent.callee === node;
}

/** An argument of what shows, or of a function that gives numbers and dates, or an error. */
function isShown(node: Attribute, bindings: Bindings, names: Names): boolean {
  const parent = bindings.parentOf(node);
  if (parent?.is === 'format') return true;
  if (parent?.is !== 'call' || parent.callee === node) return false;
  if (!parent.args.some(({ name, value }) => value === node && name === undefined)) return false;
  // `errors='ignore'` gives back what it was given.
  if (parent.args.some(({ name, star }) => name === 'errors' || star !== '')) return false;
  const member = names.memberOf(parent.callee) ?? '';
  return /^builtins\.(?:print|len|str|repr)$/.test(member) || COMPUTES.test(member);
}

const COMPUTES =
  /^(?:pandas\.(?:to_datetime|to_numeric|to_timedelta|cut|qcut|isna|notna)|numpy\.(?:log|log1p|log10|exp|sqrt|isnan|mean|std))$/;
