import { charWidth, textWidth } from './width.js';

/** Characters to a cell: marks that pile up on one take none, and are not endless all the same. */
const MOST_CHARS = 4;

/** A text (made visible) cut to so many terminal cells, with `…` where something is gone. */
export function fit(text: string, cells: number): string {
  if (text.length <= cells * MOST_CHARS && textWidth(text) <= cells) return text;
  let out = '';
  let width = 0;
  for (const char of text) {
    width += charWidth(char);
    if (width >= cells || out.length >= cells * MOST_CHARS) break;
    out += char;
  }
  return `${out}…`;
}
