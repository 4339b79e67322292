import { TraceError } from '../../engine/model/errors.js';
import { inBatches, simulateTrace, Summarizer } from '../../engine/replay/index.js';
import type { Batch, Simulation } from '../../engine/replay/index.js';
import { WorkerPool } from './pool.js';
import type { Replayer } from './replayer.js';
import { SEGMENT, segmentsOf } from './segments.js';
import type { Segment } from './segments.js';
import type { OpenTrace } from '../trace/open.js';
import type { PlainTraceError, WorkerAnswer } from './worker-messages.js';

/** A trace on its way through the policies. */
export interface Reading {
  readonly batches: AsyncIterable<Batch>;
  /** Lines so far. */
  lines(): number;
}

/** Reads a trace in this thread. */
export function readHere({ chunks, from }: OpenTrace, replayer: Replayer): Reading {
  const simulation = replayer.simulation(replayer.wanted, from === undefined ? {} : { from });
  return { batches: simulateTrace(chunks, simulation), lines: () => simulation.lines };
}

const LINE_FEED = 10;
/** From this size on threads are worth their start. */
const LARGE = 64 * 1024 * 1024;
/** How many tasks a thread has before it at most. */
const AHEAD = 2;

/**
 * Reads a trace here and, as far as its lines stand for themselves, in threads. What comes out is what would come out
 * of one thread, in its order, to the last count.
 */
export class ParallelReading implements Reading {
  readonly batches: AsyncIterable<Batch>;
  #lines = 0;
  /** Memory that came back from threads. */
  readonly #spare: ArrayBuffer[] = [];

  constructor(
    private readonly trace: OpenTrace,
    private readonly replayer: Replayer,
    private readonly workers: number,
    private readonly large = LARGE,
  ) {
    this.batches = this.#read();
  }

  lines(): number {
    return this.#lines;
  }

  async *#read(): AsyncGenerator<Batch, void, void> {
    const { trace, replayer } = this;
    const from = trace.from === undefined ? {} : { from: trace.from };
    const simulation = replayer.simulation(replayer.wanted, from);
    const chunks = trace.chunks[Symbol.asyncIterator]();
    // How large what is packed, or comes through a pipe, will be is seen when it is.
    const enough = (trace.size ?? 0) > this.large ? Math.min(SEGMENT, this.large) : this.large;
    let rest: Uint8Array | undefined;
    for (let read = 0; rest === undefined;) {
      const next = await chunks.next();
      if (next.done === true) return yield* this.#end(simulation);
      read += next.value.length;
      const end = read > enough && simulation.splittable ? next.value.lastIndexOf(LINE_FEED) + 1 : 0;
      const here = end === 0 ? next.value : next.value.subarray(0, end);
      yield* this.#here(simulation, here);
      if (end > 0 && simulation.splittable) rest = next.value.subarray(end);
      else if (end > 0) yield* this.#here(simulation, next.value.subarray(end));
    }
    yield* this.#end(simulation);
    yield* this.#inThreads(segmentsOf(followed(rest, chunks), SEGMENT, this.#spare));
  }

  *#here(simulation: Simulation, bytes: Uint8Array): Generator<Batch, void, void> {
    if (bytes.length > 0) yield* this.#delivered(simulation.push(bytes), simulation);
  }

  *#end(simulation: Simulation): Generator<Batch, void, void> {
    yield* this.#delivered(simulation.end(), simulation);
  }

  *#delivered(batch: Batch, simulation: Simulation): Generator<Batch, void, void> {
    this.#lines = simulation.lines;
    yield* inBatches(batch);
  }

  async *#inThreads(segments: AsyncGenerator<Segment, void, void>): AsyncGenerator<Batch, void, void> {
    const { policy, baseline, options } = this.replayer;
    const { map, ...rest } = options;
    const pool = new WorkerPool(this.workers, { policy, baseline, options: rest, map: map?.data });
    try {
      const asked: Promise<WorkerAnswer>[] = [];
      let before = this.#lines;
      for (let more = true; more || asked.length > 0;) {
        while (more && asked.length < pool.size * AHEAD) {
          const next = await segments.next();
          if (next.done === true) {
            more = false;
          } else {
            const { bytes, lines } = next.value;
            asked.push(
              settled(pool.ask({ bytes, linesBefore: before, wanted: { ...this.replayer.wanted } })),
            );
            before += lines;
          }
        }
        const answer = await asked.shift();
        if (answer === undefined) return;
        if (!answer.splittable) return yield* this.#inOnePiece(answer, asked, segments);
        yield* this.#answered(answer);
      }
    } finally {
      await pool.close();
    }
  }

  *#answered(answer: WorkerAnswer): Generator<Batch, void, void> {
    const { bytes, counts, failure } = answer;
    const batch = this.#exact(answer);
    this.replayer.counts.absorb(counts);
    this.#lines += answer.lines;
    if (this.#spare.length < this.workers * AHEAD) this.#spare.push(bytes.buffer);
    yield { ...batch, bytes: bytes.length };
    if (failure !== undefined) throw revived(failure);
  }

  /** Threads were told what was wanted when they were asked. Where less is wanted by now, the lines are read again. */
  #exact(answer: WorkerAnswer): Batch {
    const { wanted } = this.replayer;
    const { bytes, events, drifting, badLines } = answer;
    const fits = events.length <= wanted.rows && drifting.length <= wanted.driftRows;
    if (fits) return { bytes: bytes.length, events, drifting, badLines };
    const counts = new Summarizer(this.replayer.counting);
    const again = this.replayer.simulation(wanted, { linesBefore: this.#lines, counts });
    const [first, rest] = [again.push(bytes), again.end()];
    return {
      bytes: bytes.length,
      events: [...first.events, ...rest.events],
      drifting: [...first.drifting, ...rest.drifting],
      badLines,
    };
  }

  /** From these lines on each may change how the next is read: what was read ahead does not count. */
  async *#inOnePiece(
    answer: WorkerAnswer,
    asked: readonly Promise<WorkerAnswer>[],
    segments: AsyncGenerator<Segment, void, void>,
  ): AsyncGenerator<Batch, void, void> {
    const simulation = this.replayer.simulation(this.replayer.wanted, { linesBefore: this.#lines });
    yield* this.#here(simulation, answer.bytes);
    for (const one of asked) yield* this.#here(simulation, (await one).bytes);
    for await (const segment of segments) yield* this.#here(simulation, segment.bytes);
    yield* this.#end(simulation);
  }
}

async function* followed(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** A failure is told when its turn comes: until then it is not one that nobody looks after. */
function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function revived({ code, message, line, help }: PlainTraceError): TraceError {
  return new TraceError(code, message, {
    ...(line !== undefined && { line }),
    ...(help !== undefined && { help }),
  });
}
