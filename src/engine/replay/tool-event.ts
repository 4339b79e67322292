import { isRecord } from './format.js';
import type { FormatContext, TraceLine } from './format.js';
import type { MappedTool } from './tools.js';

/** The event of a line that names a tool. What the line says itself goes before what the map says. */
export function toolEvent(
  line: TraceLine,
  tool: string,
  mapped: MappedTool,
  context: FormatContext,
): TraceLine {
  const { actor, environment, fields, map } = context;
  const event: TraceLine = {
    id: line['id'],
    actor: line['actor'] === undefined ? actor : line['actor'],
    environment:
      line['environment'] === undefined ? (mapped.environment ?? environment) : line['environment'],
    risk: line['risk'] === undefined ? (mapped.risk ?? map?.risk(line['risk_category'])) : line['risk'],
    payload: line['payload'],
    context: withTool(line['context'], tool),
    capability: mapped.capability,
    host: line['host'],
  };
  const stray = fields.misspelt(line);
  if (stray !== undefined) event[stray] = line[stray];
  return event;
}

/** The host knows which tool was called, and policies may ask for it. */
function withTool(context: unknown, tool: string): unknown {
  if (context === undefined) return { tool_name: tool };
  if (isRecord(context) && context['tool_name'] === undefined) context['tool_name'] = tool;
  return context;
}
