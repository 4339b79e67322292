import type { AuditRecord } from '../../engine/audit/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import { readRecord } from './read.js';

/** An id of a request or a grant. */
const APPROVAL_ID = /^(?:apr|grt)-[0-9a-f]{6}-[0-9a-f]{12}$/;
const BEGINNINGS: ReadonlySet<string> = new Set(['approval.requested', 'grant.created']);
/** A grant may be used very often: so many of its records are told, the newest. */
const MOST = 1000;

/** The request or grant that a record is about, or that a decision was made on. */
export function approvalOf(record: AuditRecord): string | undefined {
  const id = record['request'] ?? record['grant'] ?? record['approval'];
  return typeof id === 'string' && isApprovalId(id) ? id : undefined;
}

export function isApprovalId(id: string): boolean {
  return APPROVAL_ID.test(id);
}

/** Every record about a request or a grant, the first first: how it began, what was decided on it, how it ended. */
export function storyOf(reader: LogReader, id: string | undefined): readonly AuditRecord[] {
  if (id === undefined) return [];
  const story: AuditRecord[] = [];
  for (const [seq, body] of reader.backwards()) {
    if (typeof body !== 'string' || !body.includes(`"${id}"`)) continue;
    const { record } = readRecord(seq, body);
    if (record === undefined || approvalOf(record) !== id) continue;
    const begins = BEGINNINGS.has(record.type);
    if (story.length < MOST || begins) story.push(record);
    // Nothing about it stands before its beginning.
    if (begins) break;
  }
  return story.reverse();
}
