import { createHash } from 'node:crypto';
import { atLeast } from '../model/check-report.js';
import type { FileProblem, ScanReport, Severity, ToolFinding } from '../model/tool-finding.js';

/** A finding that was known when the baseline was written. It covers nothing worse than it was then. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly kind: 'ungated' | 'unknown' | 'problem';
  readonly severity: Severity;
  /** For readers of the file; nothing is decided by them. */
  readonly file: string;
  readonly name: string;
}

/** What a baseline that is written now would hold: all that could fail a check. */
export function baselineOf(scan: ScanReport): BaselineEntry[] {
  const tools = scan.tools.filter((tool) => tool.ignored === undefined).flatMap(toolEntry);
  const problems = scan.problems.map(problemEntry);
  return [...tools, ...problems].sort(
    (a, b) => compare(a.file, b.file) || compare(a.fingerprint, b.fingerprint),
  );
}

function toolEntry({ verdict, fingerprint, severity, place, tool, construct }: ToolFinding): BaselineEntry[] {
  if (verdict !== 'ungated' && verdict !== 'unknown') return [];
  return [{ fingerprint, kind: verdict, severity, file: place.file, name: tool ?? construct }];
}

function problemEntry(problem: FileProblem): BaselineEntry {
  const { code, place, severity } = problem;
  return {
    fingerprint: problemFingerprint(problem),
    kind: 'problem',
    severity,
    file: place.file,
    name: code,
  };
}

/** Over what is wrong and where, without its line: moved code does not open it again. */
export function problemFingerprint({ code, place, message }: FileProblem): string {
  return createHash('sha256')
    .update(JSON.stringify([code, place.file, message]))
    .digest('hex')
    .slice(0, 16);
}

/** Hands out the entries of a baseline, each once: a second tool of the same name is a new one. */
export class Baseline {
  readonly #left = new Map<string, BaselineEntry[]>();

  constructor(entries: readonly BaselineEntry[]) {
    for (const entry of entries)
      this.#left.set(entry.fingerprint, [...(this.#left.get(entry.fingerprint) ?? []), entry]);
  }

  /** Whether the finding was known. What has become worse since is new. */
  covers(fingerprint: string, kind: BaselineEntry['kind'], severity: Severity): boolean {
    const entries = this.#left.get(fingerprint) ?? [];
    const index = entries.findIndex(
      (entry) =>
        (entry.kind === kind || (entry.kind === 'ungated' && kind === 'unknown')) &&
        atLeast(entry.severity, severity),
    );
    if (index < 0) return false;
    entries.splice(index, 1);
    return true;
  }

  /** How many entries nothing matched. */
  get left(): number {
    return [...this.#left.values()].reduce((sum, entries) => sum + entries.length, 0);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
