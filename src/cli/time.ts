import { UsageError } from './errors.js';

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const SPAN = /^(\d{1,9})(s|m|h|d|w)$/;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** A span of time as `1h`, `30m`, `2d`, in milliseconds; undefined where it is none. */
export function parseSpan(text: string): number | undefined {
  const match = SPAN.exec(text.trim());
  return match === null ? undefined : Number(match[1]) * (UNITS[match[2] as string] as number);
}

/** A span of some time, in milliseconds. @throws UsageError naming the flag */
export function spanOf(text: string, flag: string): number {
  const ms = parseSpan(text);
  if (ms !== undefined && ms > 0) return ms;
  throw new UsageError(`${flag} is no time: \`${text}\``, { help: 'say 30s, 10m, 2h or 1d: more than none' });
}

/**
 * A moment, as so long ago (`1h`) or by its date (ISO 8601; UTC where no zone is named, as records and reports have
 * it), in milliseconds since the epoch. @throws UsageError
 */
export function parseSince(text: string, now: number): number {
  const span = parseSpan(text);
  if (span !== undefined) return Math.max(0, now - span);
  const [, day, time = '00:00', zone = 'Z'] = ISO.exec(text.trim()) ?? [];
  const moment = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${zone}`);
  if (Number.isFinite(moment)) return moment;
  throw new UsageError(`\`${text}\` is no time`, {
    help: 'say how long ago, as 30m, 1h or 2d, or when, as 2026-01-31T09:00:00Z',
  });
}
