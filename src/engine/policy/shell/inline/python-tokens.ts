import { NotShown } from './tokens.js';
import type { Token, Tokens } from './tokens.js';

const START = /([rRbBuUfF]{0,2})("""|'''|"|')/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /(?:0[xXoObB][\da-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d+)[jJ]?/y;
const MARK =
  /\*\*=|\/\/=|>>=|<<=|:=|->|\*\*|\/\/|==|!=|<=|>=|<<|>>|[-+*/%@&|^]=|[-+*/%@&|^~<>()[\]{},:.;=!]/y;
const MAX = 20_000;

/** Python, taken apart as every version of it would: what versions read differently is refused. */
export function pythonTokens(code: string): Tokens {
  if (code.length > MAX) throw new NotShown('it is long');
  const inner: Token[][] = [];
  return { tokens: tokenize(code, inner, 0), inner };
}

function tokenize(code: string, inner: Token[][], depth: number): Token[] {
  if (depth > 4) throw new NotShown('it is nested');
  const tokens: Token[] = [];
  const take = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(code);
  };
  let i = 0;
  while (i < code.length) {
    const c = code[i] as string;
    if (c === ' ' || c === '\t') i++;
    else if (c === '\n' || c === ';') {
      tokens.push({ kind: 'line', text: c });
      i++;
    } else if (c === '\\' && code[i + 1] === '\n') i += 2;
    else if (c === '#') {
      const end = code.indexOf('\n', i);
      const comment = code.slice(i, end < 0 ? undefined : end);
      if (/coding[:=]/.test(comment)) throw new NotShown('it names an encoding');
      i += comment.length;
    } else {
      const start = take(START, i);
      if (start !== null) {
        i = readText(code, start, tokens, inner, depth);
        continue;
      }
      const name = take(NAME, i);
      const number = name ?? take(NUMBER, i);
      const mark = number ?? take(MARK, i);
      if (mark === null) throw new NotShown('a character that is none of its own');
      tokens.push({ kind: name ? 'name' : number ? 'number' : 'mark', text: mark[0] });
      i += mark[0].length;
    }
  }
  return tokens;
}

function readText(
  code: string,
  start: RegExpExecArray,
  tokens: Token[],
  inner: Token[][],
  depth: number,
): number {
  const [all, prefix = '', quote = ''] = start;
  const from = start.index + all.length;
  let end = from;
  while (!code.startsWith(quote, end)) {
    if (end >= code.length || (quote.length === 1 && code[end] === '\n'))
      throw new NotShown('a text does not end');
    end += code[end] === '\\' ? 2 : 1;
  }
  const text = code.slice(from, end);
  const formatted = /f/i.test(prefix);
  if (formatted) formats(text, inner, depth);
  const plain = !formatted && !/b/i.test(prefix) && !(text.includes('\\') && !/r/i.test(prefix));
  tokens.push({ kind: 'text', text, value: plain ? text : undefined });
  return end + quote.length;
}

/** The expressions in a formatted text, and in what says how they are shown. */
function formats(text: string, inner: Token[][], depth: number): void {
  for (let i = 0; i < text.length; i++) {
    if (text.startsWith('{{', i) || text.startsWith('}}', i)) i++;
    else if (text[i] === '}') throw new NotShown('braces do not match');
    else if (text[i] === '{') {
      const end = endOfField(text, i);
      const field = text.slice(i + 1, end);
      if (/[\\#]/.test(field)) throw new NotShown('a field that versions read differently');
      const colon = topColon(field);
      inner.push(tokenize(colon < 0 ? field : field.slice(0, colon), inner, depth + 1));
      if (colon >= 0) formats(field.slice(colon + 1), inner, depth + 1);
      i = end;
    }
  }
}

function endOfField(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  throw new NotShown('braces do not match');
}

function topColon(field: string): number {
  let depth = 0;
  let quote = '';
  for (let i = 0; i < field.length; i++) {
    const c = field[i] as string;
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (/[([{]/.test(c)) depth++;
    else if (/[)\]}]/.test(c)) depth--;
    else if (c === ':' && depth === 0) return i;
  }
  return -1;
}
