import { isFound } from '../text/found.js';

/** Undefined where nobody can say. */
type Maybe = boolean | undefined;

export function like(text: string, pattern: string): Maybe {
  if (pattern.includes('\\')) return undefined;
  // In T-SQL alone, these are sets of characters.
  const plain = isLike(text, pattern);
  if (plain || !pattern.includes('[')) return plain;
  const sets = pattern
    .replace(/\[\^[^\]]+\]/g, '_')
    .replace(/[%_]|[^%_[]+/g, (part) => part.replace(/[*?]/g, '[$&]').replace('%', '*').replace('_', '?'));
  return glob(text, sets) === false ? false : undefined;
}

function isLike(text: string, pattern: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (pattern[p] === '%') [star, mark] = [p++, t];
    else if (pattern[p] === '_' || pattern[p] === text[t]) [p, t] = [p + 1, t + 1];
    else if (star >= 0) [p, t] = [star + 1, ++mark];
    else return false;
  }
  while (pattern[p] === '%') p++;
  return p >= pattern.length;
}

/** Of SQLite: `*`, `?`, and sets of characters in brackets. */
export function glob(text: string, pattern: string): Maybe {
  const written = pattern.replace(/\[(\^?)(\]?[^\]]*)\]|[^]/g, (token, not?: string, set?: string) => {
    if (token === '*') return '.*';
    if (token === '?') return '.';
    if (set === undefined) return token.replace(/[\\^$.|+()[\]{}]/, '\\$&');
    return `[${not ?? ''}${set.replace(/[\\\][&~]/g, '\\$&')}]`;
  });
  return isFound(`(?s)^(?:${written})$`, text);
}

/** Of all dialects, as far as they have one. Without regard to case, which can only find more. */
export function regex(text: string, pattern: string): Maybe {
  return isFound(`(?is)${pattern}`, text);
}
