import type { TableRef } from './script.js';

/** Tables of the servers themselves that hold password hashes, credentials, files, or samples of what others hold. */
const SECRETS =
  /^(?:pg_authid|pg_shadow|pg_user_mappings?|pg_hba_file_rules|pg_largeobject|pg_subscription|pg_statistic|pg_statistic_ext_data|pg_stats|pg_stats_ext|pg_stats_ext_exprs|sqlite_dbpage|sqlite_stat[34]|fsdir|user_mapping_options)$/;
const QUALIFIED =
  /^(?:information_schema\.column_statistics|performance_schema\.user_variables_by_thread|sys\.(?:dm_db_stats_histogram|openkeys)|mysql\.(?:user|column_stats?|column_statistics|global_priv|servers|password_history|slave_master_info|authentication_string)|(?:.*\.)?(?:sql_logins|syslogins|sysxlgns))$/;

/** Whether reading a table is reading credentials. */
export function isSecret({ schema, name }: TableRef): boolean {
  if (name === undefined) return false;
  const low = name.toLowerCase();
  return SECRETS.test(low) || QUALIFIED.test(schema === undefined ? low : `${schema.toLowerCase()}.${low}`);
}

/** Whether to write a table is to change the server itself: who may do what, what there is, how it runs. */
export function isCatalogue({ schema, name = '' }: TableRef): boolean {
  if (/(?:^|\.)(?:pg_catalog|information_schema|mysql|sys|performance_schema)$/i.test(schema ?? ''))
    return true;
  if (/^sqlite_(?:temp_)?(?:master|schema)$|^sqlite_dbpage$/i.test(name)) return true;
  return /^pg_(?!temp)/i.test(name) && schema === undefined;
}
