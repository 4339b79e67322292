import type { Finding } from '../model/finding.js';
import { excerptOf } from './excerpt.js';
import { PLAIN } from './paint.js';
import type { Paint, TextOptions } from './paint.js';
import { shownFile } from './place.js';
import { visible } from './visible.js';

/** Each finding as `file:line:col: error: message`, its line with a caret, and what to do about it. */
export function findingsText(findings: readonly Finding[], options: TextOptions = {}): string {
  return findings.map((finding) => findingText(finding, options)).join('\n');
}

function findingText(finding: Finding, { paint = PLAIN, root, columns = 110 }: TextOptions): string {
  const { file, line, column } = finding.position;
  const place = paint.strong(`${visible(shownFile(file, root))}:${line}:${column}:`);
  const severity = paint[finding.severity](`${finding.severity}:`);
  const out = [`${place} ${severity} ${visible(finding.message)}${codeOf(finding, paint)}`];
  out.push(...excerptLines(finding, paint, columns));
  if (finding.help !== undefined) out.push(`  ${paint.note('help:')} ${visible(finding.help)}`);
  return `${out.join('\n')}\n`;
}

/** The machine name, so that a reader can look it up. Errors of syntax need none. */
function codeOf(finding: Finding, paint: Paint): string {
  return finding.severity === 'error' ? '' : ` ${paint.dim(`[${visible(finding.code)}]`)}`;
}

function excerptLines(finding: Finding, paint: Paint, columns: number): string[] {
  if (finding.excerpt === undefined) return [];
  const { column, line } = finding.position;
  const number = String(line).padStart(4);
  const room = Math.max(20, columns - number.length - ' | …'.length - 1);
  const excerpt = excerptOf({ line: finding.excerpt, column, length: finding.length }, room);
  const gutter = ' '.repeat(number.length);
  return [
    `${paint.dim(`${number} |`)} ${excerpt.text}`,
    `${paint.dim(`${gutter} |`)} ${paint[finding.severity](excerpt.caret)}`,
  ];
}
