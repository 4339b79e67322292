import type { ActionBlocked } from '../../engine/model/action-blocked.js';
import { denialOf, denialText, overlay } from '../gate/index.js';
import type { AnyFunction, Entries, Gate, Wrap } from '../gate/index.js';
import { ownerOf, prototypesOf } from '../gate/prototypes.js';
import { currentCall, inCall, isToolCall, orText, sealInput } from './calls.js';

/** What runs a tool by way of `_call`, in the classes that LangChain itself has. */
const OUTER = ['invoke', 'call', 'stream', 'batch', 'transform', 'streamEvents', 'streamLog'] as const;
const OUR_ANSWER = ['invoke', 'call'] as const;
/** Classes of LangChain below the base class, which go on to it. */
const KNOWN_CLASSES: ReadonlySet<string> = new Set(['Tool', 'DynamicTool', 'DynamicStructuredTool']);

/**
 * A StructuredTool, of whatever class. Its executors, `_call` and `func`, are asked about with the arguments that the
 * schema has parsed; all else reaches them. An entry that a class of the user's own overrides is asked about itself.
 */
export function gateStructuredTool<T extends object>(tool: T, gate: Gate): T {
  const entries: Record<string, Wrap> = {
    _call: (raw) => executor(raw, tool, gate),
    func: (raw) => executor(raw, tool, gate),
  };
  for (const name of OUR_ANSWER) entries[name] = (raw) => answering(raw, gate);
  for (const name of OUTER) {
    if (isForeign(tool, name)) entries[name] = (raw) => answering(outer(raw, gate), gate);
  }
  return overlay(tool, entries as Entries);
}

/** `(args, runManager, config)`: run by the tool itself, whose `func` is not gated, so that one execution is one question. */
function executor(raw: AnyFunction, tool: object, gate: Gate): AnyFunction {
  return async (args, ...rest) => {
    const config = rest[1];
    const call = currentCall(gate);
    const outcome = await gate.attempt(args, config, (open: unknown) => {
      if (call !== undefined) call.entered = true;
      return Reflect.apply(raw, tool, [open, ...rest]);
    });
    if (outcome.ran) return outcome.value;
    if (call === undefined || !isToolCall((config as { toolCall?: unknown } | undefined)?.toolCall)) {
      throw outcome.blocked;
    }
    call.blocked = outcome.blocked;
    return refusal(outcome.blocked, tool);
  };
}

/** An entry of the user's own class: asked about as it is called, and again by the executor if it changes the arguments. */
function outer(raw: AnyFunction, gate: Gate): AnyFunction {
  return async function (this: unknown, input, ...rest) {
    const run = (open: unknown) => Reflect.apply(raw, this, [open, ...rest]);
    return orText(input, await gate.attemptOuter(sealInput(input), rest[0], run));
  };
}

/** Where a tool call is answered a denial is its answer, with the status `error`. */
function answering(raw: AnyFunction, gate: Gate): AnyFunction {
  return async function (this: unknown, ...args) {
    const { answer, blocked } = await inCall(gate, () => Reflect.apply(raw, this, args));
    if (blocked !== undefined && isMessage(answer)) {
      answer.status = 'error';
      answer.artifact = denialOf(blocked);
    }
    return answer;
  };
}

/** LangChain makes the message: only it has the class. */
function refusal(blocked: ActionBlocked, tool: object): unknown {
  const twofold = (tool as { responseFormat?: unknown }).responseFormat === 'content_and_artifact';
  return twofold ? [denialText(blocked), denialOf(blocked)] : denialText(blocked);
}

function isMessage(value: unknown): value is { status?: string; artifact?: unknown; tool_call_id: string } {
  return typeof value === 'object' && value !== null && 'tool_call_id' in value;
}

/** Whether an entry is not LangChain's own: then it need not go by way of `_call`. */
function isForeign(tool: object, name: string): boolean {
  const owner = ownerOf(tool, name);
  if (owner === undefined) return false;
  const chain = prototypesOf(tool);
  const base = chain.findLastIndex((prototype) => Object.hasOwn(prototype, 'call'));
  const at = chain.indexOf(owner);
  if (at === -1 || base === -1) return true;
  return at < base && !isKnown(owner);
}

function isKnown(prototype: object): boolean {
  const { constructor } = prototype as { constructor?: { name?: unknown; lc_name?: () => unknown } };
  const own = constructor !== undefined && Object.hasOwn(constructor, 'lc_name');
  return KNOWN_CLASSES.has(String(own ? constructor.lc_name?.() : constructor?.name));
}
