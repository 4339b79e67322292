import { decide } from '../decision/decide.js';
import { compilePolicy } from '../policy/compile.js';
import type { Policy } from '../policy/model.js';
import { Simulation } from './simulation.js';
import type { Batch, SimulateOptions } from './simulation.js';

/** How much is read at a time: a batch is what comes of one piece. */
const PIECE = 256 * 1024;
/** The most events of a batch. */
const MOST_EVENTS = 10_000;

/** A simulation of one policy. */
export function newSimulation(policy: Policy, options: SimulateOptions = {}): Simulation {
  const compiled = compilePolicy(policy);
  return new Simulation((event) => decide(compiled, event), options);
}

/**
 * Runs a trace through a policy, batch by batch. Nothing is read ahead of what is taken, so whoever takes batches
 * slowly reads slowly. Bad lines are part of the batches.
 * @throws TraceError at the end of a trace without events, and with `strict` at the first bad line, each time after
 * the batch with what came before.
 */
export async function* simulateTrace(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  simulation: Simulation,
): AsyncGenerator<Batch, void, void> {
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; start += PIECE) {
      yield* inBatches(simulation.push(chunk.subarray(start, start + PIECE)));
    }
  }
  yield* inBatches(simulation.end());
}

/** A batch in parts of a size that can be copied. @throws its failure, after them */
export function* inBatches(batch: Batch): Generator<Batch, void, void> {
  const { bytes, events, drifting, badLines } = batch;
  // A document may hold any number of events, and who takes a batch may copy its lists.
  for (let start = MOST_EVENTS; start < events.length; start += MOST_EVENTS) {
    yield { bytes: 0, events: events.slice(start - MOST_EVENTS, start), drifting: [], badLines: [] };
  }
  const rest = Math.floor(Math.max(0, events.length - 1) / MOST_EVENTS) * MOST_EVENTS;
  yield rest === 0 ? batch : { bytes, events: events.slice(rest), drifting, badLines };
  if (batch.failure !== undefined) throw batch.failure;
}
