import type { AuditRecord } from '../audit/record.js';
import { visible } from './visible.js';

/** One record as a line of a report. Texts are safe to print. */
export interface LogRow {
  readonly seq: number;
  readonly time: string;
  readonly agent: string;
  readonly capability: string;
  readonly decision: string;
  readonly reason: string;
  /** How loud it is to be. */
  readonly tone: 'allow' | 'deny' | 'require_approval' | 'bypass' | 'observed' | 'event' | 'bad';
}

const MAX_CELL = 80;

/** A text from a record, cut to a length that a line can bear; hidden characters are written out. */
export function cell(value: unknown, most = MAX_CELL): string {
  const text = visible(
    typeof value === 'string' ? value.slice(0, most * 4) : value === undefined ? '' : String(value),
  );
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** The row of a record, whatever its type. */
export function logRow(record: AuditRecord): LogRow {
  const common = { seq: record.seq, time: cell(record.ts, 24) };
  if (record.type === 'decision') return { ...common, ...decisionRow(record) };
  return {
    ...common,
    agent: cell(record['by']),
    capability: '',
    decision: cell(record.type, 24),
    reason: cell(wordsOf(record), 120),
    tone: record.type.startsWith('bypass.') ? 'bypass' : 'event',
  };
}

function decisionRow(record: AuditRecord): Omit<LogRow, 'seq' | 'time'> {
  const reason = cell(record['reason'], 120);
  const rule = (record['rule'] as { readonly id?: unknown } | null | undefined)?.id;
  return {
    agent: cell(record['actor'], 40),
    capability: cell(record['capability'], 60),
    decision: cell(record['decision'], 20),
    reason: rule === undefined ? reason : `${reason} ${cell(rule, 60)}`,
    tone: toneOf(record, reason),
  };
}

function toneOf(record: AuditRecord, reason: string): LogRow['tone'] {
  if (record['bypass'] !== undefined || reason.startsWith('bypassed:')) return 'bypass';
  if (reason.startsWith('observed:')) return 'observed';
  const { decision } = record;
  return decision === 'allow' || decision === 'require_approval' ? decision : 'deny';
}

/** The row of what stands in a record's place and is none. */
export function badRow(seq: number, why: string): LogRow {
  const nothing = { time: '', agent: '', capability: '' };
  return { seq, ...nothing, decision: 'unreadable', reason: cell(why, 120), tone: 'bad' };
}

/** What a record that is no decision has to say. */
function wordsOf(record: AuditRecord): string {
  switch (record.type) {
    case 'outcome':
      return `record ${text(record['of'])} ${text(record['status'])} in ${text(record['duration'])} ms ${text(record['error'])}`;
    case 'policy.load':
      return record['ok'] === true
        ? `${text(record['file'])} (sha256 ${text(record['digest']).slice(0, 16)})`
        : `${text(record['file'])} does not load: ${text(record['error'])}`;
    case 'bypass.start':
      return `until ${text(record['ends'])}: ${text(record['reason'])}`;
    case 'bypass.end':
      return `of record ${text(record['of'])}: ${text(record['cause'])}`;
    case 'mode.change':
      return `${text(record['from'])} to ${text(record['to'])}: ${text(record['reason'])}`;
    case 'prune':
      return `records before ${text(record['to'])}: ${text(record['reason'])}`;
    case 'open':
      return `process ${text(record['pid'])}, engine ${text(record['engine'])}`;
    default:
      return '';
  }
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
