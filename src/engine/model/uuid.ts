import type { Env } from './env.js';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A version 7 UUID (RFC 9562, section 5.7): 48 bits of milliseconds, then 74 random bits. */
export function uuidv7(env: Env): string {
  const time = Math.floor(env.now()).toString(16).padStart(12, '0');
  const random = env.randomBytes(10);
  const hex = (index: number, and = 0xff, or = 0): string => HEX[((random[index] ?? 0) & and) | or] as string;
  return (
    `${time.slice(0, 8)}-${time.slice(8, 12)}-${hex(0, 0x0f, 0x70)}${hex(1)}-${hex(2, 0x3f, 0x80)}${hex(3)}-` +
    `${hex(4)}${hex(5)}${hex(6)}${hex(7)}${hex(8)}${hex(9)}`
  );
}
