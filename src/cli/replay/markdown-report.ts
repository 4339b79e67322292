import { replayMarkdown } from '../../engine/reports/replay-markdown.js';
import type { ReplayRow } from '../../engine/reports/replay-row.js';
import { noteLines } from '../simulate/summary-text.js';
import type { Outcome } from './outcome.js';
import type { ReplayReport } from './report.js';

/** Where no limit is given: a comment that is longer than this is read by nobody, and taken by no server. */
const MOST_ROWS = 10_000;

/** One page of Markdown, written at the end: what changed stands first in it. `chosenOf` says how many events were asked for. */
export function markdownReport(limit: number, chosenOf: (outcome: Outcome) => number): ReplayReport {
  const most = limit === 0 ? MOST_ROWS : limit;
  const kept: ReplayRow[] = [];
  return {
    rows: most,
    driftRows: 0,
    begin: () => '',
    *batch(_, { rows }) {
      kept.push(...rows.slice(0, most - kept.length));
    },
    close: () => '',
    end: (outcome) => replayMarkdown(factsOf(outcome, chosenOf(outcome)), kept),
    fail: () => ({ text: '', told: false }),
    aside: () => '',
  };
}

function factsOf(outcome: Outcome, chosen: number) {
  const { summary } = outcome;
  const none = { total: 0, newly_allowed: 0, newly_denied: 0, newly_needs_approval: 0 };
  return {
    ...outcome,
    events: summary.events,
    drift: summary.comparison?.drift ?? none,
    capabilities: summary.breakdown?.capabilities ?? [],
    notes: noteLines(summary, outcome.baseline === undefined ? undefined : 'decisions of the baseline'),
    chosen,
  };
}
