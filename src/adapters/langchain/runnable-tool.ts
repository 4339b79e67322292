import { badOption, overlay } from '../gate/index.js';
import type { AnyFunction, Gate, Wrap } from '../gate/index.js';
import { orText, sealInput } from './calls.js';

/** Entries of a runnable whose inputs only come while it runs: not to be decided on before. */
const REFUSED = [
  'transform',
  'streamEvents',
  'streamLog',
  'pipe',
  'bind',
  'withConfig',
  'withRetry',
] as const;

/**
 * A runnable that was made a tool (`runnable.asTool(…)`): it has no executor of its own, so what it is bound to is not
 * reached but through the entries here.
 */
export function gateRunnableTool<T extends object>(tool: T, gate: Gate): T {
  const run: Wrap =
    (raw) =>
    async (input, ...rest) => {
      const start = (open: unknown) => Reflect.apply(raw, tool, [open, ...rest]);
      return orText(input, await gate.attemptSealed(sealInput(input), rest[0], start));
    };
  const batch: Wrap = () =>
    function (this: unknown, inputs, ...rest) {
      const { invoke } = this as { invoke: AnyFunction };
      return Promise.all((inputs as unknown[]).map((input) => Reflect.apply(invoke, this, [input, ...rest])));
    };
  const refuse: Wrap = (raw) => () => {
    throw badOption(
      `\`${raw.name}\` of a gated runnable is not let through`,
      'use `invoke`, `stream` or `batch`',
    );
  };
  return overlay(tool, {
    ...{ invoke: run, stream: run, batch },
    ...Object.fromEntries(REFUSED.map((name) => [name, refuse])),
  });
}
