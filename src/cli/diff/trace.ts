import type { FormatName } from '../../engine/replay/index.js';
import { compareTrace } from '../../engine/replay/transitions.js';
import type { PolicyComparison } from '../../engine/replay/transitions.js';
import { paintFor } from '../paint.js';
import { BadLineNotes } from '../simulate/bad-lines.js';
import { openTrace } from '../trace/open.js';
import type { OpenTrace } from '../trace/open.js';
import { readToolMap } from '../trace/tool-map.js';
import type { EventSource } from './index.js';

/** How traces are read. */
export interface TraceRequest {
  readonly from: FormatName | 'auto';
  readonly map?: string | undefined;
  readonly actor?: string | undefined;
  readonly environment?: string | undefined;
  readonly strict: boolean;
}

/** Puts traces to both policies, one after the other. Bad lines are told on standard error. */
export async function traceEvents(
  traces: readonly string[],
  comparison: PolicyComparison,
  request: TraceRequest,
): Promise<EventSource[]> {
  const map = (await readToolMap(request.map))?.map;
  const sources: EventSource[] = [];
  for (const trace of traces)
    sources.push(await traceSource(await openTrace(trace, request.from), comparison, { ...request, map }));
  return sources;
}

async function traceSource(
  source: OpenTrace,
  comparison: PolicyComparison,
  options: Parameters<typeof compareTrace>[2] & { strict: boolean },
): Promise<EventSource> {
  const notes = new BadLineNotes(source.name, await paintFor('stderr'));
  const reading = compareTrace(comparison, source, { ...options, ...(source.from && { from: source.from }) });
  let step = await reading.next();
  for (; step.done !== true; step = await reading.next()) {
    if (!options.strict) process.stderr.write(notes.text(step.value.badLines));
  }
  const { events, badLines, invalidEvents } = step.value;
  process.stderr.write(notes.rest(badLines));
  return { name: source.name, events, badLines, invalidEvents };
}
