import Table from 'cli-table3';
import { reasonOf } from '../../engine/replay/index.js';
import type { Paint } from '../../engine/reports/paint.js';
import { visible } from '../safe-text.js';
import type { SimulatedEvent } from './report.js';

const GAP = 2;
const RECORDED = 21;
const DECISION = 18;
/** Below this width the actor (which the summary has), the date and the column of recorded decisions make room. */
const NARROW = 120;
/** What the columns of free text would like, and their share of a terminal that is too narrow for that. */
const IDEAL = { when: 26, actor: 22, capability: 36, why: 30 };
const SHARE = { when: 0.2, actor: 0.18, capability: 0.32, why: 0.3 };
const NARROWEST = 6;
/** No column shows more of a text than this, so that a huge one costs nothing. */
const LONGEST = 400;

const SIDES = ['top', 'bottom', 'left', 'right', 'mid'];
const JOINTS = ['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'];
const NO_LINES = Object.fromEntries(
  [...SIDES, ...JOINTS, 'left-mid', 'mid-mid', 'right-mid', 'middle'].map((name) => [name, '']),
);

/** Events as rows, in columns that are fixed beforehand: one table can be printed in parts. */
export class EventTable {
  readonly #widths: readonly number[];
  readonly #narrow: boolean;
  /** Whether recorded decisions have a column of their own. */
  readonly #recordedColumn: boolean;

  constructor(
    columns: number,
    private readonly comparing: boolean,
    private readonly paint: Paint,
    /** What the column of the other decisions is called. */
    private readonly original = 'recorded',
  ) {
    this.#narrow = columns < NARROW;
    this.#recordedColumn = comparing && !this.#narrow;
    this.#widths = this.#narrow ? narrowWidths(columns) : widthsOf(columns, comparing);
  }

  head(): string {
    const { strong } = this.paint;
    const recorded = this.#recordedColumn ? [this.original] : [];
    const who = this.#narrow ? [] : ['actor'];
    const when = this.#narrow ? 'time' : 'time or id';
    const names = ['line', when, ...who, 'capability', ...recorded, 'decision', 'rule or reason'];
    return this.#text([names.map((name) => strong(name))]);
  }

  rows(events: readonly SimulatedEvent[]): string {
    return this.#text(events.map((event) => this.#cells(event)));
  }

  #cells(event: SimulatedEvent): string[] {
    const when = String(event.ts ?? event.id ?? '');
    return [
      String(event.line),
      shown(this.#narrow ? (TIME.exec(when)?.[1] ?? when) : when),
      ...(this.#narrow ? [] : [shown(event.actor ?? '(invalid)')]),
      shown(event.capability ?? '(invalid)'),
      ...(this.#recordedColumn ? [this.#recorded(event)] : []),
      this.#decision(event),
      this.comparing && this.#narrow ? this.#was(event) + why(event) : why(event),
    ];
  }

  /** Without a column for it, a recorded decision is told where it was another. */
  #was({ recorded, drift }: SimulatedEvent): string {
    return drift && recorded?.decision !== undefined
      ? `${this.paint.strong(`was ${recorded.decision}`)}; `
      : '';
  }

  #decision({ decision }: SimulatedEvent): string {
    const { good, error, warning } = this.paint;
    return { allow: good, deny: error, require_approval: warning }[decision](decision);
  }

  #recorded({ recorded, drift }: SimulatedEvent): string {
    if (recorded === undefined) return this.paint.dim('not recorded');
    if (recorded.decision === undefined) return this.paint.warning(`${shown(recorded.text)} ?`);
    return drift ? this.paint.strong(`${recorded.decision} !=`) : recorded.decision;
  }

  #text(rows: string[][]): string {
    const table = new Table({
      chars: NO_LINES,
      style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [] },
      colWidths: [...this.#widths],
    });
    table.push(...rows);
    return `${table.toString().replace(/[ \t]+$/gm, '')}\n`;
  }
}

/** The time of day of an ISO 8601 time. */
const TIME = /^\d{4}-\d\d-\d\dT(\d\d:\d\d:\d\d)/;
const LINE = 10;
const NARROW_LINE = 6;
const NARROW_WHEN = 10;

/** The rule with its own words where one decided, else the reason with what is known about it. */
function why(event: SimulatedEvent): string {
  const { rule, reason, detail } = event;
  if (rule === null) return shown(detail === undefined ? reasonOf(event) : `${reason}: ${detail}`);
  const id = reason === 'policy_warn' ? `${rule.id} (warn)` : rule.id;
  return shown(rule.reason === undefined ? id : `${id}: ${rule.reason}`);
}

function shown(text: string | number): string {
  return visible(String(text).slice(0, LONGEST));
}

function narrowWidths(columns: number): number[] {
  const free = Math.max(4 * NARROWEST, columns - NARROW_LINE - NARROW_WHEN - DECISION);
  const capability = Math.min(IDEAL.capability, Math.floor(free * 0.55));
  return [NARROW_LINE, NARROW_WHEN, capability, DECISION, free - capability];
}

function widthsOf(columns: number, comparing: boolean): number[] {
  const free = columns - LINE - DECISION - (comparing ? RECORDED : 0);
  const wanted = IDEAL.when + IDEAL.actor + IDEAL.capability;
  const share = (part: keyof typeof IDEAL): number =>
    free >= wanted + IDEAL.why ? IDEAL[part] : Math.max(NARROWEST, Math.floor(free * SHARE[part]));
  const last = Math.max(share('why'), free - wanted);
  const texts = [share('when'), share('actor'), share('capability')];
  return [LINE, ...texts, ...(comparing ? [RECORDED] : []), DECISION, last];
}
