import type ts from 'typescript';
import type { FileProblem, ToolFinding, ToolVerdict } from '../model/tool-finding.js';
import { callersOf } from './callers.js';
import type { Candidate } from './candidate.js';
import { suggestedCapability } from './capability.js';
import { type Context, placeOf } from './context.js';
import { definitionsIn } from './definitions.js';
import type { Detector } from './detector.js';
import { EFFECT_RULES, type EffectRule } from './effect-table.js';
import { effectsOf } from './effects.js';
import { fingerprint } from './fingerprint.js';
import { Matcher } from './matcher.js';
import type { Tree } from './program.js';
import { References } from './references.js';
import { severityOfTool } from './severity.js';
import { Symbols } from './symbols.js';
import { Evaluator } from './values.js';
import { judge, nameOf } from './verdict.js';

/** How a tree is to be looked at. */
export interface AnalyseOptions {
  readonly detectors: readonly Detector[];
  readonly isKnown: (module: string) => boolean;
  readonly effects?: readonly EffectRule[];
  readonly onFile?: (file: string, done: number, total: number) => void;
}

/** Puts together what questions about a tree need. */
export function contextOf(tree: Tree, { detectors, isKnown, effects = [] }: AnalyseOptions): Context {
  const symbols = new Symbols(tree, isKnown);
  const on = new Evaluator(tree, symbols);
  const refs = new References(tree, symbols);
  on.callersOf = callersOf(symbols, refs);
  return {
    tree,
    symbols,
    on,
    refs,
    matcher: new Matcher(detectors, on),
    rules: [...effects, ...EFFECT_RULES],
  };
}

/** What was found, and where looking had to stop. */
export interface Analysis {
  readonly tools: readonly ToolFinding[];
  readonly problems: readonly FileProblem[];
}

/** Finds the tools of some files of a tree, and says of each what there is to say. */
export function analyse(tree: Tree, asked: readonly ts.SourceFile[], options: AnalyseOptions): Analysis {
  const context = contextOf(tree, options);
  const wanted = new Set<ts.Node>(asked);
  const problems: FileProblem[] = [];
  // A wrapper's file may not be asked for while the file that calls it is: all are searched.
  const found = tree.files.flatMap((file, index) => {
    options.onFile?.(file.fileName, index + 1, tree.files.length);
    return unlessTooDeep(() => definitionsIn(context, file)) ?? (problems.push(tooDeep(context, file)), []);
  });
  const here = distinct(found).filter(({ node }) => wanted.has(node.getSourceFile()));
  const findings = here.map((candidate) => {
    const finding = unlessTooDeep(() => findingOf(context, candidate));
    if (!finding) problems.push(tooDeep(context, candidate.node));
    return finding ?? unfollowed(context, candidate);
  });
  return { tools: numbered(merged(findings)), problems };
}

/** Code that is nested deeper than the stack goes is no reason to give up on the rest of the tree. */
function unlessTooDeep<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const tooDeep = (context: Context, node: ts.Node): FileProblem => ({
  place: placeOf(context, node),
  code: 'syntax',
  message: 'the code is nested too deeply to be looked at as a whole',
  severity: 'medium',
});

/** A definition of which nothing more can be said: it counts as not gated where that matters. */
const unfollowed = (context: Context, candidate: Candidate): ToolFinding => ({
  ...shell(context, candidate, candidate.name),
  verdict: 'unknown',
  why: 'the code around it is nested too deeply to be followed',
  evidence: [],
  effects: [],
  severity: 'medium',
  capability: suggestedCapability(candidate.name, []),
});

/** The same definition may be found twice: by its call and by what it is handed to. */
function distinct(all: readonly Candidate[]): Candidate[] {
  const seen = new Map<ts.Node, Set<string>>();
  return all.filter(({ node, name, start }) => {
    const key = `${name ?? ''}\0${start.pos}`;
    const names = seen.get(node) ?? new Set();
    const isNew = !names.has(key) && !(names.size > 0 && start === node);
    seen.set(node, names.add(key));
    return isNew;
  });
}

/** From the best to the worst that can be said. */
const BEST_FIRST: readonly ToolVerdict[] = [
  'hosted',
  'gated',
  'unreachable',
  'human-only',
  'unknown',
  'ungated',
];

/** A wrapper that makes its tool in one of several ways makes one tool, of which the worst is true. */
function merged(findings: readonly ToolFinding[]): ToolFinding[] {
  const found = new Map<string, ToolFinding>();
  for (const finding of findings) {
    const { framework, tool, place } = finding;
    const key = JSON.stringify([framework, tool ?? null, place.file, place.line, place.column]);
    const other = found.get(key);
    const isWorse = (one: ToolFinding) =>
      BEST_FIRST.indexOf(finding.verdict) > BEST_FIRST.indexOf(one.verdict);
    if (!other || tool === undefined) found.set(tool === undefined ? `${key}#${found.size}` : key, finding);
    else if (isWorse(other)) found.set(key, finding);
  }
  return [...found.values()];
}

function findingOf(context: Context, candidate: Candidate): ToolFinding {
  const judged = judge(context, candidate);
  const name = nameOf(candidate, judged);
  const { effects, seen, unknownCalls } = effectsOf(context, candidate);
  return {
    ...shell(context, candidate, name),
    verdict: judged.verdict,
    why: judged.why,
    evidence: judged.evidence,
    effects,
    severity: judged.verdict === 'hosted' ? 'none' : severityOfTool(effects, seen, unknownCalls),
    capability: suggestedCapability(name, effects),
  };
}

/** What is known of a definition by its look. */
function shell(context: Context, { detector, construct, node }: Candidate, name: string | undefined) {
  const end = node.getSourceFile().getLineAndCharacterOfPosition(node.end);
  const place = placeOf(context, node);
  return { fingerprint: '', tool: name, framework: detector.name, construct, place, endLine: end.line + 1 };
}

/** Sorts findings by place and gives each its fingerprint; those without a name are numbered within their file. */
function numbered(findings: readonly ToolFinding[]): ToolFinding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column,
  );
  const counts = new Map<string, number>();
  return sorted.map((finding) => {
    const { framework, construct, tool, place } = finding;
    const base = JSON.stringify([framework, construct, place.file, tool ?? null]);
    const nth = counts.get(base) ?? 0;
    counts.set(base, nth + 1);
    const name = tool === undefined ? `#${nth}` : nth === 0 ? tool : `${tool}#${nth}`;
    return { ...finding, fingerprint: fingerprint({ framework, construct, file: place.file, name }) };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
