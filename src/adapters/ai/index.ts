/** `capfence/ai`: tools of the Vercel AI SDK. */
import { badOption, defineAdapter, isGenerator, overlay, sealArgument, toolGates } from '../gate/index.js';
import type { AnyFunction, Gate } from '../gate/index.js';

/** A tool as `tool({…})` or `dynamicTool({…})` makes it, or as it stands in `tools: {…}`. */
export const ai = defineAdapter<object>({
  name: 'ai',
  is: (tool) => 'execute' in tool && 'inputSchema' in tool && !('id' in tool),
  nameOf: () => undefined,
  wrap(tool, gate) {
    if (typeof (tool as { execute?: unknown }).execute !== 'function') {
      throw badOption(
        'this tool has no `execute`',
        'it runs in the client or at the provider; gate it there',
      );
    }
    return overlay(tool, { execute: (raw) => execute(raw, tool, gate) });
  },
});

/**
 * `(input, options)`, with the input as the schema has parsed it, repaired or not. The SDK makes an error of a tool an
 * answer to the model: a denial is thrown. Generators give their values as before, and nothing before the decision.
 */
function execute(raw: AnyFunction, tool: object, gate: Gate): AnyFunction {
  const run = (open: unknown, rest: unknown[]) => Reflect.apply(raw, tool, [open, ...rest]);
  if (isGenerator(raw)) {
    return (input, ...rest) =>
      gate.stream(sealArgument(input), rest[0], (open: unknown) => run(open, rest) as AsyncIterable<unknown>);
  }
  return async (input, ...rest) => lastOf(await gate.run(input, rest[0], (open: unknown) => run(open, rest)));
}

/** A function that gives a generator: which kind it is shows too late for the SDK, so only the last value counts. */
async function lastOf(value: unknown): Promise<unknown> {
  if (typeof value !== 'object' || value === null || !(Symbol.asyncIterator in value)) return value;
  let last: unknown;
  for await (const item of value as AsyncIterable<unknown>) last = item;
  return last;
}

export const { gateTool, gateTools } = toolGates<object>(ai);
export type { GateOptions, GateToolsOptions } from '../gate/index.js';
