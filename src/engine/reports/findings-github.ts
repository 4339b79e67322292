import type { Finding, Severity } from '../model/finding.js';
import { placeFrom } from './place.js';
import { visible } from './visible.js';

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * One workflow command a finding, which GitHub shows beside the line. `root` is the folder of the checkout.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function findingsGithub(findings: readonly Finding[], root: string): string {
  return findings.map((finding) => `${annotation(finding, root)}\n`).join('');
}

function annotation(finding: Finding, root: string): string {
  const { file, line, column } = finding.position;
  const properties = {
    file: placeFrom(root, file),
    line,
    col: column,
    endColumn: column + finding.length,
    title: `capfence: ${finding.code}`,
  };
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  const help = finding.help === undefined ? '' : `\nhelp: ${visible(finding.help)}`;
  return `::${LEVEL[finding.severity]} ${listed.join(',')}::${data(visible(finding.message) + help)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(visible(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
