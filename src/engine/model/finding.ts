import type { SourcePosition } from './errors.js';

export type Severity = 'error' | 'warning' | 'note';

/** What `check-policy` reports about one place of a file. Text may quote the file: escape before printing. */
export interface Finding {
  readonly severity: Severity;
  /** Stable machine name: `unknown_key`, `unreachable`, `broad_grant`, … */
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly position: SourcePosition;
  /** Length of the offending text on its line, in UTF-16 units. */
  readonly length: number;
  /** The line itself, for the caret; absent where the file could not be read. */
  readonly excerpt?: string;
  /** The rule it concerns, where there is one. */
  readonly rule?: string;
}

/** Everything known about one policy file after a check. */
export interface PolicyReport {
  readonly file: string;
  readonly findings: readonly Finding[];
  /** Absent when the file has errors. */
  readonly summary?: PolicySummary;
}

export interface PolicySummary {
  readonly name: string;
  readonly digest: string;
  readonly rules: { readonly deny: number; readonly require_approval: number; readonly allow: number };
  /** Files that it extends, parents first, as they were resolved. */
  readonly parents: readonly string[];
  /** `<level>: <action>` for each risk level that has one. */
  readonly riskLevels: Readonly<Record<string, string>>;
  readonly enforcementMode: 'enforce' | 'observe';
}
