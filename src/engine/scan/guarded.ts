import ts from 'typescript';
import type { Step } from '../model/tool-finding.js';
import { type Context, stepAt } from './context.js';
import { bodyOutcome } from './guard-walk.js';
import { gateStep } from './gates.js';
import { isValueGate } from './matcher.js';
import { hasBody } from './syntax.js';
import type { Value } from './value.js';

/**
 * The gate that an executor goes through, whatever it turns out to be: it is the result of a gate of ours, or its body
 * asks the runtime before its first effect on every path. All alternatives must be gated, or none is.
 */
export function guardedBy(context: Context, executors: readonly Value[]): Step | undefined {
  if (executors.length === 0) return undefined;
  const gates = executors.map((value) => gateOfOne(context, value));
  return gates.every(Boolean) ? gates[0] : undefined;
}

function gateOfOne(context: Context, value: Value): Step | undefined {
  if (isValueGate(value)) {
    const call = value.kind === 'external' ? value.call : undefined;
    return call && gateStep(context, value, call);
  }
  if (value.kind !== 'function' || !hasBody(value.node)) return undefined;
  const outcome = bodyOutcome(context, value.node, value.env);
  return outcome.gate && !outcome.effectBefore
    ? stepAt(context, outcome.gate, gateText(outcome.gate))
    : undefined;
}

export const gateText = (node: ts.Node): string =>
  ts.isCallExpression(node) ? `${node.expression.getText().replace(/\s+/g, '').slice(0, 60)}()` : 'gate';
