import { RuntimeError } from '../model/errors.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_TEXT = 500;

/** A demand to let through what the policy would not, for a time. */
export interface BypassRequest {
  readonly reason: string;
  /** Who takes it on themselves. */
  readonly by: string;
  /** When it ends at the latest: at most 24 hours ahead. Milliseconds since the epoch, a Date, or ISO 8601. */
  readonly until: number | string | Date;
}

export interface Bypass {
  /** Ends it before its time. Harmless when it has ended. */
  end(): Promise<void>;
}

export interface ActiveBypass {
  /** Where its start is recorded. */
  readonly seq: number;
  readonly reason: string;
  readonly until: number;
}

/** @throws RuntimeError `bad_bypass` */
export function checkBypass(
  { reason, by, until }: BypassRequest,
  now: number,
): { reason: string; by: string; until: number } {
  const time =
    until instanceof Date ? until.getTime() : typeof until === 'string' ? Date.parse(until) : until;
  return { reason: text(reason, 'reason'), by: text(by, 'by'), until: bounded(time, now) };
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new RuntimeError('bad_bypass', `a bypass needs \`${name}\``, 'say who, why and until when');
  }
  if (value.length > MAX_TEXT)
    throw new RuntimeError('bad_bypass', `\`${name}\` is over ${MAX_TEXT} characters`);
  return value;
}

function bounded(until: number, now: number): number {
  if (!Number.isFinite(until) || until <= now) {
    throw new RuntimeError('bad_bypass', '`until` must be a time ahead');
  }
  if (until > now + DAY_MS) throw new RuntimeError('bad_bypass', 'a bypass lasts 24 hours at most');
  return until;
}
