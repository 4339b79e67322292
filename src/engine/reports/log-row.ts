import type { AuditRecord } from '../audit/record.js';
import { fit } from './fit.js';
import { visible } from './visible.js';

/** How loud a record is to be. */
export type Tone = 'allow' | 'deny' | 'require_approval' | 'bypass' | 'observed' | 'event' | 'bad';

/** One record as a line of a report. Texts are safe to print. */
export interface LogRow {
  readonly seq: number;
  readonly time: string;
  readonly agent: string;
  readonly capability: string;
  /** The decision, or what kind of record it is. */
  readonly decision: string;
  readonly reason: string;
  /** The reason in few letters: the rule alone, where the decision says the rest. */
  readonly why: string;
  readonly tone: Tone;
  /** Let through although the policy did not allow it. */
  readonly despite: boolean;
}

const MAX_CELL = 80;
const MAX_REASON = 160;
/** `policy_deny (no-rm)`: that the policy denied stands beside it. */
const PLAIN_REASON = /^policy_[a-z_]+ \((.*)\)$/s;

/** A text from a record, cut to a length that a line can bear; hidden characters are written out. */
export function cell(value: unknown, most = MAX_CELL): string {
  return fit(visible(plainText(value).slice(0, most * 4)), most);
}

/** What a hostile record has in a place as text, whatever it is. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** The id of the rule that a record names. */
export function ruleIdOf(record: AuditRecord): string | undefined {
  const id = (record['rule'] as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id : undefined;
}

/** The row of a record, whatever its type. */
export function logRow(record: AuditRecord): LogRow {
  const reason = reasonText(record);
  const why = cell(reason.replace(PLAIN_REASON, '$1'), MAX_REASON);
  const common = { seq: record.seq, time: cell(record.ts, 24), reason: cell(reason, MAX_REASON), why };
  if (record.type === 'decision') {
    return {
      ...common,
      agent: cell(record['actor'], 40),
      capability: cell(record['capability'], 60),
      decision: cell(record['decision'], 20),
      tone: toneOf(record),
      despite: record['authorized'] === true && record['decision'] !== 'allow',
    };
  }
  return {
    ...common,
    agent: cell(record['by'] ?? record['actor'], 40),
    capability: cell(record['capability'], 60),
    decision: cell(record.type, 24),
    tone: record.type === 'bypass.start' ? 'bypass' : 'event',
    despite: false,
  };
}

/** The row of what stands in a record's place and is none. */
export function badRow(seq: number, message: string): LogRow {
  const why = cell(message, MAX_REASON);
  const nothing = { time: '', agent: '', capability: '' };
  return { seq, ...nothing, decision: 'unreadable', reason: why, why, tone: 'bad', despite: false };
}

function toneOf(record: AuditRecord): Tone {
  const reason = plainText(record['reason']);
  if (record['bypass'] !== undefined || reason.startsWith('bypassed:')) return 'bypass';
  if (reason.startsWith('observed:')) return 'observed';
  const { decision } = record;
  return decision === 'allow' || decision === 'require_approval' ? decision : 'deny';
}

/** Why, in one line: not cut, and nothing made visible yet. */
export function reasonText(record: AuditRecord): string {
  if (record.type !== 'decision') return wordsOf(record).trim();
  const rule = ruleIdOf(record);
  const reason = plainText(record['reason']);
  if (rule !== undefined) return `${reason} (${rule})`;
  const detail = plainText(record['detail']);
  return detail === '' ? reason : `${reason}: ${detail}`;
}

/** What a record that is no decision has to say. */
function wordsOf(record: AuditRecord): string {
  if (/^(approval|grant)\./.test(record.type)) return approvalWords(record);
  const the = (name: string): string => plainText(record[name]);
  switch (record.type) {
    case 'outcome':
      return `record ${the('of')} ${the('status')} in ${the('duration')} ms ${the('error')}`;
    case 'policy.load':
      return record['ok'] === true
        ? `${the('file')} (sha256 ${the('digest').slice(0, 16)})`
        : `${the('file')} does not load: ${the('error')}`;
    case 'bypass.start':
      return `until ${minute(the('ends'))}: ${the('reason')}`;
    case 'bypass.end':
      return `of record ${the('of')}: ${the('cause')}`;
    case 'mode.change':
      return `${the('from')} to ${the('to')}: ${the('reason')}`;
    case 'prune':
      return `records before ${the('to')}: ${the('reason')}`;
    case 'open':
      return `process ${the('pid')}, engine ${the('engine')}`;
    default:
      return '';
  }
}

/** What happened to a request or grant, and why. */
function approvalWords(record: AuditRecord): string {
  const the = (name: string): string => plainText(record[name]);
  const id = the('request') || the('grant');
  const parts = [
    record.type === 'approval.requested' ? `decide by ${minute(the('decide_by'))}` : '',
    record['n'] === undefined ? '' : `use ${the('n')}, for record ${the('of')}`,
    the('reason'),
  ];
  const words = parts.filter((part) => part !== '').join(': ');
  return words === '' ? id : `${id}: ${words}`;
}

/** An ISO 8601 time to the minute: `2026-01-31 09:30`. */
export function minute(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
