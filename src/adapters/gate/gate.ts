import { ActionBlocked } from '../../engine/model/action-blocked.js';
import { EventError } from '../../engine/model/errors.js';
import type { ActionEvent } from '../../engine/model/event.js';
import type { JsonObject } from '../../engine/model/json.js';
import { sealArgument } from './arguments.js';
import type { Sealed } from './arguments.js';
import { asBlocked } from './denial.js';
import { Flow, generated } from './flow.js';
import { checkOptions } from './options.js';
import type { AskingRuntime, GateOptions } from './options.js';
import { takePass, withPass } from './passes.js';

/** What came of a call: it ran, or it was blocked before anything ran. */
export type Outcome<T> =
  { readonly ran: true; readonly value: T } | { readonly ran: false; readonly blocked: ActionBlocked };

/**
 * One gate: it asks the runtime about each execution, and hands the executor the arguments that were decided on. Two
 * gates on one tool are two, and both are asked.
 */
export class Gate {
  readonly options: GateOptions;
  readonly #name: string | undefined;

  /** `name` is the tool's, for rules on `tool_name`. @throws RuntimeError `bad_option` */
  constructor(options: GateOptions, name?: string) {
    this.options = checkOptions(options);
    this.#name = name === undefined || name === '' ? undefined : name;
  }

  /** A gate like this one for another tool of the same host. */
  renamed(name: string): Gate {
    return new Gate(this.options, name);
  }

  /** Asks about a call that runs elsewhere: undefined where it may, else why not. Never throws. */
  async ask(runtime: AskingRuntime, args: unknown, ctx: unknown): Promise<ActionBlocked | undefined> {
    try {
      const verdict = await runtime.execute(await this.#event(sealArgument(args).payload, ctx));
      return verdict.authorized === true ? undefined : new ActionBlocked(verdict);
    } catch (error) {
      return asBlocked(error);
    }
  }

  /** Runs `execute` if it may. What `execute` throws is thrown; that it was blocked is an answer. */
  attempt<T>(args: unknown, ctx: unknown, execute: (args: never) => T): Promise<Outcome<Awaited<T>>> {
    return this.attemptSealed(sealArgument(args), ctx, execute);
  }

  /** The same where a block is thrown. @throws ActionBlocked */
  async run<T>(args: unknown, ctx: unknown, execute: (args: never) => T): Promise<Awaited<T>> {
    return unwrap(await this.attempt(args, ctx, execute));
  }

  /** A generator among the answers is run under the gate too: the call ends when it does. */
  attemptSealed<T>(sealed: Sealed, ctx: unknown, execute: (args: never) => T): Promise<Outcome<Awaited<T>>> {
    return this.#flowing(sealed, ctx, (_, args) => execute(args));
  }

  /** For an entry that may go on to another one of this gate, which is then not asked again about the same arguments. */
  attemptOuter<T>(sealed: Sealed, ctx: unknown, execute: (args: never) => T): Promise<Outcome<Awaited<T>>> {
    return this.#flowing(sealed, ctx, (decided, args) => withPass(this, decided, () => execute(args)));
  }

  async #flowing<T>(
    sealed: Sealed,
    ctx: unknown,
    execute: (decided: JsonObject, args: never) => unknown,
  ): Promise<Outcome<Awaited<T>>> {
    const flow = new Flow<Awaited<T>>();
    const settled = this.#guarded(sealed, ctx, (decided) =>
      flow.carry(() => execute(decided, sealed.open(decided) as never)),
    );
    settled.then(
      (outcome) => flow.ended(outcome),
      (error: unknown) => flow.failed(error),
    );
    return flow.outcome;
  }

  /** Asks before the first value is taken. @throws ActionBlocked with the first value */
  async *stream<T, R>(
    sealed: Sealed,
    ctx: unknown,
    start: (args: never) => AsyncIterable<T> | Iterable<T>,
  ): AsyncGenerator<T, R | undefined> {
    const values = (args: unknown) => generated<T, R>(start(args as never));
    const source = unwrap(await this.attemptSealed(sealed, ctx, values)) as AsyncGenerator<T, R | undefined>;
    return yield* source;
  }

  async #guarded<T>(
    { payload }: Sealed,
    ctx: unknown,
    start: (decided: JsonObject) => Promise<T>,
  ): Promise<Outcome<T>> {
    if (!(payload instanceof EventError) && takePass(this, payload)) {
      return { ran: true, value: await start(payload) };
    }
    const { runtime, wait } = this.options;
    let entered = false;
    try {
      const event = await this.#event(payload, ctx);
      const action = (decided: ActionEvent) => {
        entered = true;
        return start(decided.payload);
      };
      const value = await runtime.guard(event, action, wait === undefined ? {} : { wait });
      return entered ? { ran: true, value } : { ran: false, blocked: asBlocked(undefined) };
    } catch (error) {
      if (entered) throw error;
      return { ran: false, blocked: asBlocked(error) };
    }
  }

  /** What cannot be said about a call becomes an event that does not parse: it is denied, and recorded as that. */
  async #event(payload: JsonObject | EventError, ctx: unknown): Promise<unknown> {
    const { actor, environment, risk } = this.options;
    try {
      if (payload instanceof EventError) throw payload;
      return {
        ...{ actor, payload, capability: this.#capability(payload) },
        ...(environment !== undefined && { environment }),
        ...(risk !== undefined && { risk }),
        context: await this.#context(payload, ctx),
      };
    } catch (error) {
      return unsayable(error, this.options);
    }
  }

  #capability(args: JsonObject): string {
    const { capability, within } = this.options;
    if (typeof capability === 'string') return capability;
    const named: unknown = capability(args);
    if (named === within || (typeof named === 'string' && named.startsWith(`${within}.`)))
      return named as string;
    throw new EventError(
      'bad_capability',
      'capability',
      `the capability of this call is not within \`${within}\``,
    );
  }

  async #context(args: JsonObject, ctx: unknown): Promise<unknown> {
    const { context, session } = this.options;
    const told = {
      ...(session !== undefined && { session }),
      ...(this.#name !== undefined && { tool_name: this.#name }),
    };
    if (context === undefined) return told;
    const facts: unknown = await context(args, ctx);
    if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) {
      throw new EventError('wrong_type', 'context', '`context` answered no object');
    }
    return { ...told, ...facts };
  }
}

/** @throws ActionBlocked */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ran) return outcome.value;
  throw outcome.blocked;
}

/** Reading its capability says what is wrong, as reading a hostile event may. */
function unsayable(error: unknown, { actor, capability }: GateOptions): unknown {
  const fault =
    error instanceof EventError
      ? error
      : new EventError('wrong_type', 'context', 'the options of the gate could not describe this call');
  return {
    actor,
    capability: typeof capability === 'string' ? capability : undefined,
    get payload(): never {
      throw fault;
    },
  };
}
