/** `capfence/openai-agents`: function tools of the OpenAI Agents SDK. */
import { badOption, defineAdapter, denialText, overlay, toolGates, unwrap } from '../gate/index.js';
import type { AnyFunction, Entries, Gate } from '../gate/index.js';

/** A function tool as `tool({…})` makes it, or what is handed to `tool`. */
export interface OpenAIAgentsTool {
  readonly name?: string;
}

export const openaiAgents = defineAdapter<object>({
  name: 'openai-agents',
  is: (tool) => (tool as { type?: unknown }).type === 'function' && 'invoke' in tool,
  nameOf: (tool) => (tool as OpenAIAgentsTool).name,
  wrap(tool, gate) {
    const { type } = tool as { type?: unknown };
    if (type !== undefined && type !== 'function') {
      throw badOption(
        `a tool of type \`${String(type)}\` does not run here`,
        'only function tools can be gated',
      );
    }
    return overlay(tool, entriesOf(tool, gate));
  },
});

function entriesOf(tool: object, gate: Gate): Entries {
  return {
    invoke: (raw) => (runContext, input, details) => invoke(raw, tool, gate, [runContext, input, details]),
    execute:
      (raw) =>
      async (args, ...rest) =>
        answer(gate, args, rest[0], (open: unknown) => Reflect.apply(raw, tool, [open, ...rest])),
  };
}

/** `input` is JSON text: decided on as parsed, and written anew from what was decided on. */
async function invoke(
  raw: AnyFunction,
  tool: object,
  gate: Gate,
  args: [unknown, unknown, unknown],
): Promise<unknown> {
  const [runContext, input, details] = args;
  return answer(gate, parsed(input), runContext, (open: unknown) =>
    Reflect.apply(raw, tool, [runContext, JSON.stringify(open), details]),
  );
}

/** The answer goes to the model as it is. */
async function answer(
  gate: Gate,
  args: unknown,
  ctx: unknown,
  run: (open: never) => unknown,
): Promise<unknown> {
  const outcome = await gate.attempt(args, ctx, run);
  return outcome.ran ? unwrap(outcome) : denialText(outcome.blocked);
}

/** What is not JSON is nothing that can be decided on, and denied. */
function parsed(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  try {
    return JSON.parse(input) as unknown;
  } catch {
    return Symbol('not JSON');
  }
}

export const { gateTool, gateTools } = toolGates<object>(openaiAgents);
export type { GateOptions, GateToolsOptions } from '../gate/index.js';
