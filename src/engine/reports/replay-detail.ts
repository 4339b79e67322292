import { originalText } from './replay-row.js';
import type { ReplayRow } from './replay-row.js';
import { visible } from './visible.js';

const LONGEST = 400;

/** An event in four lines. */
export function replayDetail(row: ReplayRow): string {
  const changed = row.drift === undefined ? 'unknown' : String(row.drift !== null);
  return [
    `Recorded: ${visible((row.capability ?? '(invalid)').slice(0, LONGEST))}`,
    `Original: ${visible(originalText(row, 'not recorded')).toUpperCase()}`,
    `Replayed: ${row.replayed.decision.toUpperCase()}`,
    `Changed: ${changed}\n`,
  ].join('\n');
}
