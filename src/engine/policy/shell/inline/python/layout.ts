import { NotShown } from '../code-effect.js';

/**
 * Outside texts and comments, code is plain: ASCII, since Python folds look-alike letters of names; lines that end in
 * one way; blanks of one kind before a line; and a line goes on only where something stands before the backslash and
 * behind it. Whatever Python and the grammar might read in two ways is refused.
 * @throws NotShown
 */
export function assertPlainLayout(code: string, texts: readonly (readonly [number, number])[]): void {
  const bare = withoutTexts(code, texts);
  if (/[^\n\t\x20-\x7e]/.test(bare)) throw new NotShown('a character that is none of its own');
  if (/^(?: +\t|\t+ )/m.test(bare)) throw new NotShown('blanks of two kinds');
  if (/^[ \t]*\\/m.test(bare) || /\\(?!\n)|\\\n[ \t]*(?:[\n#\\]|$)/.test(bare))
    throw new NotShown('a line that goes on');
  if (code.includes('\r') || code.includes('\0')) throw new NotShown('lines that end in another way');
}

/** Inside of a text stand no blanks that matter: an `x` takes the place of each character but line ends. */
function withoutTexts(code: string, texts: readonly (readonly [number, number])[]): string {
  let bare = '';
  let at = 0;
  for (const [from, to] of texts) {
    if (from < at) continue;
    bare += code.slice(at, from) + (code[from] === '#' ? '#' : 'x');
    at = to;
  }
  return bare + code.slice(at);
}
