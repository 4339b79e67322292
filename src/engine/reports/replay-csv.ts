import { csvLine } from './csv.js';
import { originalText, whyText } from './replay-row.js';
import type { ReplayRow } from './replay-row.js';

export const REPLAY_CSV_HEAD =
  'trace,line,time,id,actor,capability,original,replayed,changed,drift,rule,reason,why\r\n';

/** An event as a line of CSV. What is not known is empty. */
export function replayCsv(row: ReplayRow): string {
  const { replayed, drift } = row;
  return csvLine([
    row.trace,
    String(row.line),
    String(row.ts ?? ''),
    String(row.id ?? ''),
    row.actor ?? '',
    row.capability ?? '',
    originalText(row, ''),
    replayed.decision,
    drift === undefined ? '' : String(drift !== null),
    drift ?? '',
    replayed.rule?.id ?? '',
    replayed.reason,
    whyText(row),
  ]);
}
