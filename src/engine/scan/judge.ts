import { atLeast, VERDICTS } from '../model/check-report.js';
import type { CheckedProblem, CheckedTool, CheckReport, FindingState } from '../model/check-report.js';
import type {
  FileProblem,
  Place,
  ScanReport,
  Severity,
  ToolFinding,
  ToolVerdict,
} from '../model/tool-finding.js';
import { Baseline, problemFingerprint } from './baseline.js';
import type { BaselineEntry } from './baseline.js';

export interface JudgeOptions {
  readonly baseline?: readonly BaselineEntry[] | undefined;
  /** What is below it is not listed and fails nothing. */
  readonly minSeverity?: Severity | undefined;
  /** Fail for ungated tools, of high severity unless `minSeverity` says otherwise. */
  readonly failOnUngated: boolean;
  /** Fail for every ungated tool, every tool of which it is not known, and every problem. */
  readonly strict: boolean;
  /** The files that findings are wanted of; all where it is absent. */
  readonly changed?: ReadonlySet<string> | undefined;
}

/** Says of each finding of a scan whether it counts, and whether the check fails by it. */
export function judge(scan: ScanReport, options: JudgeOptions): CheckReport {
  const baseline = new Baseline(options.baseline ?? []);
  const found = byPlace(scan.tools).map((tool) => judgeTool(tool, baseline, options));
  const faults = byPlace(scan.problems).map((problem) => judgeProblem(problem, baseline, options));
  const tools = found.filter((tool) => isListed(tool, filesOf(tool), options));
  const problems = faults.filter((problem) =>
    isListed(problem, problem.code === 'tsconfig' ? undefined : [problem.place.file], options),
  );
  const count = (state: FindingState): number =>
    [...tools, ...problems].filter((one) => one.state === state).length;
  const { root, files, frameworks } = scan;
  const summary = {
    tools: found.length,
    verdicts: countVerdicts(found),
    problems: faults.length,
    ignored: count('ignored'),
    baseline: count('baseline'),
    hidden: found.length - tools.length + faults.length - problems.length,
    stale: baseline.left,
    failing: [...tools, ...problems].filter((one) => one.fails).length,
  };
  return { root, files, frameworks, tools, problems, summary };
}

function judgeTool(tool: ToolFinding, baseline: Baseline, options: JudgeOptions): CheckedTool {
  const state = stateOf(tool, baseline);
  return { ...tool, state, fails: state === 'open' && toolFails(tool, options) };
}

function stateOf({ verdict, ignored, fingerprint, severity }: ToolFinding, baseline: Baseline): FindingState {
  if (verdict !== 'ungated' && verdict !== 'unknown') return 'open';
  if (ignored !== undefined) return 'ignored';
  return baseline.covers(fingerprint, verdict, severity) ? 'baseline' : 'open';
}

function toolFails({ verdict, severity }: ToolFinding, options: JudgeOptions): boolean {
  const { strict, failOnUngated, minSeverity } = options;
  if (strict) return verdict === 'ungated' || verdict === 'unknown';
  return failOnUngated && verdict === 'ungated' && atLeast(severity, minSeverity ?? 'high');
}

function judgeProblem(problem: FileProblem, baseline: Baseline, options: JudgeOptions): CheckedProblem {
  const { strict, failOnUngated, minSeverity } = options;
  const fingerprint = problemFingerprint(problem);
  const known = baseline.covers(fingerprint, 'problem', problem.severity);
  const fails = !known && (strict || (failOnUngated && atLeast(problem.severity, minSeverity ?? 'high')));
  return { ...problem, fingerprint, state: known ? 'baseline' : 'open', fails };
}

/** The files that a finding speaks of: a change in any of them may have made it. */
function filesOf(tool: ToolFinding): string[] {
  const steps = [...tool.evidence, ...tool.effects.flatMap((effect) => effect.path)];
  return [tool.place.file, ...steps.map((step) => step.file)];
}

/** Whether a finding is asked for, in whatever files (all where that cannot be said). */
function isListed(
  one: { severity: Severity },
  files: string[] | undefined,
  { minSeverity, changed }: JudgeOptions,
): boolean {
  if (minSeverity !== undefined && !atLeast(one.severity, minSeverity)) return false;
  return changed === undefined || files === undefined || files.some((file) => changed.has(file));
}

function countVerdicts(tools: readonly ToolFinding[]): Record<ToolVerdict, number> {
  const counts = VERDICTS.map((verdict) => [
    verdict,
    tools.filter((tool) => tool.verdict === verdict).length,
  ]);
  return Object.fromEntries(counts) as Record<ToolVerdict, number>;
}

function byPlace<T extends { readonly place: Place }>(all: readonly T[]): T[] {
  return [...all].sort(({ place: a }, { place: b }) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return a.line - b.line || a.column - b.column;
  });
}
