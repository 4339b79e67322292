import { foundCall } from '../calls.js';
import { defineFormat, isRecord } from '../format.js';
import type { FormatContext, FoundEvent, TraceLine } from '../format.js';
import { claudeCodeTools } from '../maps/claude-code.js';

/** Tools that search the working folder where no `path` is given. */
const SEARCHES: ReadonlySet<string> = new Set(['Glob', 'Grep', 'LS']);

/** Lines of a transcript beside `user` and `assistant`, as far as they are told from other logs by their type. */
const OTHER_LINES: ReadonlySet<string> = new Set([
  ...['summary', 'file-history-snapshot', 'queue-operation', 'custom-title', 'ai-title', 'tag', 'agent-name'],
  ...['last-prompt', 'pr-link', 'permission-mode', 'agent-setting', 'attachment', 'progress'],
]);

/** Transcripts of Claude Code, as they stand in its projects folder. */
export const claudeCode = defineFormat({
  name: 'claude-code',
  summary: 'transcripts of Claude Code: each `tool_use` of an `assistant` line is an event',
  actor: 'claude-code',
  example: {
    type: 'assistant',
    uuid: '7c1f2c0e-8a55-4f5c-9a51-0a6f6d2d6b11',
    timestamp: '2026-01-31T09:30:00.000Z',
    sessionId: '2f6d4c1a-33f0-4e0b-9d3f-b8c6a4f3c7d2',
    cwd: '/home/dev/shop',
    isSidechain: false,
    message: {
      role: 'assistant',
      content: [{ type: 'tool_use', id: 'toolu_01', name: 'Bash', input: { command: 'npm test' } }],
    },
  },
  keys: [],
  detect(line) {
    const type = line['type'];
    if (typeof type !== 'string') return false;
    if (type === 'assistant' || type === 'user') return isRecord(line['message']);
    if (OTHER_LINES.has(type)) return true;
    return (type === 'system' || type === 'result') && sessionOf(line) !== undefined;
  },
  read(line, context) {
    if (line['type'] !== 'assistant' || !isRecord(line['message'])) return isEntry(line) ? [] : undefined;
    const content = line['message']['content'];
    return Array.isArray(content) ? content.flatMap((block) => called(block, line, context)) : [];
  },
});

function sessionOf(line: TraceLine): unknown {
  return line['sessionId'] ?? line['session_id'];
}

function isEntry({ type }: TraceLine): boolean {
  return typeof type === 'string';
}

function called(block: unknown, line: TraceLine, context: FormatContext): FoundEvent[] {
  if (!isRecord(block) || block['type'] !== 'tool_use' || typeof block['name'] !== 'string') return [];
  const { name: tool } = block;
  const call = {
    tool,
    args: argumentsOf(tool, block['input']),
    id: block['id'],
    ts: line['timestamp'],
    cwd: line['cwd'],
    session: sessionOf(line),
    // Who works beside the main conversation was started from it, by whom the line says or not.
    parent: line['isSidechain'] === true ? (line['agentId'] ?? 'sidechain') : line['parent_tool_use_id'],
  };
  return [foundCall(call, context, claudeCodeTools)];
}

function argumentsOf(tool: string, input: unknown): unknown {
  if (!SEARCHES.has(tool) || !isRecord(input) || input['path'] !== undefined) return input;
  return { ...input, path: '.' };
}
