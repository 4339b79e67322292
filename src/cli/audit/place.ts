import { openLogReader } from '../../engine/stores/sqlite/index.js';
import { parseSince } from '../time.js';

/** The first record of a time (`1h`, ISO 8601), or of its number. @throws UsageError, AuditError */
export function placeOf(file: string, when: string): number {
  if (/^\d{1,15}$/.test(when)) return Number(when);
  const time = new Date(parseSince(when, Date.now())).toISOString();
  const reader = openLogReader(file);
  try {
    return reader.since(time);
  } finally {
    reader.close();
  }
}
