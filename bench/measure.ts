/** Timing: batches of inputs made outside the clock, samples of a least length, medians. */

/** What is timed. `inputs` is not; `run` is, and returns how many inputs came out as allow. */
export interface Task {
  readonly name: string;
  /** `n` inputs and how many of them must come out as allow. */
  inputs(n: number): { readonly list: readonly unknown[]; readonly allowed: number };
  run(list: readonly unknown[]): number | Promise<number>;
}

export interface Settings {
  readonly rounds: number;
  /** A sample ends when so much has been timed ... */
  readonly sampleMs: number;
  /** ... or when so much has gone by, the making of inputs included: those of a quick engine cost far more than it. */
  readonly wholeMs: number;
  /** Making of inputs included. */
  readonly warmUpMs: number;
}

export const FULL: Settings = { rounds: 15, sampleMs: 20, wholeMs: 100, warmUpMs: 200 };
export const QUICK: Settings = { rounds: 5, sampleMs: 10, wholeMs: 75, warmUpMs: 100 };

/** Microseconds an input, one number a round. Index `i` of two tasks is the same moment of the run. */
export type Series = readonly number[];

/** Small enough that the inputs are still at hand when they are used, as a request that just came in is. */
const LARGEST_BATCH = 128;
const BATCH_MS = 1;
/** The share of a sample's batches that is left out: the slowest, which some other process interrupted. */
const INTERRUPTED = 0.1;

/**
 * Milliseconds of work. What takes longer than an interruption is sure to be interrupted on a busy machine, so there
 * the processor time counts if it is less; it includes all threads of the process, so it is never too little.
 */
export class Stopwatch {
  readonly #cpu = process.cpuUsage();
  readonly #start = performance.now();

  stop(): number {
    const elapsed = performance.now() - this.#start;
    if (elapsed < BATCH_MS) return elapsed;
    const { user, system } = process.cpuUsage(this.#cpu);
    return Math.min(elapsed, (user + system) / 1000);
  }
}

/** Times one batch. The count that comes back keeps the work alive and is checked every time. */
async function batch(task: Task, size: number): Promise<number> {
  const { list, allowed } = task.inputs(size);
  const watch = new Stopwatch();
  const pending = task.run(list);
  const counted = typeof pending === 'number' ? pending : await pending;
  const elapsed = watch.stop();
  if (counted !== allowed) throw new Error(`${task.name}: ${counted} allowed, expected ${allowed}`);
  return elapsed;
}

/** The mean of one input in microseconds, over batches one after the other. */
async function sample(task: Task, size: number, { sampleMs, wholeMs }: Settings): Promise<number> {
  const batches: number[] = [];
  const start = performance.now();
  for (let timed = 0; timed < sampleMs && performance.now() - start < wholeMs; timed += batches.at(-1)!) {
    batches.push(await batch(task, size));
  }
  batches.sort((a, b) => a - b);
  const kept = batches.slice(0, batches.length - Math.floor(batches.length * INTERRUPTED));
  return (kept.reduce((sum, one) => sum + one, 0) / (kept.length * size)) * 1000;
}

/** Runs until warm and chooses the size of a batch: up to a millisecond, so that the clock's own cost is lost in it. */
async function warmUp(task: Task, ms: number): Promise<number> {
  let size = 1;
  const start = performance.now();
  do {
    const last = await batch(task, size);
    if (last < BATCH_MS / 2 && size < LARGEST_BATCH) size *= 2;
  } while (performance.now() - start < ms);
  return size;
}

/** Every task is sampled once in every round, so that a busy moment of the machine hits all of them. */
export async function interleave(tasks: readonly Task[], settings: Settings): Promise<Map<string, Series>> {
  const sizes: number[] = [];
  for (const task of tasks) sizes.push(await warmUp(task, settings.warmUpMs));
  const series = tasks.map((): number[] => []);
  for (let round = 0; round < settings.rounds; round++) {
    for (const [i, task] of tasks.entries()) {
      series[i]!.push(await sample(task, sizes[i]!, settings));
    }
  }
  return new Map(tasks.map((task, i) => [task.name, series[i]!]));
}

export function median(values: Series): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median over rounds of the ratio within the round: noise that hits both sides falls out. */
export function medianRatio(above: Series, below: Series): number {
  return median(above.map((value, i) => value / below[i]!));
}

export async function elapsedMs(work: () => unknown): Promise<number> {
  const watch = new Stopwatch();
  await work();
  return watch.stop();
}
