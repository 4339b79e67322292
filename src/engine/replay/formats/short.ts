import { defineFormat, isRecord } from '../format.js';
import { toolEvent } from '../tool-event.js';

/** Calls as many agent loops log them: a tool's name and its arguments, and no capability. */
export const short = defineFormat({
  name: 'short',
  summary:
    'a call by tool name: `call_id`, `tool_name`, `payload`, `risk_category`; a map names the capability',
  example: {
    call_id: 'call-17',
    tool_name: 'RefundTool',
    payload: { order: 'A-1043', amount: 40 },
    risk_category: 'refund',
  },
  keys: ['tool_name', 'risk_category'],
  detect: (line) =>
    typeof line['tool_name'] === 'string' &&
    line['tool'] === undefined &&
    line['capability'] === undefined &&
    line['resource'] === undefined &&
    !isRecord(line['event']),
  read(line, context) {
    const tool = line['tool_name'];
    if (typeof tool !== 'string') return undefined;
    const entry = context.map?.find(tool);
    if (entry === undefined) context.unmapped(tool);
    return toolEvent(line, tool, entry ?? { capability: `tool.${tool}` }, context);
  },
});
