import { replayDetail } from '../../engine/reports/replay-detail.js';
import { replayCsv, REPLAY_CSV_HEAD } from '../../engine/reports/replay-csv.js';
import {
  JUNIT_END,
  JUNIT_HEAD,
  JUNIT_SUITE_END,
  junitBroken,
  junitCase,
  junitSuiteHead,
} from '../../engine/reports/replay-junit.js';
import type { IsFailure } from '../../engine/reports/replay-junit.js';
import { failureOf } from '../failure.js';
import { asideText, countText } from './summary-text.js';
import type { ReplayReport } from './report.js';

const NOTHING = (): string => '';

/** Four lines an event, and the counts. */
export function detailReport(limit: number): ReplayReport {
  let shown = 0;
  return {
    rows: limit === 0 ? Infinity : limit,
    driftRows: 0,
    begin: NOTHING,
    *batch(_, { rows }) {
      const most = limit === 0 ? rows.length : Math.max(0, limit - shown);
      const texts = rows.slice(0, most).map(replayDetail);
      if (texts.length > 0) yield (shown > 0 ? '\n' : '') + texts.join('\n');
      shown += texts.length;
    },
    close: NOTHING,
    end: (outcome) => `${shown > 0 ? '\n' : ''}${countText(outcome)}`,
    fail: () => ({ text: '', told: false }),
    aside: NOTHING,
  };
}

/** An event a line, for a spreadsheet. */
export function csvReport(): ReplayReport {
  let begun = false;
  return {
    rows: Infinity,
    driftRows: 0,
    begin() {
      if (begun) return '';
      begun = true;
      return REPLAY_CSV_HEAD;
    },
    *batch(_, { rows }) {
      if (rows.length > 0) yield rows.map(replayCsv).join('');
    },
    close: NOTHING,
    end: NOTHING,
    fail: () => ({ text: '', told: false }),
    aside: asideText,
  };
}

/** A case an event, for the servers that show tests. */
export function junitReport(isFailure: IsFailure): ReplayReport {
  let open: string | undefined;
  return {
    rows: Infinity,
    driftRows: 0,
    begin(trace) {
      const head = open === undefined ? JUNIT_HEAD : '';
      open = trace;
      return head + junitSuiteHead(trace);
    },
    *batch(_, { rows }) {
      if (rows.length > 0) yield rows.map((row) => junitCase(row, isFailure)).join('');
    },
    close: () => JUNIT_SUITE_END,
    end: () => JUNIT_END,
    fail(error) {
      if (open === undefined) return { text: '', told: false };
      const { message } = failureOf(error, '');
      return { text: junitBroken(open, message) + JUNIT_SUITE_END + JUNIT_END, told: false };
    },
    aside: asideText,
  };
}
