import { closing, isMark, isName, opening } from './tokens.js';
import type { Token } from './tokens.js';

/** The module of `require('x')` that begins here. */
export function moduleOf(tokens: readonly Token[], i: number): string | undefined {
  if (!isName(tokens[i], 'require') || !isMark(tokens[i + 1], '(') || !isMark(tokens[i + 3], ')'))
    return undefined;
  return tokens[i + 2]?.value?.replace(/^node:/, '');
}

/** Whether a function stands here: `x => …`, `(x) => …`, `function …`. */
export function isFunction(tokens: readonly Token[], from: number): boolean {
  const i = isName(tokens[from], 'async') ? from + 1 : from;
  if (isName(tokens[i], 'function')) return true;
  if (tokens[i]?.kind === 'name') return isMark(tokens[i + 1], '=>');
  return isMark(tokens[i], '(') && isMark(tokens[closing(tokens, i) + 1], '=>');
}

/** Whether a name stands among parameters. */
export function isParameter(tokens: readonly Token[], i: number): boolean {
  for (let at = i + 1; at < tokens.length && at < i + 40; at++) {
    if (isMark(tokens[at], ')'))
      return (
        isMark(tokens[at + 1], '=>') ||
        (isMark(tokens[at + 1], '{') && isMark(tokens[opening(tokens, at)], '('))
      );
    if (!/^(?:,|=|\{|\}|\[|\]|:)$/.test(tokens[at]?.text ?? '') && tokens[at]?.kind === 'mark') return false;
  }
  return false;
}
