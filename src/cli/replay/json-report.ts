import type { ReplayRow } from '../../engine/reports/replay-row.js';
import { failureJson, failureOf } from '../failure.js';
import { visibleJson } from '../safe-text.js';
import type { Outcome, Subject } from './outcome.js';
import type { ReplayReport, Rows } from './report.js';
import { asideText } from './summary-text.js';

/** Text for a machine is left as it is; what a person will see on a terminal has its hidden characters escaped. */
function jsonWriter(terminal: boolean): (value: unknown) => string {
  return terminal ? (value) => visibleJson(JSON.stringify(value)) : (value) => JSON.stringify(value);
}

/** An event as `--json` and `--jsonl` show it. */
export function rowJson({ original, replayed, drift, ...row }: ReplayRow): object {
  return {
    ...row,
    original: original === undefined ? null : { ...original, decision: original.decision ?? null },
    replayed,
    changed: drift === undefined ? null : drift !== null,
    drift: drift ?? null,
  };
}

/** One JSON object a line and event, and nothing else. */
export function jsonLines(terminal: boolean): ReplayReport {
  const json = jsonWriter(terminal);
  return {
    rows: Infinity,
    driftRows: 0,
    begin: () => '',
    *batch(_, { rows }) {
      if (rows.length > 0) yield `${rows.map((row) => json(rowJson(row))).join('\n')}\n`;
    },
    close: () => '',
    end: () => '',
    fail: () => ({ text: '', told: false }),
    aside: asideText,
  };
}

/** How many bad lines are listed one by one; all are counted. */
const MOST_BAD_LINES = 1000;

/** One JSON document, written as it comes. It is whole also when a trace breaks off in the middle. */
export class JsonDocument implements ReplayReport {
  readonly rows = Infinity;
  readonly driftRows = 0;
  readonly #json: (value: unknown) => string;
  readonly #badLines: object[] = [];
  #begun = false;

  constructor(
    private readonly subject: Subject,
    terminal: boolean,
  ) {
    this.#json = jsonWriter(terminal);
  }

  begin(): string {
    return '';
  }

  *batch(trace: string, { rows, badLines }: Rows): Iterable<string> {
    const room = MOST_BAD_LINES - this.#badLines.length;
    this.#badLines.push(...badLines.slice(0, room).map((bad) => ({ trace, ...bad })));
    if (rows.length === 0) return;
    const before = this.#begun ? ',\n' : this.#head();
    this.#begun = true;
    yield before + rows.map((row) => this.#json(rowJson(row))).join(',\n');
  }

  close(): string {
    return '';
  }

  end({ traces, summary }: Outcome): string {
    return `${this.#begun ? '' : this.#head()}${this.#tail({ traces, summary })}`;
  }

  fail(error: unknown, { traces, summary }: Outcome): { text: string; told: boolean } {
    if (!this.#begun) return { text: '', told: false };
    const failure = failureJson(failureOf(error, 'see `capfence replay --help`'));
    return { text: this.#tail({ traces, summary, ...failure }), told: true };
  }

  aside(): string {
    return '';
  }

  #head(): string {
    return `${this.#json(this.subject).slice(0, -1)},"events":[\n`;
  }

  #tail(rest: object): string {
    return `\n],"badLines":${this.#json(this.#badLines)},${this.#json(rest).slice(1)}\n`;
  }
}
