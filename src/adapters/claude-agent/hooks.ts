import { isAbsolute } from 'node:path';
import type { EventContext } from '../../engine/model/event.js';
import type { JsonObject } from '../../engine/model/json.js';
import { badOption, denialText, gatesByName } from '../gate/index.js';
import type { AskingRuntime, GateToolsOptions } from '../gate/index.js';

/** What the SDK hands a hook before a tool runs, as far as it is used here. */
export interface PreToolUseInput {
  readonly hook_event_name: string;
  readonly tool_name?: string;
  readonly tool_input?: unknown;
  readonly session_id?: string;
  readonly cwd?: string;
}

/** The answer of a hook: nothing where the tool may run, so that the SDK's own permissions still count. */
export interface PreToolUseAnswer {
  hookSpecificOutput?: {
    hookEventName: 'PreToolUse';
    permissionDecision: 'deny';
    permissionDecisionReason: string;
  };
}

export interface GateHooks {
  PreToolUse: {
    hooks: ((
      input: PreToolUseInput,
      toolUseID: string | undefined,
      options: { signal: AbortSignal },
    ) => Promise<PreToolUseAnswer>)[];
  }[];
}

export interface GateHooksOptions extends GateToolsOptions {
  readonly runtime: AskingRuntime;
}

/**
 * Hooks for `query({options: {hooks: gateHooks(…)}})`: every tool that the agent proposes is decided on by its name, and
 * whatever fails on the way blocks it. A name without a capability is denied. @throws RuntimeError `bad_option`
 */
export function gateHooks(options: GateHooksOptions): GateHooks {
  const { runtime } = options;
  if (typeof runtime?.execute !== 'function')
    throw badOption('the hooks need `runtime`', 'give an ActionRuntime');
  const gateOf = gatesByName({ ...options, context: withPlace(options) });
  const hook = async (input: PreToolUseInput): Promise<PreToolUseAnswer> => {
    try {
      const blocked = await gateOf(String(input.tool_name)).ask(runtime, input.tool_input, input);
      return blocked === undefined ? {} : denied(denialText(blocked));
    } catch {
      return denied('Not run: the gate failed.');
    }
  };
  return { PreToolUse: [{ hooks: [hook] }] };
}

/** Where the agent stands is a fact of the host: relative paths are read from there. */
function withPlace({ context, session }: GateHooksOptions) {
  return async (args: JsonObject, ctx: unknown): Promise<EventContext> => {
    const { cwd, session_id: own } = ctx as PreToolUseInput;
    const place = {
      ...(typeof cwd === 'string' && isAbsolute(cwd) && { cwd }),
      ...(session === undefined && typeof own === 'string' && own !== '' && { session: own }),
    };
    return context === undefined ? place : { ...place, ...(await context(args, ctx)) };
  };
}

function denied(permissionDecisionReason: string): PreToolUseAnswer {
  return {
    hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'deny', permissionDecisionReason },
  };
}
