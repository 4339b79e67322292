import { PLAIN } from '../engine/reports/paint.js';
import type { Paint, TextOptions } from '../engine/reports/paint.js';

/**
 * A painter for one stream. Plain when `NO_COLOR` is set, and where there is no terminal (unless `FORCE_COLOR`
 * asks); chalk is loaded only if colours will be seen.
 */
export async function paintFor(stream: 'stdout' | 'stderr' = 'stdout'): Promise<Paint> {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return PLAIN;
  if (process[stream].isTTY !== true && FORCE_COLOR === undefined) return PLAIN;
  const { Chalk, supportsColor, supportsColorStderr } = await import('chalk');
  const support = stream === 'stdout' ? supportsColor : supportsColorStderr;
  const chalk = new Chalk({ level: support ? support.level : 0 });
  return {
    error: (text) => chalk.red(text),
    warning: (text) => chalk.yellow(text),
    note: (text) => chalk.cyan(text),
    good: (text) => chalk.green(text),
    strong: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
  };
}

/** How many columns a report may take: the terminal's, or plenty where nobody watches. */
export function columnsOf(stream: NodeJS.WriteStream = process.stdout): number {
  return stream.isTTY === true && stream.columns > 0 ? Math.max(40, stream.columns) : 200;
}

/** How text reports look on a stream: its colours and width, files as seen from the working folder. */
export async function textOptions(stream: 'stdout' | 'stderr'): Promise<Required<TextOptions>> {
  return {
    paint: await paintFor(stream),
    root: process.cwd(),
    columns: Math.min(columnsOf(process[stream]), 120),
  };
}
