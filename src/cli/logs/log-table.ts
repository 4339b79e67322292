import Table from 'cli-table3';
import { fit } from '../../engine/reports/fit.js';
import type { LogRow } from '../../engine/reports/log-row.js';
import type { Paint } from '../../engine/reports/paint.js';
import { textWidth } from '../../engine/reports/width.js';

export interface Look {
  readonly paint: Paint;
  readonly columns: number;
}

const GAP = 2;
/** Below this width the time makes room. */
const NARROW = 110;
/** `require_approval`, and the mark of what was let through despite it. */
const DECISION = 18 + GAP;
const MAX = { agent: 24, capability: 40, reason: 120 };
const MIN = { agent: 8, capability: 12, reason: 16 };
/** What the reason may claim of the room for free texts before agent and capability have theirs. */
const REASON_SHARE = 0.4;
/** Rows laid out at once: the time that a table takes grows with their square. */
const CHUNK = 50;
export const DESPITE = '*';

/** Records in columns that are fixed beforehand: what comes later stands below what was there. A line to a record. */
export class LogTable {
  readonly #widths: readonly number[];
  readonly #timeOf: (time: string) => string;
  readonly #timeName: string;

  constructor(
    rows: readonly LogRow[],
    private readonly look: Look,
  ) {
    const narrow = look.columns < NARROW;
    const oneDay =
      new Set(rows.filter(({ time }) => time !== '').map(({ time }) => time.slice(0, 10))).size <= 1;
    const [from, to, width] = !narrow ? [0, 19, 19] : oneDay ? [11, 19, 8] : [5, 16, 11];
    this.#timeOf = (time) => time.slice(from, to).replace('T', ' ');
    this.#timeName = narrow ? 'UTC' : 'TIME (UTC)';
    const seq = Math.max(3, String((rows.at(-1)?.seq ?? 0) + 1).length);
    const left = look.columns - seq - width - DECISION - 4 * GAP;
    this.#widths = [seq + GAP, width + GAP, ...textWidths(rows, left)];
  }

  head(): string {
    const names = ['SEQ', this.#timeName, 'AGENT', 'CAPABILITY', 'DECISION', 'REASON'];
    return this.#text([names.map((name) => this.look.paint.dim(name))]);
  }

  rows(rows: readonly LogRow[]): string {
    const parts: string[] = [];
    for (let at = 0; at < rows.length; at += CHUNK)
      parts.push(this.#text(rows.slice(at, at + CHUNK).map((row) => this.#cells(row))));
    return parts.join('');
  }

  #cells(row: LogRow): string[] {
    const { paint } = this.look;
    const room = (column: number): number => (this.#widths[column] as number) - GAP;
    const colour = colourOf(row, paint);
    const decision = row.despite ? `${row.decision} ${DESPITE}` : row.decision;
    const reason = fit(row.reason, room(5));
    return [
      paint.dim(String(row.seq).slice(0, room(0))),
      paint.dim(this.#timeOf(row.time)),
      fit(row.agent, room(2)),
      fit(row.capability, room(3)),
      colour(fit(decision, room(4))),
      row.tone === 'bypass' || row.tone === 'bad' ? colour(reason) : reason,
    ];
  }

  #text(rows: string[][]): string {
    const style = { 'padding-left': 0, 'padding-right': GAP, head: [], border: [] };
    const table = new Table({ chars: NO_LINES, style, colWidths: [...this.#widths] });
    table.push(...rows);
    return `${table.toString().replace(/[ \t]+$/gm, '')}\n`;
  }
}

/** Agent, capability, decision and reason: as wide as their texts, or a share of what there is. */
function textWidths(rows: readonly LogRow[], room: number): number[] {
  const widest = (name: 'agent' | 'capability' | 'reason'): number =>
    rows.reduce((most, row) => Math.max(most, Math.min(textWidth(row[name]), MAX[name])), MIN[name]);
  const agent = widest('agent');
  const capability = Math.max('CAPABILITY'.length, widest('capability'));
  const reason = Math.max(MIN.reason, Math.min(widest('reason'), Math.floor(room * REASON_SHARE)));
  const over = Math.max(0, agent + capability + reason - room);
  const lessAgent = Math.min(agent - MIN.agent, Math.ceil((over * agent) / (agent + capability)));
  const lessCapability = Math.min(capability - MIN.capability, over - lessAgent);
  const [first, second] = [agent - lessAgent, capability - Math.max(0, lessCapability)];
  const last = Math.max(MIN.reason, Math.min(MAX.reason, room - first - second));
  return [first + GAP, second + GAP, DECISION, last + GAP];
}

function colourOf({ tone, despite }: LogRow, paint: Paint): (text: string) => string {
  switch (tone) {
    case 'allow':
      return paint.good;
    case 'require_approval':
    case 'observed':
      return paint.warning;
    case 'deny':
      return despite ? paint.warning : paint.error;
    case 'bypass':
    case 'bad':
      return (text) => paint.strong(paint.error(text));
    case 'event':
      return paint.note;
  }
}

const SIDES = ['top', 'bottom', 'left', 'right', 'mid'];
const JOINTS = ['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'];
const NO_LINES = Object.fromEntries(
  [...SIDES, ...JOINTS, 'left-mid', 'mid-mid', 'right-mid', 'middle'].map((name) => [name, '']),
);
