import type { ToolFinding, ToolVerdict } from '../model/tool-finding.js';
import { fingerprint } from './fingerprint.js';

/** From the best to the worst that can be said. */
const BEST_FIRST: readonly ToolVerdict[] = [
  'hosted',
  'gated',
  'unreachable',
  'human-only',
  'unknown',
  'ungated',
];

const isWorse = (one: ToolFinding, other: ToolFinding): boolean =>
  BEST_FIRST.indexOf(one.verdict) > BEST_FIRST.indexOf(other.verdict);

/** A wrapper that makes its tool in one of several ways makes one tool, of which the worst is true. */
export function merged(findings: readonly ToolFinding[]): ToolFinding[] {
  const found = new Map<string, ToolFinding>();
  for (const finding of findings) {
    const { framework, tool, place } = finding;
    const key = JSON.stringify([framework, tool ?? null, place.file, place.line, place.column]);
    const other = found.get(key);
    if (!other || tool === undefined) found.set(tool === undefined ? `${key}#${found.size}` : key, finding);
    else if (isWorse(finding, other)) found.set(key, finding);
  }
  return [...found.values()];
}

/** The same over the parts of a large program: the tools of a file that several parts use are found in each. */
export function joined(parts: readonly (readonly ToolFinding[])[]): ToolFinding[] {
  const found = new Map<string, ToolFinding>();
  for (const findings of parts) {
    const counts = new Map<string, number>();
    for (const finding of findings) {
      const { framework, construct, tool, place } = finding;
      const base = JSON.stringify([framework, construct, tool ?? null, place.file, place.line, place.column]);
      const nth = counts.get(base) ?? 0;
      counts.set(base, nth + 1);
      const key = `${base}#${nth}`;
      const other = found.get(key);
      if (!other || isWorse(finding, other)) found.set(key, finding);
    }
  }
  return [...found.values()];
}

/** Sorts findings by place and gives each its fingerprint; those without a name are numbered within their file. */
export function numbered(findings: readonly ToolFinding[]): ToolFinding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column,
  );
  const counts = new Map<string, number>();
  return sorted.map((finding) => {
    const { framework, construct, tool, place } = finding;
    const base = JSON.stringify([framework, construct, place.file, tool ?? null]);
    const nth = counts.get(base) ?? 0;
    counts.set(base, nth + 1);
    const name = tool === undefined ? `#${nth}` : nth === 0 ? tool : `${tool}#${nth}`;
    return { ...finding, fingerprint: fingerprint({ framework, construct, file: place.file, name }) };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
