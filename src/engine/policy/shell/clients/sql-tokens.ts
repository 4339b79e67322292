/** A word in small letters, a text in single quotes, a name in double ones, or a mark. */
export interface Token {
  readonly is: 'word' | 'text' | 'name' | 'mark';
  readonly text: string;
}

export const MAX_STATEMENTS = 200;
const MAX_TOKENS = 4000;
const PIECE =
  /\s+|--[^\n]*|(?<word>\w+)|(?<![\w&])'(?<text>(?:[^']|'')*)'(?!')|"(?<name>(?:[^"]|"")*)"(?!")|(?<mark>::|:=|[-+*/%<>=!~|^&.,;:()[\]{}@#?])/y;

/**
 * The tokens of a text of SQL as every reader takes them: no comments within comments, no texts with escapes, nothing
 * behind a dollar sign; undefined where there is such.
 */
export function tokensOf(sql: string): readonly Token[] | undefined {
  if (/[\r\0]/.test(sql)) return undefined;
  const tokens: Token[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < sql.length) {
    if (sql.startsWith('/*', PIECE.lastIndex)) return undefined;
    const groups = PIECE.exec(sql)?.groups;
    if (groups === undefined || tokens.length > MAX_TOKENS) return undefined;
    const { word, text, name, mark } = groups;
    if (word !== undefined) tokens.push({ is: 'word', text: word.toLowerCase() });
    else if (text !== undefined) tokens.push({ is: 'text', text: text.replaceAll("''", "'") });
    else if (name !== undefined) tokens.push({ is: 'name', text: name.replaceAll('""', '"') });
    else if (mark !== undefined) tokens.push({ is: 'mark', text: mark });
  }
  return tokens;
}
