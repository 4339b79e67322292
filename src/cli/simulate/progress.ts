/** A file that takes long enough to make somebody wait. */
const LARGE = 8 * 1024 * 1024;

export interface Progress {
  /** Whether a bar is drawn: nothing else may then be written to standard error. */
  readonly drawn: boolean;
  /** So many bytes more are done, and so many events in all. */
  add(bytes: number, events?: number): void;
  /** Writes a text in the bar's place; the bar then goes on below. */
  tell(text: string): void;
  stop(): void;
}

const SILENT: Progress = {
  drawn: false,
  add: () => undefined,
  tell: (text) => void process.stderr.write(text),
  stop: () => undefined,
};

export interface ProgressOptions {
  /** The size of what is read, where it is known. */
  readonly size: number | undefined;
  /** False switches it off. */
  readonly wanted: boolean;
  /** Whether rows are written to the same terminal meanwhile. */
  readonly busy: boolean;
}

/** A bar on standard error, if somebody looks at it, has to wait, and reads nothing else there. */
export async function progressFor({ size, wanted, busy }: ProgressOptions): Promise<Progress> {
  if (!wanted || busy || size === undefined || size <= LARGE || process.stderr.isTTY !== true) return SILENT;
  const { SingleBar, Presets } = await import('cli-progress');
  const format = '{bar} {percentage}% | {rate}{eta_formatted} left';
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true, fps: 4, etaBuffer: 100 },
    Presets.shades_classic,
  );
  return new Bar(bar, size);
}

/** The part of cli-progress's bar that is used. */
interface Drawn {
  start(total: number, value: number, payload: object): void;
  update(value: number, payload: object): void;
  stop(): void;
}

/** A bar that can make room for what must be said meanwhile, and goes on from where it was. */
class Bar implements Progress {
  drawn = true;
  #bytes = 0;
  #events = 0;
  readonly #started = performance.now();

  constructor(
    private readonly bar: Drawn,
    private readonly size: number,
  ) {
    bar.start(size, 0, { rate: '' });
  }

  add(bytes: number, events = 0): void {
    this.#bytes += bytes;
    this.#events = events;
    this.bar.update(this.#bytes, this.#payload());
  }

  tell(text: string): void {
    if (text === '') return;
    if (this.drawn) this.bar.stop();
    process.stderr.write(text);
    if (this.drawn) this.bar.start(this.size, this.#bytes, this.#payload());
  }

  stop(): void {
    this.bar.stop();
    this.drawn = false;
  }

  #payload(): { rate: string } {
    const seconds = Math.max(0.001, (performance.now() - this.#started) / 1000);
    return { rate: this.#events === 0 ? '' : `${Math.round(this.#events / seconds)} events/s | ` };
  }
}
