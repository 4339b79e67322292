import type { PeerDialect, Piece } from './lexer.js';

/**
 * Clauses that the parser does not know. What is put in their place, or left out, takes nothing from what a statement
 * reads and changes: it may only make it look like more than it is. Each is told by all of its tokens, names and numbers
 * among them; a clause with anything else in it stays, and the statement cannot be read.
 */
interface Rewrite {
  readonly of: PeerDialect;
  /** A word without which the clause cannot be there. */
  readonly word: string;
  /** Over tokens with one space between them: in capitals, texts as `'`, quoted names as `"`. */
  readonly clause: RegExp;
  /** What is written instead. */
  readonly put: string;
}

const NAME = `(?:"|[A-Z_@#\\u0080-\\uffff][\\w@$#\\u0080-\\uffff]*)`;
const COLUMN = `${NAME}(?: \\. ${NAME})*`;
const list = (item: string): string => `${item}(?: , ${item})*`;
const whole = (pattern: string): RegExp => new RegExp(`(?<=^| )${pattern}(?= |$)`, 'g');

const FRAME_END = '(?:UNBOUNDED (?:PRECEDING|FOLLOWING)|CURRENT ROW|\\d+ (?:PRECEDING|FOLLOWING))';
const OUTPUT = `(?:INSERTED|DELETED) \\. (?:\\*|${NAME})(?: AS ${NAME})?`;
const HINT =
  '(?:RECOMPILE|MAXDOP \\d+|MAXRECURSION [1-9]\\d{0,3}|FAST \\d+|OPTIMIZE FOR UNKNOWN|(?:HASH|MERGE|LOOP) JOIN|(?:HASH|ORDER) GROUP|FORCE ORDER|KEEP PLAN)';

const rewrite = (of: PeerDialect, word: string, pattern: string, put = ''): Rewrite => ({
  ...{ of, word, clause: whole(pattern), put },
});

const REWRITES: readonly Rewrite[] = [
  // Which index is used, and of which partition rows are taken.
  rewrite(
    'mysql',
    'INDEX',
    `(?:USE|FORCE|IGNORE) INDEX(?: FOR (?:JOIN|ORDER BY|GROUP BY))? \\( ${list(NAME)} \\)`,
  ),
  rewrite('mysql', 'KEY', `(?:USE|FORCE|IGNORE) KEY \\( ${list(NAME)} \\)`),
  rewrite('mysql', 'PARTITION', `(?<!OVER \\( )PARTITION \\( ${list(NAME)} \\)`),
  rewrite('mysql', 'NULL', '<=> NULL', 'IS NULL'),
  rewrite('mysql', 'NATURAL', '(?<=[\\w"] )NATURAL(?= JOIN )'),
  rewrite('mysql', 'SOUNDS', 'SOUNDS(?= LIKE )'),
  rewrite('mysql', 'BINARY', '(?<=(?:SELECT|WHERE|AND|OR|ON|BY|NOT|=|,|\\() )BINARY(?= [\\w"\'])'),
  rewrite('mysql', 'DUPLICATE', `(?<=\\) )AS ${NAME}(?= ON DUPLICATE KEY UPDATE )`),
  rewrite('sqlite', 'MATCH', '(?<=[\\w"] )MATCH(?= \')', 'RLIKE'),
  rewrite('sqlite', 'GLOB', 'NOT GLOB', 'NOT RLIKE'),
  rewrite('sqlite', 'NOTHING', `ON CONFLICT(?: \\( ${list(NAME)} \\))? DO NOTHING`),
  rewrite(
    'sqlite',
    'CONFLICT',
    `ON CONFLICT(?: \\( ${list(NAME)} \\))? DO UPDATE SET`,
    'ON DUPLICATE KEY UPDATE',
  ),
  rewrite(
    'sqlite',
    'INDEXED',
    `(?<=(?:FROM|JOIN|UPDATE|,) ${COLUMN}(?: AS ${NAME})? )(?:NOT INDEXED|INDEXED BY ${NAME})`,
  ),
  // What is counted is only looked at, wherever it stands.
  rewrite('sqlite', 'FILTER', '(?<=\\) )FILTER \\( WHERE', '+ ('),
  rewrite('sqlite', 'OVER', 'OVER \\( ORDER BY', 'OVER ( PARTITION BY 1 ORDER BY'),
  rewrite('sqlite', 'DISTINCT', 'IS NOT DISTINCT FROM', 'IS'),
  rewrite('sqlite', 'DISTINCT', 'IS DISTINCT FROM', 'IS NOT'),
  rewrite('sqlite', 'DEFAULT', 'DEFAULT VALUES(?= RETURNING|$)', 'VALUES (NULL)'),
  rewrite('sqlite', 'UPDATE', '(?<=^UPDATE )OR (?:IGNORE|ABORT|FAIL|ROLLBACK)'),
  rewrite('sqlite', 'NULLS', 'NULLS (?:FIRST|LAST)'),
  rewrite('sqlite', 'ISNULL', '(?<=[\\w")] )ISNULL(?! \\()', 'IS NULL'),
  rewrite('sqlite', 'NOTNULL', '(?<=[\\w")] )NOTNULL(?! \\()', 'IS NOT NULL'),
  ...['ROWS', 'RANGE', 'GROUPS'].map((word) =>
    rewrite('sqlite', word, `${word} (?:BETWEEN ${FRAME_END} AND )?${FRAME_END}`),
  ),
  rewrite('tsql', 'OUTPUT', `OUTPUT ${list(OUTPUT)}(?! (?:INTO|,|\\.|AS|\\())`),
  // Of some of the rows, nobody says which.
  rewrite('tsql', 'TOP', '(?<=^(?:DELETE|UPDATE) )TOP \\( \\d+ \\)(?! PERCENT)'),
  rewrite('tsql', 'TIES', 'WITH TIES'),
  rewrite('tsql', 'OPTION', `OPTION \\( ${list(HINT)} \\)$`),
  rewrite('tsql', 'WITHIN', `WITHIN GROUP \\( ORDER BY ${list(`${COLUMN}(?: ASC| DESC)?`)} \\)`),
  rewrite('tsql', 'COUNT_BIG', 'COUNT_BIG(?= \\()', 'COUNT'),
  rewrite('tsql', 'TRY_CAST', 'TRY_CAST(?= \\()', 'CAST'),
  rewrite('tsql', 'ZONE', "AT TIME ZONE (?:'|@\\w+)"),
  rewrite('tsql', 'TABLESAMPLE', 'TABLESAMPLE (?:SYSTEM )?\\( [\\d.]+ (?:PERCENT|ROWS) \\)'),
  rewrite('tsql', 'SYSTEM_TIME', "FOR SYSTEM_TIME (?:ALL|AS OF (?:'|@\\w+))"),
  rewrite('tsql', 'DELETE', `(?<=^)DELETE(?= (?!FROM |TOP )${COLUMN}(?: WHERE |$))`, 'DELETE FROM'),
];

const GLOBAL = /^@@\w+$/;

/** The text of a statement as the parser can read it. */
export function readableText({ text, words }: Piece, dialect: PeerDialect): string {
  const said = new Set(words.map((word) => word.text));
  const wanted = REWRITES.filter(({ of, word }) => of === dialect && said.has(word));
  const globals = dialect === 'tsql' && words.some((word) => GLOBAL.test(word.text));
  if (wanted.length === 0 && !globals) return text;
  // A variable of the server is a variable: the parser takes `@@x` for one only where no name follows.
  let tokens: readonly string[] = tokensOf(text).map((token) =>
    globals && GLOBAL.test(token) ? token.slice(1) : token,
  );
  for (const { clause, put } of wanted) tokens = replaced(tokens, clause, put);
  return tokens.join(' ');
}

/** Of a text that the lexer wrote: nothing in its texts and quoted names can be taken for their end. */
function tokensOf(text: string): readonly string[] {
  return (
    text.match(
      /(?:\b[NXB])?'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|:?[A-Za-z_@#\u0080-\uffff][\w@$#\u0080-\uffff]*|\.?\d[\w.]*|<=>|[<>!:]=|<>|\|\||&&|->>?|[^\s]/gi,
    ) ?? []
  );
}

function replaced(tokens: readonly string[], clause: RegExp, put: string): readonly string[] {
  const shapes = tokens.map(shapeOf);
  const starts: number[] = [];
  let length = 0;
  for (const item of shapes) {
    starts.push(length);
    length += item.length + 1;
  }
  const result: string[] = [];
  let next = 0;
  for (const match of shapes.join(' ').matchAll(clause)) {
    const first = starts.findIndex((start) => start >= match.index);
    const end = match.index + match[0].length;
    const last = starts.findIndex((start) => start >= end);
    if (first < next) continue;
    result.push(...tokens.slice(next, first), put.trim());
    next = last < 0 ? tokens.length : last;
  }
  return next === 0 && result.length === 0
    ? tokens
    : [...result, ...tokens.slice(next)].filter((item) => item !== '');
}

function shapeOf(token: string): string {
  if (/^[nxb]?'/i.test(token)) return "'";
  return /^["`[]/.test(token) ? '"' : token.toUpperCase();
}
