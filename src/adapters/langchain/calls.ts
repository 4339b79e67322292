import { AsyncLocalStorage } from 'node:async_hooks';
import type { ActionBlocked } from '../../engine/model/action-blocked.js';
import { denialText, sealArgument, unwrap } from '../gate/index.js';
import type { Gate, Outcome, Sealed } from '../gate/index.js';

/** A tool call as LangChain hands it to `invoke`: the arguments, and the id that the answer is asked for by. */
export interface ToolCall {
  readonly type: 'tool_call';
  readonly id?: string;
  readonly name: string;
  readonly args: unknown;
}

export function isToolCall(value: unknown): value is ToolCall {
  return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'tool_call';
}

/** The arguments of an entry, which takes them bare or inside a tool call. */
export function sealInput(input: unknown): Sealed {
  if (!isToolCall(input)) return sealArgument(input);
  const { payload, open } = sealArgument(input.args);
  return { payload, open: (decided) => ({ ...input, args: open(decided) }) };
}

/** Where a tool call is answered, whoever runs tools makes a message of text; elsewhere a block is thrown. */
export function orText(input: unknown, outcome: Outcome<unknown>): unknown {
  if (outcome.ran || !isToolCall(input)) return unwrap(outcome);
  return denialText(outcome.blocked);
}

/** One run of an entry, from the outside to the executor and back. */
interface Call {
  readonly gate: Gate;
  readonly outer: Call | undefined;
  /** The executor runs: what is called from within it is another call. */
  entered: boolean;
  blocked: ActionBlocked | undefined;
}

const calls = new AsyncLocalStorage<Call>();

/** Runs an entry, and says with its answer whether the executor was blocked. */
export async function inCall<T>(
  gate: Gate,
  run: () => T,
): Promise<{ answer: Awaited<T>; blocked?: ActionBlocked }> {
  const call: Call = { gate, outer: calls.getStore(), entered: false, blocked: undefined };
  const answer = await calls.run(call, run);
  return call.blocked === undefined ? { answer } : { answer, blocked: call.blocked };
}

/** The run of this gate's entry that leads to the executor. */
export function currentCall(gate: Gate): Call | undefined {
  for (let call = calls.getStore(); call !== undefined; call = call.outer) {
    if (call.gate === gate) return call.entered ? undefined : call;
  }
  return undefined;
}
