import { functionEffects } from './functions.js';
import { cutSql } from './lexer.js';
import type { PeerDialect, Piece } from './lexer.js';
import { parsePeer } from './peer-engine.js';
import { hidesStatement } from './peer-guard.js';
import { changesAll } from './peer-change.js';
import { readCommand } from './peer-commands.js';
import { onlyLooks } from './peer-procedures.js';
import { readableText } from './peer-rewrites.js';
import { overwritesItself, recursesForEver } from './peer-selects.js';
import { isCatalogue, isSecret } from './secrets.js';
import { Draft, MAX_STATEMENTS, unclear } from './script.js';
import type { Script, TableRef } from './script.js';

/** Statements that are read as a tree; of others their first word says enough. */
const KINDS: ReadonlySet<string> = new Set([
  ...['select', 'insert', 'replace', 'update', 'delete'],
  ...['truncate', 'drop', 'create', 'alter', 'rename'],
]);
const TREES: ReadonlySet<string> = new Set([
  ...['WITH', 'VALUES', 'TABLE'],
  ...[...KINDS].map((kind) => kind.toUpperCase()),
]);
const OF_PRINCIPALS: ReadonlySet<string> = new Set(['create', 'alter', 'drop']);
const PRINCIPALS: ReadonlySet<string> = new Set(['USER', 'ROLE', 'LOGIN', 'PASSWORD']);
const BOUNDS: ReadonlySet<string> = new Set(['LIMIT', 'TOP', 'FETCH']);

/** Reads a text of a dialect that has no grammar of its own here. */
export function readPeerSql(text: string, dialect: PeerDialect): Script {
  const pieces = cutSql(text, dialect);
  if (typeof pieces === 'string') return unclear(pieces);
  if (pieces.length > MAX_STATEMENTS) return unclear('it has too many statements');
  const statements: Draft[] = [];
  for (const piece of pieces) {
    const drafts = readPiece(piece, dialect);
    if (typeof drafts === 'string') return unclear(drafts);
    statements.push(...drafts);
  }
  return { statements, multiple: pieces.length > 1 };
}

function readPiece(piece: Piece, dialect: PeerDialect): readonly Draft[] | string {
  const first = piece.words[0]?.text ?? '';
  if (EXPLAINS[dialect].test(piece.text)) return readExplain(piece, dialect);
  if (dialect === 'tsql' && onlyLooks(piece)) return [new Draft('show')];
  const isTree = TREES.has(first);
  if (hidesStatement(piece, dialect, isTree)) return 'it may hold a statement inside another';
  const drafts = isTree ? readTree(piece, dialect) : readCommand(piece, dialect);
  if (drafts === undefined) return `it does not parse as ${dialect}`;
  for (const word of piece.words) if (word.calls) drafts[0]?.add(known(word.text));
  for (const name of piece.quotedCalls) drafts[0]?.add(known(name));
  return drafts;
}

/** Effects of what looks like a call; a name that nobody knows may as well be a table's. */
function known(text: string): Iterable<'execute'> {
  const effects = functionEffects(text, undefined);
  return (effects.has('unknown') ? [] : effects) as Iterable<'execute'>;
}

/** How the plan of a statement is asked for; `DESCRIBE t` shows a table. */
const EXPLAINS: Readonly<Record<PeerDialect, RegExp>> = {
  mysql:
    /^EXPLAIN\b|^DESC(?:RIBE)?\s+(?:ANALYZE|EXTENDED|PARTITIONS|FORMAT|SELECT|WITH|TABLE|INSERT|REPLACE|UPDATE|DELETE)\b/i,
  sqlite: /^EXPLAIN\b/i,
  tsql: /(?!)/,
};
const ASKED =
  /^(?:EXPLAIN|DESC(?:RIBE)?)(?:\s+(?:QUERY\s+PLAN|EXTENDED|PARTITIONS|ANALYZE|FORMAT\s*=\s*'?(?:TREE|JSON|TRADITIONAL)'?))*\s+/i;

/** A plan is shown; with ANALYZE the statement runs. */
function readExplain(piece: Piece, dialect: PeerDialect): readonly Draft[] | string {
  const { text, words } = piece;
  const cut = ASKED.exec(text)?.[0] ?? '';
  const runs = /\sANALYZE\s/i.test(cut);
  const skipped = cut.replace(/'\w+'/g, '').match(/\w+/g)?.length ?? 0;
  const [head, ...rest] = words.slice(skipped);
  if (cut === '' && /[^\w\s]/.test(text)) return 'what it explains cannot be told';
  if (head === undefined || cut === '') return [new Draft('explain')];
  const inner = readPiece(
    { ...piece, text: text.slice(cut.length), words: [{ ...head, after: '' }, ...rest] },
    dialect,
  );
  // `EXPLAIN t` shows what columns there are.
  if (typeof inner === 'string')
    return dialect === 'mysql' && words.length === 2 ? [new Draft('explain')] : inner;
  const explain = new Draft('explain');
  for (const draft of inner) {
    explain.tables.push(...draft.tables);
    // A planner computes what it can.
    explain.add(draft.effects);
  }
  return runs ? [explain, ...inner] : [explain];
}

function readTree(piece: Piece, dialect: PeerDialect): Draft[] | undefined {
  const parsed = parsePeer(readableText(piece, dialect), dialect);
  const kind = parsed?.tree.type;
  if (parsed === undefined || kind === undefined || !KINDS.has(kind)) return undefined;
  if (!agrees(piece, kind)) return undefined;
  const draft = new Draft(kind);
  draft.tables.push(...parsed.tables.map(tableOf));
  if (draft.tables.some(isSecret)) draft.effects.add('read_secret');
  if (draft.tables.some((table) => table.written && isCatalogue(table))) draft.add(['privilege', 'admin']);
  if (dialect === 'tsql' && draft.tables.some(isElsewhere)) draft.effects.add('network');
  addFunctions(parsed.tree, draft);
  if (recursesForEver(parsed.tree, dialect)) draft.add(['admin']);
  const changed = draft.tables.find((table) => table.written)?.name ?? '';
  if (kind === 'update' || kind === 'delete') draft.withoutWhere = changesAll(parsed.tree, changed, dialect);
  if (kind === 'insert' || kind === 'replace')
    draft.withoutWhere = overwritesItself(parsed.tree, changed, dialect);
  if (kind === 'select') return [draft, ...readSelect(piece, draft)];
  if (OF_PRINCIPALS.has(kind) && PRINCIPALS.has(piece.words[1]?.text ?? '')) draft.effects.add('privilege');
  if (draft.tables.length === 0) draft.tables.push({ written: true });
  return [draft];
}

/** The parser must see the statement that the words begin. */
function agrees({ words }: Piece, kind: string): boolean {
  const first = (words[0]?.text ?? '').toLowerCase();
  if (first === kind) return true;
  if (first === 'with')
    return kind === 'select' || words.some((word) => word.text.toLowerCase() === kind && word.depth === 0);
  return kind === 'select' && /^(?:values|table)$/.test(first);
}

/** `INTO` a file or a table, and what bounds the rows. */
function readSelect({ words, text }: Piece, draft: Draft): Draft[] {
  const bounded =
    words.some((word) => word.depth === 0 && BOUNDS.has(word.text)) && !/\bLIMIT\s*-/i.test(text);
  draft.limitMissing = draft.tables.length > 0 && !bounded;
  // A column may be called so: each of them counts.
  const targets = words.flatMap(({ text: word }, at) => (word === 'INTO' ? [words[at + 1]?.text ?? ''] : []));
  if (targets.some((target) => /^(?:OUT|DUMP)FILE$/.test(target))) draft.effects.add('write_file');
  if (targets.every((target) => target.startsWith('@')) || draft.effects.has('write_file')) return [];
  const create = new Draft('create');
  create.tables.push({ written: true });
  return [create];
}

/** `select::schema::table`, with `null` for what is not said. */
function tableOf(text: string): TableRef {
  const [how = '', schema, name] = text.split('::');
  const said = (part: string | undefined): string | undefined =>
    part === undefined || part === 'null' || part === '' || part === '(.*)' ? undefined : part;
  return { schema: said(schema), name: said(name), written: how.toLowerCase() !== 'select' };
}

/** `server.database.schema.table`. */
function isElsewhere({ schema }: TableRef): boolean {
  return schema !== undefined && schema.split('.').length > 2;
}

const MAX_DEPTH = 500;
/** Words that the parser takes for functions. */
const KEYWORD_CALL = /^(?:NOT|EXISTS|ANY|ALL|SOME|VALUES)$/i;

function addFunctions(node: object, draft: Draft, depth = 0): void {
  if ((node as { type?: unknown }).type === 'function') addFunction(node as FunctionTree, draft);
  if (depth >= MAX_DEPTH) draft.effects.add('unknown');
  else
    for (const key in node) {
      const item = (node as Record<string, unknown>)[key];
      if (typeof item === 'object' && item !== null) addFunctions(item, draft, depth + 1);
    }
}

interface FunctionTree {
  readonly name: {
    readonly name?: readonly { readonly value?: unknown }[];
    readonly schema?: { readonly value?: unknown };
  };
}

function addFunction({ name }: FunctionTree, draft: Draft): void {
  const { name: parts, schema } = name;
  if (KEYWORD_CALL.test(String(parts?.[0]?.value))) return;
  const last = parts?.at(-1)?.value;
  const outer = schema?.value ?? (parts !== undefined && parts.length > 1 ? parts.at(-2)?.value : undefined);
  draft.add(
    functionEffects(String(last ?? ''), outer === undefined || outer === null ? undefined : String(outer)),
  );
}
