import { visible } from './visible.js';

/** Text of strangers as a code span: nothing in it is a link, an image, a mention or HTML, and it cannot close the span. */
export function codeSpan(text: string): string {
  return fenced(visible(text));
}

/** The same in a cell of a table, where a bar would end the cell even in a code span; cut after `longest` characters. */
export function codeCell(text: string, longest = Infinity): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  // A bar after a backslash ends a cell, whatever escapes it.
  return fenced(visible(cut).replaceAll('\\|', '\\<U+007C>').replaceAll('|', '\\|'));
}

/** Cells are Markdown already: `codeCell` makes them of text. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [tableRow(head), tableRow(head.map(() => '---')), ...rows.map(tableRow)];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function fenced(shown: string): string {
  if (shown === '') return '` `';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || /^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
