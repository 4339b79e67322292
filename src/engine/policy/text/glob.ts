/**
 * A glob over one value: `*` is any run of characters, `?` any one, everything else itself. Matching keeps two
 * pointers and goes back only to the last star, so its time is at most pattern times text.
 */
export function matchGlob(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    const c = pattern.charCodeAt(p);
    if (c === STAR) {
      star = p++;
      mark = t;
    } else if (c === text.charCodeAt(t) || c === QUESTION) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (pattern.charCodeAt(p) === STAR) p++;
  return p >= pattern.length;
}

const STAR = 42;
const QUESTION = 63;

export function hasGlob(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}

/**
 * A glob over path segments: `**` is any number of segments, else segment by segment as `matchGlob`.
 * The same two pointers, one level up.
 */
export function matchSegments(pattern: readonly string[], segments: readonly string[]): boolean {
  let p = 0;
  let s = 0;
  let star = -1;
  let mark = 0;
  while (s < segments.length) {
    const part = pattern[p];
    if (part === '**') {
      star = p++;
      mark = s;
    } else if (part !== undefined && matchGlob(part, segments[s] ?? '')) {
      p++;
      s++;
    } else if (star >= 0) {
      p = star + 1;
      s = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '**') p++;
  return p >= pattern.length;
}
