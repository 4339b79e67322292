import { visible } from './visible.js';
import { charWidth, textWidth } from './width.js';

/** A line of a file and the span of it that is wrong. `column` from 1 and `length` count UTF-16 units. */
export interface Span {
  readonly line: string;
  readonly column: number;
  readonly length: number;
}

export interface Excerpt {
  readonly text: string;
  /** Spaces, then `^` under the span, in terminal cells. */
  readonly caret: string;
}

const TAB = 4;
const CONTEXT = 24;
/** UTF-16 units on either side of the span. */
const NEAR = 600;

/** One character of the line as it is shown: where it stands in the line, and how many cells it takes. */
interface Cell {
  readonly at: number;
  readonly shown: string;
  readonly width: number;
}

/** Shows the line with a caret right below the span, whatever tabs, wide or hidden characters stand before it. */
export function excerptOf(span: Span, cells = 100): Excerpt {
  const { line, from, cutBefore, cutAfter } = nearPart(span);
  const all = cellsOf(line);
  const first = all.findIndex((cell) => cell.at >= from);
  const start = first < 0 ? all.length : first;
  const { begin, end } = windowOf(all, start, cells);
  const inside = all.slice(start, end).filter((cell) => cell.at < from + span.length);
  const dotsBefore = cutBefore || begin > 0 ? '…' : '';
  const dotsAfter = cutAfter || end < all.length ? '…' : '';
  const text = all
    .slice(begin, end)
    .map((cell) => cell.shown)
    .join('');
  return {
    text: `${dotsBefore}${text}${dotsAfter}`,
    caret:
      ' '.repeat(dotsBefore.length + widthOf(all.slice(begin, start))) +
      '^'.repeat(Math.max(1, widthOf(inside))),
  };
}

/** Only what could be shown of a huge line is looked at. Surrogate pairs stay whole. */
function nearPart({ line, column }: Span): {
  line: string;
  from: number;
  cutBefore: boolean;
  cutAfter: boolean;
} {
  const from = column - 1;
  let begin = Math.max(0, from - NEAR);
  if (/[\uDC00-\uDFFF]/.test(line.charAt(begin))) begin--;
  let end = Math.min(line.length, from + NEAR);
  if (/[\uDC00-\uDFFF]/.test(line.charAt(end))) end++;
  begin = Math.max(0, begin);
  return {
    line: line.slice(begin, end),
    from: from - begin,
    cutBefore: begin > 0,
    cutAfter: end < line.length,
  };
}

function cellsOf(line: string): Cell[] {
  const out: Cell[] = [];
  let at = 0;
  let column = 0;
  for (const char of line) {
    const shown = char === '\t' ? ' '.repeat(TAB - (column % TAB)) : visible(char);
    const width = shown === char ? charWidth(char) : textWidth(shown);
    out.push({ at, shown, width });
    at += char.length;
    column += width;
  }
  return out;
}

/** The part of a long line around the span: at most about `cells` wide. */
function windowOf(all: readonly Cell[], start: number, cells: number): { begin: number; end: number } {
  if (widthOf(all) <= cells) return { begin: 0, end: all.length };
  const fits = widthOf(all.slice(0, start)) + CONTEXT <= cells;
  let begin = fits ? 0 : start;
  for (let room = CONTEXT; !fits && begin > 0 && room > 0; begin--) room -= all[begin - 1]?.width ?? 1;
  let end = begin;
  for (let used = 2; end < all.length && used < cells; end++) used += all[end]?.width ?? 1;
  return { begin, end };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
