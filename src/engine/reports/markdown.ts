import { visible } from './visible.js';

const LONGEST = 120;

/**
 * Text of strangers in Markdown: as code, where nothing in it is a link, an image, a mention or HTML. A text cannot
 * close the code around it, and no bar in it ends a cell.
 */
export function mdCode(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  // A bar after a backslash ends a cell, whatever escapes it.
  const shown = visible(cut).replaceAll('\\|', '\\<U+007C>').replaceAll('|', '\\|');
  if (shown === '') return '';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

export function mdTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('');
}
