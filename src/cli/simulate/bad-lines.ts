import type { BadLine } from '../../engine/replay/index.js';
import type { Paint } from '../../engine/reports/paint.js';
import { visible } from '../safe-text.js';

const SHOWN = 20;

/** Tells the first bad lines of a trace on standard error, and how many there were. */
export class BadLineNotes {
  #told = 0;

  constructor(
    private readonly trace: string,
    private readonly paint: Paint,
  ) {}

  /** What to print about these. */
  text(badLines: readonly BadLine[]): string {
    const fresh = badLines.slice(0, SHOWN - this.#told);
    this.#told += fresh.length;
    const name = this.trace === '-' ? 'standard input' : visible(this.trace);
    return fresh
      .map(({ line, message }) => `${this.paint.warning('warning:')} ${name}:${line}: ${message}\n`)
      .join('');
  }

  /** What to print when all are counted. */
  rest(count: number): string {
    const more = count - this.#told;
    return more > 0
      ? `${this.paint.warning('warning:')} … and ${more} more bad ${more === 1 ? 'line' : 'lines'}\n`
      : '';
  }

  nothingCompared(): string {
    return `${this.paint.warning('warning:')} no event has a recorded decision that is understood: nothing was compared\n`;
  }
}
