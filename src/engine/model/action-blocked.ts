import { CapfenceError } from './errors.js';
import type { Verdict } from './verdict.js';

/** What `guard` throws for an action that may not run. `verdict` says why. */
export class ActionBlocked extends CapfenceError {
  readonly code = 'blocked';
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    const why = verdict.rule?.reason ?? verdict.detail;
    super(`the action is blocked: ${verdict.reason}${why === undefined ? '' : ` (${why})`}`);
    this.verdict = verdict;
  }
}
