import { inSubscript } from './subscripts.js';

/** What is fetched from elsewhere and kept as it is: `n=$(curl https://…)`. */
const FETCHED =
  /\b([A-Za-z_]\w*)="?\$\(\s*(?:curl|wget)\b([^|;&()]*)\)|\bread\s+(?:-r\s+)?([A-Za-z_]\w*)\s+<\s*<\(\s*(?:curl|wget)\b([^|;&()]*)\)/g;
/** What is asked for is no text of theirs, but how they answered. */
const ABOUT = /\s(?:-\w*[oI]|-w|--write-out|--output|--head)\b/;
const ELSEWHERE = /\bhttps?:\/\/(?!localhost\b|127\.|0\.0\.0\.0|\[::1\])/;
/** A builtin that takes the name of a variable, and a value that it takes for one. */
const NAMES =
  /(?:\bprintf\s+-v|(?:\btest|\[)\s+-v|(?<![\w-])(?:read|unset)(?:\s+[\w-]+){0,8}|\b(?:local|declare)\s+-n\s+\w+=)\s*"?\$\{?(\w+)/g;
const COMPARES = /^-(?:eq|ne|lt|le|gt|ge)$/;

/** Whether others say, unread, what a shell reckons with, or the name of what it sets: `(( n > 3 ))` runs `a[$(id)]`. */
export function reckonsWithForeign(source: string): boolean {
  if (!/\b(?:curl|wget)\b/.test(source)) return false;
  const names = new Set<string>();
  for (const [, kept, told = '', read, asked = ''] of source.matchAll(FETCHED)) {
    const words = kept === undefined ? asked : told;
    if (ELSEWHERE.test(words) && !ABOUT.test(words)) names.add(kept ?? read ?? '');
  }
  if (names.size === 0) return false;
  const hasName = (text: string): boolean => [...text.matchAll(/\w+/g)].some(([word]) => names.has(word));
  return (
    inSubscript(source, (token) => names.has(token)) ||
    arithmetic(source).some(hasName) ||
    compared(source).some(hasName) ||
    [...source.matchAll(NAMES)].some(([, name = '']) => names.has(name))
  );
}

/** What stands between `((` and the bracket that closes it. */
function arithmetic(source: string): readonly string[] {
  const found: string[] = [];
  for (let start = source.indexOf('(('); start >= 0;) {
    let end = start + 2;
    for (let depth = 2; end < source.length && depth > 0; end += 1)
      depth += source[end] === '(' ? 1 : source[end] === ')' ? -1 : 0;
    found.push(source.slice(start, end));
    start = source.indexOf('((', end);
  }
  return found;
}

/** What `[[` compares as numbers, and what it takes for a name. */
function compared(source: string): readonly string[] {
  const found: string[] = [];
  for (let start = source.indexOf('[['); start >= 0;) {
    const close = source.indexOf(']', start);
    const end = close < 0 ? source.length : close;
    const words = source.slice(start + 2, end).split(/\s+/);
    words.forEach((word, i) => {
      if (COMPARES.test(word)) found.push(words[i - 1] ?? '', words[i + 1] ?? '');
      if (word === '-v' && words[i + 1]?.includes('$') === true) found.push(words[i + 1] ?? '');
    });
    start = source.indexOf('[[', end);
  }
  return found;
}
