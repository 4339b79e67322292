import { sealList } from './arguments.js';
import { Gate, unwrap } from './gate.js';
import type { AnyFunction } from './overlay.js';
import type { GateOptions } from './options.js';

/** A gated function answers later than the function did: with a promise, or, where it generates, as it did. */
export type Gated<F> = F extends (this: infer This, ...args: infer Args) => infer Result
  ? (
      this: This,
      ...args: Args
    ) => Result extends AsyncGenerator<infer Y, infer R, infer N>
      ? AsyncGenerator<Y, R | undefined, N>
      : Result extends Generator<infer Y, infer R, infer N>
        ? AsyncGenerator<Y, R | undefined, N>
        : Promise<Awaited<Result>>
  : never;

export type GateFunctionOptions = GateOptions & {
  /** The names of the arguments, so that rules can speak of them: `['to', 'subject']`. */
  readonly parameters?: readonly string[];
};

/**
 * A function that runs only when the policy lets it. One object is the payload itself; other arguments stand in it by the
 * names of `parameters`, or as the list `args`. @throws ActionBlocked (the function it gives)
 */
export function gate<F extends (...args: never[]) => unknown>(fn: F, options: GateFunctionOptions): Gated<F> {
  const { parameters, ...rest } = options;
  const door = new Gate(rest, fn.name);
  const raw = fn as unknown as AnyFunction;
  const gated = isGenerator(fn)
    ? function (this: unknown, ...args: unknown[]) {
        const start = (open: unknown[]) => Reflect.apply(raw, this, open) as AsyncIterable<unknown>;
        return door.stream(
          sealList(args, parameters),
          undefined,
          start as (args: never) => AsyncIterable<unknown>,
        );
      }
    : async function (this: unknown, ...args: unknown[]) {
        const start = (open: unknown[]) => Reflect.apply(raw, this, open);
        return unwrap(
          await door.attemptSealed(sealList(args, parameters), undefined, start as (args: never) => unknown),
        );
      };
  Object.defineProperty(gated, 'name', { value: fn.name, configurable: true });
  Object.defineProperty(gated, 'length', { value: fn.length, configurable: true });
  return gated as unknown as Gated<F>;
}

/** Generators of both kinds: they run with the first value, not with the call. */
export function isGenerator(fn: unknown): boolean {
  const tag: unknown = Object.prototype.toString.call(fn);
  return tag === '[object AsyncGeneratorFunction]' || tag === '[object GeneratorFunction]';
}
