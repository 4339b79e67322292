import { foundCall, parsed } from '../calls.js';
import { withCommand } from '../commands.js';
import { defineFormat, isRecord, recordsOf } from '../format.js';
import type { FormatContext, FoundEvent, TraceLine } from '../format.js';
import { inspectTools } from '../maps/inspect.js';

/** What an approver of Inspect said, in our words. */
const DECISIONS: ReadonlyMap<unknown, string> = new Map([
  ['approve', 'allow'],
  ['modify', 'allow'],
  ['reject', 'deny'],
  ['terminate', 'deny'],
  ['escalate', 'require_approval'],
]);

/** Logs of Inspect AI as JSON (`inspect log dump`, or `--log-format json`). */
export const inspect = defineFormat({
  name: 'inspect',
  summary:
    'evaluation logs of Inspect AI as JSON: each `tool` event of a sample is an event, with its approval',
  actor: 'inspect',
  example: {
    version: 2,
    status: 'success',
    eval: { task: 'shop', run_id: 'r1', model: 'mockllm/model' },
    samples: [
      {
        id: 1,
        epoch: 1,
        messages: [],
        events: [
          { event: 'tool', type: 'function', id: 'call_01', function: 'bash', arguments: { cmd: 'ls' } },
        ],
      },
    ],
  },
  keys: [],
  detect: (line) =>
    isRecord(line['eval']) && (Array.isArray(line['samples']) || line['status'] !== undefined),
  read(line, context) {
    if (!isRecord(line['eval'])) return undefined;
    const { task } = line['eval'];
    return recordsOf(line['samples']).flatMap((sample) => sampleCalls(sample, task, context));
  },
});

/** A tool call of a sample: an event of its transcript, or a part of a message. */
interface Called {
  readonly call: TraceLine;
  readonly ts: unknown;
}

function sampleCalls(sample: TraceLine, task: unknown, context: FormatContext): FoundEvent[] {
  const decisions = new Map<unknown, unknown>();
  const called = eventCalls(sample['events'], decisions);
  const all = called.length > 0 ? called : recordsOf(sample['messages']).flatMap(messageCalls);
  const session = [task, sample['id'], sample['epoch']].filter(isName).join('/');
  return all.map(({ call, ts }) => {
    const { id } = call;
    const found = { ...namedCall(String(call['function']), call['arguments']), id, ts, session };
    return foundCall({ ...found, decision: DECISIONS.get(decisions.get(id)) }, context, inspectTools);
  });
}

/** The tool calls of a transcript, and of those within it: agents and tools have transcripts of their own. */
function eventCalls(events: unknown, decisions: Map<unknown, unknown>): Called[] {
  const [waiting, found]: [TraceLine[], Called[]] = [recordsOf(events).reverse(), []];
  for (let event = waiting.pop(); event !== undefined; event = waiting.pop()) {
    const { event: kind, call, timestamp: ts } = event;
    if (kind === 'approval' && isRecord(call)) decisions.set(call['id'], event['decision']);
    if (kind === 'tool' && typeof event['function'] === 'string') found.push({ call: event, ts });
    for (const inner of recordsOf(event['events']).reverse()) waiting.push(inner);
  }
  return found;
}

/** The transcript may have been left out of the log; its messages stay. */
function messageCalls({ role, tool_calls: calls }: TraceLine): Called[] {
  if (role !== 'assistant') return [];
  return recordsOf(calls)
    .filter((call) => typeof call['function'] === 'string')
    .map((call) => ({ call, ts: undefined }));
}

/** The shell's line under its usual name; and looking at a file is another action than changing it. */
function namedCall(tool: string, given: unknown): { tool: string; args: unknown } {
  const args = typeof given === 'string' ? parsed(given) : (given ?? null);
  if (!isRecord(args)) return { tool, args };
  if (tool === 'text_editor' && args['command'] === 'view') return { tool: 'text_editor.view', args };
  return { tool, args: tool.startsWith('bash') ? withCommand(args) : args };
}

function isName(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
