/** `capfence/google-adk`: tools of the Agent Development Kit. */
import { defineAdapter, denialText, denialOf, overlay, sealArgument, toolGates } from '../gate/index.js';
import type { AnyFunction, Gate, Outcome, Sealed, Wrap } from '../gate/index.js';
import { ownerOf, prototypesOf } from '../gate/prototypes.js';

/** A FunctionTool, what is handed to one, or a class on BaseTool. */
export const googleAdk = defineAdapter<object>({
  name: 'google-adk',
  is: (tool) => typeof (tool as { runAsync?: unknown }).runAsync === 'function',
  nameOf: (tool) => (tool as { name?: string }).name,
  wrap(tool, gate) {
    const entries: Record<string, Wrap> = { execute: (raw) => execute(raw, tool, gate) };
    if (!goesOnToExecute(tool)) entries['runAsync'] = (raw) => runAsync(raw, tool, gate);
    return overlay(tool, entries);
  },
});

/** `(args, toolContext)`, parsed. */
function execute(raw: AnyFunction, tool: object, gate: Gate): AnyFunction {
  return async (args, ...rest) =>
    answer(await gate.attempt(args, rest[0], (open: unknown) => Reflect.apply(raw, tool, [open, ...rest])));
}

/**
 * `({args, toolContext})` of a class that does its own work: the tool itself runs it. Where it may go on to `execute`, the
 * gated tool does, so that arguments which it changes are asked about again.
 */
function runAsync(raw: AnyFunction, tool: object, gate: Gate): AnyFunction {
  return async function (this: unknown, request, ...rest) {
    const { args, toolContext } = (request ?? {}) as { args?: unknown; toolContext?: unknown };
    const { payload, open } = sealArgument(args);
    const sealed: Sealed = { payload, open: (decided) => ({ ...(request as object), args: open(decided) }) };
    if (!('execute' in tool)) {
      return answer(
        await gate.attemptSealed(sealed, toolContext, (opened: unknown) =>
          Reflect.apply(raw, tool, [opened, ...rest]),
        ),
      );
    }
    return answer(
      await gate.attemptOuter(sealed, toolContext, (opened: unknown) =>
        Reflect.apply(raw, this, [opened, ...rest]),
      ),
    );
  };
}

/** The kit gives the model what an object says under `error`. */
function answer(outcome: Outcome<unknown>): unknown {
  return outcome.ran ? outcome.value : { error: denialText(outcome.blocked), ...denialOf(outcome.blocked) };
}

/** Whether `runAsync` is that of FunctionTool, which parses and then calls `execute`. */
function goesOnToExecute(tool: object): boolean {
  const base = prototypesOf(tool).findLast((prototype) => Object.hasOwn(prototype, 'validateArgs'));
  return base !== undefined && ownerOf(tool, 'runAsync') === base && ownerOf(tool, 'execute') === tool;
}

export const { gateTool, gateTools } = toolGates<object>(googleAdk);
export type { GateOptions, GateToolsOptions } from '../gate/index.js';
