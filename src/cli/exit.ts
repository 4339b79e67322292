/** What each exit code means. The text form and `--json` end with the same one. */
export const ExitCode = {
  /** Success, clean, allowed. */
  ok: 0,
  /** The check found something: a failing case, a warning under `--strict`, drift. */
  found: 1,
  /** Usage, an invalid policy, suite or event, an unreadable file. */
  badInput: 2,
  /** The audit log does not verify. */
  integrity: 3,
  /** Denied, or approval is required. */
  blocked: 4,
  /** A bug of ours. */
  bug: 70,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
