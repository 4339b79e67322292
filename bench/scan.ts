/** `npm run bench -- --only scan`: how much of what is there the scanner finds, and what it costs. */
import { join } from 'node:path';
import { scan } from '../src/engine/scan/index.js';
import { expectedOf, fixtureNames, FIXTURES, score } from '../test/scan/expected.js';
import { count, number, type Section } from './table.js';

interface Row extends Record<string, string | number> {
  readonly fixture: string;
  readonly files: number;
  readonly tools: number;
  readonly recall: number;
  readonly precision: number;
  readonly verdicts: number;
  readonly ms: number;
}

function rowOf(fixture: string): Row {
  const expected = expectedOf(fixture);
  const start = performance.now();
  const { tools, files } = scan({ root: join(FIXTURES, fixture) });
  const ms = performance.now() - start;
  const { found, wrong } = score(expected, tools);
  const recall = found / expected.length;
  const precision = tools.length === 0 ? 1 : found / tools.length;
  return {
    fixture,
    files,
    tools: expected.length,
    recall,
    precision,
    verdicts: (found - wrong.length) / found,
    ms,
  };
}

/** The table of recall and precision over the fixtures; the first row pays for loading the compiler. */
export function scanSection(): Section {
  const rows = fixtureNames().map(rowOf);
  const body = rows.map(({ fixture, files, tools, recall, precision, verdicts, ms }) => [
    fixture,
    count(files),
    count(tools),
    recall.toFixed(3),
    precision.toFixed(3),
    verdicts.toFixed(3),
    number(ms),
  ]);
  const head = ['fixture', 'files', 'tools', 'recall', 'precision', 'verdicts right', 'ms'];
  return { name: 'scan', rows, tables: [{ title: 'Tools found in fixture repositories', head, body }] };
}
