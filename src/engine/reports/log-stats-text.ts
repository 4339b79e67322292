import { fit } from './fit.js';
import type { Counted, LogStats } from './log-stats.js';
import { PLAIN } from './paint.js';
import type { Paint, TextOptions } from './paint.js';
import { textWidth } from './width.js';

const SHOWN = 10;
const HOURS = 24;
const HOUR_MS = 3_600_000;
const MAX_NAME = 40;
const MAX_BAR = 32;
const MIN_BAR = 8;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Small bar charts, all on one scale of columns. */
export function logStatsText(stats: LogStats, { paint = PLAIN, columns = 100 }: TextOptions = {}): string {
  const hours = lastHours(stats.hours);
  const charts: Chart[] = [
    { title: 'By decision', bars: stats.decisions, colour: (name) => colourOf(name, paint) },
    { title: 'By rule', bars: stats.rules },
    { title: 'By agent', bars: stats.agents },
    { title: 'By hour (UTC)', bars: hours, hidden: stats.hours.length - hours.filter(isSome).length },
  ];
  const total = stats.decisions.reduce((sum, one) => sum + one.count, 0);
  const title = paint.strong(`${total.toLocaleString('en-US')} decision${total === 1 ? '' : 's'}`);
  const layout = layoutOf(charts, columns);
  return `${title}\n\n${charts.map((chart) => chartText(chart, layout, paint)).join('\n\n')}\n`;
}

interface Chart {
  readonly title: string;
  readonly bars: readonly Counted[];
  readonly colour?: (name: string) => (text: string) => string;
  /** How many are left out, where it is not the lowest of them. */
  readonly hidden?: number;
}

interface Layout {
  readonly name: number;
  readonly digits: number;
  readonly bar: number;
}

function shownOf({ bars, hidden }: Chart): readonly Counted[] {
  return hidden === undefined ? bars.slice(0, SHOWN) : bars;
}

function layoutOf(charts: readonly Chart[], columns: number): Layout {
  const shown = charts.flatMap(shownOf);
  const longest = shown.reduce((most, { name }) => Math.max(most, textWidth(name)), 0);
  const digits = String(shown.reduce((most, one) => Math.max(most, one.count), 0)).length;
  const name = Math.max(8, Math.min(longest, MAX_NAME, columns - digits - MIN_BAR - 6));
  return { name, digits, bar: Math.max(MIN_BAR, Math.min(MAX_BAR, columns - name - digits - 6)) };
}

function chartText(chart: Chart, { name, digits, bar }: Layout, paint: Paint): string {
  const shown = shownOf(chart);
  const most = shown.reduce((max, one) => Math.max(max, one.count), 1);
  const lines = shown.map((one) => {
    const label = fit(one.name, name);
    const colour = chart.colour?.(one.name) ?? paint.note;
    const padded = `${label}${' '.repeat(name - textWidth(label))}`;
    return `  ${padded}  ${String(one.count).padStart(digits)}  ${colour(barOf(one.count / most, bar))}`.trimEnd();
  });
  const hidden = chart.hidden ?? chart.bars.length - shown.length;
  const more = hidden > 0 ? [paint.dim(`  … and ${hidden} more (--json has all)`)] : [];
  return [paint.strong(chart.title), ...lines, ...more].join('\n');
}

/** To an eighth of a cell; what is there at all has a bar. */
function barOf(share: number, cells: number): string {
  const eighths = share === 0 ? 0 : Math.max(1, Math.round(share * cells * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

function colourOf(name: string, paint: Paint): (text: string) => string {
  if (name === 'allow') return paint.good;
  return name === 'deny' || name.endsWith('(bypassed)') ? paint.error : paint.warning;
}

/** The last day up to the newest hour, with the hours in which nothing was decided. */
function lastHours(hours: readonly Counted[]): readonly Counted[] {
  const newest = timeOf(hours.at(-1)?.name ?? '');
  if (Number.isNaN(newest) || hours.some(({ name }) => Number.isNaN(timeOf(name))))
    return hours.slice(-HOURS);
  const first = Math.max(timeOf(hours[0]?.name ?? ''), newest - (HOURS - 1) * HOUR_MS);
  const counts = new Map(hours.map((one) => [timeOf(one.name), one.count]));
  const out: Counted[] = [];
  for (let time = first; time <= newest; time += HOUR_MS) {
    const name = new Date(time).toISOString().slice(0, 16).replace('T', ' ');
    out.push({ name, count: counts.get(time) ?? 0 });
  }
  return out;
}

function timeOf(name: string): number {
  return /^\d{4}-\d\d-\d\d \d\d:00$/.test(name) ? Date.parse(`${name.replace(' ', 'T')}Z`) : Number.NaN;
}

function isSome({ count }: Counted): boolean {
  return count > 0;
}
