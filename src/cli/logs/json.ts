import type { AuditRecord } from '../../engine/audit/index.js';
import { visibleJson } from '../safe-text.js';
import type { ReadRecord } from './read.js';

/** A record as a line of JSON: what stands in the log, or what is wrong with it. */
export function jsonLine(read: ReadRecord): string {
  return `${visibleJson(JSON.stringify(jsonOf(read)))}\n`;
}

/** What stands in the log, or what is wrong with it. */
export function jsonOf(read: ReadRecord): AuditRecord | { seq: number; unreadable: string } {
  return read.record ?? { seq: read.seq, unreadable: read.why };
}
