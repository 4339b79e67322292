import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../engine/model/json.js';

/**
 * A pass says that this gate has just let exactly these arguments through, so that an entry which reaches the executor
 * by way of another gated entry is asked about once. It lives in the asynchronous context, where no argument can forge
 * it; it serves once, for the same arguments, and only while the entry that got it is running.
 */
interface Pass {
  readonly gate: object;
  readonly payload: JsonObject;
  spent: boolean;
  readonly outer: Pass | undefined;
}

const passes = new AsyncLocalStorage<Pass | undefined>();

/** Whether these arguments were let through on the way here. Changed arguments were not. */
export function takePass(gate: object, payload: JsonObject): boolean {
  for (let pass = passes.getStore(); pass !== undefined; pass = pass.outer) {
    if (pass.gate !== gate || pass.spent || !isDeepStrictEqual(pass.payload, payload)) continue;
    pass.spent = true;
    return true;
  }
  return false;
}

/** Runs an entry that may go through another one of the same gate. */
export async function withPass<T>(gate: object, payload: JsonObject, run: () => T): Promise<Awaited<T>> {
  const pass: Pass = { gate, payload, spent: false, outer: live(passes.getStore()) };
  try {
    return await passes.run(pass, run);
  } finally {
    pass.spent = true;
  }
}

/** Without those that have served, so that a chain of calls does not hold on to all that came before. */
function live(pass: Pass | undefined): Pass | undefined {
  let first = pass;
  while (first?.spent === true) first = first.outer;
  return first;
}
