/** `capfence/genkit`: tools of Genkit. */
import { badOption, defineAdapter, denialText, overlay, toolGates } from '../gate/index.js';
import type { AnyFunction, Gate } from '../gate/index.js';

/**
 * The function that a tool is defined with, `ai.defineTool(config, gateTool(fn, options))`, or a tool that is in no
 * registry (`ai.dynamicTool`). A tool that is in one is looked up there by its name, past any gate around it.
 */
export const genkit = defineAdapter<object>({
  name: 'genkit',
  is: (tool) => '__action' in tool,
  nameOf: (tool) => (tool as { __action?: { name?: string } }).__action?.name,
  wrap(tool, gate) {
    const { __action: action } = tool as { __action?: { metadata?: { dynamic?: unknown } } };
    if (action === undefined) return overlay(tool, {}, (raw) => handler(raw, gate));
    if (action.metadata?.dynamic === true) return gateDynamicTool(tool, gate);
    throw badOption(
      'a tool in a registry is looked up there, past a gate around it',
      'gate the function it is defined with: `ai.defineTool(config, gateTool(fn, options))`',
    );
  },
});

/** `(input, options)`, parsed. The answer is text, which goes to the model if the tool may answer with text. */
function handler(raw: AnyFunction, gate: Gate): AnyFunction {
  return async (input, ...rest) => {
    const outcome = await gate.attempt(input, rest[0], (open: unknown) => raw(open, ...rest));
    return outcome.ran ? outcome.value : denialText(outcome.blocked);
  };
}

function gateDynamicTool<T extends object>(tool: T, gate: Gate): T {
  return overlay(
    tool,
    {
      run:
        (raw) =>
        async (input, ...rest) => {
          const outcome = await gate.attempt(input, rest[0], (open: unknown) => raw(open, ...rest));
          return outcome.ran ? outcome.value : { result: denialText(outcome.blocked), telemetry: {} };
        },
      stream:
        (raw) =>
        (input, ...rest) =>
          stream(raw, input, rest, gate),
    },
    (raw) => handler(raw, gate),
  );
}

interface Streamed {
  readonly output: Promise<unknown>;
  readonly stream: AsyncIterable<unknown>;
}

/** Both halves of the answer are there at once, and wait for the decision. */
function stream(raw: AnyFunction, input: unknown, rest: unknown[], gate: Gate): Streamed {
  let start!: (streamed: Streamed | undefined) => void;
  const started = new Promise<Streamed | undefined>((resolve) => (start = resolve));
  const outcome = gate.attempt(input, rest[0], (open: unknown) => {
    const streamed = raw(open, ...rest) as Streamed;
    start(streamed);
    return streamed.output;
  });
  const output = outcome.then((result) => (result.ran ? result.value : denialText(result.blocked)));
  output.then(
    () => start(undefined),
    () => start(undefined),
  );
  return { output, stream: chunks(started, output) };
}

async function* chunks(started: Promise<Streamed | undefined>, output: Promise<unknown>): AsyncGenerator {
  const streamed = await started;
  if (streamed !== undefined) yield* streamed.stream;
  return await output;
}

export const { gateTool, gateTools } = toolGates<object>(genkit);
export type { GateOptions, GateToolsOptions } from '../gate/index.js';
