import { ANY } from '../../policy/conditions/define.js';
import type { HostField, Region } from '../../policy/conditions/define.js';
import { hasGlob } from '../../policy/text/glob.js';
import { and, is, negate, or, YES } from '../formula.js';
import type { Formula } from '../formula.js';
import { findText } from '../strings/find.js';
import type { Shelf, TextPredicate } from '../strings/shelf.js';
import type { TextTest } from '../strings/tracks.js';
import { split } from './group.js';
import type { Literal, Outcome, Tools } from './group.js';

/** What hosts are likely to say, tried before anything is built. */
const USUAL: Readonly<Partial<Record<HostField, readonly string[]>>> = {
  environment: ['development', 'production', 'staging', 'test'],
  actor: ['agent'],
};
const HOST_NAME = '^[A-Za-z0-9_\\-./@:]+$';

export function globsOf({ atom }: Literal): readonly string[] {
  return (atom.region as Region & { readonly kind: 'globs' }).globs;
}

/** A host's value as a condition reads it: exact in a grant, in any case where it restricts. */
function hostTest(literal: Literal, shelf: Shelf): Formula<TextTest> {
  const tests = globsOf(literal).flatMap((glob) =>
    literal.atom.mode === ANY ? [shelf.glob(glob), shelf.glob(glob, true)] : [shelf.glob(glob)],
  );
  return or(...tests.map((test) => is(test)));
}

function wanted(literals: readonly Literal[], shelf: Shelf): Formula<TextTest> {
  return and(
    ...literals.map((literal) => {
      const test = hostTest(literal, shelf);
      return literal.holds ? test : negate(test);
    }),
  );
}

function candidatesFor(field: HostField, literals: readonly Literal[]): readonly string[] {
  const named = literals.flatMap((literal) => globsOf(literal)).filter((glob) => !hasGlob(glob));
  const wantedFirst = literals.filter(({ holds }) => holds).flatMap((literal) => globsOf(literal));
  const first = wantedFirst.filter((glob) => !hasGlob(glob));
  return [...(USUAL[field] ?? []), ...first, ...named];
}

/** A field that only the host sets. Absent it is false of every condition; two fields are never absent. */
export function solveHost(field: HostField, literals: readonly Literal[], { shelf, budget }: Tools): Outcome {
  const always = field === 'environment' || field === 'actor';
  if (!always && literals.every(({ holds }) => !holds)) return () => undefined;
  const name = always ? is(shelf.regex(HOST_NAME)) : YES;
  const found = findText(
    {
      wanted: and(name, wanted(literals, shelf)),
      ...{ always: [], never: [], least: 1, ascii: always },
      candidates: candidatesFor(field, literals),
    },
    budget,
  );
  if (found === 'none') return 'none';
  return (draft) => {
    if (field === 'actor') draft.actor = found.text;
    else if (field !== 'environment') draft.context[field] = found.text;
    else if (found.text !== 'development') draft.environment = found.text;
  };
}

type Claimed = 'tool_name' | 'table';

/**
 * Tool names and tables: the host's, and in a restriction also what the agent says itself. A claim that is no text is
 * never false where it restricts.
 */
export function solveClaim(field: Claimed, literals: readonly Literal[], tools: Tools): Outcome {
  const onHost = solveHost(field, literals, tools);
  if (onHost !== 'none') return onHost;
  const claims: (string | null)[] = [];
  const host: Literal[] = literals.filter(({ atom, holds }) => atom.mode !== ANY || !holds);
  for (const literal of literals.filter(({ atom, holds }) => atom.mode === ANY && holds)) {
    const claim = claimFor(literal, literals, tools);
    if (claim === 'none') host.push(literal);
    else claims.push(claim);
  }
  const rest = solveHost(field, host, tools);
  if (typeof rest !== 'function') return rest;
  return (draft) => {
    rest(draft);
    draft.claims[field].push(...claims);
  };
}

function claimFor(literal: Literal, literals: readonly Literal[], tools: Tools): string | null | 'none' {
  const never = split(literals).each.filter(({ holds }) => !holds);
  if (never.length === 0) return null;
  const found = findText(
    {
      ...{ wanted: YES, and: claimPredicate(literal, tools.shelf), always: [] },
      ...{ never: never.map((one) => claimPredicate(one, tools.shelf)), candidates: globsOf(literal) },
    },
    tools.budget,
  );
  return found === 'none' ? 'none' : found.text;
}

function claimPredicate(literal: Literal, shelf: Shelf): TextPredicate {
  const globs = globsOf(literal);
  const normal = globs
    .flatMap((glob) => [glob, glob.toLowerCase()])
    .map((glob) => is(shelf.normalGlob(glob)));
  return { raw: hostTest(literal, shelf), normal: or(...normal) };
}
