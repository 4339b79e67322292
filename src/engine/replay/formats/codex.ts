import { foundCall, parsed } from '../calls.js';
import type { Call } from '../calls.js';
import { patchedPaths, withCommand } from '../commands.js';
import { defineFormat, isRecord } from '../format.js';
import type { FormatContext, FoundEvent, TraceLine } from '../format.js';
import { codexTools } from '../maps/codex.js';

const LINES: ReadonlySet<string> = new Set([
  ...['session_meta', 'response_item', 'turn_context', 'event_msg', 'compacted', 'inter_agent_communication'],
]);

/** Rollouts of Codex, as they stand in its sessions folder. */
export const codex = defineFormat({
  name: 'codex',
  summary:
    'rollouts of Codex: `response_item` lines with `function_call`, `custom_tool_call`, `local_shell_call`',
  actor: 'codex',
  remembers: true,
  example: {
    timestamp: '2026-01-31T09:30:00.000Z',
    type: 'response_item',
    payload: {
      type: 'function_call',
      name: 'shell_command',
      arguments: '{"command":"npm test","workdir":"/home/dev/shop"}',
      call_id: 'call_01',
    },
  },
  keys: [],
  detect: (line) => typeof line['type'] === 'string' && LINES.has(line['type']) && isRecord(line['payload']),
  read(line, context) {
    const { type, payload } = line;
    if (typeof type !== 'string' || !isRecord(payload)) return undefined;
    if (type !== 'response_item') return remember(type, payload, context);
    return called(payload, line, context);
  },
});

/** The folder and the session stand in lines of their own, for the calls after them. */
function remember(type: string, payload: TraceLine, { memory }: FormatContext): readonly FoundEvent[] {
  if (typeof payload['cwd'] === 'string') memory.set('cwd', payload['cwd']);
  if (type === 'session_meta' && typeof payload['id'] === 'string') memory.set('session', payload['id']);
  return [];
}

function called(item: TraceLine, line: TraceLine, context: FormatContext): FoundEvent[] {
  const { memory } = context;
  return callsOf(item).map((call) =>
    foundCall(
      {
        ...call,
        id: item['call_id'] ?? item['id'],
        ts: line['timestamp'],
        cwd: memory.get('cwd'),
        session: memory.get('session'),
      },
      context,
      codexTools,
    ),
  );
}

type Named = Pick<Call, 'tool' | 'args'>;

function callsOf(item: TraceLine): readonly Named[] {
  switch (item['type']) {
    case 'function_call':
      return shellOrPatch({ tool: toolName(item), args: parsedText(item['arguments']) });
    case 'custom_tool_call':
      return shellOrPatch({ tool: toolName(item), args: item['input'] });
    case 'local_shell_call':
      return shellOrPatch({ tool: 'local_shell', args: item['action'] });
    case 'web_search_call':
      return [{ tool: 'web_search', args: item['action'] }];
    default:
      return [];
  }
}

/** A tool of a server may stand apart from its server, under `namespace`. */
function toolName({ name, namespace }: TraceLine): string {
  const tool = typeof name === 'string' ? name : '(unnamed)';
  const apart = typeof namespace === 'string' && namespace.startsWith('mcp__') && !tool.startsWith('mcp__');
  return apart ? `${namespace.replace(/_+$/, '')}__${tool}` : tool;
}

function parsedText(value: unknown): unknown {
  return typeof value === 'string' ? parsed(value) : value;
}

/** A command as one text, and a patch with the paths that it changes: what policies ask about. */
function shellOrPatch({ tool, args }: Named): readonly Named[] {
  if (tool === 'apply_patch') return patchCalls(patchText(args));
  if (!isRecord(args)) return [{ tool, args }];
  const { command } = args;
  if (Array.isArray(command) && command.length === 2 && command[0] === 'apply_patch')
    return patchCalls(command[1]);
  const shell = codexTools.find(tool)?.capability.startsWith('shell.exec') ?? false;
  return [{ tool, args: shell ? withCommand(args) : args }];
}

function patchText(args: unknown): unknown {
  return isRecord(args) ? (args['input'] ?? args['patch']) : args;
}

/** Deleting is another action than writing: a patch that does both is two events. */
function patchCalls(patch: unknown): readonly Named[] {
  if (typeof patch !== 'string') return [{ tool: 'apply_patch', args: { input: patch } }];
  const { written, deleted } = patchedPaths(patch);
  const write: Named = { tool: 'apply_patch', args: { paths: written, patch } };
  const remove: Named = { tool: 'apply_patch.delete', args: { paths: deleted } };
  if (deleted.length === 0) return [write];
  return written.length === 0 ? [remove] : [write, remove];
}
