import type { Arguments } from '../arguments.js';
import { valuesOf } from '../arguments.js';
import { hostOf, isHere } from '../hosts.js';
import type { CodeEffect } from '../inline/index.js';
import { fedText, knownWord, tellable } from '../script.js';
import type { SimpleCommand, Word } from '../script.js';
import { duckdbDoes } from './duckdb.js';
import type { Done } from './duckdb.js';
import { looksAtDocuments } from './mongo.js';
import { TRIED_OUT } from '../tried-out.js';
import { META } from './meta-commands.js';
import { statementsDo } from './sql-statements.js';
import type { Does } from './sql-statements.js';
import { table } from '../../table.js';

interface Client {
  /** Long flags that change nothing about what is run; letters are, but for `not`. */
  readonly plain: ReadonlySet<string>;
  readonly not: string;
  /** Flags whose value is a statement. */
  readonly code: readonly string[];
  readonly files: readonly string[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const CLIENTS: Readonly<Record<string, Client>> = table({
  psql: {
    plain: words(
      'host port username dbname command file tuples-only no-align csv no-psqlrc quiet expanded html set variable list single-transaction echo-queries echo-all no-password At field-separator',
    ),
    not: 'oLP',
    code: ['c', 'command'],
    files: ['f', 'file'],
  },
  mysql: {
    plain: words(
      'host port user password database execute batch skip-column-names table silent raw protocol ssl-mode default-character-set vertical column-names no-auto-rehash',
    ),
    // With `-G` its own commands, as `source`, are read wherever a line begins.
    not: 'SG',
    code: ['e', 'execute'],
    files: [],
  },
  sqlite3: {
    plain: words(
      'header noheader csv json column box line list table markdown readonly batch bail separator nullvalue cmd quote tabs ascii html stats echo',
    ),
    not: '',
    code: ['cmd'],
    files: [],
  },
  duckdb: {
    plain: words(
      'csv json jsonlines line list markdown box table column html ascii quote readonly batch bail header noheader no-stdin separator nullvalue',
    ),
    not: '',
    code: ['c', 's'],
    files: ['f'],
  },
});

const READ = new Set([...Object.keys(CLIENTS), 'mongosh']);
/** Databases that are files. */
const IN_FILES = /^(?:sqlite3|duckdb)$/;

/** Clients of databases, whose statements are read: with those that only look, they do nothing else. */
export const isClient = (name: string): boolean => READ.has(name);

/**
 * What the statements do that a client of a database is given: it reads one on this machine, changes rows and tables of
 * one that is there for trying things out, or may do anything.
 */
export function judgeStatements(
  name: string,
  command: SimpleCommand,
  args: Arguments,
  written: WrittenFile,
): readonly CodeEffect[] | undefined {
  if (name === 'mongosh')
    return command.stdin === 'inherited' && looksAtDocuments(args, command.remote) ? [] : undefined;
  const client = CLIENTS[name];
  if (client === undefined || args.unclear || ![...args.flags.keys()].every((flag) => isPlain(client, flag)))
    return undefined;
  const place = placeOf(name, args);
  if (place === undefined) return undefined;
  const given = textsOf(name, client, command, args, written);
  if (given === undefined) return undefined;
  const effects: CodeEffect[] = [...given.files];
  let changes = given.files.length > 0;
  for (const text of given.texts) {
    const found = judgeText(name, text, place);
    if (found === undefined) return undefined;
    effects.push(...found.effects);
    changes ||= found.changes;
  }
  if (changes && !(command.remote ? TRIED_OUT.test(place) : mayChange(name, place))) return undefined;
  return [...effects, ...own(name, place, changes)];
}

function isPlain({ plain, not }: Client, flag: string): boolean {
  return flag.length === 1 ? !not.includes(flag) : plain.has(flag);
}

const mayChange = (name: string, place: string): boolean =>
  IN_FILES.test(name) ? !/prod|live|staging/i.test(place) : TRIED_OUT.test(place);

/** The file of `sqlite3` is read, or written; what is changed elsewhere is up to the project, like its code. */
function own(name: string, place: string, changes: boolean): readonly CodeEffect[] {
  if (!IN_FILES.test(name)) return changes ? [{ kind: 'execute', path: undefined }] : [];
  if (place === '' || place === ':memory:') return [];
  return [{ kind: changes ? 'write' : 'read', path: knownWord(place) }];
}

/** The name of the database, or its file; undefined where it lies on another machine, or nobody can say. */
function placeOf(name: string, args: Arguments): string | undefined {
  const [first, ...more] = args.operands;
  const named = [
    ...(first === undefined ? [] : [first]),
    ...valuesOf(args, ['d', 'D', 'dbname', 'database']),
  ];
  if (!named.every(({ known, glob }) => known && !glob)) return undefined;
  if (IN_FILES.test(name))
    return /^(?!:memory:)[\w+-]*:/.test(first?.text ?? '') ? undefined : (first?.text ?? '');
  if (
    more.length > 1 ||
    !valuesOf(args, ['h', 'host']).every(
      (word) => isHere(hostOf(word)) || /^\/(?:tmp|var\/run)\b/.test(word.text),
    )
  )
    return undefined;
  const names = named.map(({ text }) => databaseIn(text));
  return names.includes(undefined) ? undefined : (names.at(-1) ?? '');
}

/** `host=localhost port=5432 dbname=app_dev user=app`: fields that say no more than which database of this machine. */
const FIELDS =
  /^(?:(?:host=(?:localhost|127\.0\.0\.1|\/tmp|\/var\/run\/postgresql)|hostaddr=127\.0\.0\.1|port=\d+|dbname=[\w-]+|user=[\w.-]+|password=[\w.!%@+-]+|sslmode=[a-z-]+|connect_timeout=\d+|application_name=[\w.-]+)(?: +|$))+$/;

/** `postgres://app:app@localhost:5432/app_dev`, or fields. */
function databaseIn(text: string): string | undefined {
  if (!/[:=]/.test(text)) return text;
  if (FIELDS.test(text)) return [...text.matchAll(/(?:^| )dbname=([\w-]+)/g)].at(-1)?.[1];
  const [, host = '', database = ''] =
    /^(?:postgres|postgresql|mysql):\/\/(?:[\w.%-]+(?::[^@/\s]*)?@)?([^/?\s:@]*)(?::\d+)?\/([\w-]*)(?:\?sslmode=\w+)?$/.exec(
      text,
    ) ?? [];
  return database !== '' && (host === '' || isHere(host)) ? database : undefined;
}

/** What a file holds that the script itself has written; a text that is not known is one that nobody has read. */
export type WrittenFile = (
  file: Word,
) => { readonly text: string | undefined; readonly statements?: string } | undefined;

interface Given {
  readonly texts: readonly string[];
  readonly files: readonly CodeEffect[];
}

/** What it is told on its line, in files, and from its input. */
function textsOf(
  name: string,
  client: Client,
  { stdin, redirects }: SimpleCommand,
  args: Arguments,
  written: WrittenFile,
): Given | undefined {
  const lines = [...valuesOf(args, client.code), ...(IN_FILES.test(name) ? args.operands.slice(1) : [])];
  if (!lines.every(({ known }) => known)) return undefined;
  const read = valuesOf(args, client.files);
  const fed = redirects.filter(({ writes }) => !writes).map(({ target }) => target);
  // What a container is fed is opened out here.
  if (typeof stdin === 'object' && 'file' in stdin && fed.length === 0) fed.push(stdin.file);
  const named = [...read, ...fed];
  if (!named.every(isFile)) return undefined;
  const made = named.flatMap((file) => written(file) ?? []);
  const texts = [...lines.map(({ text }) => text), ...made.map(({ text, statements }) => text ?? statements)];
  if (!texts.every((text) => text !== undefined)) return undefined;
  const files = named.filter((file) => written(file) === undefined).map(executed);
  const text = fedText(stdin);
  if (text !== undefined) return { texts: [...texts, text], files };
  if (typeof stdin === 'object' && 'statements' in stdin)
    return { texts: [...texts, stdin.statements], files };
  if (stdin !== 'inherited' && fed.length === 0) return undefined;
  if (lines.length + named.length === 0 && !args.flags.has('l') && !args.flags.has('list')) return undefined;
  return { texts, files };
}

const executed = (path: Word): CodeEffect => ({ kind: 'execute', path });

const isFile = (word: Word): boolean =>
  tellable(word) && !word.splits && /\.(?:sql|psql|ddl)$/i.test(word.text);

interface Judged {
  readonly effects: readonly CodeEffect[];
  readonly changes: boolean;
}

/** Lines of the client's own language, and the statements between them. */
function judgeText(name: string, text: string, place: string): Judged | undefined {
  const meta = META[name];
  const effects: CodeEffect[] = [];
  const rest: string[] = [];
  for (const line of (name === 'mysql' ? text.replace(/\\[gG](?=[\s;]|$)/g, ';') : text).split('\n')) {
    const one = line.trim();
    if (meta === undefined || !one.startsWith(meta.begins)) rest.push(line);
    else {
      const found = isOpen(rest.join('\n')) ? undefined : meta.judge(one);
      if (found === undefined) return undefined;
      effects.push(...found);
    }
  }
  const done = name === 'duckdb' ? duckdbDoes(rest.join('\n')) : undefined;
  effects.push(...(done?.effects ?? []));
  const does = name === 'duckdb' ? doneAs(done) : statementsDo(rest.join('\n'), isScratch(name, place));
  const changes =
    does === 'changes' || effects.some(({ kind, path }) => kind === 'execute' && path === undefined);
  // Databases for tests, whichever one is asked.
  if (does === 'remakes') return { effects: [...effects, { kind: 'execute', path: undefined }], changes };
  return does === undefined ? undefined : { effects, changes };
}

const doneAs = (done: Done | undefined): Does => done && (done.changes ? 'changes' : 'reads');

/** A file of its own that is there to be thrown away. */
const isScratch = (name: string, place: string): boolean =>
  name === 'sqlite3' && /^(?:|:memory:|\/tmp\/(?!.*\.\.)[^/].*)$/.test(place);

/** Whether a text in quotes has begun, in which lines that look like others are none. */
const isOpen = (text: string): boolean => (text.match(/['"]/g)?.length ?? 0) % 2 === 1;
