import type { Ask, Effect, RuleSpec } from '../workload.js';

/** An engine with a policy loaded. `input` is called outside the clock, `decide` inside. */
export interface Ready<Input> {
  input(ask: Ask): Input;
  decide(input: Input): Effect | Promise<Effect>;
}

/** An engine that can be asked the same question as ours. */
export interface Peer {
  readonly name: string;
  /** A yardstick rather than an engine: it need not know every rule, only answer the timed request rightly. */
  readonly floor: boolean;
  /** False where it has no part in a case. */
  handles(rules: readonly RuleSpec[]): boolean;
  /** Everything from the rules to the first possible decision; timed as set-up. */
  load(rules: readonly RuleSpec[]): Ready<unknown> | Promise<Ready<unknown>>;
}

/** Keeps the input's type inside the peer's own file. */
export function definePeer<Input>(peer: {
  name: string;
  floor?: boolean;
  handles?: Peer['handles'];
  load(rules: readonly RuleSpec[]): Ready<Input> | Promise<Ready<Input>>;
}): Peer {
  return { floor: false, handles: () => true, ...peer } as Peer;
}
