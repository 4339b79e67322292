import type { AuditRecord } from '../audit/record.js';
import type { JsonValue } from '../model/json.js';
import { cell, plainText, ruleIdOf } from './log-row.js';
import { storyLines } from './trace-story-text.js';
import { PLAIN } from './paint.js';
import type { Paint, TextOptions } from './paint.js';
import { shownFile } from './place.js';
import { payloadLines } from './trace-payload-text.js';

/** Whether what is stored is what was committed to; `redacted` where it was taken out, `unknown` without its salt. */
export type Held = 'matches' | 'differs' | 'redacted' | 'unknown';

export interface TracePayload {
  readonly stored: JsonValue;
  readonly whole: Held;
  readonly arguments: Readonly<Record<string, Held>>;
}

/** That the record stands in the log of `size` records that a checkpoint signs. */
export interface TraceInclusion {
  readonly size: number;
  readonly root: string | null;
  readonly leaf: string;
  readonly proof: readonly string[];
  readonly holds: boolean;
  /** The key that signed, and where it is known from. */
  readonly key?: string;
  readonly trust?: 'keys folder' | 'own word';
  /** When it was signed, as the checkpoint has it. */
  readonly time?: string;
  /** Why it does not hold, where that is known. */
  readonly fault?: string;
}

/** One record as `trace` shows it: a decision with its story. */
export interface TraceView {
  readonly record: AuditRecord;
  /** What came of it; null where nothing is recorded. */
  readonly outcome: AuditRecord | null;
  /** The start of the bypass that let it through. */
  readonly bypass: AuditRecord | null;
  /** Null where it was not stored. */
  readonly payload: TracePayload | null;
  /** Null where no checkpoint covers it yet. */
  readonly inclusion: TraceInclusion | null;
  /** All that is recorded about the request or grant that the record is about, the first first. */
  readonly story: readonly AuditRecord[];
}

type Row = readonly [name: string, value: string];

const LABEL = 11;

/** Everything that is known about one record. */
export function traceText(view: TraceView, { paint = PLAIN, root }: TextOptions = {}): string {
  const { record } = view;
  const rows = [
    ...fieldRows(record),
    ...ruleRows(record, root),
    ...storyRows(view, paint),
    ...payloadRows(view),
    ...proofRows(view, paint),
  ];
  const out = [titleOf(record, paint), ...rows.map((row) => line(row, paint))];
  if (view.payload !== null) out.push('', ...payloadLines(view.payload, paint));
  if (view.story.length > 0) out.push('', ...storyLines(view, paint));
  return `${out.join('\n')}\n`;
}

function line([name, value]: Row, paint: Paint): string {
  return `  ${paint.dim(name.padEnd(LABEL))}  ${value}`;
}

function titleOf(record: AuditRecord, paint: Paint): string {
  if (record.type !== 'decision') return paint.strong(cell(record.type));
  const decision = cell(record['decision']);
  const colour = decision === 'allow' ? paint.good : decision === 'deny' ? paint.error : paint.warning;
  const passed = record['authorized'] === true;
  const end = passed ? 'let through' : 'blocked';
  const despite = passed && decision !== 'allow' ? paint.warning(paint.strong(end)) : paint.dim(end);
  return `${paint.strong(colour(decision))} ${paint.dim(`(${cell(record['reason'], 600)})`)}, ${despite}`;
}

/** Fields by the names that they have in the log, those of the event first. */
const FIELDS: readonly string[] = [
  ...['id', 'actor', 'on_behalf', 'role', 'capability', 'environment', 'risk', 'risk_level', 'tenant'],
  ...['session', 'parent', 'tool', 'table', 'cwd', 'detail'],
  ...[
    'by',
    'from',
    'to',
    'of',
    'status',
    'duration',
    'ends',
    'cause',
    'file',
    'name',
    'digest',
    'user',
    'pid',
    'request',
    'grant',
    'decide_by',
    'begins',
    'conditions',
    'n',
  ],
];

function fieldRows(record: AuditRecord): Row[] {
  const rows: Row[] = [['record', `${record.seq}, at ${cell(record.ts)}, by writer ${cell(record.w)}`]];
  const names = record.type === 'decision' ? FIELDS : [...FIELDS, 'reason', 'error'];
  for (const name of names) {
    const value = record[name];
    if ((typeof value === 'string' && value !== '') || typeof value === 'number')
      rows.push([name, cell(value, 300)]);
  }
  if (record['mode'] === 'observe') rows.push(['mode', 'observe: nothing was blocked']);
  return rows;
}

function ruleRows(record: AuditRecord, root: string | undefined): Row[] {
  if (record.type !== 'decision') return [];
  const policy = record['policy'] as { name?: unknown; digest?: unknown } | null | undefined;
  const digest = cell(plainText(policy?.digest).slice(0, 16));
  return [
    ['rule', ruleText(record, root)],
    ['policy', `${cell(policy?.name)} (sha256 ${digest})`],
  ];
}

function ruleText(record: AuditRecord, root: string | undefined): string {
  if (ruleIdOf(record) === undefined) return 'none';
  const { id, section, file, line: at } = record['rule'] as Record<string, unknown>;
  const name = plainText(id).includes(`${plainText(section)}[`)
    ? cell(id)
    : `${cell(section, 20)} ${cell(id)}`;
  return `${name} (${cell(shownFile(plainText(file), root), 200)}:${cell(at, 10)})`;
}

function storyRows({ record, outcome, bypass }: TraceView, paint: Paint): Row[] {
  const rows: Row[] = [];
  if (bypass !== null) {
    const who = `record ${bypass.seq}, by ${cell(bypass['by'])} until ${cell(bypass['ends'], 24)}`;
    rows.push(['bypass', paint.error(`${who}: ${cell(bypass['reason'], 600)}`)]);
  }
  if (record.type === 'decision' && record['authorized'] === true)
    rows.push(['outcome', outcome === null ? paint.dim('none is recorded') : outcomeText(outcome, paint)]);
  return rows;
}

function outcomeText(outcome: AuditRecord, paint: Paint): string {
  const error = outcome['error'] === undefined ? '' : ` (${cell(outcome['error'])})`;
  const text = `${cell(outcome['status'])}${error}`;
  const status = outcome['status'] === 'failed' ? paint.warning(text) : text;
  return `${status} after ${cell(outcome['duration'])} ms, record ${outcome.seq}`;
}

function payloadRows({ record, payload }: TraceView): Row[] {
  const committed = record['payload'] as { bytes?: unknown; args?: unknown } | null | undefined;
  if (payload !== null || typeof committed !== 'object' || committed === null) return [];
  const names =
    typeof committed.args === 'object' && committed.args !== null ? Object.keys(committed.args) : [];
  const each = names.length === 0 ? '' : `: ${cell(names.join(', '), 200)}`;
  return [['payload', `${cell(committed.bytes, 12)} bytes, committed to and not stored${each}`]];
}

const TRUST = { 'keys folder': 'from the keys folder', 'own word': 'on the log’s own word' };

function proofRows({ inclusion }: TraceView, paint: Paint): Row[] {
  if (inclusion === null) return [['proof', paint.warning('no checkpoint covers it yet')]];
  const { holds, size, leaf, key, trust, time, fault } = inclusion;
  const rows: Row[] = [['leaf', leaf]];
  if (!holds) {
    const why = fault === undefined ? 'it is not what the checkpoint signs' : cell(fault, 300);
    return [...rows, ['proof', paint.error(paint.strong(`✗ NOT PROVEN: ${why} (size ${size})`))]];
  }
  const when = time === undefined ? '' : ` at ${cell(time, 24)}`;
  rows.push(['proof', paint.good(`✓ in the log of ${size} records that was signed${when}`)]);
  if (trust !== undefined) rows.push(['key', `${cell(key)}, ${TRUST[trust]}`]);
  return rows;
}
