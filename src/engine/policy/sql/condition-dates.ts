import type { Value } from './condition-expr.js';
import { table } from '../table.js';

/** The present, later than any row began and earlier than some that end. */
export const NOW = '2030-01-01 12:00:00';
export const TODAY = NOW.slice(0, 10);

const SECOND = 1 / 86_400;
/** How many days one of each takes, as nearly as conditions need it. */
const UNITS: Readonly<Record<string, number>> = table({
  ...{ microsecond: SECOND / 1e6, millisecond: SECOND / 1e3, second: SECOND, sec: SECOND, ss: SECOND },
  ...{ minute: 60 * SECOND, min: 60 * SECOND, mi: 60 * SECOND, hour: 1 / 24, hh: 1 / 24, day: 1, dd: 1 },
  ...{ week: 7, ww: 7, wk: 7, month: 30, mon: 30, mm: 30, quarter: 91, year: 365, yy: 365, yyyy: 365 },
  ...{ decade: 3652, century: 36_524, millennium: 365_243 },
});

export function unitDays(unit: string): number | undefined {
  const low = unit.toLowerCase();
  return UNITS[low] ?? UNITS[low.replace(/s$/, '')];
}

/** `1 year 2 mons -3 days 04:05`: in days; undefined for what is no span of time. */
export function daysOf(text: string): number | undefined {
  let days = 0;
  const rest = text.replace(/([-+]?\d+(?:\.\d+)?)\s*([a-z]+)\b/gi, (whole, count: string, unit: string) => {
    const one = unitDays(unit);
    if (one === undefined) return whole;
    days += Number(count) * one;
    return '';
  });
  const clock = /^\s*(?:\d\d?:\d\d(?::\d\d(?:\.\d+)?)?)?\s*$/.test(rest);
  return text.trim() === '' || !clock ? undefined : days;
}

const DATE = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[-+]\d\d(?::?\d\d)?)?$/;

export function isDate(value: unknown): value is string {
  return typeof value === 'string' && DATE.test(value);
}

/** Milliseconds, whatever the zone: a day more or less decides nothing here. */
function toMillis(value: string): number {
  const clock = /\d\d:\d\d(?::\d\d)?/.exec(value.slice(10))?.[0] ?? '00:00';
  return Date.parse(`${value.slice(0, 10)}T${clock.padEnd(8, ':00')}Z`);
}

const DAY = 86_400_000;

export function shifted(date: string, days: number): string | undefined {
  const moved = toMillis(date) + days * DAY;
  if (!(Math.abs(moved) < 8e15)) return undefined;
  const text = new Date(moved).toISOString();
  // Years beyond four digits do not sort as texts.
  return /^\d/.test(text)
    ? text.slice(0, 19).replace('T', ' ')
    : text.startsWith('-')
      ? '0000-01-01'
      : '9999-12-31';
}

export function daysBetween(one: string, other: string): number {
  return (toMillis(one) - toMillis(other)) / DAY;
}

/** `date_trunc`. What is longer than a decade is the same for nearly all rows. */
export function truncated(unit: string, date: string): string | undefined {
  const low = unit.toLowerCase().replace(/s$/, '');
  const [year = '', month = ''] = date.split('-');
  if (low === 'decade') return `${year.slice(0, 3)}0-01-01 00:00:00`;
  if (low === 'year') return `${year}-01-01 00:00:00`;
  if (low === 'month') return `${year}-${month}-01 00:00:00`;
  if (low === 'quarter')
    return `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01 00:00:00`;
  if (low === 'week') return shifted(date.slice(0, 10), -((new Date(toMillis(date)).getUTCDay() + 6) % 7));
  const cut = { day: 10, hour: 13, minute: 16, second: 19 }[low];
  return cut === undefined ? undefined : `${date.slice(0, cut)}${'2000-01-01 00:00:00'.slice(cut)}`;
}

/** `extract`. */
export function partOf(unit: string, date: string): Value | undefined {
  const at = new Date(toMillis(date));
  const year = at.getUTCFullYear();
  const low = unit.toLowerCase().replace(/s$/, '');
  const of: Record<string, number> = {
    ...{ year, yy: year, yyyy: year, decade: Math.floor(year / 10) },
    ...{ isoyear: year, month: at.getUTCMonth() + 1 },
    ...{ quarter: Math.floor(at.getUTCMonth() / 3) + 1, day: at.getUTCDate(), dow: at.getUTCDay() },
    ...{ isodow: at.getUTCDay() || 7, weekday: at.getUTCDay() + 1, hour: at.getUTCHours() },
    ...{ minute: at.getUTCMinutes(), second: at.getUTCSeconds(), epoch: toMillis(date) / 1000 },
    doy: Math.floor((toMillis(date) - Date.UTC(year, 0)) / DAY) + 1,
    week: Math.floor((toMillis(date) - Date.UTC(year, 0)) / DAY / 7) + 1,
  };
  return of[low];
}

const SIGNS: readonly (readonly [RegExp, RegExp, number, number])[] = [
  [/%Y/g, /YYYY/gi, 0, 4],
  [/%m/g, /MM/gi, 5, 7],
  [/%d/g, /DD/gi, 8, 10],
  [/%H/g, /HH24/gi, 11, 13],
  [/%[Mi]/g, /MI/g, 14, 16],
  [/%[Ss]/g, /SS/g, 17, 19],
];

/** `strftime` and `to_char`, for what nearly everybody asks; undefined for another format. */
export function formatted(format: string, date: string): string | undefined {
  const full = date.padEnd(19, '2000-01-01 00:00:00'.slice(date.length));
  if (format === '%s') return String(toMillis(date) / 1000);
  const percent = format.includes('%');
  let text = format.replaceAll('%T', '%H:%M:%S').replaceAll('%F', '%Y-%m-%d');
  for (const [sign, word, from, to] of SIGNS)
    text = text.replace(percent ? sign : word, full.slice(from, to));
  return /[%a-z]/i.test(text) ? undefined : text;
}
