/** Functions that compute, and nothing else. */
export const COMPUTES: ReadonlySet<string> = new Set(
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
export const SYNTAX: ReadonlySet<string> = new Set(
  (
    'in exists values as and or not on where from by filter over using any all some distinct select union except intersect ' +
    'then else when case with key unique check primary references constraint default returning conflict set limit offset ' +
    'varchar char character numeric decimal int integer bigint smallint float double real bit timestamptz interval text ' +
    'array row index lateral materialized recursive within group partition order having join cross to explain analyze'
  ).split(' '),
);
