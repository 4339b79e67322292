import ts from 'typescript';
import { distinct } from './distinct.js';
import { type Env, GLOBAL, type Value } from './value.js';
import type { Evaluator } from './values.js';

/** A list of more than this is none of tools. */
const LONGEST = 2000;

/** The values of the items of a list, with what is spread into it. */
export const listed = (
  on: Evaluator,
  items: readonly ts.Expression[],
  env: Env | undefined,
): readonly Value[] => {
  const found: Value[] = [];
  for (const item of items) {
    const values = ts.isSpreadElement(item) ? spread(on, item.expression, env) : on.values(item, env);
    found.push(...values.slice(0, LONGEST - found.length));
  }
  return distinct(found);
};

/** The elements of what is spread. */
export const spread = (on: Evaluator, list: ts.Expression, env: Env | undefined): readonly Value[] =>
  on.values(list, env).flatMap((inner) => on.elements(inner));

/** What was put into a list, a table, a map or a set after it was made. */
export function contentsOf(
  on: Evaluator,
  held: readonly Value[],
  put: readonly ts.Expression[],
  env: Env | undefined,
): readonly Value[] {
  return put.length > 0 && held.some(isContainer) ? [{ kind: 'list', items: listed(on, put, env) }] : [];
}

const isContainer = (value: Value): boolean =>
  value.kind === 'array' ||
  value.kind === 'list' ||
  value.kind === 'object' ||
  (value.kind === 'external' && value.module === GLOBAL && /^(?:Map|Set)\.new$/.test(value.path.join('.')));
