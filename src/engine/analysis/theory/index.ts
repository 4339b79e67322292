import { ANY, EVERY } from '../../policy/conditions/define.js';
import type { HostField } from '../../policy/conditions/define.js';
import { CAPABILITY } from '../atoms.js';
import type { Atom } from '../atoms.js';
import type { Place } from '../segments.js';
import { solveArgument } from './args.js';
import type { Draft } from './draft.js';
import type { Literal, Outcome, TextLaws, Tools } from './group.js';
import { solveClaim, solveHost } from './host.js';
import { solveAmounts, solveDepth } from './numbers.js';
import { placesOf, solvePaths } from './paths.js';
import { SEGMENT_FIELD, solveSegment, testOf } from './segments.js';
import { solveTexts, textLaws } from './texts.js';

export type { Literal, Tools } from './group.js';

const TEXTS = new Set(['contains', 'match_regex']);
const PATHS = new Set(['path', 'path_prefix']);
const HOST = new Set(['environment', 'actor', 'tenant', 'user_role', 'session', 'tool_name', 'table']);

/**
 * Which field an atom is about. Fields are looked at one by one, so that a question splits. A condition that is not
 * named here is not looked into, whatever region it gives: what is not known must not be taken for known.
 */
export function fieldOf({ name, value }: Atom): string {
  if (name === CAPABILITY) return `${SEGMENT_FIELD}${testOf(value).place}`;
  if (name === 'args') return `argument ${Object.keys(value as object)[0] ?? ''}`;
  if (name === 'risk_level') return 'risk';
  if (TEXTS.has(name)) return 'texts';
  if (name.startsWith('amount_')) return 'amount';
  if (name.startsWith('caller_depth_')) return 'caller_depth';
  if (HOST.has(name)) return name;
  return PATHS.has(name) ? `paths ${JSON.stringify(placesOf(value))}` : `atom ${name}`;
}

/** Answers for sets of literals, field by field, remembered. */
export class Theory {
  readonly #known = new Map<string, Outcome>();

  constructor(
    private readonly tools: Tools,
    private readonly places: readonly Place[],
  ) {}

  /**
   * `none` where no event can be as the literals say, which is sure. Else parts of an event; `clear` where there is
   * one for every field.
   */
  solve(
    literals: readonly Literal[],
  ): { parts: readonly ((draft: Draft) => void)[]; clear: boolean } | 'none' {
    const fields = new Map<string, Literal[]>();
    for (const literal of literals) {
      const field = fieldOf(literal.atom);
      const known = fields.get(field);
      if (known === undefined) fields.set(field, [literal]);
      else known.push(literal);
    }
    const texts = (fields.get('texts') ?? []).filter(({ atom, holds }) => (atom.mode === ANY) !== holds);
    const amounts = fields.get('amount') ?? [];
    const parts: ((draft: Draft) => void)[] = [];
    let clear = true;
    for (const [field, own] of fields) {
      const outcome = this.#field(field, own, texts, amounts);
      if (outcome === 'none') return 'none';
      if (outcome === 'unclear') clear = false;
      else parts.push(outcome);
    }
    return { parts, clear };
  }

  #field(
    field: string,
    own: readonly Literal[],
    texts: readonly Literal[],
    amounts: readonly Literal[],
  ): Outcome {
    const beside = /^(argument|paths) /.test(field) ? [...texts, ...amounts] : [];
    const key = JSON.stringify([field, keysOf(own), keysOf(beside)]);
    let outcome = this.#known.get(key);
    if (outcome === undefined) {
      this.tools.budget.spend(4);
      outcome = this.#solve(field, own, texts, amounts);
      this.#known.set(key, outcome);
    }
    return outcome;
  }

  #solve(
    field: string,
    own: readonly Literal[],
    texts: readonly Literal[],
    amounts: readonly Literal[],
  ): Outcome {
    const { tools } = this;
    const laws = (): TextLaws => textLaws(texts, tools.shelf);
    if (field.startsWith(SEGMENT_FIELD)) {
      const place = Number(field.slice(SEGMENT_FIELD.length));
      return solveSegment(place, this.places[place]?.open, own, tools);
    }
    if (field.startsWith('argument '))
      return solveArgument(field.slice(9), own, { laws: laws(), amounts }, tools);
    if (field.startsWith('paths '))
      return solvePaths(JSON.parse(field.slice(6)) as string[], own, laws(), tools);
    if (field.startsWith('atom ')) return solveAtoms(own);
    if (field === 'texts') return solveTexts(own, tools);
    if (field === 'amount') return solveAmounts(own);
    if (field === 'caller_depth') return solveDepth(own);
    if (field === 'risk') return () => undefined;
    if (field === 'tool_name' || field === 'table') return solveClaim(field, own, tools);
    return solveHost(field as HostField, own, tools);
  }
}

function keysOf(literals: readonly Literal[]): string[] {
  return literals.map(({ atom, holds }) => `${Number(holds)}${atom.key}`).sort();
}

/** Conditions that are not looked into: what is surely true is not false, and no more is known. */
function solveAtoms(literals: readonly Literal[]): Outcome {
  const sure = new Set(
    literals.filter(({ atom, holds }) => atom.mode === EVERY && holds).map(({ atom }) => atom.base),
  );
  const broken = literals.some(({ atom, holds }) => atom.mode === ANY && !holds && sure.has(atom.base));
  return broken ? 'none' : 'unclear';
}
