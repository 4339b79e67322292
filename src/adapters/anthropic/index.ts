/** `capfence/anthropic`: tools of the tool runner of the Anthropic SDK. */
import { badOption, defineAdapter, overlay, toolGates } from '../gate/index.js';
import type { AnyFunction, Gate } from '../gate/index.js';

/** A tool as `betaZodTool({…})` or `betaTool({…})` makes it, or what is handed to them. */
export const anthropic = defineAdapter<object>({
  name: 'anthropic',
  is: (tool) => 'run' in tool && ('input_schema' in tool || 'parse' in tool),
  nameOf: (tool) => (tool as { name?: string }).name,
  wrap(tool, gate) {
    if (typeof (tool as { run?: unknown }).run !== 'function') {
      throw badOption('this tool has no `run`', 'tools of the server and toolsets cannot be gated here');
    }
    return overlay(tool, { run: (raw) => run(raw, tool, gate) });
  },
});

/** `(input, context)`, parsed. The runner makes an error an answer with `is_error`: a denial is thrown. */
function run(raw: AnyFunction, tool: object, gate: Gate): AnyFunction {
  return (input, ...rest) =>
    gate.run(input, rest[0], (open: unknown) => Reflect.apply(raw, tool, [open, ...rest]));
}

export const { gateTool, gateTools } = toolGates<object>(anthropic);
export type { GateOptions, GateToolsOptions } from '../gate/index.js';
