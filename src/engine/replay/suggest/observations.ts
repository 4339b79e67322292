import { decide } from '../../decision/decide.js';
import type { Decision, DecisionKind } from '../../model/decision.js';
import { TraceError } from '../../model/errors.js';
import { ActionEvent } from '../../model/event.js';
import type { UnusedRule } from '../../model/policy-draft.js';
import { compilePolicy } from '../../policy/compile.js';
import type { Policy } from '../../policy/model.js';
import type { SimulatedEvent } from '../simulated-event.js';

/** What is wished for an event: the strictest of what was recorded and of what the given policy says. */
export type Wish = 'allow' | 'ask' | 'deny';

/** An event that was seen, however often. */
export interface Observation {
  readonly event: ActionEvent;
  readonly line: number;
  count: number;
  wish: Wish;
}

const MAX_DIFFERENT = 100_000;
const MAX_HELD = 256 * 1024 * 1024;
const NO_DECISION: Decision = {
  decision: 'deny',
  reason: 'policy_default_deny',
  rule: null,
  policy: { name: '', digest: '' },
};

/** The events of a trace, each kept once. A draft is made from all of them, so they are held, within bounds. */
export class Observations {
  events = 0;
  invalid = 0;
  readonly #seen = new Map<string, Observation>();
  readonly #used = new Set<string>();
  readonly #compiled;
  #held = 0;

  constructor(private readonly policy?: Policy) {
    this.#compiled = policy === undefined ? undefined : compilePolicy(policy);
  }

  get list(): readonly Observation[] {
    return [...this.#seen.values()];
  }

  /** What the given policy says; without one nothing that counts. */
  decide(event: unknown): Decision {
    return this.#compiled === undefined ? NO_DECISION : decide(this.#compiled, event);
  }

  /** @throws TraceError where the trace has more different events than can be held */
  add(event: unknown, made: Decision, simulated: SimulatedEvent): void {
    this.events++;
    if (made.rule !== null) this.#used.add(made.rule.id);
    if (!ActionEvent.is(event)) {
      this.invalid++;
      return;
    }
    const wish = this.#wish(made, simulated);
    const key = keyOf(event);
    const known = this.#seen.get(key);
    if (known !== undefined) {
      known.count++;
      known.wish = merged(known.wish, wish);
    } else {
      this.#hold(key);
      this.#seen.set(key, { event, line: simulated.line, count: 1, wish });
    }
  }

  #wish(made: Decision, { recorded }: SimulatedEvent): Wish {
    const wishes: Wish[] = [];
    if (recorded !== undefined) wishes.push(wishOf(recorded.decision));
    if (this.#compiled !== undefined) wishes.push(wishOf(made.decision));
    return wishes.includes('deny') ? 'deny' : wishes.includes('ask') ? 'ask' : 'allow';
  }

  #hold(key: string): void {
    this.#held += key.length;
    if (this.#seen.size < MAX_DIFFERENT && this.#held < MAX_HELD) return;
    const help = 'give it a part of the trace, such as one agent or one day';
    throw new TraceError('unreadable', 'the trace has too many different events to draft from', { help });
  }

  /** Rules of the given policy that decided nothing. */
  unused(): UnusedRule[] {
    const rules = this.policy?.rules.filter(({ id }) => !this.#used.has(id)) ?? [];
    return rules.map(({ id, section, position: { file, line } }) => ({ id, section, file, line }));
  }
}

/** A decision that was recorded in a word that nobody understands is one that a person should see. */
function wishOf(decision: DecisionKind | undefined): Wish {
  return decision === 'allow' || decision === 'deny' ? decision : 'ask';
}

/** What was allowed once and denied once is for a person. */
function merged(a: Wish, b: Wish): Wish {
  return a === b ? a : 'ask';
}

/** What a policy may look at: events alike in all of it are one. */
function keyOf(event: ActionEvent): string {
  const { capability, actor, environment, risk, payload, context, requireApproval } = event;
  return JSON.stringify([capability, actor, environment, risk, context.cwd, requireApproval, payload]);
}
