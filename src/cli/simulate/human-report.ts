import { plural } from '../../engine/reports/words.js';
import { EventTable } from './event-table.js';
import type { Batch, Report, SimulatedEvent, Subject, Summary, Timing } from './report.js';
import { summaryText } from './summary-text.js';
import type { Look } from './summary-text.js';

/** How many rows are laid out at a time. */
const ROWS = 500;
/** How many drifting events are shown beyond the rows of the table. */
const DRIFT_ROWS = 20;

export interface HumanOptions extends Look {
  readonly comparing: boolean;
  /** The most rows of the table; 0 for all. */
  readonly limit: number;
}

/** A table of the first events, the drift beyond it, and a summary. */
export class HumanReport implements Report {
  readonly rows: number;
  readonly driftRows: number;
  readonly #table: EventTable;
  #waiting: SimulatedEvent[] = [];
  #drifting: SimulatedEvent[] = [];
  #printed = 0;

  constructor(
    private readonly subject: Subject,
    private readonly options: HumanOptions,
  ) {
    this.rows = options.limit === 0 ? Infinity : options.limit;
    this.driftRows = options.comparing ? DRIFT_ROWS : 0;
    this.#table = new EventTable(options.columns, options.comparing, options.paint);
  }

  *batch({ events, drifting }: Batch): Iterable<string> {
    this.#waiting.push(...events);
    this.#drifting.push(...drifting);
    while (this.#waiting.length >= ROWS) yield this.#print(this.#waiting.splice(0, ROWS));
  }

  end(summary: Summary, timing: Timing): string {
    const rest = this.#print(this.#waiting);
    const more = summary.events - this.#printed;
    const cut = more > 0 ? `… ${plural(more, 'more event')} (\`--limit 0\` shows all)\n` : '';
    return `${rest}${cut}${this.#driftText()}\n${summaryText(this.subject, summary, timing, this.options)}`;
  }

  fail(): { text: string; told: boolean } {
    return { text: this.#print(this.#waiting), told: false };
  }

  #print(events: SimulatedEvent[]): string {
    if (events.length === 0) return '';
    const head = this.#printed === 0 ? this.#table.head() : '';
    this.#printed += events.length;
    return head + this.#table.rows(events);
  }

  #driftText(): string {
    if (this.#drifting.length === 0) return '';
    const title = this.options.paint.strong('drift beyond these rows, from its start');
    return `\n${title}\n${this.#table.head()}${this.#table.rows(this.#drifting)}`;
  }
}
