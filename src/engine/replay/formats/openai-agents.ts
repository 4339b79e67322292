import { foundCall } from '../calls.js';
import { defineFormat, isRecord, recordsOf } from '../format.js';
import type { FormatContext, FoundEvent, TraceLine } from '../format.js';

/** Traces of the OpenAI Agents SDK: its spans as exported, one a line or in one list. */
export const openaiAgents = defineFormat({
  name: 'openai-agents',
  summary: 'spans of the OpenAI Agents SDK: those whose `span_data` has the type `function`',
  example: {
    object: 'trace.span',
    id: 'span_01',
    trace_id: 'trace_01',
    started_at: '2026-01-31T09:30:00.000000+00:00',
    span_data: { type: 'function', name: 'send_mail', input: '{"to":"kim@example.com"}', mcp_data: null },
  },
  keys: [],
  detect: (line) => isSpan(line) || spansIn(line) !== undefined,
  read(line, context) {
    const spans = isSpan(line) ? [line] : spansIn(line);
    return spans?.flatMap((span) => called(span, context));
  },
});

function isSpan({ object, span_data: data }: TraceLine): boolean {
  return (
    object === 'trace.span' || object === 'trace' || (isRecord(data) && typeof data['type'] === 'string')
  );
}

/** The spans of a list as it is sent, or of a trace that was saved whole. */
function spansIn(line: TraceLine): TraceLine[] | undefined {
  const list = [line['data'], line['spans'], line['items']].find(Array.isArray);
  const spans = recordsOf(list);
  return spans.length > 0 && spans.every(isSpan) ? spans : undefined;
}

function called(span: TraceLine, context: FormatContext): FoundEvent[] {
  const data = span['span_data'];
  if (!isRecord(data) || data['type'] !== 'function' || typeof data['name'] !== 'string') return [];
  const { mcp_data: mcp, input } = data;
  const call = {
    tool: data['name'],
    // Who traces without sensitive data has null here.
    args: input ?? undefined,
    id: span['id'] ?? span['span_id'],
    ts: span['started_at'],
    session: span['trace_id'],
    server: isRecord(mcp) ? mcp['server'] : undefined,
  };
  return [foundCall(call, context)];
}
