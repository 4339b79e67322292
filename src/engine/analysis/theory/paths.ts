import { FALSE, TRUE } from '../../model/decision.js';
import type { JsonValue } from '../../model/json.js';
import { ANY, EVERY, flip } from '../../policy/conditions/define.js';
import type { Mode, Region } from '../../policy/conditions/define.js';
import { CompiledPathTest } from '../../policy/conditions/path-test.js';
import { pathForms } from '../../policy/readings/path-forms.js';
import { OutOfBudget } from '../budget.js';
import { and, is, negate, or, YES } from '../formula.js';
import type { Formula } from '../formula.js';
import { isBelow } from '../relations/folders.js';
import { findText } from '../strings/find.js';
import { evaluateText } from '../strings/run.js';
import { whole } from '../strings/shelf.js';
import { split } from './group.js';
import type { Literal, Outcome, TextLaws, Tools } from './group.js';
import { pathCandidates } from './path-candidates.js';
import { satisfy } from './sat.js';

type PathRegion = Region & { readonly kind: 'paths' };

/** One path or glob of a policy, asked of one path of a payload: whether it surely, or perhaps, lies there. */
interface PathFact {
  readonly kind: 'within' | 'glob';
  readonly text: string;
  readonly mode: Mode;
}

/** The places that a path condition names with `in`. Without any it reads every path of the payload. */
export function placesOf(value: JsonValue): readonly string[] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMap ? (((value as { in?: readonly string[] }).in ?? []) as readonly string[]) : [];
}

/**
 * Paths. What is sure of them rests on which paths lie in which folders, and no more; a path that fits is one of many
 * that are tried.
 */
export function solvePaths(
  places: readonly string[],
  literals: readonly Literal[],
  laws: TextLaws,
  tools: Tools,
): Outcome {
  const { each, some } = split(literals);
  const there = each.some(({ holds }) => holds) || some.some(({ holds }) => holds);
  if (!there) return () => undefined;
  const facts = new Facts();
  const found: (JsonValue | undefined)[] = [];
  for (const wanted of some.length > 0 ? some.map((one) => [...each, one]) : [each]) {
    const formulas = wanted.map((literal) => facts.of(literal));
    if (satisfy(formulas, (fact, holds) => facts.implied(fact, holds), tools.budget) === undefined)
      return 'none';
    found.push(pathFor(wanted, laws, tools));
  }
  if (found.includes(undefined)) return 'unclear';
  const values = [...new Set(found.map((value) => value ?? null))];
  const [place] = places;
  return (draft) => {
    if (place === undefined) draft.paths.push(...values);
    else draft.args.set(place, { kind: 'value', value: values.length === 1 ? (values[0] ?? null) : values });
  };
}

/** The facts of a question, each once, and what follows from them. */
class Facts {
  readonly #facts = new Map<string, PathFact>();

  #fact(kind: PathFact['kind'], text: string, mode: Mode): PathFact {
    const key = `${kind} ${mode} ${text}`;
    let fact = this.#facts.get(key);
    if (fact === undefined) this.#facts.set(key, (fact = { kind, text, mode }));
    return fact;
  }

  /** What a literal says of one path, in facts. */
  of({ atom, holds }: Literal): Formula<PathFact> {
    const { within, outside, globs } = atom.region as PathRegion;
    const { mode } = atom;
    const some = (kind: PathFact['kind'], texts: readonly string[]): Formula<PathFact> =>
      texts.length === 0 ? YES : or(...texts.map((text) => is(this.#fact(kind, text, mode))));
    const out = outside.map((text) => is(this.#fact('within', text, flip(mode)), false));
    const all = and(some('within', within), and(...out), some('glob', globs));
    return holds ? all : negate(all);
  }

  /** What lies surely somewhere lies perhaps there, and what lies in a folder lies in the folders above. */
  implied(fact: PathFact, holds: boolean): readonly PathFact[] {
    return [...this.#facts.values()].filter((other) =>
      other === fact ? false : holds ? follows(fact, other) : follows(other, fact),
    );
  }
}

function follows(from: PathFact, to: PathFact): boolean {
  if (from.kind !== to.kind || (from.mode === ANY && to.mode === EVERY)) return false;
  return from.text === to.text || (from.kind === 'within' && isBelow(from.text, to.text, to.mode === ANY));
}

/** Whether a path makes all literals come out as they should. */
function fitter(literals: readonly Literal[]): (text: string) => boolean {
  const tests = literals.map((literal) => ({ literal, test: testOf(literal) }));
  return (text) => {
    const forms = pathForms(text, undefined, []);
    return tests.every(({ literal, test }) =>
      holds(literal, test.evaluate(forms, undefined, literal.atom.mode)),
    );
  };
}

/** Likely paths that make all literals come out as they should. */
export function fittingPaths(literals: readonly Literal[]): readonly string[] {
  if (literals.length === 0) return [];
  return pathCandidates(literals.map(({ atom }) => atom.region as PathRegion)).filter(fitter(literals));
}

/** A path for which all literals come out as they should, if one of the likely ones does, or one that begins so. */
function pathFor(literals: readonly Literal[], laws: TextLaws, tools: Tools): JsonValue | undefined {
  const rules = [...laws.always.map(whole), ...laws.never.map((one) => negate(whole(one)))];
  const candidates = fittingPaths(literals);
  const path = candidates.find((text) => rules.every((rule) => evaluateText(rule, text) !== false));
  if (path !== undefined) return path;
  for (const start of candidates.slice(0, MAX_STARTS)) {
    const found = longerPath(start, laws, tools);
    if (found !== undefined && fitter(literals)(found)) return found;
  }
  // What is no path at all is perhaps anywhere.
  return literals.every((literal) => literal.holds === (literal.atom.mode === ANY)) ? null : undefined;
}

/** So many paths are tried as beginnings of longer ones. */
const MAX_STARTS = 8;

/** A path that begins so and is as all texts of the payload must be. */
function longerPath(start: string, laws: TextLaws, { shelf, budget }: Tools): string | undefined {
  const wanted = is(shelf.startsWith(start.replace(/x$/, '')));
  try {
    const found = findText({ wanted, ...laws, ascii: true }, budget.share(0.05));
    return found === 'none' ? undefined : found.text;
  } catch (error) {
    if (!(error instanceof OutOfBudget) || budget.left <= 0) throw error;
    return undefined;
  }
}

function testOf({ atom }: Literal): CompiledPathTest {
  const { within, outside, globs } = atom.region as PathRegion;
  return new CompiledPathTest({
    ...(within.length > 0 && { within }),
    ...(outside.length > 0 && { outside }),
    ...(globs.length > 0 && { glob: globs }),
  });
}

function holds({ atom, holds: wanted }: Literal, truth: number): boolean {
  return (atom.mode === ANY ? truth !== FALSE : truth === TRUE) === wanted;
}
