import { MAX_CODE, NotShown } from '../code-effect.js';

/** A piece of a program, as PHP takes it apart. Blanks and comments are none. */
export interface Token {
  readonly is: 'text' | 'name' | 'variable' | 'number' | 'cast' | 'mark';
  readonly text: string;
}

/** The program without comments, and its pieces: those that stand in texts, too. */
export interface Scanned {
  readonly code: string;
  readonly tokens: readonly Token[];
}

const MAX_TOKENS = 4000;

const NAME = String.raw`[A-Za-z_]\w*`;
/** `$x`, `$x[0]`, `$x->y` in a text; what is more stands in braces. */
const SIMPLE = String.raw`\$${NAME}(?:\[(?:-?\d+|\$?${NAME})\]|->${NAME}(?!\w)|(?![\w[]|\??->[A-Za-z_]))`;
/** `{$x['y']}`: no braces, no comments and no texts with anything in them. */
const COMPLEX = String.raw`\{\$(?=[A-Za-z_])(?:[^{}"'\x60\\/#<]|'[^'\\]*'|"[^"\\$]*")*\}`;
const SAID = String.raw`\\[^]|\$(?![A-Za-z_{])|${SIMPLE}|\{(?!\$)|${COMPLEX}`;
const QUOTED = String.raw`"(?:[^"\\\${]|${SAID})*"`;
const BODY = new RegExp(String.raw`^(?:[^\\\${]|${SAID})*$`);

const PIECES: readonly (readonly [Token['is'] | 'blank' | 'doc', RegExp])[] = [
  ['blank', /\s+|\/\*[^]*?\*\/|(?:\/\/|#(?!\[))[^\n]*/y],
  ['text', new RegExp(String.raw`'(?:[^'\\]|\\[^])*'|${QUOTED}`, 'y')],
  ['doc', new RegExp(String.raw`<<<(["']?)(${NAME})\1\n`, 'y')],
  ['variable', new RegExp(String.raw`\$${NAME}`, 'y')],
  ['name', new RegExp(String.raw`\\?${NAME}(?:\\${NAME})*`, 'y')],
  [
    'number',
    /(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)(?![\w.])/y,
  ],
  ['cast', /\([ \t]*(?:int|integer|bool|boolean|float|double|real|string|binary|array|object)[ \t]*\)/iy],
  ['mark', /\?->|\.\.\.|->|=>|::|\?\?=?|\\(?=\{)|(?!\?>|<\?|<<<)[-+*/%=!<>.,;:?&|^~@()[\]{}]/y],
];

/** The pieces of a program. @throws NotShown where it is written as few people write, and could be taken otherwise */
export function scanned(source: string): Scanned {
  if (source.length > MAX_CODE) throw new NotShown('it is long');
  if (/[^\n\t\P{C}]|[^ \n\P{Z}]/u.test(source)) throw new NotShown('a character that is not seen');
  const tokens: Token[] = [];
  let code = '';
  for (let at = 0; at < source.length;) {
    const [is, text] = pieceAt(source, at);
    at += text.length;
    if (is === 'blank') {
      if (/^(?:\/\/|#).*\?>/.test(text)) throw new NotShown('a comment that ends the program');
      code += /^\s/.test(text) ? text : text.startsWith('/*') ? ' ' : '';
      continue;
    }
    code += text;
    if (tokens.length > MAX_TOKENS) throw new NotShown('it is long');
    tokens.push({ is, text }, ...within(is, text));
  }
  return { code, tokens };
}

function pieceAt(source: string, at: number): readonly [Token['is'] | 'blank', string] {
  for (const [is, form] of PIECES) {
    form.lastIndex = at;
    const found = form.exec(source);
    if (found === null) continue;
    if (is !== 'doc') return [is, found[0]];
    return ['text', document(source, at, found)];
  }
  throw new NotShown('what no program is written with');
}

/** A text between marks of its own, which stand nowhere else. */
function document(source: string, at: number, [open, quote, label = '']: RegExpExecArray): string {
  if (source.split(label).length !== 3) throw new NotShown('a mark that stands elsewhere too');
  const rest = source.slice(at + open.length);
  const end = new RegExp(String.raw`(?:^|\n)[ \t]*${label}(?=[;,)\]\n])`).exec(rest);
  if (end === null) throw new NotShown('a text without an end');
  if (quote !== "'" && !BODY.test(rest.slice(0, end.index))) throw new NotShown('what stands in a text');
  return source.slice(at, at + open.length + end.index + end[0].length);
}

const IN_TEXTS = new RegExp(String.raw`\\[^]|(${SIMPLE})|(${COMPLEX})`, 'g');

/** The pieces of what stands in braces in a text. */
function within(is: Token['is'], text: string): readonly Token[] {
  if (is !== 'text' || /^(?:'|<<<')/.test(text)) return [];
  return [...text.matchAll(IN_TEXTS)].flatMap(([, , complex]) =>
    complex === undefined
      ? []
      : [...scanned(complex.slice(1, -1)).tokens, { is: 'mark', text: ',' } as const],
  );
}
