import ts from 'typescript';
import type { Step } from '../model/tool-finding.js';
import type { Context } from './context.js';
import { guardedBy } from './guarded.js';
import { propertyName } from './syntax.js';

const EXECUTORS = new Set(
  (
    'invoke call run execute _call func function handler callback cb stream batch runAsync _run ' +
    'createTask invokeTool executeTool'
  ).split(' '),
);

/** Names under which frameworks keep what a tool runs. */
export const isExecutorName = (name: string): boolean => EXECUTORS.has(name);

/** The gate of an object that spreads a tool and then puts a gated executor in the place of its own. */
export function overridden(context: Context, spread: ts.SpreadAssignment): Step | undefined {
  const after = spread.parent.properties.slice(spread.parent.properties.indexOf(spread) + 1);
  for (const property of after) {
    const name = propertyName(property.name);
    if (name === undefined || !isExecutorName(name) || ts.isSpreadAssignment(property)) continue;
    const gate = guardedBy(context, context.on.ofDeclaration(property, undefined));
    if (gate) return gate;
  }
  return undefined;
}
