const MAX = 64;
/** No system takes a longer path (`PATH_MAX` of Linux), and what is looked for here grows with the square of it. */
const MAX_LENGTH = 4096;
/** Braces without others inside. */
const GROUP = /\{([^{}]*)\}/;
const RANGE = /^[^.,]+\.\.[^,]+$/;
/** `@(a|b)`; of what may stand there several times, or not at all, nobody knows the names. */
const CHOICE = /([@+!])\(([^()]*)\)/;
/** One of some characters: the first may be a bracket itself. */
const CLASS = /\[(\]?[^/\\\]]*)\]/g;
/** Braces that a pattern does not mean as such. */
const [OPEN, CLOSE] = ['\ue000', '\ue001'];

/**
 * What a tool that expands patterns makes of braces and brackets in a path: `{a,b}.ts`, `.en[v]`. None where there are
 * none to be expanded, undefined where they are too many or too long, or of a kind that is not followed. A folder that is all in
 * brackets (`[slug]`, `[[...rest]]`), as web frameworks have them, stands for one character at most, and for nothing.
 */
export function alternativesOf(text: string): readonly string[] | undefined {
  if (!/[{[(]/.test(text)) return [];
  if (text.length > MAX_LENGTH) return undefined;
  const found: string[] = [];
  for (let todo = [text]; todo.length > 0;) {
    const [next = '', ...rest] = todo;
    const made = expanded(next);
    if (made === undefined || made.length + rest.length + found.length > MAX) return undefined;
    if (made.length === 0) found.push(next.replaceAll(OPEN, '{').replaceAll(CLOSE, '}'));
    todo = [...made, ...rest];
  }
  return found.length === 1 && found[0] === text ? [] : found;
}

/** The text with its first group put out in full; none where there is no group. */
function expanded(text: string): readonly string[] | undefined {
  const group = GROUP.exec(text);
  if (group !== null) {
    const body = group[1] ?? '';
    const put = (item: string): string =>
      text.slice(0, group.index) + item + text.slice(group.index + group[0].length);
    if (RANGE.test(body)) return undefined;
    return body.includes(',') ? [...new Set(body.split(','))].map(put) : [put(OPEN + body + CLOSE)];
  }
  const choice = CHOICE.exec(text);
  if (choice !== null) {
    const [before, after] = [text.slice(0, choice.index), text.slice(choice.index + choice[0].length)];
    const items = new Set((choice[2] ?? '').split('|'));
    return choice[1] === '@' ? [...items].map((item) => before + item + after) : undefined;
  }
  for (const { index, 0: whole, 1: body = '' } of text.matchAll(CLASS)) {
    const end = index + whole.length;
    if (body === '' || isFolder(text, index, end)) continue;
    const letters = lettersOf(body);
    return letters?.map((letter) => text.slice(0, index) + letter + text.slice(end));
  }
  return [];
}

/** Whether brackets are all of a path's segment. */
function isFolder(text: string, start: number, end: number): boolean {
  return /(?:^|[/\\])$/.test(text.slice(0, start)) && /^\]?(?:[/\\]|$)/.test(text.slice(end));
}

function lettersOf(body: string): readonly string[] | undefined {
  if (/^[!^]|\[([:.=])[^:.=]+\1$/.test(body)) return undefined;
  const letters = new Set<string>();
  for (let i = 0; i < body.length; i++) {
    const [first, last] = [body.charCodeAt(i), body.charCodeAt(i + 2)];
    const isRange = body[i + 1] === '-' && i + 2 < body.length;
    if (isRange && (last < first || last - first > MAX)) return undefined;
    for (let c = first; c <= (isRange ? last : first); c++) letters.add(String.fromCharCode(c));
    if (isRange) i += 2;
  }
  return [...letters];
}
