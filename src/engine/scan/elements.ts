import ts from 'typescript';
import { memberValues } from './members.js';
import { exportedNames } from './symbols.js';
import { type Env, GLOBAL, type Value } from './value.js';
import type { Evaluator } from './values.js';

/** The elements of a list, the values of a table, the exports of a module. */
export function elementsOf(on: Evaluator, value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'array') return all(on, value.node.elements, value.env);
  if (value.kind === 'object')
    return value.node.properties.flatMap((property) => {
      if (ts.isSpreadAssignment(property)) return spread(on, property.expression, value.env);
      return on.ofDeclaration(property, value.env);
    });
  if (value.kind === 'file')
    return exportedNames(value.file).flatMap((name) => memberValues(on, value, name));
  return value.kind === 'external' ? [{ ...value, path: [...value.path, '[]'] }] : [];
}

const all = (on: Evaluator, items: readonly ts.Expression[], env: Env | undefined): readonly Value[] =>
  items.flatMap((item) =>
    ts.isSpreadElement(item) ? spread(on, item.expression, env) : on.values(item, env),
  );

const spread = (on: Evaluator, list: ts.Expression, env: Env | undefined): readonly Value[] =>
  on.values(list, env).flatMap((inner) => on.elements(inner));

/** What was put into a list, a map or a set after it was made. */
export function contentsOf(
  on: Evaluator,
  held: readonly Value[],
  put: readonly ts.Expression[],
  env: Env | undefined,
): readonly Value[] {
  return put.length > 0 && held.some(isContainer) ? [{ kind: 'list', items: all(on, put, env) }] : [];
}

const isContainer = (value: Value): boolean =>
  value.kind === 'array' ||
  value.kind === 'list' ||
  (value.kind === 'external' && value.module === GLOBAL && /^(?:Map|Set)\.new$/.test(value.path.join('.')));
