import { foundCall, parsed, timeOf } from '../calls.js';
import type { Call } from '../calls.js';
import { withCommand } from '../commands.js';
import { defineFormat, isRecord, recordsOf } from '../format.js';
import type { TraceLine } from '../format.js';
import { hostedTools } from '../maps/hosted.js';

const ITEMS: ReadonlySet<string> = new Set([
  ...['function_call', 'custom_tool_call', 'mcp_call', 'local_shell_call', 'shell_call', 'apply_patch_call'],
  ...[
    'web_search_call',
    'file_search_call',
    'code_interpreter_call',
    'computer_call',
    'image_generation_call',
  ],
]);
const OTHER_ITEMS =
  /^(?:reasoning|item_reference|mcp_list_tools|mcp_approval_(?:request|response)|\w+_call_output)$/;

/** Logs of the Responses API: whole responses, or their output items. */
export const openaiResponses = defineFormat({
  name: 'openai-responses',
  summary: 'Responses API: responses with their `output`, or its items: each call in them is an event',
  example: {
    type: 'function_call',
    call_id: 'call_01',
    name: 'send_mail',
    arguments: '{"to":"kim@example.com"}',
  },
  keys: [],
  detect: (line) => itemsOf(line) !== undefined,
  read(line, context) {
    const found = itemsOf(line);
    return found?.items.flatMap((item) => {
      const call = callOf(item);
      const around = { id: item['call_id'] ?? item['id'], ts: found.ts, session: found.session };
      return call === undefined ? [] : [foundCall({ ...around, ...call }, context, hostedTools)];
    });
  },
});

interface Items {
  readonly items: TraceLine[];
  readonly ts: unknown;
  readonly session: unknown;
}

/** The items of a line: it is one, a response that holds them, or a log entry that holds the response. */
function itemsOf(line: TraceLine): Items | undefined {
  const { type, response, body } = line;
  if (typeof type === 'string' && (ITEMS.has(type) || OTHER_ITEMS.test(type))) {
    return { items: [line], ts: line['timestamp'] ?? line['ts'], session: line['session_id'] };
  }
  if (line['object'] !== 'response' && !isRecord(response) && !isRecord(body)) return undefined;
  const places = [line, response, body, isRecord(response) ? response['body'] : undefined].filter(isRecord);
  const whole = places.find((place) => place['object'] === 'response' && Array.isArray(place['output']));
  if (whole === undefined) return undefined;
  const { created_at: created, conversation, output } = whole;
  const ts = typeof created === 'number' ? timeOf(Math.floor(created * 1000)) : line['timestamp'];
  return {
    items: recordsOf(output),
    ts,
    session: isRecord(conversation) ? conversation['id'] : conversation,
  };
}

type Named = Pick<Call, 'tool' | 'args' | 'server'>;

function callOf(item: TraceLine): Named | undefined {
  const { type, name, action } = item;
  if (typeof type !== 'string' || !ITEMS.has(type)) return undefined;
  const tool = typeof name === 'string' ? name : '(unnamed)';
  switch (type) {
    case 'function_call':
      return { tool, args: text(item['arguments']) };
    case 'custom_tool_call':
      return { tool, args: item['input'] ?? null };
    case 'mcp_call':
      return { tool, args: text(item['arguments']), server: item['server_label'] };
    case 'local_shell_call':
    case 'shell_call':
      return { tool: type.replace('_call', ''), args: commandsIn(action) };
    default:
      return { tool: type.replace('_call', ''), args: action ?? item['operation'] ?? rest(item) };
  }
}

function text(value: unknown): unknown {
  return typeof value === 'string' ? parsed(value) : (value ?? null);
}

/** What a shell is to run: words in `command`, or several lines in `commands`. */
function commandsIn(action: unknown): unknown {
  if (!isRecord(action)) return action;
  const { command, commands } = action;
  if (command !== undefined) return withCommand(action);
  const lines = Array.isArray(commands) && commands.every((line) => typeof line === 'string');
  return lines ? { ...action, commands: undefined, command: commands.join('\n') } : action;
}

/** What a built-in tool was asked, where it is not apart from its results. */
function rest({ queries, query, code, prompt, revised_prompt: revised }: TraceLine): TraceLine {
  return { queries, query, code, prompt: prompt ?? revised };
}
