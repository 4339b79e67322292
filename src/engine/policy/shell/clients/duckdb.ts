import type { CodeEffect } from '../inline/index.js';
import { knownWord } from '../script.js';
import { MAX_STATEMENTS, tokensOf } from './sql-tokens.js';
import type { Token } from './sql-tokens.js';
import { COMPUTES, SYNTAX } from './sql-words.js';

/** What statements of DuckDB do: files that they name are read and written, tables are changed. */
export interface Done {
  readonly effects: readonly CodeEffect[];
  readonly changes: boolean;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Functions that open the files that their first argument names. */
const OPENS = set(
  'read_csv read_csv_auto read_json read_json_auto read_ndjson read_ndjson_auto read_json_objects read_parquet parquet_scan parquet_metadata parquet_schema parquet_file_metadata sniff_csv read_text glob',
);
const MORE = set(
  'approx_quantile approx_count_distinct quantile_cont quantile_disc quantile median list array_length list_distinct list_sort list_aggregate len arg_max arg_min max_by min_by histogram struct_pack struct_extract columns try_cast date_diff datediff date_add date_sub epoch epoch_ms epoch_us to_timestamp strptime try_strptime make_timestamp dayname monthname dayofweek hour minute second bin contains starts_with ends_with prefix suffix string_split regexp_extract regexp_extract_all regexp_full_match levenshtein kurtosis skewness corr covar_pop covar_samp regr_slope regr_intercept any_value first last count_if sum_if cume_dist nth_value list_value struct map map_keys map_values range generate_series bar hash sha256 error_count mad entropy fsum favg product stddev_pop stddev_samp var_pop var_samp exclude pivot unpivot qualify asof positional sample reservoir using exists greatest least ln log exp',
);
const READS = set('select with from values describe desc summarize show explain table pivot');
const SHOWN = set(
  'show_tables show_tables_expanded database_list database_size version table_info storage_info',
);
/** Words of statements that reach further, wherever they stand; `set` stands in `UPDATE`, `copy` first or nowhere. */
const NEVER = set(
  'install load attach detach export import call prepare execute deallocate reset use secret secrets macro function getenv getvariable query query_table pragma checkpoint vacuum force extension transaction alter variable duckdb_secrets which_secret',
);
const DML = set('insert update delete create copy drop truncate merge into');
const NAMES = set('into table view exists');
/** Other machines, and other databases. */
const ELSEWHERE = /:\/\/|^[A-Za-z][\w+.-]+:(?!\d)|[\0\n]/;

/** What the statements do; undefined where that may be more than to read and write files that stand in them. */
export function duckdbDoes(text: string): Done | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const effects: CodeEffect[] = [];
  let changes = false;
  let statement: Token[] = [];
  let count = 0;
  for (const token of [...tokens, { is: 'mark', text: ';' } as const]) {
    if (token.text !== ';' || token.is !== 'mark') {
      statement.push(token);
      continue;
    }
    const done = statement.length === 0 ? NOTHING : doneBy(statement);
    if (done === undefined || ++count > MAX_STATEMENTS) return undefined;
    effects.push(...done.effects);
    changes ||= done.changes;
    statement = [];
  }
  return { effects, changes };
}

const NOTHING: Done = { effects: [], changes: false };

function doneBy(tokens: readonly Token[]): Done | undefined {
  const [first] = tokens;
  if (first?.is !== 'word') return undefined;
  const rest = tokens.slice(1);
  if (first.text === 'pragma') return shows(rest) ? NOTHING : undefined;
  if (tokens.some(({ is, text }) => is === 'word' && NEVER.has(text)) || !callsKnown(tokens))
    return undefined;
  if (first.text === 'copy') return copied(rest);
  const reads = READS.has(first.text) && !rest.some(({ is, text }) => is === 'word' && DML.has(text));
  if (!reads && !changesRows(tokens)) return undefined;
  const effects = opened(tokens);
  return effects && { effects, changes: !reads };
}

/** `PRAGMA table_info('orders')`. */
const shows = ([name, ...rest]: readonly Token[]): boolean =>
  name?.is === 'word' &&
  SHOWN.has(name.text) &&
  (rest.length === 0 || (rest.length === 3 && rest[0]?.text === '(' && rest[2]?.text === ')'));

/** `INSERT INTO`, `CREATE TABLE … AS`, and what changes some rows. */
function changesRows(tokens: readonly Token[]): boolean {
  const line = tokens.map(({ is, text }) => (is === 'word' || text === '(' ? text : 'x')).join(' ');
  const more = tokens.slice(1).filter(({ is, text }) => is === 'word' && DML.has(text) && text !== 'into');
  if (more.length > 0) return false;
  return /^(?:create (?:or replace )?(?:temp(?:orary)? )?(?:table|view) |insert (?:or \w+ )?into |(?:update|delete from) .* where )/.test(
    line,
  );
}

/** `COPY (SELECT …) TO 'out.parquet' (FORMAT parquet)`, `COPY orders FROM 'orders.csv'`. */
function copied(tokens: readonly Token[]): Done | undefined {
  const end = tokens[0]?.text === '(' ? closing(tokens, 0) : 0;
  const [source, way, file, ...how] = [tokens.slice(0, end + 1), ...tokens.slice(end + 1)];
  const inner = source.slice(1, -1);
  const query = source.length > 1 ? doneBy(inner) : source[0]?.is === 'word' ? NOTHING : undefined;
  if (query === undefined || query.changes || way?.is !== 'word' || file?.is !== 'text') return undefined;
  if (!/^(?:to|from)$/.test(way.text) || ELSEWHERE.test(file.text) || !how.every(isOption)) return undefined;
  const effect: CodeEffect = { kind: way.text === 'to' ? 'write' : 'read', path: pathOf(file.text) };
  return { effects: [...query.effects, effect], changes: way.text === 'from' };
}

const isOption = ({ is, text }: Token): boolean => is === 'text' || /^(?:\w+|[(),=]|-?\d+)$/.test(text);

function closing(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    if (tokens[i]?.is !== 'mark') continue;
    if (tokens[i]?.text === '(') depth++;
    else if (tokens[i]?.text === ')' && --depth === 0) return i;
  }
  return tokens.length;
}

function callsKnown(tokens: readonly Token[]): boolean {
  return tokens.every(({ is, text }, i) => {
    const next = tokens[i + 1];
    if (next?.is !== 'mark' || next.text !== '(' || is === 'mark' || is === 'text') return true;
    const before = tokens[i - 1]?.text ?? '';
    if ((i === 0 && text === 'copy') || NAMES.has(before) || /^(?:with|recursive)$/.test(before)) return true;
    if (is !== 'word') return false;
    if (OPENS.has(text)) return opensTold(tokens, i + 2);
    return COMPUTES.has(text) || MORE.has(text) || SYNTAX.has(text) || /^\d+$/.test(text);
  });
}

/** The files are told: a text, or a list of texts, and nothing that makes another of them. */
function opensTold(tokens: readonly Token[], from: number): boolean {
  let at = from;
  if (tokens[at]?.text === '[' && tokens[at]?.is === 'mark') {
    for (at++; tokens[at]?.is === 'text'; at += tokens[at + 1]?.text === ',' ? 2 : 1);
    if (tokens[at]?.text !== ']') return false;
  } else if (tokens[at]?.is !== 'text') return false;
  const end = tokens[at + 1];
  return end?.is === 'mark' && (end.text === ',' || end.text === ')');
}

/** Every text may be the name of a file that is read, and so may a name in quotes. */
function opened(tokens: readonly Token[]): readonly CodeEffect[] | undefined {
  const texts = tokens.filter(({ is, text }) => is === 'text' || (is === 'name' && /[/.]/.test(text)));
  if (texts.some(({ text }) => ELSEWHERE.test(text))) return undefined;
  return texts.map(({ text }) => ({ kind: 'read', path: pathOf(text) }));
}

const pathOf = (text: string): CodeEffect['path'] => ({ ...knownWord(text), glob: /[*?[]/.test(text) });
