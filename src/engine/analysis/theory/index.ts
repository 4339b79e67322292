import { ANY } from '../../policy/conditions/define.js';
import type { HostField } from '../../policy/conditions/define.js';
import { CAPABILITY } from '../atoms.js';
import type { Atom } from '../atoms.js';
import { OutOfBudget } from '../budget.js';
import type { Budget } from '../budget.js';
import type { Place } from '../segments.js';
import { excludes, implies } from '../relations/index.js';
import type { Shelf } from '../strings/shelf.js';
import { solveArgument } from './args.js';
import type { Draft } from './draft.js';
import type { Literal, Outcome, TextLaws, Tools } from './group.js';
import { solveClaim, solveHost } from './host.js';
import { solveAmounts, solveDepth } from './numbers.js';
import { placesOf, solvePaths } from './paths.js';
import { SEGMENT_FIELD, solveSegment, testOf } from './segments.js';
import type { OpenPlace } from './segments.js';
import { solveMade } from './made.js';
import type { Truths } from './made.js';
import { solveTexts, textLaws } from './texts.js';

export type { Literal } from './group.js';

const TEXTS = new Set(['contains', 'match_regex']);
const PATHS = new Set(['path', 'path_prefix']);
const HOST = new Set(['environment', 'actor', 'tenant', 'user_role', 'session', 'tool_name', 'table']);

/** The part of a budget that one field may use to refute. */
const FIELD_SHARE = 0.2;

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

/** What a question is about, beside the literals: how much it may cost, and the capabilities that it looks at. */
export interface Site {
  readonly budget: Budget;
  readonly places: readonly Place[];
}

/** Answers for sets of literals, field by field, remembered for all questions about the same policies. */
export class Theory {
  readonly #known = new Map<string, Outcome>();

  constructor(
    private readonly shelf: Shelf,
    private readonly truths: Truths,
  ) {}

  /** `none` where no event can be as the literals say, which is sure. Else parts of an event, as far as there are any. */
  solve(literals: readonly Literal[], site: Site): readonly ((draft: Draft) => void)[] | 'none' {
    const parts: ((draft: Draft) => void)[] = [];
    for (const asked of fieldsOf(literals)) {
      const outcome = this.#field(asked, site);
      if (outcome === 'none') return 'none';
      if (outcome !== 'unclear') parts.push(outcome);
    }
    return parts;
  }

  /** Whether surely no event can be as the literals say, for fields that are looked into. */
  refutes(literals: readonly Literal[], site: Site): boolean {
    const fields = fieldsOf(literals).filter(({ field }) => !field.startsWith('atom '));
    return fields.some((asked) => this.#refutesField(asked, site));
  }

  /** A field that costs much refutes nothing: the others may. */
  #refutesField(asked: Asked, site: Site): boolean {
    try {
      return this.#field(asked, { ...site, budget: site.budget.share(FIELD_SHARE) }) === 'none';
    } catch (error) {
      if (!(error instanceof OutOfBudget) || site.budget.left <= 0) throw error;
      return false;
    }
  }

  #field(asked: Asked, site: Site): Outcome {
    const { field, own, laws, amounts, paths, args } = asked;
    const beside = /^(argument|paths) /.test(field) ? [...laws, ...amounts] : [];
    if (field.startsWith('argument ')) beside.push(...paths);
    if (field.startsWith('atom ')) beside.push(...laws, ...args);
    const key = JSON.stringify([field, keysOf(own), keysOf(beside), openOf(field, site.places)]);
    let outcome = this.#known.get(key);
    if (outcome === undefined) {
      site.budget.spend(4);
      outcome = this.#solve(asked, site);
      this.#known.set(key, outcome);
    }
    return outcome;
  }

  #solve({ field, own, laws, amounts, paths, args }: Asked, { budget, places }: Site): Outcome {
    const tools: Tools = { shelf: this.shelf, budget };
    const texts = (): TextLaws => textLaws(laws, tools.shelf);
    if (field.startsWith(SEGMENT_FIELD)) return solveSegment(openOf(field, places), own, tools);
    if (field.startsWith('argument '))
      return solveArgument(field.slice(9), own, { laws: texts(), amounts, paths }, tools);
    if (field.startsWith('paths '))
      return solvePaths(JSON.parse(field.slice(6)) as string[], own, texts(), tools);
    if (field.startsWith('atom '))
      return isBroken(own) ? 'none' : solveMade(own, [...laws, ...args], this.truths, budget);
    if (field === 'texts') return solveTexts(own, tools);
    if (field === 'amount') return solveAmounts(own);
    if (field === 'caller_depth') return solveDepth(own);
    if (field === 'risk') return () => undefined;
    if (field === 'tool_name' || field === 'table') return solveClaim(field, own, tools);
    return solveHost(field as HostField, own, tools);
  }
}

/** One field and the literals about it, with those about other fields that its values must obey too. */
interface Asked {
  readonly field: string;
  readonly own: readonly Literal[];
  readonly laws: readonly Literal[];
  readonly amounts: readonly Literal[];
  readonly paths: readonly Literal[];
  readonly args: readonly Literal[];
}

/** The literals field by field. What is made for a condition as a whole goes over what its arguments were given. */
function fieldsOf(literals: readonly Literal[]): readonly Asked[] {
  const fields = new Map<string, Literal[]>();
  for (const literal of literals) {
    const field = fieldOf(literal.atom);
    const known = fields.get(field);
    if (known === undefined) fields.set(field, [literal]);
    else known.push(literal);
  }
  const laws = (fields.get('texts') ?? []).filter(({ atom, holds }) => (atom.mode === ANY) !== holds);
  const amounts = fields.get('amount') ?? [];
  const paths = literals.filter(({ atom }) => PATHS.has(atom.name));
  const args = literals.filter(({ atom }) => atom.name === 'args');
  return [...fields]
    .sort(([a], [b]) => Number(a.startsWith('atom ')) - Number(b.startsWith('atom ')))
    .map(([field, own]) => ({ field, own, laws, amounts, paths, args }));
}

/** The place of the capability that a field is, where it is one. */
function openOf(field: string, places: readonly Place[]): OpenPlace | undefined {
  if (!field.startsWith(SEGMENT_FIELD)) return undefined;
  const place = Number(field.slice(SEGMENT_FIELD.length));
  const open = places[place]?.open;
  return open && { place, open };
}

function keysOf(literals: readonly Literal[]): string[] {
  return literals.map(({ atom, holds }) => `${Number(holds)}${atom.key}`).sort();
}

/** Of a condition that is not looked into no more is known than how it relates to others by its value. */
function isBroken(literals: readonly Literal[]): boolean {
  const that = literals.filter(({ holds }) => holds).map(({ atom }) => atom);
  return literals.some(({ atom, holds }) =>
    that.some((one) => one !== atom && (holds ? excludes(one, atom) : implies(one, atom))),
  );
}
