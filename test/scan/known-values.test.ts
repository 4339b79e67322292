import type ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { distinct } from '../../src/engine/scan/distinct.js';
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
      'values',
      nodes[name] as ts.Node,
      undefined,
      () => {
        asked.push(name);
        return distinct([text(name), ...(links[name] ?? []).flatMap(answer)]);
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

  it('are found in a few steps where all names stand for all others', () => {
    const all = Array.from({ length: 14 }, (_, at) => `n${at}`);
    const { said, asked } = names(Object.fromEntries(all.map((name) => [name, all])));
    for (const name of all) expect(said(name).sort()).toEqual([...all].sort());
    expect(asked.length).toBeLessThan(5 * all.length ** 2);
  });

  it('that are empty are kept unless something was not looked at', () => {
    const known = new KnownValues(undefined);
    const [one, other] = [node(), node()];
    let asked = 0;
    const nothing = (cut: boolean) => (): readonly Value[] => {
      asked++;
      if (cut) known.cut();
      return [];
    };
    for (const _ of [1, 2]) known.answer('values', one, undefined, nothing(false), () => false);
    expect(asked).toBe(1);
    for (const _ of [1, 2]) known.answer('values', other, undefined, nothing(true), () => false);
    expect(asked).toBe(3);
  });
});
