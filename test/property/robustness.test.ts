import { describe, expect, it } from 'vitest';
import {
  compilePolicy,
  decide,
  EventError,
  explain,
  parseEvent,
  parsePolicy,
  PolicyError,
} from '../../src/index.js';
import type { Policy } from '../../src/index.js';
import { generatePolicy, Rng } from '../support/generate.js';
import { oddPolicy } from '../support/odd-policies.js';
import { oddEvent } from '../support/odd-values.js';
import { parseObject } from '../support/subject.js';

const RUNS = Number(process.env.CAPFENCE_FUZZ ?? 20_000);
const SEED = Number(process.env.CAPFENCE_SEED ?? 1);
const TIMEOUT = { timeout: 60_000 + RUNS * 10 };
const MS_PER_KIB = 100;

/** Milliseconds on the clock, or those that this process computed in: less of the two, for machines that are busy. */
function stopwatch(): () => number {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return Math.min(performance.now() - start, (user + system) / 1000);
  };
}

/** Fails for work that takes too long for its size, again and again: the first times may be cold code, or garbage. */
function timed<T>(size: number, seed: number, work: () => T): T {
  const limit = MS_PER_KIB * Math.max(1, size / 1024);
  for (let tries = 1; ; tries++) {
    const elapsed = stopwatch();
    const result = work();
    const took = elapsed();
    if (took <= limit) return result;
    if (tries === 5) throw new Error(`seed ${seed}: ${took.toFixed(0)} ms for ${size} characters`);
  }
}

/** What the text parses to, or null where it is refused the way it should be. */
function parsed(text: string, seed: number): Policy | null {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (!(error instanceof PolicyError)) {
      throw new Error(`seed ${seed}: ${String(error)}: ${JSON.stringify(text)}`, { cause: error });
    }
    expect(error.problems.length).toBeGreaterThan(0);
    for (const { message, position } of error.problems) {
      expect(message).not.toBe('');
      expect(Math.min(position.line, position.column)).toBeGreaterThanOrEqual(1);
    }
    return null;
  }
}

function parsedEvent(value: unknown, seed: number): ReturnType<typeof parseEvent> | null {
  try {
    return parseEvent(value);
  } catch (error) {
    if (error instanceof EventError) return null;
    throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
  }
}

describe('policies from anywhere', TIMEOUT, () => {
  it(`parse or are refused with a PolicyError, ${RUNS} times`, () => {
    let accepted = 0;
    for (let seed = SEED; seed < SEED + RUNS; seed++) {
      const text = oddPolicy(new Rng(seed));
      const policy = timed(text.length, seed, () => parsed(text, seed));
      if (policy === null) continue;
      accepted++;
      timed(text.length, seed, () => decide(compilePolicy(policy), { actor: 'a', capability: 'a.b.c' }));
    }
    expect(accepted).toBeGreaterThan(RUNS / 100);
    expect(accepted).toBeLessThan(RUNS / 2);
  });
});

describe('events from anywhere', TIMEOUT, () => {
  it(`parse or are refused with an EventError, and are always decided, ${RUNS} times`, () => {
    const policies = Array.from({ length: 40 }, (_, i) =>
      compilePolicy(parseObject(generatePolicy(new Rng(SEED + i)))),
    );
    for (let seed = SEED; seed < SEED + RUNS; seed++) {
      const r = new Rng(seed);
      const value = oddEvent(r);
      const event = parsedEvent(value, seed);
      const size = event === null ? 1 : JSON.stringify(event.payload).length;
      const policy = r.pick(policies);
      const decision = timed(size, seed, () => decide(policy, value));
      expect(['allow', 'deny', 'require_approval']).toContain(decision.decision);
      if (event === null) expect(decision).toMatchObject({ decision: 'deny', reason: 'invalid_event' });
      if (seed % 8 === 0) expect(explain(policy, value).decision.reason).toBe(decision.reason);
    }
  });
});
