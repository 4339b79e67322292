import { readFileSync } from 'node:fs';
import type { Decision } from '../../../src/engine/model/decision.js';
import { TraceError } from '../../../src/engine/model/errors.js';
import { loadPolicy } from '../../../src/engine/policy/load.js';
import { compilePolicy } from '../../../src/engine/policy/compile.js';
import { decide } from '../../../src/engine/decision/decide.js';
import { Simulation, simulateTrace } from '../../../src/engine/replay/index.js';
import type { BadLine, SimulatedEvent, SimulateOptions, Summary } from '../../../src/engine/replay/index.js';
import { parseToolMap } from '../../../src/engine/replay/tool-map.js';

export interface Result {
  readonly events: SimulatedEvent[];
  readonly badLines: BadLine[];
  readonly summary: Summary;
  readonly error: TraceError | undefined;
}

const root = new URL('../../../', import.meta.url);

export const trace = (name: string): Buffer => readFileSync(new URL(`traces/${name}`, root));
export const toolMap = (name: string) => parseToolMap(trace(name).toString(), name);

const deciders = new Map<string, (event: unknown) => Decision>();

function decider(policy: string): (event: unknown) => Decision {
  const known = deciders.get(policy);
  if (known !== undefined) return known;
  const compiled = compilePolicy(loadPolicy(new URL(`policies/${policy}`, root).pathname));
  const fresh = (event: unknown): Decision => decide(compiled, event);
  deciders.set(policy, fresh);
  return fresh;
}

/** A trace through a policy of ours. Nothing but a TraceError may come out. */
export async function run(
  input: string | Buffer | readonly Uint8Array[],
  options: SimulateOptions = {},
  policy = 'coding-agent.yaml',
): Promise<Result> {
  const simulation = new Simulation(decider(policy), { compare: true, ...options });
  const chunks = Array.isArray(input) ? (input as Uint8Array[]) : [Buffer.from(input as string)];
  const [events, badLines]: [SimulatedEvent[], BadLine[]] = [[], []];
  let error: TraceError | undefined;
  try {
    for await (const batch of simulateTrace(chunks, simulation)) {
      events.push(...batch.events);
      badLines.push(...batch.badLines);
    }
  } catch (thrown) {
    if (!(thrown instanceof TraceError)) throw thrown;
    error = thrown;
  }
  return { events, badLines, summary: simulation.summary(), error };
}
