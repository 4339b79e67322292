/** Texts of languages whose texts look alike, and what stands between them. */
const TEXTS =
  /"""((?:\\[^]|[^\\])*?)"""|'''((?:\\[^]|[^\\])*?)'''|`((?:\\[^]|[^`\\])*)`|"((?:\\[^]|[^"\\])*)"|'((?:\\[^]|[^'\\])*)'/
    .source;
const PYTHON =
  /#[^\n]*|"""((?:\\[^]|[^\\])*?)"""|'''((?:\\[^]|[^\\])*?)'''|"((?:\\[^]|[^"\\\n])*)"|'((?:\\[^]|[^'\\\n])*)'/g;
/** An apostrophe in a comment, or in a pattern, begins no text: which of these are there is not known. */
const READINGS = [
  new RegExp(TEXTS, 'g'),
  new RegExp(`#[^\\n]*|//[^\\n]*|/\\*[^]*?\\*/|${TEXTS}`, 'g'),
  new RegExp(
    `//[^\\n]*|/\\*[^]*?\\*/|(?<=[=(,:!&|?{};[]\\s*)/(?:\\\\.|[^/\\\\\\n*])(?:\\\\.|[^/\\\\\\n])*/[a-z]*|${TEXTS}`,
    'g',
  ),
];

/** What code writes stands in its literals. */
export function literalsOf(program: string, codes: readonly string[]): string {
  const found = codes.flatMap((code) =>
    /^python/.test(program) ? written(code) : READINGS.flatMap((form) => all(code, form)),
  );
  return found
    .map((text) =>
      text
        .replace(/\\n/g, '\n')
        .replace(/\\t/g, '\t')
        .replace(/\\(["'`\\])/g, '$1'),
    )
    .join('\n');
}

const all = (code: string, form: RegExp): readonly string[] =>
  [...code.matchAll(form)].flatMap(
    ([, ...groups]) => groups.find((group) => typeof group === 'string') ?? [],
  );

/** Code that may mean other things by the names of methods than texts do. */
const REDEFINES =
  /\b(?:class|lambda|setattr|exec|eval|globals|locals|vars|import_module|__\w+__)\b|\bdef\s+(?:replace|count|r?find|r?index|split|partition|startswith|endswith|len)\b/;

/**
 * The texts of Python code but those by which it looks for something: of `s.replace(OLD, NEW)` what takes the place, and
 * not what was there.
 */
function written(code: string): readonly string[] {
  const literals = [...code.matchAll(PYTHON)].filter(([text]) => !text.startsWith('#'));
  const blank = blanked(code);
  const sought = REDEFINES.test(blank) ? [] : soughtNames(blank);
  return literals.flatMap((match) => {
    const [whole, ...groups] = match;
    const text = groups.find((group) => typeof group === 'string') ?? '';
    if (REDEFINES.test(blank)) return text;
    const before = blanked(code.slice(Math.max(0, match.index - MAX_BEFORE), match.index));
    const after = code.slice(match.index + whole.length, match.index + whole.length + MAX_BEFORE);
    const name = /(?:^|\n)[ \t]*(\w+) *= *r?$/.exec(before)?.[1];
    if (name !== undefined && sought.includes(name) && /^[ \t]*(?:\n|$)/.test(after)) return [];
    return /[\w)\]]\.replace\(\s*r?$/.test(before) && /^\s*,/.test(after) ? [] : text;
  });
}

const MAX_BEFORE = 200;

/** Code without its comments and texts; those with names in them are code. */
function blanked(code: string): string {
  return code.replace(PYTHON, (text, ...rest: readonly unknown[]) => {
    if (text.startsWith('#')) return '';
    const at = rest.at(-2) as number;
    return /[fF][rR]?$/.test(code.slice(Math.max(0, at - 2), at)) ? ` ${text.replace(/["'#]/g, ' ')} ` : '""';
  });
}

/** Names that are assigned once, a text, and that nothing else is done with but to look for it. */
function soughtNames(blank: string): readonly string[] {
  const assigned = [...blank.matchAll(/^[ \t]*(\w+) *= *r?""[ \t]*$/gm)].map(([, name]) => name as string);
  return assigned.filter((name) => {
    const uses = blank.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
    const looks = blank.match(
      new RegExp(
        `\\.(?:count|r?find|r?index|split|partition|startswith|endswith)\\(\\s*${name}\\s*[,)]|[\\w)\\]]\\.replace\\(\\s*${name}\\s*,|(?<![\\w.])${name}\\s+(?:not\\s+)?in\\s+\\w|\\blen\\(${name}\\)`,
        'g',
      ),
    );
    return uses === 1 + (looks?.length ?? 0);
  });
}
