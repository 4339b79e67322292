import type { ScanReport } from '../model/tool-finding.js';
import type { Detector } from './detector.js';
import { DETECTORS } from './detectors/index.js';
import { collect, isAsked } from './files.js';
import { analyse } from './analyse.js';
import type { EffectRule } from './effect-table.js';
import { ModuleResolver } from './modules.js';
import { parseTree, related } from './program.js';
import { mentions } from './prefilter.js';
import { TsConfigs } from './tsconfigs.js';

export { defineDetector } from './detector.js';
export type { Detector, Locator, Sink, ToolClass, ToolConstruct, ToolShape } from './detector.js';
export { customDetector, type CustomDetector } from './custom.js';
export { DETECTORS } from './detectors/index.js';
export type { EffectRule } from './effect-table.js';

/** What to look at, and how. */
export interface ScanOptions {
  /** The top of the tree. The whole of it is analysed, whatever is asked for. */
  readonly root: string;
  /** What to report on: files and folders, absolute or relative to the root; all of it where none is named. */
  readonly paths?: readonly string[];
  /** One tsconfig for all files, instead of the nearest of each. */
  readonly tsconfig?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Detectors of the user's own, beside the built-in ones. */
  readonly custom?: readonly Detector[];
  /** Effects of calls that the built-in table does not know; they come first. */
  readonly effects?: readonly EffectRule[];
  /** Told of each file that is looked at, for a progress bar. */
  readonly onFile?: (file: string, done: number, total: number) => void;
}

/** Looks for tool definitions below a root, and says of each whether it is gated and what it can do. */
export function scan(options: ScanOptions): ScanReport {
  const detectors = [...DETECTORS, ...(options.custom ?? [])];
  const collected = collect({ ...options, paths: options.paths ?? [] });
  const files = [...collected.texts.keys()].filter((file) => isAsked(collected, file));
  const seeds = mentions(collected.texts, detectors);
  const nothing: ScanReport = {
    root: collected.root,
    files: files.length,
    tools: [],
    problems: collected.problems,
    frameworks: [],
  };
  if (seeds.length === 0) return nothing;
  const configs = new TsConfigs(collected.root, options.tsconfig);
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
