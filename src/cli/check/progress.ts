export interface ScanProgress {
  /** So many of so many files have been looked at. */
  readonly step: (done: number, total: number) => void;
  readonly stop: () => void;
}

const SILENT: ScanProgress = { step: () => undefined, stop: () => undefined };
/** A tree that takes long enough to make somebody wait. */
const MANY = 200;

/** A bar on standard error, if somebody looks at it and has to wait. */
export async function scanProgress(wanted: boolean): Promise<ScanProgress> {
  if (!wanted || process.stderr.isTTY !== true) return SILENT;
  const { SingleBar, Presets } = await import('cli-progress');
  const format = '{bar} {percentage}% | {value} of {total} files';
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true, fps: 4 },
    Presets.shades_classic,
  );
  let drawn = false;
  const step = (done: number, total: number): void => {
    if (total < MANY) return;
    if (!drawn) bar.start(total, 0);
    drawn = true;
    bar.update(done);
  };
  return { step, stop: () => bar.stop() };
}
