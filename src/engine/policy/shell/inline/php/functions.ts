import { set } from '../named-set.js';
import { table } from '../../../table.js';

/** Functions that compute, whatever they are given, and call nothing. */
export const COMPUTING: ReadonlySet<string> = set(`
  abs acos acosh addcslashes addslashes array_change_key_case array_chunk array_column array_combine array_count_values
  array_diff array_diff_assoc array_diff_key array_fill array_fill_keys array_first array_flip array_intersect
  array_intersect_assoc array_intersect_key array_is_list array_key_exists array_key_first array_key_last array_keys
  array_last array_merge array_merge_recursive array_pad array_product array_rand array_replace
  array_replace_recursive array_reverse array_search array_slice array_sum array_unique array_values asin asinh atan
  atan2 atanh base64_decode base64_encode base_convert basename bcadd bccomp bcdiv bcmod bcmul bcpow bcpowmod bcscale
  bcsqrt bcsub bin2hex bindec boolval bcround bcfloor bcceil ceil checkdate chr chunk_split class_exists clearstatcache connection_status
  cos cosh count count_chars crc32 ctype_alnum ctype_alpha ctype_cntrl ctype_digit ctype_graph ctype_lower ctype_print
  ctype_punct ctype_space ctype_upper ctype_xdigit curl_version current date date_create date_create_immutable
  date_default_timezone_get date_default_timezone_set date_diff date_format date_parse date_parse_from_format
  date_interval_format date_timestamp_get decbin dechex decoct deg2rad dirname 
  enum_exists error_reporting exp explode expm1 extension_loaded fdiv feof fflush fgetc fgetcsv fgets 
  filter_list filter_id floatval floor flush fmod fnmatch fputcsv fputs fpow fread
  fscanf fseek fstat ftell func_get_args func_num_args function_exists fwrite gc_collect_cycles gc_enabled gd_info
  get_class get_class_methods get_debug_type get_extension_funcs get_include_path get_loaded_extensions get_object_vars
  get_parent_class get_resource_type getcwd getdate gethostname getlastmod getmypid getrandmax gettimeofday gettype
  gmdate gmmktime hash hash_algos hash_equals hash_hmac hash_hmac_algos hash_init hash_update hash_final hash_pbkdf2
  hex2bin hexdec hrtime html_entity_decode htmlentities htmlspecialchars htmlspecialchars_decode http_build_query hypot
  iconv iconv_strlen iconv_strpos iconv_substr idate idn_to_ascii idn_to_utf8 implode in_array inet_ntop inet_pton
  ini_get intdiv interface_exists intval ip2long is_a is_array is_bool is_countable 
  is_finite is_float is_infinite is_int is_integer is_iterable is_nan is_null is_numeric is_object 
  is_resource is_scalar is_string is_subclass_of iterator_count
  iterator_to_array join json_decode json_encode json_last_error json_last_error_msg json_validate key lcfirst
  lcg_value levenshtein localeconv localtime log log10 log1p log2 long2ip ltrim max mb_check_encoding mb_chr
  mb_convert_case mb_convert_encoding mb_detect_encoding mb_detect_order mb_encode_mimeheader mb_encoding_aliases
  mb_internal_encoding mb_language mb_lcfirst mb_list_encodings mb_ltrim mb_ord mb_rtrim mb_scrub mb_str_pad mb_str_split
  mb_stripos mb_stristr mb_strlen mb_strpos mb_strrev mb_strrpos mb_strstr mb_strtolower mb_strtoupper mb_strwidth
  mb_strimwidth mb_substitute_character mb_substr mb_substr_count mb_trim mb_ucfirst md5 memory_get_peak_usage
  memory_get_usage memory_reset_peak_usage metaphone method_exists microtime min mktime mt_getrandmax mt_rand mt_srand
  nl2br normalizer_normalize normalizer_is_normalized number_format octdec opcache_get_status openssl_get_cipher_methods
  openssl_get_md_methods ord pack parse_url password_get_info password_hash password_verify pathinfo pdo_drivers php_ini_loaded_file
  php_ini_scanned_files php_sapi_name php_uname phpversion pi pow preg_grep preg_last_error preg_last_error_msg
  preg_quote preg_split print_r printf property_exists quotemeta rad2deg rand random_bytes random_int range rawurldecode
  rawurlencode realpath realpath_cache_size rewind round rtrim serialize sha1 similar_text sin sinh sizeof sleep soundex
  spl_object_hash spl_object_id sprintf sqrt srand str_contains str_decrement str_ends_with str_getcsv str_increment
  str_pad str_repeat str_rot13 str_shuffle str_split str_starts_with str_word_count strcasecmp
  strchr strcmp strcoll strcspn stream_get_contents stream_get_wrappers stream_get_transports strftime strip_tags
  stripcslashes stripos stripslashes stristr strlen strnatcasecmp strnatcmp strncasecmp strncmp strpbrk strpos strrchr
  strrev strripos strrpos strspn strstr strtok strtolower strtotime strtoupper strtr strval substr substr_compare
  substr_count substr_replace sys_get_temp_dir sys_getloadavg tan tanh time timezone_abbreviations_list timezone_identifiers_list timezone_open
  timezone_offset_get timezone_version_get token_get_all token_name trait_exists trim ucfirst ucwords uniqid unpack urldecode urlencode usleep
  utf8_decode utf8_encode var_dump var_export version_compare vprintf vsprintf wordwrap zend_version fclose 
  gzcompress gzuncompress gzdeflate gzinflate gzencode gzdecode zlib_encode zlib_decode grapheme_strlen
  grapheme_substr grapheme_strpos grapheme_str_split transliterator_transliterate locale_get_default
  locale_get_display_language locale_get_display_name locale_get_region numfmt_create numfmt_format stream_isatty
  posix_getpid posix_getuid posix_isatty compact fdatasync fsync cal_days_in_month easter_date easter_days
  jdtogregorian gregoriantojd debug_zval_refcount sodium_bin2hex sodium_hex2bin sodium_bin2base64 apcu_enabled
  libxml_use_internal_errors libxml_get_errors libxml_clear_errors xml_error_string dump
`);

/** Functions that look at a file: by a name that could stand for an archive, they would read what is packed in it. */
export const LOOKING: ReadonlySet<string> = set(`
  disk_free_space disk_total_space file_exists fileatime filemtime fileowner fileperms filesize filetype is_dir is_executable
  is_file is_link is_readable is_writable is_writeable scandir stat
`);

/** Functions that compute where they are given so many arguments, and no more: others say what is called, or loaded. */
export const OF_FEW: Readonly<Record<string, number>> = table({ simplexml_load_string: 1, filter_var: 2 });

/** Functions that change what they are given, and do no more. */
export const BY_REFERENCE: ReadonlySet<string> = set(`
  array_multisort array_pop array_push array_shift array_splice array_unshift arsort asort each end krsort ksort
  natcasesort natsort next preg_match preg_match_all prev reset rsort settype shuffle similar_text sort sscanf
  str_ireplace str_replace fscanf
`);

/** Functions that call one of their arguments, and where it stands. */
export const CALLING: Readonly<Record<string, number>> = table({
  array_all: 1,
  array_any: 1,
  array_filter: 1,
  array_find: 1,
  array_find_key: 1,
  array_map: 0,
  array_reduce: 1,
  array_walk: 1,
  iterator_apply: 1,
  preg_replace_callback: 1,
  uasort: 1,
  uksort: 1,
  usort: 1,
});

/** Functions of files: what they do to which of their arguments. */
export const ON_FILES: Readonly<Record<string, readonly ('read' | 'write' | 'delete' | 'data')[]>> = table({
  file_get_contents: ['read'],
  file: ['read', 'data'],
  readfile: ['read'],
  parse_ini_file: ['read', 'data', 'data'],
  md5_file: ['read', 'data'],
  sha1_file: ['read', 'data'],
  hash_file: ['data', 'read', 'data'],
  getimagesize: ['read'],
  exif_imagetype: ['read'],
  php_strip_whitespace: ['read'],
  highlight_file: ['read', 'data'],
  show_source: ['read', 'data'],
  mime_content_type: ['read'],
  simplexml_load_file: ['read'],
  glob: ['data', 'data'],
  file_put_contents: ['write', 'data', 'data'],
  mkdir: ['write', 'data', 'data'],
  touch: ['write', 'data', 'data'],
  copy: ['read', 'write'],
  rename: ['delete', 'write'],
  unlink: ['delete'],
  rmdir: ['delete'],
});

/** Functions that hand a script to a shell. */
export const TO_SHELL: ReadonlySet<string> = set('exec passthru shell_exec system');

/** Functions of a project's frameworks that compute, or show the state of the application. */
export const OF_FRAMEWORKS: Readonly<Record<'tinker' | 'wordpress', ReadonlySet<string>>> = {
  tinker:
    set(`__ blank class_basename class_uses_recursive data_get dd e filled head last lang_path now base_path app_path
    config_path database_path public_path resource_path storage_path today trans trans_choice route url asset collect str
   `),
  wordpress:
    set(`__ _e _n admin_url bloginfo content_url esc_attr esc_html esc_url get_bloginfo get_categories get_current_blog_id
    get_intermediate_image_sizes get_locale get_page_by_path get_permalink get_plugins get_post get_post_count get_post_status
    get_post_stati get_post_type get_post_type_object get_post_types get_posts get_registered_nav_menus get_stylesheet
    get_stylesheet_directory get_taxonomies get_template get_template_directory get_term get_term_by get_terms get_the_title
    get_theme_mod get_theme_mods has_filter has_action home_url human_time_diff is_multisite is_plugin_active
    is_user_logged_in post_type_exists rest_url sanitize_email sanitize_file_name sanitize_key sanitize_text_field
    sanitize_title shortcode_exists site_url size_format taxonomy_exists trailingslashit untrailingslashit
    wp_count_posts wp_count_terms wp_get_active_and_valid_plugins wp_get_environment_type wp_get_nav_menus
    wp_get_schedules wp_get_theme wp_json_encode wp_list_pluck wp_next_scheduled wp_parse_args wp_strip_all_tags
    wp_timezone_string wp_trim_words wpautop`),
};

/** Settings that say how values are shown, and how long it may take. */
export const SETTINGS =
  /^(?:memory_limit|display_errors|display_startup_errors|error_reporting|precision|serialize_precision|date\.timezone|max_execution_time|html_errors|pcre\.\w+|intl\.default_locale|default_charset|xdebug\.mode|xdebug\.var_display_max_\w+|zend\.assertions|opcache\.enable(?:_cli)?|pcov\.enabled)$/;
