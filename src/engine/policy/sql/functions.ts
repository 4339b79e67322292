import { matchGlob } from '../text/glob.js';
import { SAFE_FUNCTIONS } from './safe-functions.js';
import type { Effect } from './script.js';

/** Functions with effects, of all dialects, by their names. `*` is any run of characters. */
const WITH_EFFECTS: readonly (readonly [readonly Effect[], string])[] = [
  [
    ['read_secret'],
    'pg_read_file pg_read_binary_file pg_ls_* pg_stat_file pg_current_logfile pg_hba_file_rules',
  ],
  [
    ['read_secret'],
    'lo_import lo_get loread pg_read_server_files load_file readfile openrowset xmlfile bfilename',
  ],
  [['read_secret'], 'pg_show_all_file_settings pg_file_read current_logfile fsdir dm_db_stats_histogram'],
  [
    ['write_file'],
    'lo_export lo_put lowrite lo_from_bytea lo_creat lo_create lo_unlink lo_truncate pg_file_*',
  ],
  [['write_file'], 'writefile edit pg_logdir_ls'],
  [['network'], 'dblink dblink_* postgres_fdw_* http http_* curl_* net_http_* url_encode_post pg_net_*'],
  [['network'], 'aws_s3.* aws_lambda.* opendatasource utl_http* utl_smtp* utl_tcp* sp_send_dbmail'],
  [['network', 'execute'], 'dblink_exec dblink_send_query openquery lambda_invoke'],
  [
    ['execute'],
    'query_to_xml* cursor_to_xml* table_to_xml* schema_to_xml* database_to_xml* ts_stat ts_rewrite',
  ],
  [['execute'], 'crosstab crosstab* connectby xpath_table pg_background_launch cron.* schedule unschedule'],
  [['execute'], 'xp_* sp_execute* sp_oacreate sp_oamethod sp_configure sp_addextendedproc load_extension'],
  [
    ['execute'],
    'sys_exec sys_eval sys_get sys_set lib_mysqludf_sys* shell_exec system plpy* eval fts3_tokenizer',
  ],
  [['privilege'], 'sp_addrolemember sp_addsrvrolemember sp_addlogin sp_adduser sp_grantlogin sp_password'],
  [
    ['admin'],
    'set_config pg_terminate_backend pg_cancel_backend pg_reload_conf pg_rotate_logfile pg_promote',
  ],
  [
    ['admin'],
    'pg_switch_wal pg_switch_xlog pg_create_restore_point pg_start_backup pg_stop_backup pg_backup_*',
  ],
  [
    ['admin'],
    'pg_sleep pg_sleep_for pg_sleep_until sleep benchmark waitfor pg_wal_replay_* pg_import_system_collations',
  ],
  [['admin'], 'pg_drop_replication_slot pg_create_* pg_copy_* pg_logical_* pg_replication_* pg_stat_reset*'],
  [['admin'], 'pg_advisory_lock* pg_notify get_lock release_all_locks pg_log_backend_memory_contexts setval'],
];

interface Entry {
  readonly effects: readonly Effect[];
  readonly pattern: string;
  /** What stands before its first star: most names are told from it by this alone. */
  readonly start: string;
}

const EXACT = new Map<string, Set<Effect>>();
const GLOBS: Entry[] = [];
for (const [effects, names] of WITH_EFFECTS) {
  for (const pattern of names.split(' ')) {
    if (pattern.includes('*')) GLOBS.push({ effects, pattern, start: pattern.split('*')[0] as string });
    else EXACT.set(pattern, new Set([...(EXACT.get(pattern) ?? []), ...effects]));
  }
}

const NONE: ReadonlySet<Effect> = new Set();
const UNKNOWN: ReadonlySet<Effect> = new Set<Effect>(['unknown']);
/** Names of `SAFE_FUNCTIONS` that have been looked up: no pattern above holds them. */
const harmless = new Set<string>();
/** Schemas whose functions are the database's own. */
const BUILT_IN = /^(?:pg_catalog|information_schema|public|sys|dbo)$/i;

/** What calling a function does beyond giving a value. One that the table does not hold may do anything. */
export function functionEffects(name: string, schema: string | undefined): ReadonlySet<Effect> {
  const low = name.toLowerCase();
  if (schema === undefined && harmless.has(low)) return NONE;
  const exact = EXACT.get(low);
  if (exact !== undefined) return exact;
  const full = schema === undefined ? low : `${schema.toLowerCase()}.${low}`;
  const found = GLOBS.filter((entry) => isLike(low, entry) || (full !== low && isLike(full, entry)));
  if (found.length > 0) return new Set(found.flatMap(({ effects }) => effects));
  const own = schema === undefined || BUILT_IN.test(schema);
  if (!own || !isSafe(low)) return UNKNOWN;
  if (schema === undefined && SAFE_FUNCTIONS.has(low)) harmless.add(low);
  return NONE;
}

function isLike(name: string, { start, pattern }: Entry): boolean {
  return name.startsWith(start) && matchGlob(pattern, name);
}

function isSafe(name: string): boolean {
  return (
    SAFE_FUNCTIONS.has(name) ||
    /^(?:st_|json_|jsonb_|regr_|array_|range_|uuid_generate_|pg_stat_get_)[a-z0-9_]+$/.test(name)
  );
}
