import type { FileProblem, ScanReport, ToolFinding } from '../model/tool-finding.js';
import { type Collected, collect, isAsked } from './files.js';
import type { ScanOptions } from './inputs.js';
import { type Analysis, analyse, type AnalyseOptions, ELSEWHERE } from './analyse.js';
import { joined, numbered } from './findings.js';
import { ModuleResolver } from './modules.js';
import { OutsideFiles } from './outside.js';
import { BOUNDS, partsOf } from './parts.js';
import { parseTree, Sources } from './program.js';
import { type Related, related } from './related.js';
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
  const detectors = detectorsFor(options, collected.texts);
  const seeds = mentions(collected.texts, detectors);
  const nothing = reportOfNone(collected);
  if (seeds.length === 0) return nothing;
  const configs = new TsConfigs(collected.root, outside, options.tsconfig);
  const isForeign = (name: string) =>
    /^capfence(?:\/|$)/.test(name) || detectors.some(({ modules }) => modules.test(name));
  const modules = new ModuleResolver(collected, configs, isForeign);
  const found = inParts(collected, related(collected, seeds, modules), modules, {
    ...options,
    detectors,
    isKnown: isForeign,
  });
  const tools = numbered(joined(found.map((one) => one.tools)));
  const problems = [
    ...collected.problems,
    ...configs.problems,
    ...distinct(found.flatMap((one) => one.problems)),
  ];
  return {
    ...nothing,
    tools,
    problems: [...problems, ...cutProblem(tools, found.length)],
    frameworks: [...new Set(tools.map(({ framework }) => framework))].sort(),
  };
}

/** Looks at one part after the other, so that memory is bounded however large the program is. */
function inParts(
  collected: Collected,
  all: Related,
  modules: ModuleResolver,
  options: ScanOptions & Omit<AnalyseOptions, 'onFile'>,
): Analysis[] {
  const sources = new Sources(collected);
  const parts = partsOf(all, (file) => collected.texts.get(file)?.length ?? 0, options.bounds ?? BOUNDS);
  const total = parts.reduce((sum, { files }) => sum + files.size, 0);
  let done = 0;
  const onFile = (file: string) => options.onFile?.(file, ++done, total);
  return parts.map((part, index) => {
    sources.keepOnly(part.files);
    if (index > 0) options.onPart?.();
    const tree = parseTree(collected, sources, all, part, modules);
    const isWanted = ({ fileName }: { fileName: string }) =>
      isAsked(collected, fileName) && (part.own.has(fileName) || !all.near.has(fileName));
    const { tools, problems } = analyse(tree, isWanted, { ...options, onFile });
    return { tools, problems: [...tree.problems, ...problems] };
  });
}

/** A file that several parts have is wrong in each of them. */
function distinct(problems: readonly FileProblem[]): FileProblem[] {
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}

/** Says that the bound on memory kept tools from being followed to the end. */
function cutProblem(tools: readonly ToolFinding[], parts: number): FileProblem[] {
  const open = tools.filter(({ verdict, why }) => verdict === 'unknown' && why.endsWith(ELSEWHERE));
  if (!open[0]) return [];
  const message = `the program is too large to be looked at as one: of ${parts} parts, ${open.length} of its tools may leave theirs, and are \`unknown\``;
  return [{ place: open[0].place, code: 'too-large', message, severity: 'medium' }];
}
