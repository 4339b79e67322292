const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const DURATION = /^(\d{1,9})(s|m|h|d)$/;

/** `90s`, `10m`, `2h`, `7d` as seconds; undefined for anything else, zero included. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  const seconds = match === null ? 0 : Number(match[1]) * (UNITS[match[2] as string] as number);
  return seconds > 0 && Number.isSafeInteger(seconds) ? seconds : undefined;
}

/** Seconds in the largest unit that keeps them whole. */
export function printDuration(seconds: number): string {
  const unit = ['d', 'h', 'm'].find((name) => seconds % (UNITS[name] as number) === 0) ?? 's';
  return `${seconds / (UNITS[unit] as number)}${unit}`;
}
