import { isDeepStrictEqual } from 'node:util';
import { denialText, gatesByName, thaw } from '../gate/index.js';
import type { JsonObject } from '../../engine/model/json.js';
import { freezePayload } from '../../engine/model/payload.js';
import type { GateHooksOptions } from './hooks.js';

/** What `canUseTool` answers, as far as it is used here. */
export type PermissionAnswer =
  { behavior: 'allow'; updatedInput?: Record<string, unknown> } | { behavior: 'deny'; message: string };

type CanUseTool<Options, Answer> = (
  tool: string,
  input: Record<string, unknown>,
  options: Options,
) => Promise<Answer>;

/**
 * Asks again about arguments that a person changed while approving: the hooks saw them as they were before. Use it beside
 * `gateHooks`, which must be there as well. @throws RuntimeError `bad_option`
 */
export function gateCanUseTool<Options, Answer extends PermissionAnswer | null>(
  canUseTool: CanUseTool<Options, Answer>,
  options: GateHooksOptions,
): CanUseTool<Options, Answer | { behavior: 'deny'; message: string }> {
  const gateOf = gatesByName(options);
  return async (tool, input, more) => {
    const before = copyOf(input);
    const answer = await canUseTool(tool, input, more);
    if (answer?.behavior !== 'allow' || answer.updatedInput === undefined) return answer;
    const after = copyOf(answer.updatedInput);
    if (before !== undefined && isDeepStrictEqual(before, after)) return answer;
    const blocked = await gateOf(tool).ask(options.runtime, after ?? answer.updatedInput, more);
    if (blocked !== undefined) return { behavior: 'deny', message: denialText(blocked) };
    return { ...answer, updatedInput: thaw(after as JsonObject) as Record<string, unknown> };
  };
}

/** As it is now: what is decided on is what is handed back. */
function copyOf(input: unknown): JsonObject | undefined {
  try {
    return freezePayload(input, false);
  } catch {
    return undefined;
  }
}
