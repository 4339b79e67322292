import { join } from 'node:path';
import type { ScanReport } from '../model/tool-finding.js';
import { configProblems } from './config-problems.js';
import { withIgnores } from './ignore.js';
import { scanCollected } from './index.js';
import type { Inputs, ScanOptions } from './inputs.js';
import type { OutsideFiles } from './outside.js';

/** All that is to be said of a tree: its tools, what is wrong with its files, and what its comments ignore. */
export function wholeReport(
  { sources, configs }: Inputs,
  options: ScanOptions,
  outside: OutsideFiles,
): ScanReport {
  const found = scanCollected(sources, options, outside);
  const problems = [...found.problems, ...configProblems(configs)];
  return withIgnores({ ...found, problems }, (file) => sources.texts.get(join(sources.root, file)));
}
