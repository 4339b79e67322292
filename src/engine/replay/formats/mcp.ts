import { foundCall } from '../calls.js';
import type { Call } from '../calls.js';
import { defineFormat, isRecord } from '../format.js';
import type { FormatContext, TraceLine } from '../format.js';

/** Where logs that add a time or a direction put the message. */
const WRAPPERS = ['message', 'payload', 'data', 'request', 'response', 'body', 'msg'] as const;

/** Logs of the Model Context Protocol: JSON-RPC messages, bare or inside of a log entry. */
export const mcp = defineFormat({
  name: 'mcp',
  summary: 'JSON-RPC messages of the Model Context Protocol: each `tools/call` is an event',
  actor: 'mcp-client',
  remembers: true,
  example: {
    timestamp: '2026-01-31T09:30:00.000Z',
    server: 'mail',
    message: {
      jsonrpc: '2.0',
      id: 7,
      method: 'tools/call',
      params: { name: 'send', arguments: { to: 'kim' } },
    },
  },
  keys: [],
  detect: (line) => messageOf(line) !== undefined,
  read(line, context) {
    const message = messageOf(line);
    if (message === undefined) return undefined;
    remember(message, context);
    const { params } = message;
    if (message['method'] !== 'tools/call' || !isRecord(params) || typeof params['name'] !== 'string')
      return [];
    return [foundCall(callOf(params['name'], params, message, line, context), context)];
  },
});

function messageOf(line: TraceLine): TraceLine | undefined {
  if (line['jsonrpc'] === '2.0') return line;
  const places = WRAPPERS.map((name) => line[name]);
  return places.find((place): place is TraceLine => isRecord(place) && place['jsonrpc'] === '2.0');
}

/** A server says its name when a session begins. */
function remember({ result }: TraceLine, { memory }: FormatContext): void {
  const info = isRecord(result) ? result['serverInfo'] : undefined;
  if (isRecord(info) && typeof info['name'] === 'string') memory.set('server', info['name'].slice(0, 100));
}

function callOf(
  name: string,
  params: TraceLine,
  message: TraceLine,
  line: TraceLine,
  context: FormatContext,
): Call {
  const server = line['server'] ?? line['server_name'] ?? line['serverName'] ?? context.memory.get('server');
  if (typeof server !== 'string') context.unmapped(name);
  const { id } = message;
  return {
    tool: name,
    args: params['arguments'] ?? null,
    id: typeof id === 'number' ? String(id) : id,
    ts: line['timestamp'] ?? line['ts'] ?? line['time'],
    session: line['session'] ?? line['session_id'] ?? line['sessionId'],
    actor: line['client'],
    // A rule about `mcp.*.…` must also see calls to a server that the log does not name.
    server: typeof server === 'string' && server !== '' ? server : 'unknown',
  };
}
