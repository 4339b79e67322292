import { CATALOGUE_FUNCTIONS } from './catalogue-functions.js';

/** Functions that only give a value, by dialect and subject. What is not here counts as not known. */
const NAMES = [
  // Aggregates and windows
  'count sum avg min max stddev stddev_pop stddev_samp variance var_pop var_samp var corr covar_pop covar_samp bool_and',
  'bool_or every bit_and bit_or bit_xor string_agg group_concat listagg array_agg json_agg jsonb_agg xmlagg mode total',
  'json_object_agg jsonb_object_agg percentile_cont percentile_disc grouping any_value approx_count_distinct median',
  'row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value count_big stdev',
  // Numbers
  'abs ceil ceiling floor round trunc truncate sign sqrt cbrt exp ln log log10 log2 power pow mod div gcd lcm factorial pi',
  'sin cos tan cot asin acos atan atan2 atn2 sinh cosh tanh asinh acosh atanh sind cosd tand degrees radians random rand',
  'setseed random_normal width_bucket scale min_scale trim_scale greatest least numeric_in isnumeric square conv crc32',
  // Text
  'length char_length character_length octet_length bit_length len datalength lower upper initcap lcase ucase trim btrim',
  'ltrim rtrim lpad rpad left right repeat replicate space reverse replace translate overlay substr substring substring_index',
  'mid position strpos instr charindex patindex locate find_in_set field elt split_part string_to_array string_to_table',
  'string_split concat concat_ws format quote quote_ident quote_literal quote_nullable quotename chr char ascii unicode nchar',
  'hex unhex encode decode to_hex to_bin to_oct md5 sha sha1 sha2 sha224 sha256 sha384 sha512 convert_from convert_to',
  'convert to_base64 from_base64 starts_with regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_count',
  'regexp_split_to_table regexp_like regexp_instr regexp_substr regexp like glob soundex difference levenshtein metaphone',
  'dmetaphone dmetaphone_alt similarity word_similarity strict_word_similarity show_trgm unaccent stuff str printf normalize',
  'is_normalized unistr parse_ident to_ascii casefold insert export_set make_set strcmp text varchar string_escape',
  // Dates
  'now current_timestamp current_date current_time localtime localtimestamp clock_timestamp statement_timestamp timeofday',
  'transaction_timestamp date time datetime timestamp strftime julianday unixepoch date_trunc date_part extract date_bin',
  'date_add date_sub datediff timestampdiff timestampadd adddate subdate addtime subtime dateadd datename datepart day month',
  'year hour minute second quarter week weekday weekofyear dayofweek dayofmonth dayofyear dayname monthname last_day makedate',
  'maketime make_date make_time make_timestamp make_timestamptz make_interval to_char to_date to_number to_timestamp age',
  'justify_days justify_hours justify_interval isfinite timezone at_time_zone curdate curtime sysdate getdate getutcdate',
  'sysdatetime sysutcdatetime utc_date utc_time utc_timestamp unix_timestamp from_unixtime str_to_date date_format time_format',
  'time_to_sec sec_to_time to_days from_days period_add period_diff eomonth datefromparts isdate overlaps time_bucket',
  'time_bucket_gapfill locf interpolate switchoffset todatetimeoffset timediff datetime2fromparts generate_series overlay',
  // Logic, types, rows
  'coalesce nullif ifnull isnull nvl nvl2 if iif decode choose cast try_cast try_convert typeof pg_typeof parse try_parse row',
  'num_nulls num_nonnulls unnest cardinality generate_subscripts trim_array int4range int8range numrange tsrange tstzrange',
  'daterange isempty lower_inc upper_inc lower_inf upper_inf multirange int4multirange hstore akeys avals skeys svals each',
  'hstore_to_json hstore_to_jsonb exist defined slice subltree subpath nlevel index lca text2ltree ltree2text rows',
  // JSON, XML, search, vectors
  'to_json to_jsonb row_to_json array_to_json json jsonb json_array json_object json_extract json_value json_query isjson',
  'openjson xmlelement xmlforest xmlconcat xmlparse xmlroot xpath xpath_exists xmlserialize to_tsvector to_tsquery ts_rank',
  'plainto_tsquery phraseto_tsquery websearch_to_tsquery ts_rank_cd ts_headline setweight strip numnode querytree tsvector_to_array',
  'cosine_distance l2_distance inner_product l1_distance vector_dims vector_norm l2_normalize match bm25 highlight snippet rank',
  'contains freetext containstable freetexttable cube cube_distance earth_distance ll_to_earth point box circle line lseg path',
  'polygon area center diameter height width radius',
  // Ids, network types, bytes
  'gen_random_uuid uuidv4 uuidv7 uuid newid newsequentialid gen_random_bytes gen_salt crypt digest hmac checksum binary_checksum',
  'hashbytes hashtext nextval currval lastval last_insert_id last_insert_rowid scope_identity ident_current row_count found_rows',
  'changes total_changes host hostmask masklen netmask network abbrev broadcast family inet_merge inet_same_family set_masklen',
  'inet_aton inet_ntoa inet6_aton inet6_ntoa get_bit get_byte set_bit set_byte bit_count zeroblob randomblob compress',
  'uncompress likelihood likely unlikely',
  // About the session and the catalogue
  'version current_user session_user user current_role current_schema current_schemas current_database current_catalog database',
  'schema db_name object_id object_name schema_name user_name suser_name connection_id pg_backend_pid pg_is_in_recovery',
  'current_setting pg_table_size pg_total_relation_size pg_relation_size pg_indexes_size pg_database_size pg_size_pretty',
  'pg_size_bytes pg_column_size pg_get_viewdef pg_get_indexdef pg_get_constraintdef pg_get_functiondef pg_get_expr',
  'pg_get_userbyid pg_get_serial_sequence pg_get_triggerdef pg_get_ruledef pg_get_keywords pg_postmaster_start_time pg_uptime',
  'has_table_privilege has_schema_privilege has_column_privilege has_database_privilege has_function_privilege pg_has_role',
  'obj_description col_description shobj_description to_regclass to_regtype to_regproc to_regnamespace to_regrole format_type',
  'txid_current pg_current_xact_id pg_current_wal_lsn pg_last_xact_replay_timestamp pg_wal_lsn_diff pg_blocking_pids',
  'pg_table_is_visible pg_type_is_visible pg_function_is_visible pg_advisory_xact_lock pg_try_advisory_xact_lock serverproperty',
  'pg_try_advisory_lock pg_advisory_unlock pg_stat_get_activity pg_stat_get_numscans pg_encoding_to_char sqlite_version',
  'columnproperty objectproperty databasepropertyex app_name host_name error_message error_number xact_state',
];

export const SAFE_FUNCTIONS: ReadonlySet<string> = new Set(
  [...NAMES, ...CATALOGUE_FUNCTIONS].flatMap((line) => line.split(' ')),
);
