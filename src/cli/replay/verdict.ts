import type { EventChoice, Summary } from '../../engine/replay/index.js';
import { UsageError } from '../errors.js';
import type { FailOn } from './flags.js';
import type { Outcome } from './outcome.js';

/** Whether there is any of what the caller will not have. */
export function failing({ comparison, decisions }: Summary, failOn: FailOn | undefined): boolean {
  if (failOn === undefined) return false;
  if (failOn === 'deny') return decisions.deny > 0;
  const { total = 0, newly_allowed = 0 } = comparison?.drift ?? {};
  return failOn === 'drift' ? total > 0 : newly_allowed > 0;
}

/** A check that compared nothing found nothing, which must not pass for a clean one. @throws UsageError */
export function nothingToCompare({ summary, baseline }: Outcome, failOn: FailOn): void {
  if (failOn === 'deny' || baseline !== undefined || (summary.comparison?.compared ?? 0) > 0) return;
  throw new UsageError('no event has a recorded decision that is understood: nothing was compared', {
    help: 'name the policy of that day by `--baseline`',
  });
}

/** How many events were asked for, of all that were counted. */
export function chosenOf({ summary }: Outcome, only: EventChoice | undefined): number {
  if (only === undefined) return summary.events;
  if (only === 'denied') return summary.decisions.deny;
  const drift = summary.comparison?.drift;
  switch (only) {
    case 'changed':
      return drift?.total ?? 0;
    case 'newly-allowed':
      return drift?.newly_allowed ?? 0;
    case 'newly-denied':
      return drift?.newly_denied ?? 0;
    case 'newly-needs-approval':
      return drift?.newly_needs_approval ?? 0;
  }
}
