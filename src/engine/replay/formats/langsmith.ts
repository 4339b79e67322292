import { foundCall, parsed } from '../calls.js';
import type { Call } from '../calls.js';
import { defineFormat, isRecord, recordsOf } from '../format.js';
import type { FormatContext, FoundEvent, TraceLine } from '../format.js';

/** Runs exported from LangSmith, one a line, in a list, or as a tree. */
export const langsmith = defineFormat({
  name: 'langsmith',
  summary: 'runs of LangSmith: those with `run_type` `tool`, also inside of `child_runs`',
  example: {
    id: 'b1c2d3e4-0000-4000-8000-000000000001',
    name: 'send_mail',
    run_type: 'tool',
    start_time: '2026-01-31T09:30:00.000000',
    trace_id: 'b1c2d3e4-0000-4000-8000-000000000000',
    inputs: { to: 'kim@example.com' },
  },
  keys: [],
  detect: (line) => isRun(line) || recordsOf(line['runs']).some(isRun),
  read(line, context) {
    if (isRun(line)) return runCalls(line, context);
    const runs = recordsOf(line['runs']).filter(isRun);
    return runs.length > 0 ? runs.flatMap((run) => runCalls(run, context)) : undefined;
  },
});

function isRun({ run_type: type, name }: TraceLine): boolean {
  return typeof type === 'string' && typeof name === 'string';
}

/** The tool runs of a tree, parents before their children; without recursion, since nobody bounds its depth. */
function runCalls(root: TraceLine, context: FormatContext): FoundEvent[] {
  const [waiting, found]: [TraceLine[], FoundEvent[]] = [[root], []];
  for (let run = waiting.pop(); run !== undefined; run = waiting.pop()) {
    if (run['run_type'] === 'tool' && typeof run['name'] === 'string') {
      found.push(foundCall(callOf(run, run['name']), context));
    }
    for (const inner of recordsOf(run['child_runs']).reverse()) waiting.push(inner);
  }
  return found;
}

function callOf(run: TraceLine, tool: string): Call {
  const { id, inputs, start_time: ts } = run;
  return { tool, args: argumentsOf(inputs), id, ts, session: run['trace_id'] ?? run['session_id'] };
}

/** LangChain puts a call that it has as text under `input`; bulk exports write the whole as text. */
function argumentsOf(inputs: unknown): unknown {
  const value = typeof inputs === 'string' ? parsed(inputs) : inputs;
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  const { input } = value;
  return keys.length === 1 && input !== undefined && input !== null ? input : value;
}
