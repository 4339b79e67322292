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
/** What free texts may claim, and what each has at the least. */
const MAX = { agent: 24, capability: 40, reason: 40 };
const MIN = { agent: 6, capability: 8, reason: 8 };
/** As wide as their names are. */
const LEAST = { agent: 6, capability: 10, reason: 8 };
/** Rows laid out at once: the time that a table takes grows with their square. */
const CHUNK = 50;
export const DESPITE = '*';

/** Records in columns that are fixed beforehand: what comes later stands below what was there. A line to a record. */
export class LogTable {
  readonly #widths: readonly number[];
  readonly #timeOf: (time: string) => string;
  readonly #narrow: boolean;

  constructor(
    rows: readonly LogRow[],
    private readonly look: Look,
  ) {
    const narrow = look.columns < NARROW;
    const days = new Set(rows.filter(({ time }) => time !== '').map(({ time }) => time.slice(0, 10)));
    const [from, to] = !narrow ? [0, 19] : days.size <= 1 ? [11, 19] : [5, 16];
    this.#narrow = narrow;
    this.#timeOf = (time) => time.slice(from, to).replace('T', ' ');
    const seq = Math.max(3, String((rows.at(-1)?.seq ?? 0) + 1).length);
    const decision = widest(rows.map(decisionOf), 'require_approval'.length);
    const fixed = [seq, to - from, decision];
    const room = look.columns - fixed.reduce((sum, width) => sum + width + GAP, 2 * GAP);
    const reasons = rows.map((row) => this.#reasonOf(row));
    const [agent, capability, reason] = textWidths(rows, reasons, room);
    this.#widths = [seq, to - from, agent, capability, decision, reason];
  }

  head(): string {
    const names = ['SEQ', this.#narrow ? 'UTC' : 'TIME (UTC)', 'AGENT', 'CAPABILITY', 'DECISION', 'REASON'];
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
    const colour = colourOf(row, paint);
    const cells = [
      String(row.seq),
      this.#timeOf(row.time),
      row.agent,
      row.capability,
      decisionOf(row),
      this.#reasonOf(row),
    ].map((text, column) => fit(text, this.#widths[column] as number));
    const colours = [paint.dim, paint.dim, same, same, colour, row.tone === 'bypass' ? colour : same];
    return cells.map((text, column) => (colours[column] as typeof same)(text));
  }

  #reasonOf(row: LogRow): string {
    return this.#narrow ? row.why : row.reason;
  }

  #text(rows: string[][]): string {
    const style = { 'padding-left': 0, 'padding-right': GAP, head: [], border: [] };
    const table = new Table({ chars: NO_LINES, style, colWidths: this.#widths.map((width) => width + GAP) });
    table.push(...rows);
    return `${table.toString().replace(/[ \t]+$/gm, '')}\n`;
  }
}

function decisionOf({ decision, despite }: LogRow): string {
  return despite ? `${decision} ${DESPITE}` : decision;
}

function same(text: string): string {
  return text;
}

function widest(texts: readonly string[], least: number, most = Infinity): number {
  return Math.min(
    most,
    texts.reduce((max, text) => Math.max(max, textWidth(text)), least),
  );
}

/** Agent, capability and reason: as wide as they are; where there is no room for that, each gives its share. */
function textWidths(
  rows: readonly LogRow[],
  reasons: readonly string[],
  room: number,
): [number, number, number] {
  const agents = rows.map(({ agent }) => agent);
  const capabilities = rows.map(({ capability }) => capability);
  const widthsOf = (pick: (texts: readonly string[]) => readonly string[]): [number, number, number] => [
    widest(pick(agents), LEAST.agent, MAX.agent),
    widest(pick(capabilities), LEAST.capability, MAX.capability),
    widest(pick(reasons), LEAST.reason, MAX.reason),
  ];
  const spare = (widths: readonly number[]): number => room - widths.reduce((sum, width) => sum + width, 0);
  const all = widthsOf((texts) => texts);
  const wanted = spare(all) >= 0 ? all : widthsOf(ordinary);
  const [agent, capability, reason] = wanted;
  const over = Math.max(0, -spare(wanted));
  const loose = [agent - MIN.agent, capability - MIN.capability, reason - MIN.reason];
  const share =
    over /
    Math.max(
      1,
      loose.reduce((sum, one) => sum + one, 0),
    );
  const less = (column: number): number =>
    Math.min(loose[column] ?? 0, Math.round((loose[column] ?? 0) * share));
  const [first, second] = [agent - less(0), capability - less(1)];
  return [first, second, Math.max(MIN.reason, room - first - second)];
}

/** Without the few that are longer than the rest: they do not set the width for all. */
function ordinary(texts: readonly string[]): readonly string[] {
  const byWidth = [...texts].sort((one, other) => textWidth(one) - textWidth(other));
  return byWidth.slice(0, Math.ceil(byWidth.length * 0.9));
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
