import type { Node } from './pg-nodes.js';
import type { Effect } from './script.js';

/**
 * Settings of a session that change how it computes, plans or shows. Those that switch off logs, checks of who may do
 * what, or limits are not among them, and neither is what nobody here knows.
 */
const ORDINARY = new RegExp(
  `^(?:${[
    'search_path|timezone|datestyle|intervalstyle|lc_\\w+|client_encoding|client_min_messages|application_name',
    'enable_\\w+|(?:seq|random)_page_cost|cpu_\\w+_cost|parallel_\\w+_cost|jit\\w*|geqo\\w*|plan_cache_mode',
    'work_mem|maintenance_work_mem|temp_buffers|hash_mem_multiplier|effective_\\w+|cursor_tuple_fraction',
    '(?:max|min)_parallel_\\w+|parallel_leader_participation|debug_parallel_query|force_parallel_mode',
    '(?:from|join)_collapse_limit|constraint_exclusion|default_statistics_target|recursive_worktable_factor',
    'bytea_output|xmlbinary|xmloption|extra_float_digits|array_nulls|quote_all_identifiers|check_function_bodies',
    'default_text_search_config|default_tablespace|temp_tablespaces|default_table_access_method',
    'default_toast_compression|gin_\\w+|synchronize_seqscans|(?:default_)?transaction_(?:isolation|deferrable)',
    'standard_conforming_strings|backslash_quote|names|escape_string_warning|deadlock_timeout|seed',
    // By which the searches of extensions are made.
    'pg_trgm\\.(?:strict_)?(?:word_)?similarity_threshold|(?:hnsw|ivfflat)\\.(?:ef_search|probes|iterative_scan|max_\\w+)',
  ].join('|')})$`,
  'i',
);
const TIMEOUT = /^(?:statement|lock|transaction|idle_in_transaction_session|idle_session)_timeout$/i;
const READ_ONLY = /^(?:default_)?transaction_read_only$/i;
/** What stands guard until it is set back to what it was. */
const GUARDS = /^(?:row_security|session_replication_role)$/i;

/** What `SET`, `RESET` and the options of a transaction do beyond setting what a session computes with. */
export function settingEffects({ kind, name, args }: Node): readonly Effect[] {
  const low = String(name ?? '').toLowerCase();
  if (/^(?:role|session_authorization)$/.test(low)) return ['privilege'];
  if (kind === 'VAR_RESET_ALL') return ['admin'];
  const values = (args ?? []) as readonly Node[];
  if (kind === 'VAR_SET_MULTI') return optionEffects(values);
  const isGuard = TIMEOUT.test(low) || READ_ONLY.test(low) || GUARDS.test(low);
  if (kind !== 'VAR_SET_VALUE') return isGuard || !ORDINARY.test(low) ? ['admin'] : [];
  if (isGuard) return values.length === 1 && keepsGuard(low, textOf(values[0])) ? [] : ['admin'];
  return ORDINARY.test(low) ? [] : ['admin'];
}

/** `READ WRITE`, which a session that only reads is not asked for. */
export function optionEffects(options: unknown): readonly Effect[] {
  const writes = ((options ?? []) as readonly { DefElem?: Node }[]).some(
    ({ DefElem: option }) =>
      READ_ONLY.test(String(option?.['defname'])) && /^(?:0|)$/.test(textOf(option?.['arg'] as Node)),
  );
  return writes ? ['admin'] : [];
}

const HOUR = 3_600_000;
const UNITS: ReadonlyMap<string, number> = new Map([
  ...([
    ['us', 0.001],
    ['ms', 1],
    ['', 1],
    ['s', 1000],
    ['min', 60_000],
    ['h', HOUR],
    ['d', 24 * HOUR],
  ] as const),
]);

function keepsGuard(name: string, value: string): boolean {
  if (!TIMEOUT.test(name)) return /^(?:on|true|yes|1|origin)$/i.test(value);
  const [, count, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/.exec(value) ?? [];
  const time = Number(count) * (UNITS.get(unit) ?? NaN);
  return time > 0 && time <= HOUR;
}

function textOf(node: Node | undefined): string {
  const { ival, sval, fval } = ((node ?? {})['A_Const'] ?? {}) as Record<string, Node | undefined>;
  return String(sval?.['sval'] ?? fval?.['fval'] ?? ival?.['ival'] ?? (ival === undefined ? '' : 0));
}
