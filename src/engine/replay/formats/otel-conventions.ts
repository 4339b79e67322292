import type { TraceLine } from '../format.js';

/** How a convention for spans says that one is the call of a tool. */
interface Convention {
  readonly isCall: (attributes: TraceLine) => boolean;
  readonly tool: readonly string[];
  readonly args: readonly string[];
  readonly id: readonly string[];
}

/** The first that knows a span reads it. Names of attributes are those that their makers document. */
export const CONVENTIONS: readonly Convention[] = [
  {
    // OpenTelemetry, semantic conventions for GenAI.
    isCall: (attributes) => attributes['gen_ai.operation.name'] === 'execute_tool',
    tool: ['gen_ai.tool.name'],
    args: ['gen_ai.tool.call.arguments'],
    id: ['gen_ai.tool.call.id'],
  },
  {
    // The AI SDK of Vercel.
    isCall: (attributes) => attributes['ai.toolCall.name'] !== undefined,
    tool: ['ai.toolCall.name'],
    args: ['ai.toolCall.args', 'ai.toolCall.input'],
    id: ['ai.toolCall.id'],
  },
  {
    // OpenInference.
    isCall: (attributes) => attributes['openinference.span.kind'] === 'TOOL',
    tool: ['tool.name'],
    args: ['tool.parameters', 'input.value'],
    id: ['tool_call.id', 'tool.id'],
  },
  {
    // OpenLLMetry.
    isCall: (attributes) => attributes['traceloop.span.kind'] === 'tool',
    tool: ['traceloop.entity.name'],
    args: ['traceloop.entity.input'],
    id: [],
  },
];

/** The first of some attributes that is there. */
export function firstOf(attributes: TraceLine, names: readonly string[]): unknown {
  return names.map((name) => attributes[name]).find((value) => value !== undefined);
}
