/** What a program of awk is made of, as far as that says where it prints. */
type Token = { readonly kind: 'text' | 'word' | 'sign'; readonly text: string };

const WORD = /[A-Za-z_]\w*|\d[\w.]*/y;
const SIGN = />>|\|\||\|&|[!=<>+*/%^-]=|&&|\+\+|--|[^\s\w]/y;
/** Behind these a slash begins a pattern; behind other words it divides. */
const KEYWORDS = /^(?:print|printf|return|in|if|while|do|else|case|BEGIN|END|getline|delete|exit|next)$/;
const STREAMS = /^\/dev\/(?:stderr|stdout)$/;

/**
 * Whether a program of awk does no more than compute, and print to its own streams: no command, no file that it names,
 * no arguments that it changes. Whatever cannot be told apart for certain is none.
 */
export function onlyPrints(code: string): boolean {
  const tokens = tokensOf(code);
  if (tokens === undefined || tokens.filter(prints).length > MAX_PRINTS) return false;
  return !tokens.some(reaches) && tokens.every((_, i) => printsHere(tokens, i));
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
      tokens.push({ kind: 'text', text: char === '"' ? code.slice(at + 1, end) : '' });
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
const prints = ({ kind, text }: Token): boolean => kind === 'word' && /^printf?$/.test(text);

const reaches = ({ kind, text }: Token): boolean =>
  kind === 'word' &&
  /^(?:system|getline|extension|load|include|ARGV|ARGC|ENVIRON|PROCINFO|SYMTAB|FUNCTAB)$/.test(text);

/** Of `print` all that follows up to the end of its statement: outside parentheses `>` and `|` name where it goes. */
function printsHere(tokens: readonly Token[], start: number): boolean {
  const first = tokens[start] as Token;
  if (!prints(first)) return true;
  let depth = 0;
  for (let i = start + 1; i < tokens.length; i++) {
    const { kind, text } = tokens[i] as Token;
    if (kind !== 'sign') continue;
    if (/^[([{]$/.test(text)) depth++;
    else if (/^[)\]}]$/.test(text)) depth--;
    if (depth < 0 || (depth === 0 && text === ';')) return true;
    if (depth === 0 && /^(?:\||\|&|>>)$/.test(text)) return false;
    if (depth === 0 && text === '>') {
      const [to, after] = [tokens[i + 1], tokens[i + 2]];
      if (to?.kind !== 'text' || !STREAMS.test(to.text)) return false;
      if (after !== undefined && !/^[;}]$/.test(after.text)) return false;
    }
  }
  return true;
}
