import { visible } from './visible.js';

/** Text of strangers as a code span: no backtick, line break or pipe of it means anything to Markdown. */
export function codeSpan(text: string): string {
  const shown = visible(text);
  if (shown === '') return '` `';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || /^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** The same in a cell of a table, where a pipe would end the cell even in a code span. */
export function codeCell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|');
}

export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
