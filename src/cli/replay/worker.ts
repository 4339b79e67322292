import { parentPort, workerData } from 'node:worker_threads';
import { Summarizer } from '../../engine/replay/summary.js';
import { ToolMap } from '../../engine/replay/tools.js';
import { Replayer } from './replayer.js';
import type { PlainTraceError, WorkerAnswer, WorkerSetup, WorkerTask } from './worker-messages.js';
import type { TraceError } from '../../engine/model/errors.js';

/* A thread that reads lines of a trace: bytes in, counts and rows out. */

const { policy, baseline, options, map } = workerData as WorkerSetup;
const replayer = new Replayer(policy, baseline, { ...options, map: map && new ToolMap(map) });

parentPort?.on('message', (task: WorkerTask) => {
  const reply = answer(task);
  parentPort?.postMessage(reply, [reply.bytes.buffer]);
});

function answer({ bytes, linesBefore, wanted }: WorkerTask): WorkerAnswer {
  const counts = new Summarizer({ ...replayer.counting, most: Infinity });
  const simulation = replayer.simulation(wanted, { linesBefore, counts });
  const first = simulation.push(bytes);
  const rest = first.failure === undefined ? simulation.end() : undefined;
  const failure = first.failure ?? rest?.failure;
  return {
    bytes,
    events: [...first.events, ...(rest?.events ?? [])],
    drifting: [...first.drifting, ...(rest?.drifting ?? [])],
    badLines: [...first.badLines, ...(rest?.badLines ?? [])],
    counts: counts.counts(),
    lines: simulation.lines - linesBefore,
    splittable: simulation.splittable,
    failure: failure && plain(failure),
  };
}

function plain({ code, message, line, help }: TraceError): PlainTraceError {
  return { code, message, line, help };
}
