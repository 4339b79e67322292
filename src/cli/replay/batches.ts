import type { FormatName } from '../../engine/replay/index.js';
import { simulateTrace } from '../../engine/replay/index.js';
import type { Batch } from '../../engine/replay/index.js';
import type { Replayer } from './replayer.js';

/** A trace on its way through the policies. */
export interface Reading {
  readonly batches: AsyncIterable<Batch>;
  /** Lines so far. */
  lines(): number;
}

/** Reads a trace in this thread. */
export function readHere(
  chunks: AsyncIterable<Uint8Array>,
  replayer: Replayer,
  from: FormatName | undefined,
): Reading {
  const simulation = replayer.simulation(from === undefined ? {} : { from });
  return { batches: simulateTrace(chunks, simulation), lines: () => simulation.lines };
}
