/** What a text of SQL does: it reads, or it also changes rows and tables; undefined where it may do more. */
export type Does = 'reads' | 'changes' | undefined;

/** Functions that compute, and nothing else. */
const FUNCTIONS = new Set(
  (
    'count sum avg min max coalesce nullif lower upper length char_length trim ltrim rtrim btrim round floor ceil ceiling abs ' +
    'mod power sqrt sign greatest least substr substring left right lpad rpad replace reverse repeat position strpos instr ' +
    'split_part concat concat_ws format initcap regexp_replace regexp_match regexp_matches md5 date datetime time timestamp ' +
    'date_trunc date_part extract age now current_timestamp strftime julianday unixepoch to_char to_date to_timestamp ' +
    'make_date make_interval date_format date_add date_sub datediff timestampdiff year month day hour curdate unix_timestamp ' +
    'from_unixtime json_extract json_array_length json_each json_object json_agg json_build_object jsonb_build_object ' +
    'jsonb_agg jsonb_array_length jsonb_array_elements jsonb_object_keys jsonb_set jsonb_pretty to_json to_jsonb row_to_json ' +
    'json_group_array json_valid group_concat string_agg array_agg array_length unnest array_to_string row_number rank ' +
    'dense_rank percent_rank ntile lag lead first_value last_value percentile_cont percentile_disc stddev variance ' +
    'bool_and bool_or every mode cast convert typeof pg_typeof ifnull iif if total changes last_insert_rowid version ' +
    'sqlite_version current_database current_schema database schema pg_size_pretty pg_total_relation_size pg_relation_size ' +
    'pg_table_size pg_indexes_size pg_database_size pg_get_indexdef pg_get_constraintdef pg_get_viewdef obj_description ' +
    'generate_series random gen_random_uuid uuid_generate_v4 uuid setseed hex quote printf char unicode ascii chr glob like ' +
    'nextval currval'
  ).split(' '),
);
/** Words behind which a bracket opens no call. */
const SYNTAX = new Set(
  (
    'in exists values as and or not on where from by filter over using any all some distinct select union except intersect ' +
    'then else when case with key unique check primary references constraint default returning conflict set limit offset ' +
    'varchar char character numeric decimal int integer bigint smallint float double real bit timestamptz interval text ' +
    'array row index lateral materialized recursive within group partition order having join cross to explain analyze'
  ).split(' '),
);
const NEVER =
  /\b(?:outfile|dumpfile|copy|grant|revoke|role|pg_shadow|pg_authid|pg_user_mapping|pg_hba_file_rules|program|dblink\w*|lo_\w+|pg_read\w*|pg_ls\w*|pg_stat_file|attach|detach|load|load_\w+|call|do|execute|prepare|function|procedure|trigger|language|extension|server|foreign|listen|notify|superuser|security|owner|mysql|truncate|drop|reindex|cluster|import|password|passwd|shutdown|kill|replication|system|source|tablespace|publication|subscription|policy|rule|writable_schema)\b/i;
const READS =
  /^(?:select|with|explain|values|show|table|describe|desc|begin|commit|rollback|end|start transaction|analyze)\b/i;
const PRAGMA =
  /^pragma (?:\w+\.)?(?:table_x?info|table_list|index_list|index_x?info|integrity_check|quick_check|foreign_key_list|foreign_key_check|foreign_keys|user_version|journal_mode|synchronous|page_count|page_size|database_list|compile_options|encoding|busy_timeout|cache_size|freelist_count|optimize)\s*(?:\(\s*\w*\s*\)|=\s*\w+)?$/i;
const SETTINGS =
  /^set (?:local |session )?(?:search_path|timezone|time zone|statement_timeout|lock_timeout|client_encoding|names|enable_\w+|work_mem|datestyle|client_min_messages)\b[^()]*$/i;
const CHANGES =
  /^(?:insert(?: or (?:replace|ignore))? into|replace into|update|delete from|create (?:temp(?:orary)? |unlogged )?table|create (?:unique )?index|create (?:or replace )?(?:temp(?:orary)? )?view|alter table \S+ (?:add|rename))\b/i;
/** What changes rows without a condition changes all of them. */
const ALL_ROWS = /^(?:update|delete from)\b(?!.*\bwhere\b)/is;

export function statementsDo(text: string): Does {
  const bare = masked(text);
  if (bare === undefined) return undefined;
  let does: Does = 'reads';
  for (const statement of bare.split(';')) {
    const one = statementDoes(statement.trim().replace(/\s+/g, ' '));
    if (one === undefined) return undefined;
    if (one === 'changes') does = 'changes';
  }
  return does;
}

function statementDoes(text: string): Does {
  if (text === '') return 'reads';
  if (PRAGMA.test(text) || SETTINGS.test(text)) return 'reads';
  if (NEVER.test(text) || !callsOnlyKnown(text)) return undefined;
  if (CHANGES.test(text)) return ALL_ROWS.test(text) ? undefined : 'changes';
  if (!READS.test(text)) return undefined;
  // `WITH x AS (DELETE …)`, `EXPLAIN ANALYZE UPDATE`, `SELECT … INTO`.
  return /\b(?:insert|update|delete|merge|into|create|alter|set)\b/i.test(
    text.replace(/\bfor update\b/gi, ''),
  )
    ? undefined
    : 'reads';
}

function callsOnlyKnown(text: string): boolean {
  const calls = text
    .replace(
      /\b(?:into|table(?: if not exists)?|references|on|view|conflict|index(?: if not exists)?(?: \w+)?)\s+[\w.]+\s*\(/gi,
      ' in (',
    )
    .matchAll(/([\w.]+)\s*\(/g);
  return [...calls].every(([, name = '']) => {
    const low = name.toLowerCase().replace(/^pg_catalog\./, '');
    return (
      FUNCTIONS.has(low) ||
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
