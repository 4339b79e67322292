import { isThrownAway } from '../tried-out.js';
import { COMPUTES, SYNTAX } from './sql-words.js';

/**
 * What a text of SQL does: it reads, or makes databases anew that are there for tests, or changes rows and tables;
 * undefined where it may do more.
 */
export type Does = 'reads' | 'remakes' | 'changes' | undefined;

const NEVER =
  /\b(?:outfile|dumpfile|copy|grant|revoke|pg_shadow|set role|pg_authid|pg_user_mapping|pg_hba_file_rules|program|dblink\w*|lo_\w+|pg_read\w*|pg_ls\w*|pg_stat_file|attach|detach|load|load_\w+|call|do|execute|prepare|function|procedure|trigger|extension|server|foreign|listen|notify|superuser|security|mysql|truncate|drop|reindex|cluster|import|password|passwd|shutdown|kill|replication|tablespace|publication|subscription|writable_schema|owner to|(?:enable|disable|replica|always) rule)\b/i;
const READS =
  /^(?:select|with|explain|values|show|table|describe|desc|begin|commit|rollback|end|start transaction|analyze)\b/i;
const PRAGMA =
  /^pragma (?:\w+\.)?(?:table_x?info|table_list|index_list|index_x?info|integrity_check|quick_check|foreign_key_list|foreign_key_check|foreign_keys|user_version|journal_mode|synchronous|page_count|page_size|database_list|compile_options|encoding|busy_timeout|cache_size|freelist_count|optimize)\s*(?:\(\s*\w*\s*\)|=\s*\w+)?$/i;
const SETTINGS =
  /^set (?:local |session )?(?:search_path|timezone|time zone|statement_timeout|lock_timeout|client_encoding|names|enable_\w+|work_mem|datestyle|client_min_messages)\b[^()]*$/i;
const CHANGES =
  /^(?:insert(?: or (?:replace|ignore))? into|replace into|update|delete from|create (?:temp(?:orary)? |unlogged )?table|create (?:unique )?index|create (?:fulltext |spatial )index|create (?:or replace )?(?:temp(?:orary)? )?view|alter table \S+ (?:add|rename))\b/i;
/** What changes rows without a condition changes all of them. */
const ALL_ROWS = /^(?:update|delete from)\b(?!.*\bwhere\b)/is;

/** What an insert does where the row is there already. */
const CONFLICT = /\bon conflict(?: \([\w, ]+\)| on constraint \w+)? do (?:nothing|update set)\b/gi;

const MORE = /\b(?:insert|update|delete|merge|into|create|alter|set)\b/i;
/** What shows the shape of a table. */
const SHOWS = /^show create (?:table|view|database|schema) [\w.]+$/i;
/** An index is made again of what the table holds. */
const UNINDEXES = /^drop index(?: concurrently)?(?: if exists)? [\w.]+(?: on [\w.]+)?$/i;
const DROPS = /^drop (?:table|view|index)(?: if exists)? [\w.]+$/i;

/** Whole databases, which tests make again. */
const DATABASES =
  /^(?:drop database(?: if exists)?|create database(?: if not exists)?) ([\w-]+)(?: with \(force\)| (?:default )?character set(?: =)? ?\w+| (?:default )?collate(?: =)? ?\w+| (?:with )?template(?: =)? ?template[01]| (?:with )?encoding(?: =)? ?''| (?:with )?owner(?: =)? ?[a-z_]\w*)*$/i;

/** `scratch`: of a database that is there to be thrown away, tables may be too. */
export function statementsDo(text: string, scratch = false): Does {
  const bare = masked(text);
  if (bare === undefined) return undefined;
  let does: Does = 'reads';
  for (const statement of bare.split(';')) {
    const one = statementDoes(statement.trim().replace(/\s+/g, ' '), scratch);
    if (one === undefined) return undefined;
    if (one === 'changes' || does === 'reads') does = one;
  }
  return does;
}

function statementDoes(text: string, scratch: boolean): Does {
  if (text === '') return 'reads';
  if (PRAGMA.test(text) || SETTINGS.test(text) || SHOWS.test(text)) return 'reads';
  if ((scratch && DROPS.test(text)) || UNINDEXES.test(text)) return 'changes';
  const dropped = DATABASES.exec(text)?.[1];
  if (dropped !== undefined) return isThrownAway(dropped) ? 'remakes' : undefined;
  if (NEVER.test(text.replace(CONFLICT, ' ')) || !callsOnlyKnown(text)) return undefined;
  if (CHANGES.test(text)) return ALL_ROWS.test(text) && !scratch ? undefined : 'changes';
  if (!READS.test(text)) return undefined;
  const inserted = text.replace(/^(with .*?)\binsert (?:or \w+ )?into\b/is, '$1');
  if (inserted !== text && !MORE.test(inserted)) return 'changes';
  // `WITH x AS (DELETE …)`, `EXPLAIN ANALYZE UPDATE`, `SELECT … INTO`.
  return MORE.test(text.replace(/\bfor update\b/gi, '')) ? undefined : 'reads';
}

function callsOnlyKnown(text: string): boolean {
  const calls = text
    .replace(/^(with (?:recursive )?)\w+ ?\([\w ,]*\) as\b/i, '$1x as')
    .replace(
      /\b(?:into|table(?: if not exists)?|references|on|view|conflict|index(?: if not exists)?(?: \w+)?)\s+[\w.]+\s*\(/gi,
      ' in (',
    )
    .matchAll(/(?<![\w.])([\w.]+)\s*\(/g);
  return [...calls].every(([, name = '']) => {
    const low = name.toLowerCase().replace(/^pg_catalog\./, '');
    return (
      COMPUTES.has(low) ||
      /^pragma_(?:table_x?info|index_list|index_x?info|foreign_key_list|table_list|database_list)$/.test(
        low,
      ) ||
      SYNTAX.has(low) ||
      /^\d+$/.test(low)
    );
  });
}

/** The text without what stands in quotes and comments; undefined where that cannot be told. */
function masked(text: string): string | undefined {
  if (/[\\`\0]|\$\w*\$|\/\*[!+]|(?<!:):["'A-Za-z_]/.test(text)) return undefined;
  let out = '';
  for (let i = 0; i < text.length;) {
    const rest = text.slice(i, i + 2);
    const end =
      rest === '--' ? endOf(text, '\n', i) : rest === '/*' ? endOf(text, '*/', i) : quoteEnd(text, i);
    if (end === undefined) return undefined;
    if (end === i) out += text[i++] as string;
    else {
      out += text[i] === '"' ? 'x' : rest === '--' || rest === '/*' ? ' ' : "''";
      i = end;
    }
  }
  return out;
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from + 2);
  return at < 0 ? text.length : at + mark.length;
}

/** Behind the text in quotes that begins here; here where none does; undefined where it does not end. */
function quoteEnd(text: string, from: number): number | undefined {
  const quote = text[from];
  if (quote !== "'" && quote !== '"') return from;
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] !== quote) continue;
    if (text[i + 1] !== quote) return i + 1;
    i++;
  }
  return undefined;
}
