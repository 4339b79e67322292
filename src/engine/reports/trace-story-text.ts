import type { AuditRecord } from '../audit/record.js';
import { cell, logRow } from './log-row.js';
import type { Paint } from './paint.js';
import type { TraceView } from './trace-text.js';

/** Of more than so many lines, those in the middle are left out. */
const MOST_LINES = 60;
const SHOWN_AT_EACH_END = 20;

/** What became of a request or a grant, a line a record; the record that is looked at is marked. */
export function storyLines({ story, record }: TraceView, paint: Paint): string[] {
  const lines = story.map((one) => lineOf(one, one.seq === record.seq, paint));
  const left = lines.length - 2 * SHOWN_AT_EACH_END;
  const shown =
    lines.length <= MOST_LINES
      ? lines
      : [
          ...lines.slice(0, SHOWN_AT_EACH_END),
          paint.dim(`    … ${left} more (--json has them)`),
          ...lines.slice(-SHOWN_AT_EACH_END),
        ];
  return [paint.strong('Story of the approval:'), ...shown];
}

function lineOf(record: AuditRecord, here: boolean, paint: Paint): string {
  const { seq, agent, decision, reason } = logRow(record);
  const time = paint.dim(cell(record.ts, 24));
  const who = agent === '' ? '' : ` by ${agent}`;
  const what = record.type === 'decision' ? `decided ${decision}` : decision;
  return `  ${here ? '>' : ' '} ${String(seq).padStart(6)}  ${time}  ${what}${who}  ${paint.dim(reason)}`;
}
