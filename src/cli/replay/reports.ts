import { columnsOf, paintFor } from '../paint.js';
import type { EventChoice } from '../../engine/replay/index.js';
import type { FailOn, ReplayFormat } from './flags.js';
import { JsonDocument, jsonLines } from './json-report.js';
import { markdownReport } from './markdown-report.js';
import type { Outcome, Subject } from './outcome.js';
import { csvReport, detailReport, junitReport } from './plain-reports.js';
import type { ReplayReport } from './report.js';
import { TableReport } from './table-report.js';
import { chosenOf } from './verdict.js';

export interface ReportRequest {
  readonly form: ReplayFormat | 'json' | 'jsonl';
  readonly only?: EventChoice | undefined;
  readonly failOn?: FailOn | undefined;
  readonly limit: number;
}

/** The report in the form that is asked for. */
export async function reportFor(
  request: ReportRequest,
  subject: Subject,
  several: boolean,
): Promise<ReplayReport> {
  const { limit, only } = request;
  const chosen = (outcome: Outcome): number => chosenOf(outcome, only);
  switch (request.form) {
    case 'table': {
      const look = { paint: await paintFor('stdout'), columns: columnsOf() };
      return new TableReport({
        ...{ ...look, limit, only, several, chosenOf: chosen },
        baseline: subject.baseline !== undefined,
      });
    }
    case 'detail':
      return detailReport(limit);
    case 'csv':
      return csvReport();
    case 'markdown':
      return markdownReport(limit, chosen);
    case 'junit':
      return junitReport(({ drift, replayed }) =>
        request.failOn === 'deny'
          ? replayed.decision === 'deny'
          : request.failOn === 'newly-allowed'
            ? drift === 'newly_allowed'
            : typeof drift === 'string',
      );
    case 'json':
      return new JsonDocument(subject, process.stdout.isTTY === true);
    case 'jsonl':
      return jsonLines(process.stdout.isTTY === true);
  }
}
