import { sealArgument, sealList } from './arguments.js';
import type { Gate } from './gate.js';
import { unwrap } from './gate.js';
import { isGenerator } from './function.js';
import type { AnyFunction, Entries, Wrap } from './overlay.js';
import { overlay } from './overlay.js';

/** What runs a tool, by the names that frameworks give it. */
const ENTRY_NAMES = [
  ...['execute', 'invoke', 'call', 'run', 'func', 'handler', 'callback', 'implementation', 'perform', 'fn'],
  ...['_call', '_run', '_execute', 'runAsync', 'call_async', 'acall', 'stream', 'generate'],
] as const;

/** One decision for each of a list of inputs; the entry runs when all of them may. */
const LIST_NAMES = ['batch'] as const;

/**
 * A tool of no framework that is known: each entry is asked about with its first argument, then the tool itself runs it,
 * so that an entry which goes through another one is one execution. A block is thrown.
 */
export function gatePlainTool<T extends object>(tool: T, gate: Gate): T {
  const entries: Entries = Object.fromEntries([
    ...ENTRY_NAMES.map((name): [string, Wrap] => [name, (raw) => plainEntry(raw, tool, gate)]),
    ...LIST_NAMES.map((name): [string, Wrap] => [name, (raw) => listEntry(raw, tool, gate)]),
  ]);
  return overlay(tool, entries, (raw) => plainCall(raw, gate));
}

function plainEntry(raw: AnyFunction, tool: object, gate: Gate): AnyFunction {
  if (isGenerator(raw)) {
    return (args, ...rest) => {
      const start = (open: unknown) => Reflect.apply(raw, tool, [open, ...rest]) as AsyncIterable<unknown>;
      return gate.stream(sealArgument(args), rest[0], start);
    };
  }
  return (args, ...rest) =>
    gate.run(args, rest[0], (open: unknown) => Reflect.apply(raw, tool, [open, ...rest]));
}

function listEntry(raw: AnyFunction, tool: object, gate: Gate): AnyFunction {
  return (inputs, ...rest) => {
    const list: unknown[] = Array.isArray(inputs) ? [...(inputs as unknown[])] : [inputs];
    const opened: unknown[] = [];
    const next = async (at: number): Promise<unknown> => {
      if (at === list.length) return Reflect.apply(raw, tool, [opened, ...rest]);
      return gate.run(list[at], rest[0], (open: unknown) => {
        opened.push(open);
        return next(at + 1);
      });
    };
    return next(0);
  };
}

function plainCall(raw: AnyFunction, gate: Gate): AnyFunction {
  return async (...args) =>
    unwrap(await gate.attemptSealed(sealList(args), undefined, (open: unknown[]) => raw(...open)));
}
