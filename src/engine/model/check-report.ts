import type { FileProblem, Severity, ToolFinding, ToolVerdict } from './tool-finding.js';

/** From the worst to the least. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'none'] as const;

export const VERDICTS = ['ungated', 'unknown', 'human-only', 'hosted', 'unreachable', 'gated'] as const;

/** Whether a severity is at least another. */
export function atLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

/** `open` counts; what the source ignores with a reason, or the baseline knows, does not. */
export type FindingState = 'open' | 'ignored' | 'baseline';

/** A tool as the check judges it. */
export interface CheckedTool extends ToolFinding {
  readonly state: FindingState;
  /** Whether the check fails because of it. */
  readonly fails: boolean;
}

export interface CheckedProblem extends FileProblem {
  readonly fingerprint: string;
  readonly state: Exclude<FindingState, 'ignored'>;
  readonly fails: boolean;
}

export interface CheckSummary {
  /** All tools that were found, those that are not listed too. */
  readonly tools: number;
  readonly verdicts: Readonly<Record<ToolVerdict, number>>;
  readonly problems: number;
  readonly ignored: number;
  readonly baseline: number;
  /** Found and not listed: below the least severity, or outside of what was changed. */
  readonly hidden: number;
  /** Entries of the baseline that nothing matches any more. */
  readonly stale: number;
  readonly failing: number;
}

/** What `capfence check` reports; the shape of its `--json`. */
export interface CheckReport {
  readonly root: string;
  readonly files: number;
  readonly frameworks: readonly string[];
  readonly tools: readonly CheckedTool[];
  readonly problems: readonly CheckedProblem[];
  readonly summary: CheckSummary;
}
