import type { Word } from '../script.js';

/** A piece of inline code. `value` of a text is what it holds; undefined where that is put together as it runs. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'mark' | 'line';
  readonly text: string;
  readonly value?: string | undefined;
}

/** Code, taken apart. `inner` are expressions within texts. */
export interface Tokens {
  readonly tokens: readonly Token[];
  readonly inner: readonly (readonly Token[])[];
}

/** What inline code does that is known to do nothing else. */
export interface CodeEffect {
  readonly kind: 'read' | 'write' | 'delete' | 'execute' | 'read_secret';
  readonly path: Word | undefined;
}

/** Thrown where code is more than can be shown to be harmless. */
export class NotShown extends Error {}

/** The index of the bracket that closes the one at `open`. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const { kind, text } = tokens[i] as Token;
    if (kind !== 'mark') continue;
    if (text === '(' || text === '[' || text === '{') depth++;
    else if ((text === ')' || text === ']' || text === '}') && --depth === 0) return i;
  }
  throw new NotShown('brackets do not match');
}

/** The index of the bracket that opens the one at `close`. */
export function opening(tokens: readonly Token[], close: number): number {
  let depth = 0;
  for (let i = close; i >= 0; i--) {
    const { kind, text } = tokens[i] as Token;
    if (kind !== 'mark') continue;
    if (text === ')' || text === ']' || text === '}') depth++;
    else if ((text === '(' || text === '[' || text === '{') && --depth === 0) return i;
  }
  throw new NotShown('brackets do not match');
}

/** The pieces between commas, or another mark, that stand in no bracket of their own. */
export function parted(tokens: readonly Token[], mark = ','): (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'mark') {
      if (/^[([{]$/.test(token.text)) depth++;
      else if (/^[)\]}]$/.test(token.text)) depth--;
    }
    if (depth === 0 && token.kind === 'mark' && token.text === mark) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.length === 1 && parts[0]?.length === 0 ? [] : parts;
}

export function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text;
}

export function isName(token: Token | undefined, text?: string): boolean {
  return token?.kind === 'name' && (text === undefined || token.text === text);
}
