import ts from 'typescript';
import { listed, spread } from './contents.js';
import { memberValues } from './members.js';
import { exportedNames } from './symbols.js';
import { GLOBAL, stepFrom, type Value } from './value.js';
import type { Evaluator } from './values.js';

/** The elements of a list, the values of a table, the exports of a module. */
export function elementsOf(on: Evaluator, value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'array') return listed(on, value.node.elements, value.env);
  if (value.kind === 'object')
    return value.node.properties.flatMap((property) => {
      if (ts.isSpreadAssignment(property)) return spread(on, property.expression, value.env);
      return on.ofDeclaration(property, value.env);
    });
  if (value.kind === 'file')
    return exportedNames(value.file).flatMap((name) => memberValues(on, value, name));
  // What was put into a container of one's own is known from where it was put: nothing else is in it.
  if (value.kind !== 'external' || (value.module === GLOBAL && /^(?:Map|Set)$/.test(value.path[0] ?? '')))
    return [];
  return [stepFrom(value, '[]')];
}
