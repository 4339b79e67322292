/** `capfence/mastra`: tools of Mastra. */
import { isDeepStrictEqual } from 'node:util';
import { defineAdapter, denialOf, overlay, sealArgument, toolGates } from '../gate/index.js';
import type { AnyFunction, Gate, Sealed } from '../gate/index.js';
import { isPlainObject } from '../../engine/model/payload.js';

/** A tool as `createTool({…})` makes it, or what is handed to `createTool`. */
export const mastra = defineAdapter<object>({
  name: 'mastra',
  is: (tool) => 'execute' in tool && 'id' in tool,
  nameOf: (tool) => {
    const { id } = tool as { id?: unknown };
    return typeof id === 'string' ? id : undefined;
  },
  wrap: (tool, gate) => overlay(tool, { execute: (raw) => execute(raw, tool, gate) }),
});

/** A denial is an answer of the form that Mastra's own refusals have. */
function execute(raw: AnyFunction, tool: object, gate: Gate): AnyFunction {
  return async (input, ...rest) => {
    const outcome = await gate.attemptSealed(
      sealInput(tool, input),
      isHostInput(input) ? input : rest[0],
      (open: unknown) => Reflect.apply(raw, tool, [open, ...rest]),
    );
    return outcome.ran ? outcome.value : { error: true, ...denialOf(outcome.blocked) };
  };
}

/** In version 0 the arguments are `context`, among what the host gives; in version 1 they are the whole input. */
function sealInput(tool: object, input: unknown): Sealed {
  if (!isHostInput(input)) return sealArgument(parsed(tool, input));
  const { payload, open } = sealArgument(parsed(tool, input['context']));
  return { payload, open: (decided) => ({ ...input, context: open(decided) }) };
}

/** The tool parses behind the gate. Where to do so twice is to do it once, the gate sees what comes of it. */
function parsed(tool: object, args: unknown): unknown {
  try {
    const { inputSchema } = tool as { inputSchema?: { safeParse?(value: unknown): { data?: unknown } } };
    const once = inputSchema?.safeParse?.(args).data;
    return once !== undefined && isDeepStrictEqual(inputSchema?.safeParse?.(once).data, once) ? once : args;
  } catch {
    return args;
  }
}

/** What the host puts beside `context`. Anything else there is an argument. */
const HOST_KEYS: ReadonlySet<string> = new Set([
  ...['context', 'runtimeContext', 'mastra', 'runId', 'threadId', 'resourceId', 'agent', 'memory', 'writer'],
  ...['tracingContext', 'workflow', 'suspend', 'resumeData', 'abortSignal', 'requestContext', 'logger'],
]);

/** A model can name a key `context`, but not give an object with methods. */
function isHostInput(input: unknown): input is Record<string, unknown> {
  if (!isPlainObject(input) || !Object.hasOwn(input, 'context')) return false;
  const { runtimeContext } = input as { runtimeContext?: { get?: unknown } | null };
  return typeof runtimeContext?.get === 'function' && Object.keys(input).every((key) => HOST_KEYS.has(key));
}

export const { gateTool, gateTools } = toolGates<object>(mastra);
export type { GateOptions, GateToolsOptions } from '../gate/index.js';
