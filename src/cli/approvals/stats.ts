import type { AuditRecord } from '../../engine/audit/index.js';
import { cell } from '../../engine/reports/log-row.js';
import type { Paint } from '../../engine/reports/paint.js';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import { readRecord } from '../logs/read.js';
import { columnsOf } from '../paint.js';
import { tableText } from '../table.js';
import { parseSince } from '../time.js';

/** Faster than anybody reads. */
const HASTY_MS = 2000;
const MARKS = ['"type":"approval.', '"type":"grant.'];

export interface RuleStats {
  readonly rule: string;
  readonly requests: number;
  readonly approved: number;
  readonly rejected: number;
  readonly expired: number;
  /** Cancelled or superseded. */
  readonly other: number;
  readonly pending: number;
  /** Approved within 2 seconds of being asked. */
  readonly hasty: number;
  readonly medianSeconds: number | null;
}

export interface ApprovalStats {
  readonly rules: readonly RuleStats[];
  readonly used: { readonly approvals: number; readonly grants: number };
}

interface Asked {
  readonly rule: string;
  readonly at: number;
  end: string;
  took: number;
}

/** @throws UsageError, AuditError */
export function statsOf(file: string, since: string | undefined, now: number): ApprovalStats {
  const from = since === undefined ? '' : new Date(parseSince(since, now)).toISOString();
  const asked = new Map<unknown, Asked>();
  const used = { approvals: 0, grants: 0 };
  const reader = openLogReader(file);
  try {
    const start = from === '' ? 0 : reader.since(from);
    for (const [seq, body] of reader.entries(start)) {
      if (typeof body !== 'string' || !MARKS.some((mark) => body.includes(mark))) continue;
      const { record } = readRecord(seq, body);
      if (record !== undefined) take(record, asked, used);
    }
  } finally {
    reader.close();
  }
  return { rules: ranked([...asked.values()]), used };
}

const ENDS = new Set(['approved', 'rejected', 'expired', 'cancelled', 'superseded']);

function take(
  record: AuditRecord,
  asked: Map<unknown, Asked>,
  used: { approvals: number; grants: number },
): void {
  const at = Date.parse(record.ts);
  const what = record.type.slice('approval.'.length);
  if (record.type === 'grant.used') used.grants++;
  else if (record.type === 'approval.consumed') used.approvals++;
  else if (record.type === 'approval.requested') {
    const { id } = (record['rule'] ?? {}) as { id?: unknown };
    asked.set(record['request'], { rule: typeof id === 'string' ? id : '', at, end: 'pending', took: 0 });
  } else if (ENDS.has(what)) {
    const one = asked.get(record['request']);
    // What expires unused was approved all the same.
    if (one?.end !== 'pending') return;
    one.end = what;
    one.took = Math.max(0, at - one.at);
  }
}

function ranked(asked: readonly Asked[]): RuleStats[] {
  const rules = grouped(asked);
  const stats = [...rules].map(([rule, all]) => statsOfRule(rule, all));
  return stats.sort((one, other) => other.requests - one.requests || (one.rule < other.rule ? -1 : 1));
}

function grouped(asked: readonly Asked[]): Map<string, Asked[]> {
  const rules = new Map<string, Asked[]>();
  for (const one of asked) {
    const all = rules.get(one.rule);
    if (all === undefined) rules.set(one.rule, [one]);
    else all.push(one);
  }
  return rules;
}

function statsOfRule(rule: string, all: readonly Asked[]): RuleStats {
  const count = (...ends: string[]): number => all.filter(({ end }) => ends.includes(end)).length;
  const answered = all.filter(({ end }) => end === 'approved' || end === 'rejected').map(({ took }) => took);
  return {
    ...{ rule, requests: all.length, approved: count('approved'), rejected: count('rejected') },
    ...{ expired: count('expired'), other: count('cancelled', 'superseded'), pending: count('pending') },
    hasty: all.filter(({ end, took }) => end === 'approved' && took < HASTY_MS).length,
    medianSeconds: answered.length === 0 ? null : median(answered) / 1000,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

export function statsText({ rules, used }: ApprovalStats, paint: Paint): string {
  if (rules.length === 0) return 'Nothing was asked.\n';
  const head = ['RULE', 'ASKED', 'APPROVED', 'UNDER 2 S', 'REJECTED', 'EXPIRED', 'PENDING', 'MEDIAN'];
  const rows = rules.map((one) => [
    cell(one.rule, 40),
    ...[one.requests, one.approved, one.hasty, one.rejected, one.expired, one.pending].map(String),
    one.medianSeconds === null ? '' : `${Math.round(one.medianSeconds)} s`,
  ]);
  const hasty = (column: number, text: string): boolean => column === 3 && text !== '0';
  const table = tableText([head, ...rows], columnsOf(), (text, column, row) => {
    if (row === 0) return paint.dim(text);
    return hasty(column, text) ? paint.warning(text) : text;
  });
  return `${table}${used.approvals} went through on approvals, ${used.grants} on grants.\n`;
}
