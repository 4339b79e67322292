import type { FormatName } from '../../engine/replay/index.js';
import { compareTrace } from '../../engine/replay/transitions.js';
import type { PolicyComparison } from '../../engine/replay/transitions.js';
import { readText } from '../files.js';
import { paintFor } from '../paint.js';
import { BadLineNotes } from '../simulate/bad-lines.js';
import { openTrace } from '../simulate/source.js';
import type { TraceSource } from '../simulate/source.js';
import type { EventSource } from './index.js';

/** How traces are read. */
export interface TraceRequest {
  readonly from: FormatName | 'auto';
  readonly map?: string | undefined;
  readonly actor?: string | undefined;
  readonly environment?: string | undefined;
  readonly strict: boolean;
}

/** The map's parser and its schema are heavy, and most traces need none. */
export async function loadMap(file: string | undefined) {
  if (file === undefined) return undefined;
  const { parseToolMap } = await import('../../engine/replay/tool-map.js');
  return parseToolMap(await readText(file), file);
}

/** Puts traces to both policies, one after the other. Bad lines are told on standard error. */
export async function traceEvents(
  traces: readonly string[],
  comparison: PolicyComparison,
  request: TraceRequest,
): Promise<EventSource[]> {
  const map = await loadMap(request.map);
  const sources: EventSource[] = [];
  for (const trace of traces)
    sources.push(await traceSource(await openTrace(trace), comparison, { ...request, map }));
  return sources;
}

async function traceSource(
  source: TraceSource,
  comparison: PolicyComparison,
  options: Parameters<typeof compareTrace>[2] & { strict: boolean },
): Promise<EventSource> {
  const notes = new BadLineNotes(source.name, await paintFor('stderr'));
  const reading = compareTrace(comparison, source, options);
  let step = await reading.next();
  for (; step.done !== true; step = await reading.next()) {
    if (!options.strict) process.stderr.write(notes.text(step.value.badLines));
  }
  const { events, badLines, invalidEvents } = step.value;
  process.stderr.write(notes.rest(badLines));
  return { name: source.name, events, badLines, invalidEvents };
}
