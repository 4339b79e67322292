import type { CharSet } from './charset.js';
import { single } from './charset.js';

/** Where an assertion of a pattern holds. */
export type Assertion = 'begin' | 'end' | 'begin_line' | 'end_line' | 'word' | 'not_word';

/** A pattern as a tree: what every text test of the language is written in before it becomes a machine. */
export type Tree =
  | { readonly kind: 'empty' }
  | { readonly kind: 'chars'; readonly set: CharSet }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly Tree[] }
  | { readonly kind: 'choice'; readonly items: readonly Tree[] }
  | {
      readonly kind: 'repeat';
      readonly item: Tree;
      readonly least: number;
      readonly most: number | undefined;
    };

export const EMPTY: Tree = { kind: 'empty' };
export const BEGIN: Tree = { kind: 'assert', assertion: 'begin' };
export const END: Tree = { kind: 'assert', assertion: 'end' };

export const chars = (set: CharSet): Tree => ({ kind: 'chars', set });
export const sequence = (...items: readonly Tree[]): Tree =>
  items.length === 1 ? (items[0] as Tree) : { kind: 'sequence', items };
export const choice = (...items: readonly Tree[]): Tree =>
  items.length === 1 ? (items[0] as Tree) : { kind: 'choice', items };
export const repeat = (item: Tree, least: number, most?: number): Tree => ({
  kind: 'repeat',
  item,
  least,
  most,
});

/** A text letter by letter. */
export function literal(text: string): Tree {
  return sequence(...[...text].map((c) => chars(single(c.codePointAt(0) ?? 0))));
}

/** Whether a text is made of whole characters: halves of a pair are compared by engines in ways of their own. */
export function isWellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}
