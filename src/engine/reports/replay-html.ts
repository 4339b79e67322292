import type { ReportData } from '../model/report-data.js';
import { xmlText } from './cases-junit.js';
import { visible } from './visible.js';

/** A replay as one page that needs nothing else. */
export function replayHtml(data: ReportData): string {
  const rows = data.changed.map(
    (event) =>
      `<tr>${[event.trace, String(event.line), event.capability, event.original, event.replayed].map(cell).join('')}</tr>`,
  );
  const title = cell(data.title, 'title');
  return `<!doctype html>\n<meta charset="utf-8">${title}\n<table>\n${rows.join('\n')}\n</table>\n`;
}

function cell(text: string, tag: unknown): string {
  const name = typeof tag === 'string' ? tag : 'td';
  return `<${name}>${xmlText(visible(text))}</${name}>`;
}
