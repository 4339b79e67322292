import { foundCall, timeOf } from '../calls.js';
import { defineFormat, isRecord, recordsOf } from '../format.js';
import type { FormatContext, FoundEvent, TraceLine } from '../format.js';
import { CONVENTIONS, firstOf } from './otel-conventions.js';

const SIGNALS = ['resourceSpans', 'resource_spans', 'resourceLogs', 'resourceMetrics'] as const;
const SPAN_IDS = ['traceId', 'trace_id', 'spanId', 'span_id'] as const;

/** Spans of OpenTelemetry: whole exports in OTLP JSON, or one span a line. */
export const otel = defineFormat({
  name: 'otel',
  summary:
    'OpenTelemetry spans in OTLP JSON, or one span a line: those with `gen_ai.operation.name` `execute_tool`',
  example: {
    name: 'execute_tool send_mail',
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    startTimeUnixNano: '1769851800000000000',
    attributes: [
      { key: 'gen_ai.operation.name', value: { stringValue: 'execute_tool' } },
      { key: 'gen_ai.tool.name', value: { stringValue: 'send_mail' } },
      { key: 'gen_ai.tool.call.arguments', value: { stringValue: '{"to":"kim@example.com"}' } },
    ],
  },
  keys: [],
  detect: (line) => SIGNALS.some((name) => Array.isArray(line[name])) || isSpan(line),
  read(line, context) {
    if (isSpan(line)) return spanEvents(line, attributesOf(line['resource']), context);
    if (!SIGNALS.some((name) => Array.isArray(line[name]))) return undefined;
    return exported(line).flatMap(([span, resource]) => spanEvents(span, resource, context));
  },
});

function isSpan(line: TraceLine): boolean {
  const { attributes, context } = line;
  if (typeof attributes !== 'object' || attributes === null || typeof line['name'] !== 'string') return false;
  return SPAN_IDS.some(
    (name) => line[name] !== undefined || (isRecord(context) && context[name] !== undefined),
  );
}

/** The spans of an export, each with the attributes of what it came from. */
function exported(line: TraceLine): (readonly [TraceLine, TraceLine])[] {
  return recordsOf(line['resourceSpans'] ?? line['resource_spans']).flatMap((group) => {
    const resource = attributesOf(group['resource']);
    const scopes = group['scopeSpans'] ?? group['scope_spans'] ?? group['instrumentationLibrarySpans'];
    return recordsOf(scopes).flatMap((scope) =>
      recordsOf(scope['spans']).map((span) => [span, resource] as const),
    );
  });
}

function spanEvents(span: TraceLine, resource: TraceLine, context: FormatContext): FoundEvent[] {
  const attributes = attributesOf(span);
  const convention = CONVENTIONS.find(({ isCall }) => isCall(attributes));
  if (convention === undefined) return [];
  const call = {
    tool: toolName(firstOf(attributes, convention.tool), span['name']),
    args: firstOf(attributes, convention.args),
    id: firstOf(attributes, convention.id) ?? span['spanId'] ?? span['span_id'],
    ts: startOf(span),
    actor: attributes['gen_ai.agent.name'] ?? resource['service.name'],
    environment: resource['deployment.environment.name'] ?? resource['deployment.environment'],
    session: attributes['gen_ai.conversation.id'] ?? attributes['session.id'],
  };
  return [foundCall(call, context)];
}

function toolName(tool: unknown, span: unknown): string {
  if (typeof tool === 'string' && tool !== '') return tool;
  return typeof span === 'string' ? span.replace(/^execute_tool /, '') : '(unnamed)';
}

/** Attributes as a plain map: a list of keys and values in OTLP, a map already in most other exports. */
function attributesOf(owner: unknown): TraceLine {
  const attributes = isRecord(owner) ? owner['attributes'] : undefined;
  if (isRecord(attributes)) return attributes;
  const found = new Map<string, unknown>();
  for (const { key, value } of recordsOf(attributes)) {
    if (typeof key === 'string') found.set(key, anyValue(value, 0));
  }
  return Object.fromEntries(found);
}

const DEEPEST = 64;

/** A value of OTLP: it says its type. Numbers of 64 bits are texts. */
function anyValue(value: unknown, depth: number): unknown {
  // What is deeper is left as it is: no event takes it.
  if (!isRecord(value) || depth > DEEPEST) return value;
  const { stringValue, boolValue, doubleValue, intValue, arrayValue, kvlistValue } = value;
  if (intValue !== undefined) return Number(intValue);
  if (isRecord(arrayValue)) return recordsOf(arrayValue['values']).map((item) => anyValue(item, depth + 1));
  if (isRecord(kvlistValue)) {
    const pairs = recordsOf(kvlistValue['values']).map((pair) => [
      pair['key'],
      anyValue(pair['value'], depth + 1),
    ]);
    return Object.fromEntries(pairs.filter(([key]) => typeof key === 'string')) as TraceLine;
  }
  return stringValue ?? boolValue ?? doubleValue;
}

/** When a span began: nanoseconds in OTLP, else a text. */
function startOf(span: TraceLine): unknown {
  const nano = span['startTimeUnixNano'] ?? span['start_time_unix_nano'];
  if (typeof nano === 'string' || typeof nano === 'number') {
    const milliseconds = Math.floor(Number(nano) / 1e6);
    return Number.isFinite(milliseconds) ? timeOf(milliseconds) : undefined;
  }
  return span['start_time'] ?? span['startTime'];
}
