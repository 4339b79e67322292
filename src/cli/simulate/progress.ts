/** A file that takes long enough to make somebody wait. */
const LARGE = 8 * 1024 * 1024;

export interface Progress {
  /** Whether a bar is drawn: nothing else may then be written to standard error. */
  readonly drawn: boolean;
  add(bytes: number): void;
  stop(): void;
}

const SILENT: Progress = { drawn: false, add: () => undefined, stop: () => undefined };

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
  const format = '{bar} {percentage}% | {eta_formatted} left';
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true, fps: 4 },
    Presets.shades_classic,
  );
  bar.start(size, 0);
  const progress = {
    drawn: true,
    add: (bytes: number) => bar.increment(bytes),
    stop: () => {
      bar.stop();
      progress.drawn = false;
    },
  };
  return progress;
}
