import { denialText, hold, sealArgument, unwrap } from '../gate/index.js';
import type { AnyFunction, Gate } from '../gate/index.js';

/** A tool in an McpServer: of version 1 with a `handler`, of version 2 with an `executor` around it. */
interface RegisteredTool {
  handler?: unknown;
  executor?: unknown;
  inputSchema?: unknown;
}

/** The gate of a registered tool: another one once the tool is called by another name. */
interface GateMark {
  gate: Gate;
}

export type GateMarks = WeakMap<object, GateMark>;

/**
 * Gates what runs a registered tool, now and whenever it is replaced, so that it is asked about the arguments that the
 * schema has parsed. False where the tool has nothing of the kind.
 */
export function gateRegistered(tool: object, gate: Gate, marks: GateMarks): boolean {
  const known = marks.get(tool);
  if (known !== undefined) {
    known.gate = gate;
    return true;
  }
  const mark = { gate };
  const { executor, handler } = tool as RegisteredTool;
  if (typeof executor === 'function')
    hold(tool as RegisteredTool, 'executor', (raw) => gatedExecutor(raw, tool, mark));
  else if (typeof handler === 'function')
    hold(tool as RegisteredTool, 'handler', (raw) => gatedHandler(raw, tool, mark));
  else if (isTask(handler)) hold(tool as RegisteredTool, 'handler', (raw) => gatedTask(raw, tool, mark));
  else return false;
  marks.set(tool, mark);
  return true;
}

/** `(args, ctx)` in every case. */
function gatedExecutor(raw: unknown, tool: object, mark: GateMark): unknown {
  return (args: unknown, ...rest: unknown[]) =>
    answer(mark.gate, args, rest[0], (open) => Reflect.apply(raw as AnyFunction, tool, [open, ...rest]));
}

/** `(args, extra)`, or `(extra)` where the tool has no schema. */
function gatedHandler(raw: unknown, tool: object, mark: GateMark): unknown {
  if (isTask(raw)) return gatedTask(raw, tool, mark);
  return (...given: unknown[]) => {
    const [args, extra] = split(tool, given);
    return answer(mark.gate, args, extra, (open) =>
      Reflect.apply(raw as AnyFunction, tool, joined(tool, open, given)),
    );
  };
}

interface Task {
  createTask: AnyFunction;
}

/** A task answers with its number and no content: a denial is thrown, and the server makes it a result. */
function gatedTask(raw: unknown, tool: object, mark: GateMark): unknown {
  if (!isTask(raw)) return gatedHandler(raw, tool, mark);
  return new Proxy(raw, {
    get(task, key) {
      if (key !== 'createTask') return Reflect.get(task, key) as unknown;
      return async (...given: unknown[]) => {
        const [args, extra] = split(tool, given);
        const run = (open: unknown) => Reflect.apply(task.createTask, task, joined(tool, open, given));
        return unwrap(await mark.gate.attemptSealed(sealArgument(args), extra, run));
      };
    },
  });
}

function isTask(handler: unknown): handler is Task {
  return (
    typeof handler === 'object' &&
    handler !== null &&
    typeof (handler as Partial<Task>).createTask === 'function'
  );
}

function split(tool: object, given: readonly unknown[]): [unknown, unknown] {
  return (tool as RegisteredTool).inputSchema === undefined ? [undefined, given[0]] : [given[0], given[1]];
}

function joined(tool: object, open: unknown, given: readonly unknown[]): unknown[] {
  return (tool as RegisteredTool).inputSchema === undefined ? [...given] : [open, ...given.slice(1)];
}

/** A denial is a result with `isError`, which the model reads. */
export async function answer(
  gate: Gate,
  args: unknown,
  ctx: unknown,
  run: (open: unknown) => unknown,
): Promise<unknown> {
  const outcome = await gate.attempt(args, ctx, run as (open: never) => unknown);
  if (outcome.ran) return outcome.value;
  return { content: [{ type: 'text', text: denialText(outcome.blocked) }], isError: true };
}
