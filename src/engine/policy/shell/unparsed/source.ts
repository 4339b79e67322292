import { table } from '../../table.js';
/** How comments and literals of a language look. */
export interface Syntax {
  readonly comments: RegExp;
  /** Comments that may hold comments, by how they begin and end. */
  readonly nests?: readonly [open: string, close: string];
  /** Literals; a language of builds in which nothing is said that is not meant has none. */
  readonly texts?: RegExp;
  /** Whether literals may hold code, as `"${f()}"` does: their texts count as code, too. */
  readonly mixes?: RegExp;
  /** What is written in other ways than it is read: replaced before anything else. */
  readonly folds?: readonly (readonly [RegExp, string])[];
}

/** A text as it is looked over: its code with literals as their numbers in quotes, and the literals. */
export interface Source {
  readonly raw: string;
  readonly code: string;
  readonly texts: readonly string[];
}

const QUOTES = /["'`]/;

/** Parts comments and literals from code; undefined where one of them does not end. */
export function sourceOf(
  text: string,
  { comments, nests, texts, mixes, folds = [] }: Syntax,
): Source | undefined {
  const raw = folds.reduce((done, [form, by]) => done.replace(form, by), text.replace(/\r\n?/g, '\n'));
  const found: string[] = [];
  const mixed: string[] = [];
  const pieces: string[] = [];
  const sticky = [comments, texts ?? /(?!)/].map((form) => new RegExp(form.source, `y${form.flags}`));
  for (let at = 0; at < raw.length;) {
    if (nests !== undefined && raw.startsWith(nests[0], at) && !raw.startsWith(PRAGMA, at)) {
      const end = nestedEnd(raw, at, nests);
      if (end === undefined) return undefined;
      pieces.push(' ');
      at = end;
      continue;
    }
    const [comment, literal] = sticky.map((form) => {
      form.lastIndex = at;
      return form.exec(raw)?.[0];
    });
    if (comment !== undefined && comment !== '') pieces.push(' ');
    else if (literal !== undefined && literal !== '') {
      if (mixes?.test(literal) === true) mixed.push(literal);
      pieces.push(`"${found.push(insideOf(literal)) - 1}"`);
    } else {
      const sign = raw[at] as string;
      if (sign === '"' && texts !== undefined) return undefined;
      pieces.push(texts !== undefined && QUOTES.test(sign) ? ' ' : sign);
    }
    at += (comment || literal || ' ').length;
  }
  const code = pieces
    .join('')
    .concat('\n', mixed.map((part) => part.replace(/["']/g, ' ')).join('\n'))
    // `os . RemoveAll`, `std :: process`.
    .replace(/(?<![ \t\n])[ \t\n]*(\.|::|->|\?\.)[ \t\n]*(?=[\w({*$])/g, '$1');
  return { raw, code, texts: found };
}

/** What looks like a comment of Haskell, and is none. */
const PRAGMA = '{-#';

/** Where a comment ends that may hold others. */
function nestedEnd(raw: string, start: number, [open, close]: readonly [string, string]): number | undefined {
  let depth = 0;
  for (let at = start; at < raw.length;) {
    if (raw.startsWith(open, at)) {
      depth++;
      at += open.length;
    } else if (raw.startsWith(close, at)) {
      at += close.length;
      if (--depth === 0) return at;
    } else at++;
  }
  return undefined;
}

const ESCAPES = /\\(?:x([\dA-Fa-f]{2})|u\{?([\dA-Fa-f]{1,6})\}?|U([\dA-Fa-f]{8})|([0-7]{1,3})|([^]))/g;
const PLAIN: Readonly<Record<string, string>> = table({ n: '\n', t: '\t', r: '\r', '\n': '' });

/** What a literal says, as far as its quotes and escapes tell. */
function insideOf(literal: string): string {
  const inner = /^[\w$@]*#*(?:"""|'''|["'`])([^]*?)(?:"""|'''|["'`])#*$/.exec(literal)?.[1] ?? literal;
  return inner.replace(
    ESCAPES,
    (_, hex?: string, short?: string, long?: string, oct?: string, one?: string) => {
      const code = hex ?? short ?? long;
      if (code !== undefined) return charOf(parseInt(code, 16));
      if (oct !== undefined) return charOf(parseInt(oct, 8));
      return PLAIN[one ?? ''] ?? one ?? '';
    },
  );
}

const charOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** The arguments of every call of a function; undefined where its name stands for anything but a call. */
export function callsOf({ code }: Source, name: RegExp): readonly (readonly string[])[] | undefined {
  const found: (readonly string[])[] = [];
  for (const match of code.matchAll(new RegExp(name.source, 'g'))) {
    const args = argumentsAt(code, match.index + match[0].length);
    if (args === undefined) return undefined;
    found.push(args);
  }
  return found;
}

/** The pieces between commas within the parenthesis that opens here. */
export function argumentsAt(code: string, start: number): readonly string[] | undefined {
  const open = /^\s*(?:::<[^<>()]*>|<[^<>()]*>)?\s*\(/.exec(code.slice(start, start + 200));
  if (open === null) return undefined;
  const args: string[] = [];
  let depth = 1;
  let from = start + open[0].length;
  for (let at = from; at < code.length; at++) {
    const sign = code[at] as string;
    if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
    if (depth > 0 && !(depth === 1 && sign === ',')) continue;
    const piece = code.slice(from, at).trim();
    if (piece !== '' || depth > 0) args.push(piece);
    if (depth === 0) return args;
    from = at + 1;
  }
  return undefined;
}

/** What a literal that stands alone says. */
export function literalOf({ texts }: Source, piece: string): string | undefined {
  const number = /^"(\d+)"$/.exec(piece)?.[1];
  return number === undefined ? undefined : texts[Number(number)];
}
