/** The outcome of policy cases, as the outputs for test runners need it. */
export interface CaseReport {
  readonly suites: readonly ReportedSuite[];
}

export interface ReportedSuite {
  readonly name: string;
  readonly file: string;
  readonly cases: readonly ReportedCase[];
}

export interface ReportedCase {
  readonly name: string;
  readonly line: number;
  readonly ok: boolean;
  /** `deny (policy_deny)` and the like. */
  readonly expected: string;
  readonly got: string;
  /** Why it came out so; empty where the case passed. */
  readonly details: string;
}
