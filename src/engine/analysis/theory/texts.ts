import { ANY } from '../../policy/conditions/define.js';
import type { Region } from '../../policy/conditions/define.js';
import { negate, YES } from '../formula.js';
import { findText } from '../strings/find.js';
import type { Shelf, TextPredicate } from '../strings/shelf.js';
import { split } from './group.js';
import type { Literal, Outcome, TextLaws, Tools } from './group.js';

type TextRegion = Region & { readonly kind: 'text' };

function predicateOf({ atom }: Literal, shelf: Shelf): TextPredicate {
  const { how, texts } = atom.region as TextRegion;
  return shelf.textPredicate(how, texts, atom.mode === ANY);
}

/** What the literals say of every text. */
export function textLaws(literals: readonly Literal[], shelf: Shelf): TextLaws {
  const { each } = split(literals);
  const of = (holds: boolean): TextPredicate[] =>
    each.filter((one) => one.holds === holds).map((one) => predicateOf(one, shelf));
  return { always: of(true), never: of(false) };
}

/** What can be written in a line without thought, tried before anything is built. */
const PLAIN_TEXTS = ['hello', 'x', '1'];

/**
 * The texts of the payload. What some text must be is a text of its own for each condition. One that a restriction
 * looks for may also stand as a key, where no grant reads.
 */
export function solveTexts(literals: readonly Literal[], { shelf, budget }: Tools): Outcome {
  const { each, some } = split(literals);
  const laws = textLaws(literals, shelf);
  const there = each.some(({ holds }) => holds) || some.some(({ holds }) => holds);
  if (!there) return () => undefined;
  const texts: string[] = [];
  const keys: string[] = [];
  for (const literal of some) {
    const value = findText({ ...wantedOf(literal, shelf), ...laws }, budget);
    if (value !== 'none') texts.push(value.text);
    else if (!literal.holds)
      return laws.always.length > 0 ? 'none' : solveKeys(some, laws, { shelf, budget });
    else {
      const key = keyFor(literal, laws, { shelf, budget });
      if (key === undefined) return 'none';
      keys.push(key);
    }
  }
  if (texts.length === 0 && laws.always.length > 0) {
    const text = findText({ wanted: YES, ...laws, candidates: PLAIN_TEXTS }, budget);
    if (text === 'none') return 'none';
    texts.push(text.text);
  }
  return (draft) => {
    draft.texts.push(...texts);
    draft.keys.push(...keys);
  };
}

/** A payload without a text, which satisfies no grant: what restrictions look for stands in its keys. */
function solveKeys(some: readonly Literal[], laws: TextLaws, tools: Tools): Outcome {
  const keys: string[] = [];
  for (const literal of some.filter(({ holds }) => holds)) {
    const key = keyFor(literal, laws, tools);
    if (key === undefined) return 'none';
    keys.push(key);
  }
  return (draft) => {
    draft.keys.push(...keys);
  };
}

/** A key reads as a text where a rule restricts, and nowhere else. */
function keyFor(literal: Literal, { never }: TextLaws, { shelf, budget }: Tools): string | undefined {
  const found = findText({ ...wantedOf(literal, shelf), always: [], never, least: 1 }, budget);
  return found === 'none' ? undefined : found.text;
}

function wantedOf(literal: Literal, shelf: Shelf) {
  const predicate = predicateOf(literal, shelf);
  if (literal.holds) return { wanted: YES, and: predicate };
  return { wanted: negate(predicate.raw) };
}
