import { randomFillSync } from 'node:crypto';
import type { Env } from '../engine/model/env.js';

const pool = new Uint8Array(4096);
let used = pool.length;

/** The real world: this machine's clock and random bytes, drawn from the system a few kilobytes at a time. */
export const systemEnv: Env = {
  now: () => Date.now(),
  randomBytes(n) {
    if (used + n > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const bytes = pool.slice(used, used + n);
    pool.fill(0, used, used + n);
    used += n;
    return bytes;
  },
};
