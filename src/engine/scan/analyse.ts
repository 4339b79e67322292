import ts from 'typescript';
import type { FileProblem, ToolFinding } from '../model/tool-finding.js';
import { callersOf } from './callers.js';
import type { Candidate } from './candidate.js';
import { suggestedCapability } from './capability.js';
import { type Context, placeOf } from './context.js';
import { definitionsIn } from './definitions.js';
import type { Detector } from './detector.js';
import { withoutDoubles } from './doubles.js';
import { EFFECT_RULES, type EffectRule } from './effect-table.js';
import { effectsOf } from './effects.js';
import { merged } from './findings.js';
import { Matcher } from './matcher.js';
import type { Tree } from './program.js';
import { References } from './references.js';
import { severityOfTool } from './severity.js';
import { Symbols } from './symbols.js';
import { Evaluator } from './values.js';
import { judge, type Judgement, nameOf } from './verdict.js';

/** How a tree is to be looked at. */
export interface AnalyseOptions {
  readonly detectors: readonly Detector[];
  readonly isKnown: (module: string) => boolean;
  readonly effects?: readonly EffectRule[];
  readonly onFile?: (file: string) => void;
}

/** Puts together what questions about a tree need. */
export function contextOf(tree: Tree, { detectors, isKnown, effects = [] }: AnalyseOptions): Context {
  const symbols = new Symbols(tree, isKnown);
  const on = new Evaluator(tree, symbols);
  const refs = new References(tree, symbols);
  on.callersOf = callersOf(symbols, refs, tree.unseen, (node) => on.values(node));
  return {
    tree,
    symbols,
    on,
    refs,
    matcher: new Matcher(detectors, on),
    mayGate: tree.files.some(({ text }) => /["'`]capfence\b/.test(text)),
    rules: [...effects, ...EFFECT_RULES],
  };
}

/** What was found, and where looking had to stop. */
export interface Analysis {
  readonly tools: readonly ToolFinding[];
  readonly problems: readonly FileProblem[];
}

/** Finds the tools of a part of a tree, and says of each what there is to say. */
export function analyse(
  tree: Tree,
  isWanted: (file: ts.SourceFile) => boolean,
  options: AnalyseOptions,
): Analysis {
  const context = contextOf(tree, options);
  const problems: FileProblem[] = [];
  // A wrapper's file may not be asked for while the file that calls it is: all are searched.
  const found = tree.files.flatMap((file) => {
    options.onFile?.(file.fileName);
    const look = () => marked(context, () => definitionsIn(context, file));
    const { result, isOpen } = unlessTooDeep(look) ?? (problems.push(tooDeep(context, file)), NONE);
    return result.map((candidate) => ({ ...candidate, isOpen }));
  });
  const here = withoutDoubles(context, distinct(found)).filter(({ node }) => isWanted(node.getSourceFile()));
  const findings = here.map((candidate) => {
    const finding = unlessTooDeep(() => findingOf(context, candidate));
    if (!finding) problems.push(tooDeep(context, candidate.node));
    return finding ?? unfollowed(context, candidate);
  });
  return { tools: merged(findings), problems };
}

/** A candidate, and whether the rest of a program that is looked at in parts may have more to say of it. */
type Found = Candidate & { readonly isOpen: boolean };

const NONE = { result: [], isOpen: false, lacks: false };

/** Asks, and says whether the answer might be another one if all of a large program were seen at once. */
function marked<T>({ tree: { unseen } }: Context, ask: () => T) {
  const { ways = 0, files = 0 } = unseen ?? {};
  const result = ask();
  return { result, isOpen: (unseen?.ways ?? 0) !== ways, lacks: (unseen?.files ?? 0) !== files };
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
function distinct(all: readonly Found[]): Found[] {
  const seen = new Map<ts.Node, Set<string>>();
  return all.filter(({ node, name, start, env }) => {
    const key = `${name ?? ''}\0${start.pos}`;
    const names = seen.get(node) ?? new Set();
    const isNew =
      !names.has(key) && !(names.size > 0 && start === node && env === undefined && !ts.isClassLike(node));
    seen.set(node, names.add(key));
    return isNew;
  });
}

function findingOf(context: Context, candidate: Found): ToolFinding {
  const { result, isOpen } = marked(context, () => judge(context, candidate));
  const judged = candidate.isOpen || isOpen ? unlessProven(result) : result;
  const name = nameOf(candidate, judged);
  const { result: reach, lacks } = marked(context, () => effectsOf(context, candidate));
  const { seen, unknownCalls } = reach;
  const effects = lacks ? reach.effects.map((effect) => ({ ...effect, cut: true })) : reach.effects;
  return {
    ...shell(context, candidate, name),
    verdict: judged.verdict,
    why: judged.why,
    evidence: judged.evidence,
    effects,
    severity: judged.verdict === 'hosted' ? 'none' : severityOfTool(effects, seen && !lacks, unknownCalls),
    capability: suggestedCapability(name, effects),
  };
}

/** What is good news only if nobody else has the tool is no news where somebody else might. */
function unlessProven(judged: Judgement): Judgement {
  if (judged.verdict === 'ungated' || judged.verdict === 'unknown') return judged;
  const why = `${judged.why}, as far as this part of a large program tells: ${ELSEWHERE}`;
  return { ...judged, verdict: 'unknown', why };
}

/** Said of tools that the bound on memory keeps from being followed to the end. */
export const ELSEWHERE = 'the rest of it may do otherwise';

/** What is known of a definition by its look. */
function shell(context: Context, { detector, construct, node }: Candidate, name: string | undefined) {
  const end = node.getSourceFile().getLineAndCharacterOfPosition(node.end);
  const place = placeOf(context, node);
  return { fingerprint: '', tool: name, framework: detector.name, construct, place, endLine: end.line + 1 };
}
