import { OutOfBudget } from '../budget.js';
import type { Budget } from '../budget.js';
import { and, negate } from '../formula.js';
import type { Formula } from '../formula.js';
import { evaluateText } from './run.js';
import type { TextPredicate } from './shelf.js';
import { whole } from './shelf.js';
import { shortestText } from './solve.js';
import type { Realm } from './alphabet.js';
import type { TextTest } from './tracks.js';

export interface TextQuestion {
  /** What the text must be. */
  readonly wanted: Formula<TextTest>;
  /** One more thing that it must be, perhaps in its normalised form only. */
  readonly and?: TextPredicate;
  /** What every text of the payload must be, and must not be. */
  readonly always: readonly TextPredicate[];
  readonly never: readonly TextPredicate[];
  /** Texts to be tried before others. */
  readonly candidates?: readonly string[];
  readonly least?: number;
  /** Whether only ASCII can stand here. */
  readonly ascii?: boolean;
}

/**
 * A text as asked for: `none` where there is surely none. What holds for every text is asked only where it turns out
 * to matter, since the machines of a whole policy together are many.
 */
export function findText(question: TextQuestion, budget: Budget): { text: string } | 'none' {
  const { wanted, always, never, candidates = [], least = 0 } = question;
  const asked = question.and === undefined ? wanted : and(wanted, whole(question.and));
  const laws = [...always.map(whole), ...never.map((predicate) => negate(whole(predicate)))];
  for (const text of candidates) {
    if (text.length >= least && [asked, ...laws].every((law) => evaluateText(law, text) !== false))
      return { text };
  }
  const plain = lazily(asked, laws, { realm: 'ascii', least, budget });
  if (plain !== undefined) return { text: plain };
  return question.ascii === true ? 'none' : beyondAscii(question, budget);
}

/** Beyond ASCII a text and its normalised form are looked at apart, as if any text could have any. */
function beyondAscii(question: TextQuestion, budget: Budget): { text: string } | 'none' {
  const { wanted, always, never, least = 0 } = question;
  const laws = [...always.map(({ raw }) => raw), ...never.map(({ raw }) => negate(raw))];
  const asked = question.and === undefined ? wanted : and(wanted, question.and.raw);
  const text = lazily(asked, laws, { realm: 'beyond', least, budget });
  if (text !== undefined) return { text };
  const normal = question.and?.normal;
  if (normal === undefined) return 'none';
  const normals = never.flatMap((predicate) =>
    predicate.normal === undefined ? [] : [negate(asRaw(predicate.normal))],
  );
  const form = lazily(asRaw(normal), normals, { realm: 'any', least: 0, budget });
  return form === undefined ? 'none' : { text: form };
}

/** The tests of normalised forms, asked of a text that is such a form. */
function asRaw(formula: Formula<TextTest>): Formula<TextTest> {
  if (formula.kind !== 'atom') return { ...formula, items: formula.items.map(asRaw) };
  let test = asked.get(formula.atom);
  if (test === undefined) asked.set(formula.atom, (test = { space: 'raw', track: formula.atom.track }));
  return { ...formula, atom: test };
}
const asked = new WeakMap<TextTest, TextTest>();

interface Bounds {
  readonly realm: Realm;
  readonly least: number;
  readonly budget: Budget;
}

/** The shortest text, with one demand after the other as it turns out to be broken: most of them never are. */
function lazily(
  wanted: Formula<TextTest>,
  laws: readonly Formula<TextTest>[],
  bounds: Bounds,
): string | undefined {
  const { realm, least, budget } = bounds;
  const parts = partsOf(wanted);
  const first = parts.filter((part) => part.kind !== 'atom' || part.positive);
  const later = [...parts.filter((part) => !first.includes(part)), ...laws.flatMap(partsOf)];
  const added = new Set<Formula<TextTest>>();
  for (;;) {
    const text = shortestText(and(...first, ...added), realm, budget, least);
    if (text === undefined) return undefined;
    const broken = later.filter((part) => !added.has(part) && evaluateText(part, text) === false);
    if (broken.length === 0) return text;
    // Most of what cannot be is so for one demand alone, while all of them together have very many states.
    if (added.size + broken.length > 1 && broken.some((part) => isHopeless(part, first, bounds)))
      return undefined;
    for (const part of broken) added.add(part);
  }
}

/** The part of a budget that one demand may use to show that it cannot be met. */
const SHARE = 0.02;

function isHopeless(part: Formula<TextTest>, first: readonly Formula<TextTest>[], bounds: Bounds): boolean {
  return isImpossible([part], bounds) || isImpossible([...first, part], bounds);
}

function isImpossible(formulas: readonly Formula<TextTest>[], { realm, least, budget }: Bounds): boolean {
  try {
    return shortestText(and(...formulas), realm, budget.share(SHARE), least) === undefined;
  } catch (error) {
    if (!(error instanceof OutOfBudget) || budget.left <= 0) throw error;
    return false;
  }
}

/** What must hold together, one by one. */
function partsOf(formula: Formula<TextTest>): readonly Formula<TextTest>[] {
  return formula.kind === 'and' ? formula.items.flatMap(partsOf) : [formula];
}
