/** `capfence/llamaindex`: tools of LlamaIndex.TS. */
import { defineAdapter, overlay, toolGates } from '../gate/index.js';
import type { AnyFunction, Entries, Gate } from '../gate/index.js';

/** A tool as `tool({…})` or `FunctionTool.from(…)` makes it, or what is handed to them. */
export const llamaindex = defineAdapter<object>({
  name: 'llamaindex',
  is: (tool) => 'call' in tool && 'metadata' in tool,
  nameOf: (tool) => {
    const { metadata, name } = tool as { metadata?: { name?: string }; name?: string };
    return metadata?.name ?? name;
  },
  wrap: wrapTool,
});

function wrapTool<T extends object>(tool: T, gate: Gate): T {
  const entries: Entries = {
    call: (raw) => run(raw, tool, gate),
    execute: (raw) => run(raw, tool, gate),
    bind:
      (raw) =>
      (...args) =>
        wrapTool(Reflect.apply(raw, tool, args) as object, gate),
  };
  return overlay(tool, entries);
}

/** What a tool throws goes to the model as an answer with `isError`: a denial is thrown. */
function run(raw: AnyFunction, tool: object, gate: Gate): AnyFunction {
  return (input, ...rest) =>
    gate.run(input, rest[0], (open: unknown) => Reflect.apply(raw, tool, [open, ...rest]));
}

export const { gateTool, gateTools } = toolGates<object>(llamaindex);
export type { GateOptions, GateToolsOptions } from '../gate/index.js';
