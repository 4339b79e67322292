import type { PolicyComparison } from '../../engine/replay/transitions.js';
import type { Suite } from '../../engine/suite/index.js';
import { expandFiles } from '../files.js';
import type { EventSource } from './index.js';

/** Puts the events of suites to both policies; the policies that the cases name are not asked. */
export async function caseEvents(
  files: readonly string[],
  comparison: PolicyComparison,
): Promise<EventSource[]> {
  if (files.length === 0) return [];
  const { readSuites } = await import('../suites.js');
  const suites = await readSuites(await expandFiles(files));
  return suites.map((suite) => suiteEvents(suite, comparison));
}

function suiteEvents({ file, cases }: Suite, comparison: PolicyComparison): EventSource {
  let invalidEvents = 0;
  for (const { name, position, event } of cases) {
    const pair = comparison.decide(event);
    if (pair[1].reason === 'invalid_event') invalidEvents++;
    comparison.note(pair, () => ({ source: file, line: position.line, name }));
  }
  return { name: file, events: cases.length, badLines: 0, invalidEvents };
}
