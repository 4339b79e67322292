import { foundCall, timeOf } from '../calls.js';
import { defineFormat, isRecord, recordsOf } from '../format.js';
import type { FormatContext, FoundEvent, TraceLine } from '../format.js';

const ROLES: ReadonlySet<string> = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);

/** Logs of the Chat Completions API, and of the many that speak it: messages, requests, responses. */
export const openaiChat = defineFormat({
  name: 'openai-chat',
  summary:
    'Chat Completions: messages, or requests and responses with them: each of their `tool_calls` is an event',
  example: {
    role: 'assistant',
    tool_calls: [
      {
        id: 'call_01',
        type: 'function',
        function: { name: 'send_mail', arguments: '{"to":"kim@example.com"}' },
      },
    ],
  },
  keys: [],
  detect: (line) => bodyOf(line) !== undefined,
  read(line, context) {
    const body = bodyOf(line);
    if (body === undefined) return undefined;
    const ts = timeIn(body) ?? timeIn(line);
    const session = line['session_id'] ?? line['conversation_id'] ?? line['custom_id'];
    return messagesOf(body).flatMap((message) => messageCalls(message, { ts, session }, context));
  },
});

/** Where the messages are: in the line, or in the body of a request or response that was logged whole. */
function bodyOf(line: TraceLine): TraceLine | undefined {
  const { response, request, body } = line;
  const places = [inner(response), response, line, body, inner(request), request].filter(isRecord);
  return places.find((place) => Array.isArray(place['choices'])) ?? places.find(holdsMessages);
}

function inner(place: unknown): unknown {
  return isRecord(place) ? place['body'] : undefined;
}

function holdsMessages(place: TraceLine): boolean {
  const { messages, role } = place;
  if (Array.isArray(messages)) return messages.length === 0 || messages.some(isMessage);
  return isMessage(place) && typeof role === 'string';
}

function isMessage(value: unknown): boolean {
  if (!isRecord(value) || typeof value['role'] !== 'string' || !ROLES.has(value['role'])) return false;
  return (
    value['content'] !== undefined ||
    value['tool_calls'] !== undefined ||
    value['function_call'] !== undefined
  );
}

/** What was answered; where no answer is logged, the whole conversation. */
function messagesOf(body: TraceLine): TraceLine[] {
  if (Array.isArray(body['choices'])) {
    return recordsOf(body['choices']).flatMap(({ message }) => (isRecord(message) ? [message] : []));
  }
  return Array.isArray(body['messages']) ? recordsOf(body['messages']) : [body];
}

interface Around {
  readonly ts: unknown;
  readonly session: unknown;
}

/** The calls in a message, in the words of all who write such messages. */
export function messageCalls(message: TraceLine, around: Around, context: FormatContext): FoundEvent[] {
  if (message['role'] !== 'assistant') return [];
  const old = message['function_call'];
  const legacy: TraceLine[] = isRecord(old) ? [{ function: old }] : [];
  const blocks = recordsOf(message['content']).filter(({ type }) => type === 'tool_use');
  return [...recordsOf(message['tool_calls']), ...legacy, ...blocks].flatMap((call) => {
    const { id } = call;
    const found = namedCall(call);
    return found === undefined ? [] : [foundCall({ ...found, id, ...around }, context)];
  });
}

function namedCall(call: TraceLine): { tool: string; args: unknown } | undefined {
  const { function: called, custom, name, input } = call;
  if (isRecord(called)) return named(called['name'], called['arguments'] ?? null);
  if (isRecord(custom)) return named(custom['name'], custom['input'] ?? null);
  return named(name ?? called, input ?? call['args'] ?? call['arguments'] ?? null);
}

function named(tool: unknown, args: unknown): { tool: string; args: unknown } | undefined {
  return typeof tool === 'string' ? { tool, args } : undefined;
}

function timeIn({ created, timestamp, ts }: TraceLine): unknown {
  return typeof created === 'number' ? timeOf(created * 1000) : (timestamp ?? ts);
}
