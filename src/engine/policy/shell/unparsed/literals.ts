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
    `//[^\\n]*|/\\*[^]*?\\*/|(?=/)(?<=[=(,:!&|?{};[]\\s*)/(?:\\\\.|[^/\\\\\\n*])(?:\\\\.|[^/\\\\\\n])*/[a-z]*|${TEXTS}`,
    'g',
  ),
];

/** Where a search for texts may have to begin anew, and how often it may. */
const ANEW = /\\["'`]|\/\*|"""|'''/g;
const MAX_ANEW = 200;

/** What code writes stands in its literals. Code that would take long to take apart counts as it is. */
export function literalsOf(program: string, codes: readonly string[]): string {
  const found = codes.flatMap((code) => {
    if ((code.match(ANEW)?.length ?? 0) > MAX_ANEW) return code;
    return /^python/.test(program) ? written(code) : READINGS.flatMap((form) => all(code, form));
  });
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
  const redefines = REDEFINES.test(blank);
  const sought = redefines ? NONE : soughtNames(blank);
  return literals.flatMap((match) => {
    const [whole, ...groups] = match;
    const text = groups.find((group) => typeof group === 'string') ?? '';
    if (redefines) return text;
    const before = blanked(code.slice(Math.max(0, match.index - MAX_BEFORE), match.index));
    const after = code.slice(match.index + whole.length, match.index + whole.length + MAX_BEFORE);
    const name = /(?:^|\n)[ \t]*(\w+) *= *r?$/.exec(before)?.[1];
    if (name !== undefined && sought.has(name) && /^[ \t]*(?:\n|$)/.test(after)) return [];
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

const NONE: ReadonlySet<string> = new Set();
/** A name by which something is looked for. */
const LOOKS =
  /\b(?:(?<=\.(?:count|r?find|r?index|split|partition|startswith|endswith)\(\s*)(\w+)\b(?=\s*[,)])|(?<=[\w)\]]\.replace\(\s*)(\w+)\b(?=\s*,)|(?<![\w.])(\w+)\b(?=\s+(?:not\s+)?in\s+\w)|(?<=\blen\()(\w+)\b(?=\)))/g;

/** Names that are assigned once, a text, and that nothing else is done with but to look for it. */
function soughtNames(blank: string): ReadonlySet<string> {
  const assigned = [...blank.matchAll(/^[ \t]*(\w+) *= *r?""[ \t]*$/gm)].map(([, name]) => name as string);
  if (assigned.length === 0) return NONE;
  const uses = countOf([...blank.matchAll(/\w+/g)].map(([word]) => word));
  const looks = countOf([...blank.matchAll(LOOKS)].map(([name]) => name));
  return new Set(assigned.filter((name) => uses.get(name) === 1 + (looks.get(name) ?? 0)));
}

function countOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
