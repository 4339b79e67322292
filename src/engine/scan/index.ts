import type { ScanReport } from '../model/tool-finding.js';
import { type Collected, collect, isAsked } from './files.js';
import type { ScanOptions } from './inputs.js';
import { analyse } from './analyse.js';
import { ModuleResolver } from './modules.js';
import { OutsideFiles } from './outside.js';
import { parseTree, related } from './program.js';
import { detectorsFor, mentions, reportOfNone } from './prefilter.js';
import { TsConfigs } from './tsconfigs.js';

export { defineDetector } from './detector.js';
export type { Detector, Locator, Sink, ToolClass, ToolConstruct, ToolShape } from './detector.js';
export { customDetector, type CustomDetector } from './custom.js';
export { DETECTORS } from './detectors/index.js';
export type { EffectRule } from './effect-table.js';
export type { ScanOptions } from './inputs.js';

/** Looks for tool definitions below a root, and says of each whether it is gated and what it can do. */
export function scan(options: ScanOptions): ScanReport {
  return scanCollected(collect({ ...options, paths: options.paths ?? [] }), options, new OutsideFiles());
}

/** The same for sources that were read before. Nothing else is looked at but through `outside`. */
export function scanCollected(collected: Collected, options: ScanOptions, outside: OutsideFiles): ScanReport {
  const detectors = detectorsFor(options);
  const seeds = mentions(collected.texts, detectors);
  const nothing = reportOfNone(collected);
  if (seeds.length === 0) return nothing;
  const configs = new TsConfigs(collected.root, outside, options.tsconfig);
  const isForeign = (name: string) =>
    /^capfence(?:\/|$)/.test(name) || detectors.some(({ modules }) => modules.test(name));
  const modules = new ModuleResolver(collected, configs, isForeign);
  const tree = parseTree(collected, related(collected, seeds, modules), modules);
  const asked = tree.files.filter(({ fileName }) => isAsked(collected, fileName));
  const { tools, problems: deep } = analyse(tree, asked, { ...options, detectors, isKnown: isForeign });
  const problems = [...collected.problems, ...configs.problems, ...tree.problems, ...deep];
  return {
    ...nothing,
    tools,
    problems,
    frameworks: [...new Set(tools.map(({ framework }) => framework))].sort(),
  };
}
