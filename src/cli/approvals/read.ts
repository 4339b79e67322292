import { existsSync } from 'node:fs';
import { notFound } from '../../engine/approvals/index.js';
import type { GrantRow, RequestRow, Seen } from '../../engine/approvals/index.js';
import { grantView, requestView } from '../../engine/approvals/view.js';
import type { GrantView, RequestView, ShownRequest } from '../../engine/approvals/view.js';
import { payloadDigest } from '../../engine/approvals/binding.js';
import { ApprovalError } from '../../engine/model/errors.js';
import type { JsonValue } from '../../engine/model/json.js';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';

/** A row that does not hold: what is wrong with it, in its place. */
export interface BadRow {
  readonly id: string;
  readonly kind: 'unreadable';
  readonly state: 'unreadable';
  readonly fault: string;
}

export type Listed<View> = View | BadRow;

/** Reads a log's requests and grants, all as of one moment, writing nothing. @throws AuditError */
export function reading<T>(file: string, work: (reader: LogReader) => T): T {
  const reader = openLogReader(file);
  try {
    return reader.snapshot(() => work(reader));
  } finally {
    reader.close();
  }
}

/** The newest first. */
export function requestsOf(reader: LogReader, now: number, state?: 'pending'): Listed<RequestView>[] {
  return [...reader.approvals.listed('approvals', now, state)].map((one) =>
    'fault' in one ? bad(one) : requestView(one as Seen<RequestRow>),
  );
}

/** The newest first. */
export function grantsOf(reader: LogReader, now: number): Listed<GrantView>[] {
  return [...reader.approvals.listed('grants', now)].map((one) =>
    'fault' in one ? bad(one) : grantView(one as Seen<GrantRow>),
  );
}

/** What is pending, the oldest first, with what each would run. */
export function pendingOf(file: string, now: number): ShownRequest[] {
  if (!existsSync(file)) return [];
  return reading(file, (reader) =>
    requestsOf(reader, now, 'pending')
      .filter((one): one is RequestView => one.kind === 'request' && one.state === 'pending')
      .map((one) => shown(reader, one.id, now))
      .reverse(),
  );
}

/** One request with its payload, or a grant. The id may be cut short where it is the only one. @throws ApprovalError */
export function showOne(file: string, id: string, now: number): ShownRequest | GrantView {
  return reading(file, (reader) =>
    id.startsWith('grt-') ? grantView(reader.approvals.grant(id, now)) : shown(reader, id, now),
  );
}

function shown(reader: LogReader, id: string, now: number): ShownRequest {
  const seen = reader.approvals.request(id, now);
  const text = reader.approvals.payload(id);
  if (text !== undefined && payloadDigest(text) !== seen.row.payload)
    throw new ApprovalError('tampered', `the payload that ${id} shows is not the one that was asked for`);
  return { ...requestView(seen), payload: text === undefined ? null : (JSON.parse(text) as JsonValue) };
}

function bad({ id, fault }: { id: string; fault: string }): BadRow {
  return { id, kind: 'unreadable', state: 'unreadable', fault };
}

export { notFound };
