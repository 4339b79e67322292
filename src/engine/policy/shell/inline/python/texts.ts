import { NotShown } from '../code-effect.js';
import { table } from '../../../table.js';

/** One literal, as every version of Python delimits it. */
export interface Literal {
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly formatted: boolean;
  readonly body: string;
  /** Where in the literal its body begins. */
  readonly start: number;
  readonly quote: string;
}

const SHORT = /^([rRbBuUfF]{0,2})(["'])((?:(?!\2)[^\\\n]|\\[^])*)\2$/;
const LONG = /^([rRbBuUfF]{0,2})("""|''')((?:(?!\2)[^\\]|\\[^])*)\2$/;

/**
 * A literal taken apart. The grammar lets a line end close a text, and newer Python lets quotes stand within braces:
 * what is no literal by this rule too is refused.
 */
export function literalOf(text: string): Literal {
  const found = LONG.exec(text) ?? (/^\w*(?:"""|''')/.test(text) ? null : SHORT.exec(text));
  if (found === null) throw new NotShown('a text that may end elsewhere');
  const [, prefix = '', quote = '', body = ''] = found;
  return {
    raw: /r/i.test(prefix),
    bytes: /b/i.test(prefix),
    formatted: /f/i.test(prefix),
    body,
    start: prefix.length + quote.length,
    quote,
  };
}

const ESCAPE =
  /\\(?:\n|([\\'"abfnrtv])|([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^]))/g;
const SIMPLE: Readonly<Record<string, string>> = table({
  ...{ '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
});

/** What a piece of a text that is not raw says; undefined where it names characters by their names. */
export function unescaped(text: string): string | undefined {
  if (!text.includes('\\')) return text;
  if (/\\(?:\\\\)*N/.test(text)) return undefined;
  let clear = true;
  const value = text.replace(ESCAPE, (all, simple, octal, hex, short, long, other) => {
    if (simple !== undefined) return SIMPLE[simple as string] as string;
    if (octal !== undefined) return String.fromCharCode(parseInt(octal as string, 8));
    const code = (hex ?? short ?? long) as string | undefined;
    if (code !== undefined) {
      const point = parseInt(code, 16);
      if (point > 0x10ffff) clear = false;
      return clear ? String.fromCodePoint(point) : '';
    }
    if (other !== undefined && /[xuU]/.test(other as string)) clear = false;
    return other === undefined ? '' : (all as string);
  });
  return clear ? value : undefined;
}
