/** What is fetched from elsewhere and kept as it is: `n=$(curl https://…)`. */
const FETCHED =
  /\b([A-Za-z_]\w*)="?\$\(\s*(?:curl|wget)\b([^|;&()]*)\)|\bread\s+(?:-r\s+)?([A-Za-z_]\w*)\s+<\s*<\(\s*(?:curl|wget)\b([^|;&()]*)\)/g;
/** What is asked for is no text of theirs, but how they answered. */
const ABOUT = /\s(?:-\w*[oI]|-w|--write-out|--output|--head)\b/;
const ELSEWHERE = /\bhttps?:\/\/(?!localhost\b|127\.|0\.0\.0\.0|\[::1\])/;
const COMPARES = '-(?:eq|ne|lt|le|gt|ge)';

/** Whether others say, unread, what a shell reckons with, or the name of what it sets: `(( n > 3 ))` runs `a[$(id)]`. */
export function reckonsWithForeign(source: string): boolean {
  if (!/\b(?:curl|wget)\b/.test(source)) return false;
  for (const [, kept, told = '', read, asked = ''] of source.matchAll(FETCHED)) {
    const words = kept === undefined ? asked : told;
    if (!ELSEWHERE.test(words) || ABOUT.test(words)) continue;
    const value = String.raw`"?\$\{?${kept ?? read}\}?"?`;
    const uses = [
      String.raw`\(\((?:[^)]|\)(?!\)))*\b${kept ?? read}\b`,
      String.raw`\[\[[^\]]*(?:${value}\s+${COMPARES}|${COMPARES}\s+${value}|-v\s+${value})`,
      String.raw`\w\[[^\]\n]*\b${kept ?? read}\b`,
      String.raw`\b(?:printf\s+-v|(?:test|\[)\s+-v|read(?:\s+-\w+)*|unset|(?:local|declare)\s+-n\s+\w+=)\s*${value}`,
    ];
    if (new RegExp(uses.join('|')).test(source)) return true;
  }
  return false;
}
