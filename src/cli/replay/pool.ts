import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerSetup, WorkerTask } from './worker-messages.js';

interface Waiting {
  resolve(answer: WorkerAnswer): void;
  reject(error: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Waiting[];
}

/** What a thread may take for short-lived values, in MiB: there are several, and each has its own. */
const YOUNG_MB = 4;
/** By how much a heap grows, in percent, before it is cleaned again: little, for there is little that stays in it. */
const GROWTH = 20;

/** Threads that take their tasks in turn. Each answers in the order in which it was asked. */
export class WorkerPool {
  readonly #threads: Thread[];
  #next = 0;

  constructor(size: number, setup: WorkerSetup) {
    setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
    this.#threads = Array.from({ length: size }, () => {
      const worker = new Worker(new URL('./worker.js', import.meta.url), {
        workerData: setup,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      });
      const waiting: Waiting[] = [];
      worker.on('message', (answer: WorkerAnswer) => waiting.shift()?.resolve(answer));
      const fail = (error: unknown): void => {
        for (const one of waiting.splice(0)) one.reject(error);
      };
      worker.on('error', fail);
      worker.on('exit', () => fail(new Error('a thread of the replay has ended')));
      return { worker, waiting };
    });
  }

  get size(): number {
    return this.#threads.length;
  }

  ask(task: WorkerTask): Promise<WorkerAnswer> {
    const thread = this.#threads[this.#next++ % this.#threads.length] as Thread;
    return new Promise((resolve, reject) => {
      thread.waiting.push({ resolve, reject });
      thread.worker.postMessage(task, [task.bytes.buffer]);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }
}
