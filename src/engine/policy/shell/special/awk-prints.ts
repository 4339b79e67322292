import type { Word } from '../script.js';
import { Targets } from './awk-targets.js';

/** What a program of awk is made of, as far as that says where it prints. */
export type Token = { readonly kind: 'text' | 'pattern' | 'word' | 'sign'; readonly text: string };

const WORD = /[A-Za-z_]\w*|\d[\w.]*/y;
const SIGN = />>|\|\||\|&|[!=<>+*/%^-]=|&&|\+\+|--|[^\s\w]/y;
/** Behind these a slash begins a pattern; behind other words it divides. */
const KEYWORDS = /^(?:print|printf|return|in|if|while|do|else|case|BEGIN|END|getline|delete|exit|next)$/;
const STREAMS = /^\/dev\/(?:stderr|stdout)$/;

/**
 * The files into which a program of awk prints that does no more than compute, take further lines of its input, and print:
 * no command, no other file that it names, no arguments that it changes. Undefined where that cannot be told for certain.
 * `given` are the names that its command line sets; undefined where they are not known.
 */
export function printsInto(
  code: string,
  given: ReadonlySet<string> | undefined,
): readonly Word[] | undefined {
  const tokens = tokensOf(code);
  if (tokens === undefined || tokens.filter(prints).length > MAX_PRINTS) return undefined;
  if (tokens.some(reaches) || !tokens.every((_, i) => takesInput(tokens, i))) return undefined;
  const targets = new Targets(tokens, given);
  const files: Word[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const found = prints(tokens[i] as Token) ? printedFiles(tokens, i, targets) : [];
    if (found === undefined) return undefined;
    files.push(...found);
  }
  return files.length > MAX_FILES ? undefined : files;
}

function tokensOf(code: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < code.length;) {
    const char = code[at] as string;
    if (/\s/.test(char)) at++;
    else if (char === '#') at = endOf(code, at, '\n') ?? code.length;
    else if (char === '"' || (char === '/' && beginsPattern(tokens.at(-1)))) {
      const end = char === '"' ? closing(code, at, '"') : patternEnd(code, at);
      if (end === undefined) return undefined;
      tokens.push({ kind: char === '"' ? 'text' : 'pattern', text: code.slice(at + 1, end) });
      at = end + 1;
    } else if (char === '\\' || char === '@') return undefined;
    else if (char === '/' && tokens.at(-1)?.text === ')') return undefined;
    else {
      const form = /\w/.test(char) ? WORD : SIGN;
      form.lastIndex = at;
      const text = form.exec(code)?.[0];
      if (text === undefined) return undefined;
      tokens.push({ kind: form === WORD ? 'word' : 'sign', text });
      at += text.length;
    }
  }
  return tokens;
}

/** Behind a value a slash divides; behind `)` it may be either. */
function beginsPattern(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'word') return KEYWORDS.test(before.text);
  return before.kind === 'sign' && !/^(?:[)\]$]|\+\+|--)$/.test(before.text);
}

const endOf = (code: string, at: number, end: string): number | undefined => {
  const found = code.indexOf(end, at);
  return found < 0 ? undefined : found;
};

/** The end of a text or a pattern; none where a line ends first. */
function closing(code: string, at: number, end: string): number | undefined {
  for (let i = at + 1; i < code.length; i++) {
    if (code[i] === end) return i;
    if (code[i] === '\n') return undefined;
    if (code[i] === '\\') i++;
  }
  return undefined;
}

/** A slash in brackets ends a pattern to one awk, and none to another. */
function patternEnd(code: string, at: number): number | undefined {
  const end = closing(code, at, '/');
  return end !== undefined && /\[[^\]]*$/.test(code.slice(at + 1, end).replace(/\\./g, '')) ? undefined : end;
}

/** Each is followed to the end of its statement: more are nothing that a person writes on a line. */
const MAX_PRINTS = 500;
const MAX_FILES = 40;
const prints = ({ kind, text }: Token): boolean => kind === 'word' && /^printf?$/.test(text);

const reaches = ({ kind, text }: Token): boolean =>
  kind === 'word' &&
  /^(?:system|extension|load|include|ARGV|ARGC|ENVIRON|PROCINFO|SYMTAB|FUNCTAB)$/.test(text);

/** What may stand behind a line that is taken, or behind the name that it is put into. */
const TAKEN = /^(?:[;})]|[!=>]=|>|&&|\|\|)$/;
const BEGINS = /^(?:print|printf|return|if|while|do|exit|next)$/;

/** Whether `getline`, where it stands, takes the next line of the input: no command prints into it, and it names no file. */
function takesInput(tokens: readonly Token[], at: number): boolean {
  const { kind, text } = tokens[at] as Token;
  if (kind !== 'word' || text !== 'getline') return true;
  if (/^\|&?$/.test(tokens[at - 1]?.text ?? '')) return false;
  const next = tokens[at + 1];
  const named = next?.kind === 'word' && /^[A-Za-z_]/.test(next.text) && !KEYWORDS.test(next.text);
  const behind = named ? tokens[at + 2] : next;
  if (behind === undefined) return true;
  return behind.kind === 'sign'
    ? TAKEN.test(behind.text)
    : behind.kind === 'word' && BEGINS.test(behind.text);
}

/** Of `print` all that follows up to the end of its statement: outside parentheses `>` and `|` name where it goes. */
function printedFiles(
  tokens: readonly Token[],
  start: number,
  targets: Targets,
): readonly Word[] | undefined {
  let depth = 0;
  for (let i = start + 1; i < tokens.length; i++) {
    const { kind, text } = tokens[i] as Token;
    if (kind !== 'sign') continue;
    if (/^[([{]$/.test(text)) depth++;
    else if (/^[)\]}]$/.test(text)) depth--;
    if (depth < 0 || (depth === 0 && text === ';')) return [];
    if (depth === 0 && /^(?:\||\|&)$/.test(text)) return undefined;
    if (depth > 0 || !/^>>?$/.test(text)) continue;
    const [to, after] = [tokens[i + 1], tokens[i + 2]];
    const ends = after === undefined || /^[;}]$/.test(after.text);
    const streams = text === '>' && to?.kind === 'text' && ends && STREAMS.test(to.text);
    return streams ? [] : targets.at(i + 1);
  }
  return [];
}
