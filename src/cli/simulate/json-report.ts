import { failureJson, failureOf } from '../failure.js';
import { visibleJson } from '../safe-text.js';
import type { Batch, Report, Subject, Summary, Timing } from './report.js';
import { countLine, noteLines } from './summary-text.js';
import type { BadLine } from '../../engine/replay/index.js';

/** Text for a machine is left as it is; what a person will see on a terminal has its hidden characters escaped. */
function jsonWriter(terminal: boolean): (value: unknown) => string {
  return terminal ? (value) => visibleJson(JSON.stringify(value)) : JSON.stringify;
}

/** One JSON object a line and event, and nothing else. */
export function jsonLines(terminal: boolean): Report {
  const json = jsonWriter(terminal);
  return {
    rows: Infinity,
    driftRows: 0,
    *batch({ events }) {
      if (events.length > 0) yield `${events.map(json).join('\n')}\n`;
    },
    end: () => '',
    fail: () => ({ text: '', told: false }),
    aside: (summary) => `${[countLine(summary), ...noteLines(summary)].join('\n')}\n`,
  };
}

/** One JSON document, written as it comes. It is whole also when the trace breaks off in the middle. */
export class JsonDocument implements Report {
  readonly rows = Infinity;
  readonly driftRows = 0;
  readonly #json: (value: unknown) => string;
  readonly #badLines: BadLine[] = [];
  #begun = false;

  constructor(
    private readonly subject: Subject,
    terminal: boolean,
  ) {
    this.#json = jsonWriter(terminal);
  }

  *batch({ events, badLines }: Batch): Iterable<string> {
    this.#badLines.push(...badLines);
    if (events.length === 0) return;
    const before = this.#begun ? ',\n' : this.#head();
    this.#begun = true;
    yield before + events.map((event) => this.#json(event)).join(',\n');
  }

  end(summary: Summary, timing: Timing): string {
    return this.#tail({ summary: { ...summary, timing } });
  }

  fail(error: unknown, summary: Summary): { text: string; told: boolean } {
    if (!this.#begun) return { text: '', told: false };
    const failure = failureJson(failureOf(error, 'see `capfence simulate --help`'));
    return { text: this.#tail({ summary, ...failure }), told: true };
  }

  #head(): string {
    const { trace, policy } = this.subject;
    return `{"trace":${this.#json(trace)},"policy":${this.#json(policy)},"events":[\n`;
  }

  #tail(rest: object): string {
    return `\n],"badLines":${this.#json(this.#badLines)},${this.#json(rest).slice(1)}\n`;
  }
}
