import { RuntimeError } from '../../engine/model/errors.js';
import type { RiskLevel } from '../../engine/model/decision.js';
import type { EventContext } from '../../engine/model/event.js';
import type { JsonObject } from '../../engine/model/json.js';
import type { ActionRuntime } from '../../engine/runtime/index.js';

/** What a gate needs of a runtime: the one door that decides, records and only then lets run. */
export type GateRuntime = Pick<ActionRuntime, 'guard'>;

/** For doors that only ask, and leave the running to others. */
export type AskingRuntime = Pick<ActionRuntime, 'guard' | 'execute'>;

/**
 * The capability of a call: a name, or a function of the arguments that says which part of `within` it needs. Such a
 * function can only narrow: an answer that is not `within`, or below it, is denied.
 */
export type GateCapability =
  | { readonly capability: string; readonly within?: undefined }
  | { readonly capability: (args: JsonObject) => string; readonly within: string };

/** What every gate is told, whichever tool it stands before. */
export interface GateHost {
  readonly runtime: GateRuntime;
  /** The agent that the tool is given to. */
  readonly actor: string;
  /** `development` where it is not given. */
  readonly environment?: string;
  readonly session?: string;
  readonly risk?: RiskLevel | number;
  /** How long a call that needs a person waits for one, as `5m` or in milliseconds. Without it nothing waits. */
  readonly wait?: string | number;
  /**
   * Facts of the host about this call. `args` are frozen, and what is decided on; `ctx` is what the framework hands its
   * tools beside the arguments. One that throws, or answers nothing that is a context, blocks the call.
   */
  readonly context?: (args: JsonObject, ctx: unknown) => EventContext | Promise<EventContext>;
}

export type GateOptions = GateHost & GateCapability;

/** The capability of each tool by its name. A tool without one is an error, not an ungated tool. */
export interface GateToolsOptions extends GateHost {
  readonly capabilities: Readonly<Record<string, string | GateCapability>>;
}

/** @throws RuntimeError `bad_option` for what would only be noticed with the first call */
export function checkOptions(options: GateOptions): GateOptions {
  const { capability, within } = options;
  checkHost(options);
  if (typeof capability === 'function') {
    if (typeof within !== 'string' || within === '') {
      throw badOption(
        'a `capability` that is a function needs `within`',
        'name what it narrows, as `within: "files"`',
      );
    }
  } else if (typeof capability !== 'string' || capability === '') {
    throw badOption('a gate needs `capability`', 'name it as the policy does, as `capability: "files.read"`');
  }
  return Object.freeze({ ...options });
}

/** @throws RuntimeError `bad_option` */
export function checkHost({ runtime, actor, context }: GateHost): void {
  if (typeof (runtime as GateRuntime | undefined)?.guard !== 'function') {
    throw badOption('a gate needs `runtime`', 'give an ActionRuntime, as from `ActionRuntime.fromPolicy`');
  }
  if (typeof actor !== 'string' || actor === '') throw badOption('a gate needs `actor`', 'name the agent');
  if (context !== undefined && typeof context !== 'function') {
    throw badOption('`context` must be a function', 'it is called with the arguments of each call');
  }
}

/** The options of one tool out of those of many. @throws RuntimeError `bad_option` where it has no capability */
export function optionsFor(name: string, { capabilities, ...host }: GateToolsOptions): GateOptions {
  const given = Object.hasOwn(capabilities, name) ? capabilities[name] : undefined;
  if (given === undefined) {
    throw badOption(
      `\`capabilities\` names none for the tool \`${name}\``,
      'every tool that is gated needs one',
    );
  }
  return { ...host, ...(typeof given === 'string' ? { capability: given } : given) };
}

export function badOption(message: string, help?: string): RuntimeError {
  return new RuntimeError('bad_option', message, help);
}
