import type ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { KnownValues } from '../../src/engine/scan/known-values.js';
import type { Value } from '../../src/engine/scan/value.js';

const node = (): ts.Node => ({}) as ts.Node;
const text = (said: string): Value => ({ kind: 'text', text: said });
const always = (): boolean => true;

/** Names that stand for each other, and how often each was asked about. */
function names(links: Readonly<Record<string, readonly string[]>>) {
  const known = new KnownValues(undefined);
  const nodes = Object.fromEntries(Object.keys(links).map((name) => [name, node()]));
  const asked: string[] = [];
  const answer = (name: string): readonly Value[] =>
    known.answer(
      nodes[name] as ts.Node,
      undefined,
      () => {
        asked.push(name);
        return [text(name), ...(links[name] ?? []).flatMap(answer)];
      },
      always,
    );
  const said = (name: string): string[] => [
    ...new Set(answer(name).flatMap((value) => (value.kind === 'text' ? [value.text] : []))),
  ];
  return { said, asked };
}

describe('answers that are kept', () => {
  it('hold all that a name may stand for, whichever of a circle was asked first', () => {
    const { said } = names({ a: ['b'], b: ['c', 'a'], c: ['a', 'd'], d: [] });
    expect(said('a').sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(said('b').sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(said('c').sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(said('d')).toEqual(['d']);
  });

  it('are given again, also to a name that stands for itself', () => {
    const { said, asked } = names({ a: ['a', 'b'], b: [] });
    said('a');
    said('a');
    said('b');
    expect(asked).toEqual(['a', 'b']);
  });
});
