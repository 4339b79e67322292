import type { AuditRecord } from '../audit/record.js';
import type { JsonValue } from '../model/json.js';
import { cell } from './log-row.js';
import { PLAIN } from './paint.js';
import type { Paint, TextOptions } from './paint.js';
import { visible, visibleLines } from './visible.js';

/** One decision as `trace` shows it. */
export interface TraceView {
  readonly record: AuditRecord;
  readonly outcome: AuditRecord | null;
  readonly bypass: AuditRecord | null;
  readonly payload: {
    readonly stored: JsonValue;
    readonly arguments: Readonly<Record<string, 'matches' | 'differs' | 'redacted'>>;
  } | null;
  readonly inclusion: {
    readonly size: number;
    readonly root: string;
    readonly leaf: string;
    readonly holds: boolean;
  } | null;
}

const MAX_PAYLOAD = 4000;

/** Everything that is known about one record. */
export function traceText(view: TraceView, { paint = PLAIN }: TextOptions = {}): string {
  const { record } = view;
  const title = record.type === 'decision' ? decisionTitle(record, paint) : paint.strong(cell(record.type));
  const rows = [
    ...eventRows(record),
    ...ruleRows(record),
    ...storyRows(view, paint),
    ...proofRows(view, paint),
  ];
  const out = [title, ...rows.map(([name, value]) => `  ${paint.dim(name.padEnd(11))}  ${value}`)];
  if (view.payload !== null) out.push('', ...payloadLines(view.payload, paint));
  return `${out.join('\n')}\n`;
}

function decisionTitle(record: AuditRecord, paint: Paint): string {
  const decision = cell(record['decision']);
  const colour = decision === 'allow' ? paint.good : decision === 'deny' ? paint.error : paint.warning;
  const passed = record['authorized'] === true ? 'let through' : 'blocked';
  return `${paint.strong(colour(decision))} ${paint.dim(`(${cell(record['reason'], 200)}; ${passed})`)}`;
}

type Row = [string, string];

/** Fields by the names that they have in the log, those of the event first. */
const EVENT = [
  'id',
  'actor',
  'on_behalf',
  'capability',
  'environment',
  'risk',
  'session',
  'parent',
  'tenant',
  'role',
  'tool',
  'cwd',
  'by',
  'detail',
];

function eventRows(record: AuditRecord): Row[] {
  const rows: Row[] = [['record', `${record.seq}, at ${cell(record.ts)}, writer ${cell(record.w)}`]];
  for (const name of EVENT) {
    const value = record[name];
    if (typeof value === 'string' && value !== '') rows.push([name, cell(value, 300)]);
  }
  return rows;
}

function ruleRows(record: AuditRecord): Row[] {
  const rows: Row[] = [];
  const rule = record['rule'] as { id?: unknown; file?: unknown; line?: unknown } | null | undefined;
  if (rule) rows.push(['rule', `${cell(rule.id)} (${cell(rule.file, 200)}:${cell(rule.line)})`]);
  else if (record.type === 'decision') rows.push(['rule', 'none']);
  const policy = record['policy'] as { name?: unknown; digest?: unknown } | undefined;
  if (policy) rows.push(['policy', `${cell(policy.name)} (sha256 ${cell(policy.digest, 16)})`]);
  return rows;
}

function storyRows({ record, outcome, bypass }: TraceView, paint: Paint): Row[] {
  const rows: Row[] = [];
  if (bypass !== null) {
    rows.push([
      'bypass',
      paint.error(`record ${bypass.seq} by ${cell(bypass['by'])}: ${cell(bypass['reason'], 200)}`),
    ]);
  }
  if (record['authorized'] === true)
    rows.push(['outcome', outcome === null ? 'none is recorded' : outcomeText(outcome)]);
  return rows;
}

function outcomeText(outcome: AuditRecord): string {
  const error = outcome['error'] === undefined ? '' : ` (${cell(outcome['error'])})`;
  return `${cell(outcome['status'])}${error} after ${cell(outcome['duration'])} ms, record ${outcome.seq}`;
}

function proofRows({ inclusion }: TraceView, paint: Paint): Row[] {
  if (inclusion === null) return [['proof', 'no checkpoint covers it yet']];
  const { holds, size, leaf } = inclusion;
  const held = holds ? paint.good('✓ it is in the log') : paint.error('✗ IT IS NOT IN THE LOG');
  return [
    ['leaf', leaf],
    ['proof', `${held} that the checkpoint of size ${size} signs`],
  ];
}

function payloadLines(
  { stored, arguments: checks }: NonNullable<TraceView['payload']>,
  paint: Paint,
): string[] {
  const text = visibleLines(JSON.stringify(stored, null, 2));
  const shown =
    text.length > MAX_PAYLOAD ? `${text.slice(0, MAX_PAYLOAD)}… (${text.length} characters)` : text;
  const words = {
    matches: paint.good('as committed'),
    differs: paint.error('NOT what was committed'),
    redacted: paint.warning('redacted'),
  };
  return [
    paint.strong('Payload, as it was stored'),
    ...shown.split('\n').map((line) => `  ${line}`),
    ...Object.entries(checks).map(([name, check]) => `  ${paint.dim(visible(name))}  ${words[check]}`),
  ];
}
