import type { ScanReport } from '../model/tool-finding.js';
import { type CacheOptions, readEntry, writeEntry } from './cache.js';
import { collectInputs, digestOfInputs, type Inputs, type ScanOptions, subjectOf } from './inputs.js';
import { areUnchanged, OutsideFiles } from './outside.js';
import { detectorsFor, mentions, reportOfNone } from './prefilter.js';

export type { CacheOptions } from './cache.js';
export type { ScanOptions } from './inputs.js';

/** What a check of a tree found. */
export interface TreeReport {
  readonly report: ScanReport;
  /** Client configurations and agent settings, which are not among the report's files. */
  readonly configs: number;
}

/**
 * Scans a tree, or says again what was said of it before. All of the tree is read and compared by its text each time:
 * the cache spares parsing and analysis alone, and loading the compiler, which takes longer than reading a large tree.
 */
export async function reportOn(options: ScanOptions, cache?: CacheOptions): Promise<TreeReport> {
  const inputs = collectInputs(options);
  const configs = inputs.configs.reduce((sum, { files }) => sum + files.length, 0);
  return { report: await reportOf(inputs, options, cache), configs };
}

async function reportOf(inputs: Inputs, options: ScanOptions, cache?: CacheOptions): Promise<ScanReport> {
  const { sources, configs } = inputs;
  const isPlain =
    configs.length === 0 && mentions(sources.texts, detectorsFor(options, sources.texts)).length === 0;
  // Nothing to analyse: nothing to keep either, and nothing is left behind in the tree.
  if (isPlain) return reportOfNone(sources);
  return cache === undefined ? analysed(inputs, options) : keptReport(inputs, options, cache);
}

async function analysed(inputs: Inputs, options: ScanOptions, outside = new OutsideFiles()) {
  const { wholeReport } = await import('./whole.js');
  return wholeReport(inputs, options, outside);
}

async function keptReport(inputs: Inputs, options: ScanOptions, cache: CacheOptions): Promise<ScanReport> {
  const name = nameOf(subjectOf(inputs, options));
  const digest = digestOfInputs(inputs, options);
  const entry = readEntry(cache, name);
  if (entry?.inputs === digest && areUnchanged(entry.outside)) return entry.report;
  const outside = new OutsideFiles();
  const report = await analysed(inputs, options, outside);
  writeEntry(cache, name, { version: 1, inputs: digest, outside: outside.answers(), report });
  return report;
}

const nameOf = (subject: string): string => Buffer.from(subject, 'base64').toString('hex').slice(0, 16);
