import { isRecord } from './format.js';
import type { FormatContext, FoundEvent, TraceLine } from './format.js';
import { mcpTool, wordsOf } from './maps/names.js';
import type { MappedTool, ToolMap } from './tools.js';

/** A call of a tool as some log has it. Every value is the log's, and hostile. */
export interface Call {
  readonly tool: string;
  /** An object, or JSON text of one; what is neither becomes `{input: …}`. Undefined where it was not recorded. */
  readonly args: unknown;
  readonly id?: unknown;
  readonly ts?: unknown;
  /** Who called, where the log says so. */
  readonly actor?: unknown;
  readonly environment?: unknown;
  readonly cwd?: unknown;
  readonly session?: unknown;
  /** What was called from: a chain of agents, or the call that started this one. */
  readonly parent?: unknown;
  /** The tool server, where the log names it apart from the tool. */
  readonly server?: unknown;
  /** What was decided at the time, in a word that `recordedDecision` knows. */
  readonly decision?: unknown;
}

const LONGEST = 256;
const LONGEST_CWD = 4096;

/** The event of a call: its capability by the user's map, by ours, or by the tool's name. */
export function foundCall(call: Call, context: FormatContext, shipped?: ToolMap): FoundEvent {
  const mapped = mappedTool(call, context, shipped);
  const { id, ts, decision } = call;
  return {
    record: { id, ts, decision },
    fields: {
      id: textOf(id),
      actor: hostName(call.actor) ?? context.actor,
      environment: mapped.environment ?? hostName(call.environment) ?? context.environment,
      risk: mapped.risk,
      payload: payloadOf(call.args, context),
      context: {
        tool_name: textOf(cut(call.tool)),
        session: textOf(call.session),
        parent: textOf(call.parent),
        cwd: textOf(call.cwd, LONGEST_CWD),
      },
      capability: mapped.capability,
    },
  };
}

function mappedTool({ tool, server }: Call, context: FormatContext, shipped?: ToolMap): MappedTool {
  const mcp = mcpTool(tool, server);
  const whole = mcp && `mcp__${mcp.server}__${mcp.tool}`;
  const found = context.map?.find(tool) ?? (whole === undefined ? undefined : context.map?.find(whole));
  if (found !== undefined) return found;
  if (mcp !== undefined) return { capability: `mcp.${wordsOf(mcp.server, '_')}.${wordsOf(mcp.tool, '_')}` };
  const known = shipped?.find(tool);
  if (known !== undefined) return known;
  context.unmapped(tool);
  return { capability: `tool.${wordsOf(tool, '.')}` };
}

/** The arguments of a call as a payload. */
export function payloadOf(args: unknown, context: FormatContext): TraceLine {
  if (args === undefined) context.withoutPayload();
  const value = typeof args === 'string' ? parsed(args) : args;
  if (isRecord(value)) return value;
  return value === undefined || value === null || value === '' ? {} : { input: value };
}

/** What a text says as JSON; the text itself where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A time that is a number of milliseconds, as others are written. What is out of range is left as it is. */
export function timeOf(milliseconds: number): string | number {
  const inRange = Math.abs(milliseconds) <= 8.64e15;
  return inRange ? new Date(milliseconds).toISOString() : milliseconds;
}

/** A name as a host may have: agents have titles such as `Support Agent`. */
function hostName(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const name = cut(value).replace(/[^A-Za-z0-9_\-./@:]+/g, '-');
  return name === '' || name === '-' ? undefined : name;
}

/** Labels describe a call and decide little: one that is no text, or too long, is not worth its event. */
function textOf(value: unknown, longest = LONGEST): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
}

function cut(text: string): string {
  return text.slice(0, LONGEST);
}
