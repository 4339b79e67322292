import { isChosen } from '../../engine/replay/index.js';
import type { EventChoice, SimulatedEvent } from '../../engine/replay/index.js';
import type { ReplayRow } from '../../engine/reports/replay-row.js';
import { plural } from '../../engine/reports/words.js';
import { EventTable } from '../simulate/event-table.js';
import type { Look } from '../simulate/summary-text.js';
import type { Outcome } from './outcome.js';
import type { ReplayReport, Rows } from './report.js';
import { summaryText, traceName } from './summary-text.js';

/** How many rows are laid out at a time. */
const ROWS = 500;
/** How many drifting events are shown beyond the rows of the table. */
const DRIFT_ROWS = 20;

export interface TableOptions extends Look {
  /** The most rows of the table; 0 for all. */
  readonly limit: number;
  readonly only: EventChoice | undefined;
  /** Each trace has a heading. */
  readonly several: boolean;
  /** The decisions are set beside another policy's. */
  readonly baseline: boolean;
  readonly chosenOf: (outcome: Outcome) => number;
}

/** A table of the first events that are asked for, the drift beyond it, and a summary. */
export class TableReport implements ReplayReport {
  readonly rows: number;
  readonly driftRows = DRIFT_ROWS;
  readonly #table: EventTable;
  #waiting: ReplayRow[] = [];
  #drifting: ReplayRow[] = [];
  #taken = 0;
  #headed: string | undefined;

  constructor(private readonly options: TableOptions) {
    this.rows = options.limit === 0 ? Infinity : options.limit;
    this.#table = new EventTable(
      options.columns,
      true,
      options.paint,
      options.baseline ? 'baseline' : undefined,
    );
  }

  begin(): string {
    return '';
  }

  *batch(trace: string, { rows, drifting }: Rows): Iterable<string> {
    const taken = rows.slice(0, this.rows - this.#taken);
    this.#taken += taken.length;
    this.#waiting.push(...taken);
    const beyond = [...rows.slice(taken.length), ...drifting].filter((row) => this.#isAsked(row));
    this.#drifting.push(...beyond.slice(0, DRIFT_ROWS - this.#drifting.length));
    while (this.#waiting.length >= ROWS) yield this.#print(trace, this.#waiting.splice(0, ROWS));
  }

  close(trace: string): string {
    return this.#print(trace, this.#waiting.splice(0));
  }

  end(outcome: Outcome): string {
    const more = this.options.chosenOf(outcome) - this.#taken;
    const cut = more > 0 ? `… ${plural(more, 'more event')} (\`--limit 0\` shows all)\n` : '';
    const shown = this.#taken > 0 || cut !== '' ? '\n' : '';
    return `${cut}${this.#driftText()}${shown}${summaryText(outcome, this.options)}`;
  }

  fail(_: unknown, outcome: Outcome): { text: string; told: boolean } {
    const trace = this.#waiting[0]?.trace;
    const rows = trace === undefined ? '' : this.#print(trace, this.#waiting.splice(0));
    if (outcome.summary.events === 0) return { text: rows, told: false };
    return { text: `${rows}\n${summaryText(outcome, this.options)}`, told: false };
  }

  aside(): string {
    return '';
  }

  #isAsked({ drift, replayed }: ReplayRow): boolean {
    const { only } = this.options;
    if (typeof drift !== 'string') return false;
    return only === undefined || isChosen(only, drift as SimulatedEvent['drift'], replayed.decision);
  }

  #print(trace: string, rows: ReplayRow[]): string {
    if (rows.length === 0) return '';
    const first = this.#headed === undefined;
    const fresh = this.#headed !== trace;
    this.#headed = trace;
    const title = this.options.several && fresh ? `${first ? '' : '\n'}${this.#strong(trace)}\n` : '';
    const head = fresh ? this.#table.head() : '';
    return title + head + this.#table.rows(rows.map(eventOf));
  }

  #strong(trace: string): string {
    return this.options.paint.strong(traceName(trace));
  }

  #driftText(): string {
    if (this.#drifting.length === 0) return '';
    const title = this.options.paint.strong('drift beyond these rows, from its start');
    this.#headed = undefined;
    const traces = [...new Set(this.#drifting.map(({ trace }) => trace))];
    const parts = traces.map((name) =>
      this.#print(
        name,
        this.#drifting.filter(({ trace }) => trace === name),
      ),
    );
    return `\n${title}\n${parts.join('')}`;
  }
}

function eventOf({ replayed, original, drift, ...row }: ReplayRow): SimulatedEvent {
  return { ...row, ...replayed, recorded: original, drift } as SimulatedEvent;
}
