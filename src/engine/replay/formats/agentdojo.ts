import { foundCall } from '../calls.js';
import { defineFormat, recordsOf } from '../format.js';
import type { FormatContext, FoundEvent, TraceLine } from '../format.js';

/** Runs of AgentDojo: one JSON document a task, with or without an injection. */
export const agentdojo = defineFormat({
  name: 'agentdojo',
  summary: 'runs of AgentDojo: each of the `tool_calls` in their `messages` is an event',
  actor: 'agentdojo',
  example: {
    suite_name: 'banking',
    pipeline_name: 'example-model',
    user_task_id: 'user_task_0',
    injection_task_id: null,
    attack_type: null,
    messages: [
      { role: 'assistant', content: '', tool_calls: [{ function: 'get_balance', args: {}, id: 'call_01' }] },
    ],
  },
  keys: [],
  detect: (line) =>
    typeof line['suite_name'] === 'string' &&
    line['user_task_id'] !== undefined &&
    Array.isArray(line['messages']),
  read(line, context) {
    if (!Array.isArray(line['messages'])) return undefined;
    return recordsOf(line['messages']).flatMap((message) => called(message, line, context));
  },
});

function called(message: TraceLine, line: TraceLine, context: FormatContext): FoundEvent[] {
  if (message['role'] !== 'assistant') return [];
  const { suite_name: suite, user_task_id: task, injection_task_id: injection } = line;
  const session = [suite, task, injection].filter((part) => typeof part === 'string').join('/');
  return recordsOf(message['tool_calls']).flatMap(({ function: tool, args, id }) =>
    typeof tool === 'string'
      ? [foundCall({ tool, args: args ?? null, id, session, ts: line['evaluation_timestamp'] }, context)]
      : [],
  );
}
