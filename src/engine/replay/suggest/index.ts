import type { DecisionKind } from '../../model/decision.js';
import type { DraftRule, PolicyDraft } from '../../model/policy-draft.js';
import type { Policy } from '../../policy/model.js';
import { simulateTrace } from '../simulate.js';
import type { SimulatedEvent } from '../simulated-event.js';
import { Simulation } from '../simulation.js';
import type { Batch, SimulateOptions } from '../simulation.js';
import type { Summary } from '../summary.js';
import { noDecisions } from '../tally.js';
import { Drafting } from './draft.js';
import type { Drafted } from './draft.js';
import { Observations } from './observations.js';
import type { Observation } from './observations.js';

export { draftPolicy } from './draft.js';

export interface SuggestOptions {
  readonly name: string;
  /** The policy in force: what it denies is not allowed, and its rules that decided nothing are listed. */
  readonly policy?: Policy | undefined;
}

/** Gathers what a trace used. Feed it the trace, then ask for the draft. */
export class Suggestion {
  readonly #observations: Observations;
  readonly #simulation: Simulation;
  readonly #waiting: [unknown, ReturnType<Observations['decide']>][] = [];

  constructor(
    private readonly options: SuggestOptions,
    read: Omit<SimulateOptions, 'rows' | 'driftRows' | 'compare'> = {},
  ) {
    const observations = new Observations(options.policy);
    this.#observations = observations;
    this.#simulation = new Simulation(
      (event) => {
        const made = observations.decide(event);
        this.#waiting.push([event, made]);
        return made;
      },
      { ...read, compare: true },
    );
  }

  /** Reads a trace; hands out its pieces as they are read. @throws TraceError as `simulateTrace` does */
  async *read(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Batch, Summary, void> {
    for await (const batch of simulateTrace(chunks, this.#simulation)) {
      const pairs = this.#waiting.splice(0, batch.events.length);
      pairs.forEach(([event, made], index) =>
        this.#observations.add(event, made, batch.events[index] as SimulatedEvent),
      );
      yield batch;
    }
    return this.#simulation.summary();
  }

  draft(): PolicyDraft {
    const { withoutPayload, unmappedTools } = this.#simulation.summary();
    const observations = this.#observations;
    if (withoutPayload > 0) askWithoutPayload(observations.list);
    const drafted = new Drafting(observations.list).draft();
    const { name } = this.options;
    return {
      name,
      rules: drafted.rules.map((rule) => commented(rule, drafted)),
      riskLevels: drafted.riskLevels,
      counts: this.#counts(drafted),
      unused: observations.unused(),
      notes: [
        ...(withoutPayload > 0
          ? [`${withoutPayload} payloads were not recorded: what they were is for a person`]
          : []),
        ...unmappedTools.slice(0, 20).map((tool) => `no map names the tool ${tool.name} (${tool.events})`),
      ],
    };
  }

  #counts(drafted: Drafted): PolicyDraft['counts'] {
    const { events, invalid, list } = this.#observations;
    const made = noDecisions();
    for (const item of list) made[decisionOf(drafted, item)] += item.count;
    return { events, different: list.length, invalid, ...made };
  }
}

/** Nobody can say what a call did whose arguments were not recorded. */
function askWithoutPayload(list: readonly Observation[]): void {
  for (const item of list) {
    if (item.wish === 'allow' && Object.keys(item.event.payload).length === 0) item.wish = 'ask';
  }
}

function decisionOf({ decisions }: Drafted, item: Observation): DecisionKind {
  return decisions.get(item)?.decision ?? 'deny';
}

/** A rule with what it rests on: how many events it decided, and where the first of them stands. */
function commented(rule: DraftRule, { decisions }: Drafted): DraftRule {
  const items = [...decisions].filter(([, made]) => made.rule?.id === rule.id).map(([item]) => item);
  const events = items.reduce((sum, { count }) => sum + count, 0);
  const [first] = items;
  if (first === undefined) return { ...rule, comments: ['not seen in this trace'] };
  const lines = items.reduce((least, { line }) => Math.min(least, line), first.line);
  const different = items.length === events ? '' : `, ${items.length} of them different`;
  return {
    ...rule,
    comments: [`${events} event${events === 1 ? '' : 's'}${different}, the first in line ${lines}`],
  };
}
