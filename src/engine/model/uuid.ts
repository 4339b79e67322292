import type { Env } from './env.js';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A version 7 UUID (RFC 9562, section 5.7): 48 bits of milliseconds, then 74 random bits. */
export function uuidv7(env: Env): string {
  const bytes = new Uint8Array(16);
  bytes.set(env.randomBytes(10), 6);
  let time = env.now();
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let text = '';
  for (const [i, byte] of bytes.entries())
    text += (i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '') + HEX[byte];
  return text;
}
