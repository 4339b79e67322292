import type { Arguments } from '../arguments.js';
import { valuesOf } from '../arguments.js';
import { fedText, knownWord } from '../script.js';
import type { SimpleCommand, Word } from '../script.js';
import type { CodeEffect } from './code-effect.js';
import { table } from '../../table.js';

/** Functions of databases that compute, and nothing else. */
const FUNCTIONS =
  /^(?:count|sum|avg|min|max|coalesce|nullif|lower|upper|length|trim|round|abs|substr|substring|date|datetime|date_trunc|extract|now|strftime|julianday|json_extract|json_array_length|jsonb_array_length|group_concat|string_agg|array_agg|row_number|rank|dense_rank|lag|lead|over|in|exists|values|as|and|or|not|on|where|from|by|filter|distinct|cast|typeof|pg_size_pretty|pg_total_relation_size|pg_relation_size|pg_database_size|current_database|version|to_char|to_date|concat|greatest|least|generate_series|printf|instr|ifnull|iif|total|changes)$/i;
const NEVER =
  /\b(?:into|insert|update|delete|drop|alter|create|grant|revoke|copy|attach|detach|pragma|call|do|execute|set|load|truncate|vacuum|lock|pg_shadow|pg_authid|pg_user_mapping|pg_hba_file_rules|mysql|outfile|dumpfile|dblink|program)\b|--|\/\*|\\|\$\$|:'|`/i;
/** What shows the shape of a database. */
const LOOKS: Readonly<Record<string, RegExp>> = table({
  psql: /^\\(?:d[nstvi]?\+?|dt|l|conninfo|du|dx|df)(?:\s+[\w."*]+)?$/,
  sqlite3: /^\.(?:tables|schema|indexes|databases)(?:\s+[\w%]+)?$/,
});
const PLAIN: Readonly<Record<string, ReadonlySet<string>>> = table({
  psql: new Set(
    'h host p port U username d dbname c command t A x q X w At tuples-only no-align csv no-psqlrc'.split(
      ' ',
    ),
  ),
  sqlite3: new Set('header csv json column readonly line box table markdown'.split(' ')),
});

/** `psql -c`, `sqlite3 FILE`: whether every statement only reads tables, or shows their shape. */
export function judgeSql(
  name: string,
  command: SimpleCommand,
  args: Arguments,
): readonly CodeEffect[] | undefined {
  const plain = PLAIN[name];
  if (plain === undefined || ![...args.flags.keys()].every((flag) => plain.has(flag))) return undefined;
  const statements = statementsOf(name, command, args);
  if (
    statements.length === 0 ||
    command.stdin !== 'inherited' ||
    !statements.every((word) => looks(name, word))
  )
    return undefined;
  const [file] = args.operands;
  return name === 'sqlite3' && file !== undefined ? [{ kind: 'read', path: file }] : [];
}

/** What stands on the line, or is fed; what stands in files is none of it. */
function statementsOf(name: string, { stdin }: SimpleCommand, args: Arguments): readonly Word[] {
  const given = name === 'sqlite3' ? args.operands.slice(1) : valuesOf(args, ['c', 'command']);
  if (given.length > 0) return stdin === 'inherited' ? given : [];
  const fed = fedText(stdin);
  return fed !== undefined && name === 'psql' ? [knownWord(fed)] : [];
}

function looks(name: string, { known, text }: Word): boolean {
  if (!known) return false;
  const one = text.trim().replace(/;$/, '').trim();
  return LOOKS[name]?.test(one) === true || readsOnly(one);
}

/** One statement that reads: with no function but those that compute, and none that hides another statement. */
export function readsOnly(text: string): boolean {
  const bare = text.replace(/'(?:[^']|'')*'/g, "''").replace(/"[^"]*"/g, 'x');
  if (
    !/^(?:select|with|explain|values|show|table)\b/i.test(bare) ||
    bare.includes(';') ||
    NEVER.test(bare) ||
    /\\|\/\*|--/.test(text)
  )
    return false;
  return [...bare.matchAll(/(?<![\w.])([\w.]+)\s*\(/g)].every(([, called = '']) => FUNCTIONS.test(called));
}
