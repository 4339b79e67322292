import { decide } from '../decision/decide.js';
import type { Decision, DecisionKind } from '../model/decision.js';
import { EventError } from '../model/errors.js';
import { ActionEvent, parseEvent } from '../model/event.js';
import type { Answer, Transition, TransitionEvent } from '../model/transition.js';
import { compilePolicy } from '../policy/compile.js';
import type { CompiledPolicy } from '../policy/compile.js';
import type { Policy } from '../policy/model.js';
import { isRecord } from './format.js';
import { driftOf } from './recorded.js';
import { simulateTrace } from './simulate.js';
import type { SimulatedEvent } from './simulated-event.js';
import { Simulation } from './simulation.js';
import type { SimulateOptions } from './simulation.js';
import type { BadLine } from './bad-line.js';
import type { Summary } from './summary.js';

/** What went from which decision to which, the worst first: what is let through, then what a person may let through. */
const ORDER: readonly (readonly [DecisionKind, DecisionKind])[] = [
  ['deny', 'allow'],
  ['require_approval', 'allow'],
  ['deny', 'require_approval'],
  ['allow', 'require_approval'],
  ['allow', 'deny'],
  ['require_approval', 'deny'],
];

/** Where an event comes from. */
export type EventPlace = Pick<TransitionEvent, 'source' | 'line' | 'name' | 'id' | 'ts'>;

type Pair = readonly [event: unknown, old: Decision, now: Decision];

/**
 * Two policies on the same events: what the second decides otherwise. It keeps counts and the first events of each
 * transition, never all events.
 */
export class PolicyComparison {
  events = 0;
  readonly #old: CompiledPolicy;
  readonly #new: CompiledPolicy;
  readonly #found = new Map<string, { count: number; events: TransitionEvent[] }>();

  /** `limit` is how many events of each transition are kept. */
  constructor(
    before: Policy,
    after: Policy,
    private readonly limit = Infinity,
  ) {
    this.#old = compilePolicy(before);
    this.#new = compilePolicy(after);
  }

  /** Decides one event, parsed or not, by both. */
  decide(event: unknown): Pair {
    this.events++;
    return [event, decide(this.#old, event), decide(this.#new, event)];
  }

  /** Counts what came of an event, and keeps it where it changed and there is room. */
  note([event, old, now]: Pair, place: () => EventPlace): void {
    if (old.decision === now.decision) return;
    const key = `${old.decision} ${now.decision}`;
    const found = this.#found.get(key) ?? { count: 0, events: [] };
    this.#found.set(key, found);
    if (++found.count > this.limit) return;
    found.events.push({ ...place(), ...shownEvent(event), old: answerOf(old), new: answerOf(now) });
  }

  get changed(): number {
    return this.transitions().reduce((sum, { count }) => sum + count, 0);
  }

  transitions(): Transition[] {
    return ORDER.flatMap(([old, now]): Transition[] => {
      const found = this.#found.get(`${old} ${now}`);
      const kind = driftOf(old, now);
      return found === undefined || kind === null ? [] : [{ old, new: now, kind, ...found }];
    });
  }
}

function answerOf({ decision, reason, rule, riskLevel }: Decision): Answer {
  return { decision, reason, rule, ...(riskLevel !== undefined && { riskLevel }) };
}

function shownEvent(
  event: unknown,
): Pick<TransitionEvent, 'actor' | 'capability' | 'environment' | 'payload'> {
  const parsed = parsedEvent(event);
  if (parsed !== undefined) {
    const { actor, capability, environment, payload } = parsed;
    return { actor, capability, environment, payload };
  }
  const fields = isRecord(event) ? event : {};
  const text = (name: string): string | null => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return typeof value === 'string' ? value : null;
  };
  return { actor: text('actor'), capability: text('capability'), environment: text('environment') };
}

function parsedEvent(event: unknown): ActionEvent | undefined {
  if (ActionEvent.is(event)) return event;
  try {
    return parseEvent(event);
  } catch (error) {
    if (error instanceof EventError) return undefined;
    throw error;
  }
}

/**
 * Puts a trace to both policies, piece by piece, and hands out the bad lines of each piece.
 * @throws TraceError as `simulateTrace` does
 */
export async function* compareTrace(
  comparison: PolicyComparison,
  source: { readonly name: string; readonly chunks: AsyncIterable<Uint8Array> },
  options: Omit<SimulateOptions, 'rows' | 'driftRows' | 'compare'> = {},
): AsyncGenerator<{ bytes: number; badLines: readonly BadLine[] }, Summary, void> {
  const waiting: Pair[] = [];
  const simulation = new Simulation((event) => {
    const pair = comparison.decide(event);
    waiting.push(pair);
    return pair[2];
  }, options);
  for await (const { bytes, events, badLines } of simulateTrace(source.chunks, simulation)) {
    // The events come out in the order in which they were decided.
    const pairs = waiting.splice(0, events.length);
    pairs.forEach((pair, index) =>
      comparison.note(pair, () => placeOf(source.name, events[index] as SimulatedEvent)),
    );
    yield { bytes, badLines };
  }
  return simulation.summary();
}

function placeOf(source: string, { line, id, ts }: SimulatedEvent): EventPlace {
  return { source, line, ...(id !== undefined && { id }), ...(ts !== undefined && { ts }) };
}
