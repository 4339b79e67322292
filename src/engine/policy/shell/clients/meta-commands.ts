import type { CodeEffect } from '../inline/index.js';
import { knownWord } from '../script.js';
import { table } from '../../table.js';

/** What `psql` and `sqlite3` are told in a language of their own: what a line does; undefined where it may do more. */
type Meta = (line: string) => readonly CodeEffect[] | undefined;

const PSQL_LOOKS =
  /^\\(?:d[A-Za-z]*[+S]*|l\+?|z|x|a|t|H|timing|conninfo|q|gx?|\?|encoding|sf\+?|sv\+?)(?:\s+[\w."*?$-]+)?$|^\\(?:x|timing) (?:on|off|auto)$|^\\pset (?:format|border|null|expanded|tuples_only|footer|pager|linestyle)(?: \w+)?$|^\\set (?:ON_ERROR_STOP|AUTOCOMMIT|ECHO|QUIET) \w+$|^\\(?:echo|h|qecho) [\w ,.:-]*$/;
const SQLITE_LOOKS =
  /^\.(?:tables|schema|fullschema|indexes|indices|databases|dbinfo|dump|show|help|quit|exit|stats|timer|eqp|explain|echo|changes|bail|headers?|mode|width|nullvalue|separator|version|expert|lint|limit)(?:\s+[\w%*."',|\\-]+)*$/;
const PATH = `'?([\\w./~][\\w./~-]*)'?`;

const effect = (kind: CodeEffect['kind'], path: string): CodeEffect => ({ kind, path: knownWord(path) });

const psql: Meta = (line) => {
  if (PSQL_LOOKS.test(line)) return [];
  const file = new RegExp(`^\\\\(?:i|ir|include) ${PATH}$`).exec(line)?.[1];
  if (file !== undefined) return [effect('execute', file)];
  const [, way, path = ''] =
    new RegExp(
      `^\\\\copy (?:[\\w."]+(?: ?\\([\\w, ]+\\))?|\\(select [^()\`\\\\]*\\)) (to|from) ${PATH}(?: (?:with )?\\(?[\\w ,']*\\)?)?$`,
      'i',
    ).exec(line) ?? [];
  if (way === undefined || /^(?:program|stdin|stdout|pstdin|pstdout)$/i.test(path)) return undefined;
  return way.toLowerCase() === 'to'
    ? [effect('write', path)]
    : [effect('read', path), { kind: 'execute', path: undefined }];
};

const sqlite: Meta = (line) => {
  if (SQLITE_LOOKS.test(line) && !/\|./.test(line.replace(/^\.separator.*/, ''))) return [];
  const [, verb, path = ''] =
    new RegExp(
      `^\\.(read|output|once|backup|save|import)(?: --?csv)?(?: --skip \\d+)? ${PATH}(?: \\w+)?$`,
    ).exec(line) ?? [];
  if (verb === undefined) return undefined;
  if (verb === 'read') return [effect('execute', path)];
  if (verb === 'import') return [effect('read', path), { kind: 'execute', path: undefined }];
  return [effect('write', path)];
};

const DUCKDB_LOOKS = /^\.(?:maxrows|maxwidth|columns|rows|timer|highlight)(?: \w+)?$/;
const duckdb: Meta = (line) => (DUCKDB_LOOKS.test(line) ? [] : sqlite(line));

export const META: Readonly<Record<string, { readonly begins: string; readonly judge: Meta }>> = table({
  psql: { begins: '\\', judge: psql },
  sqlite3: { begins: '.', judge: sqlite },
  duckdb: { begins: '.', judge: duckdb },
});
