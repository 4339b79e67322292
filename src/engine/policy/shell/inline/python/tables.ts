const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Modules of tables of numbers, where they are installed: what may be held of them as a value. */
export const TABLES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'pandas',
    set(
      'DataFrame Series concat merge to_datetime to_numeric isna notna cut date_range Timestamp Timedelta NaT NA Index __version__ unique',
    ),
  ],
  [
    'numpy',
    set(`array arange linspace zeros ones full eye empty mean median std var sum min max argmax argmin sort argsort unique where dot matmul sqrt exp
      log log2 log10 abs sin cos tan round floor ceil cumsum prod diff concatenate stack vstack hstack reshape transpose percentile quantile
      corrcoef histogram isnan isinf isfinite nan inf pi e float32 float64 int32 int64 int8 uint8 bool_ ndarray clip outer cross any all allclose
      array_equal meshgrid random linalg set_printoptions __version__ average nanmean nansum count_nonzero bincount convolve polyfit polyval`),
  ],
  [
    'numpy.random',
    set('seed rand randn randint random choice normal uniform default_rng shuffle permutation'),
  ],
  [
    'polars',
    set(`DataFrame Series col lit len count sum mean min max median std when concat from_dict from_dicts struct all first last corr
      Utf8 String Boolean Date Datetime Duration Float64 Float32 Int64 Int32 Int16 Int8 UInt64 UInt32 UInt16 UInt8 Categorical Enum List Null
      n_unique duration date_range arange int_range exclude sum_horizontal any_horizontal all_horizontal concat_str __version__`),
  ],
  ['xarray', set('Dataset DataArray concat merge zeros_like ones_like full_like where dot __version__')],
  [
    'torch',
    set(`tensor zeros ones full arange linspace randn rand randint eye stack cat manual_seed no_grad float32 float16 bfloat16 float64 int64 int32
      int8 uint8 bool long device allclose equal isnan isinf matmul softmax sigmoid exp log abs mean std sum sqrt where norm zeros_like ones_like
      get_num_threads set_printoptions __version__`),
  ],
  ['torch.cuda', set('is_available device_count get_device_name')],
  ['torch.backends', set('')],
  ['torch.backends.mps', set('is_available')],
  ['safetensors', set('')],
  ['safetensors.torch', set('')],
  ['safetensors.numpy', set('')],
  ['duckdb', set('__version__')],
  ['sqlalchemy', set('inspect __version__')],
  ['pyarrow', set('__version__')],
  ['fastapi.testclient', set('TestClient')],
  ['starlette.testclient', set('TestClient')],
  ['django.test', set('Client RequestFactory')],
  ['pyarrow.parquet', set('')],
  ['numpy.linalg', set('norm inv det eig eigh solve svd matrix_rank qr pinv')],
]);

/** Methods of tables, with the arguments that may be named. None of them takes a function's name as a text. */
export const TABLE_METHODS = set(`
  head tail describe groupby sum mean median std var min max count size shape dtypes dtype columns index values T loc iloc at iat info nunique unique
  value_counts sort_values sort_index reset_index set_index dropna fillna isna isnull notna notnull drop drop_duplicates duplicated astype merge
  round abs cumsum cumprod diff shift rank quantile corr cov sample nlargest nsmallest isin between str dt contains len iterrows itertuples
  to_dict to_list tolist to_numpy items any all idxmax idxmin mode clip first last ngroups unstack stack pivot melt
  reshape ravel flatten transpose dot argmax argmin argsort ndim nbytes itemsize item memory_usage select_dtypes empty name names isnull
  select filter with_columns group_by sort height width schema null_count collect lazy n_unique is_null is_not_null fill_null fill_nan cast alias over
  join with_row_index to_dicts rows row get_column estimated_size glimpse is_duplicated is_in not_ and_ or_ otherwise then to_pandas is_between
  starts_with ends_with len_chars to_lowercase to_uppercase strip_chars arr list explode unique_counts top_k bottom_k gather_every partition_by
  coarsen construct sel isel dims coords data_vars attrs sizes chunks chunk load compute to_dataframe to_dataset groupby_bins stack transpose
  numel requires_grad detach cpu numpy shape unsqueeze squeeze view permute norm argmax topk
  connect close fetchdf df pl show fetchnumpy arrow get_table_names get_columns get_indexes get_foreign_keys get_pk_constraint get_view_names
  first one mappings rowcount num_rows num_columns num_row_groups row_group metadata schema_arrow get_tensor get_slice to_pydict
  resample rolling expanding pct_change assign where mask nsmallest extract normal integers standard_normal`);
/** Methods of tables that write where they are given a path. */
export const TABLE_WRITERS = set(
  'to_csv to_json to_excel to_parquet to_html to_feather to_string to_markdown write_csv write_parquet write_json write_ndjson sink_csv sink_parquet to_netcdf',
);
/** Methods that call what they are given: a function, or the name of one of these. */
export const TABLE_CALLERS = set(
  'apply map agg aggregate transform applymap map_elements map_batches map_rows',
);
/** Functions of libraries that are called with what is told, and never held. */
export const LIBRARY_CALLS =
  'torch.load duckdb.sql duckdb.query duckdb.execute duckdb.connect sqlalchemy.create_engine sqlalchemy.text pandas.read_sql pandas.read_sql_query timeit.timeit timeit.repeat httpx.ASGITransport httpx.WSGITransport httpx.AsyncClient httpx.Client http.server.HTTPServer http.server.ThreadingHTTPServer'.split(
    ' ',
  );
export const AGGREGATES = set('sum mean median std var min max count size nunique first last');
/** Arguments of readers and writers of tables that change how a text is read, and nothing else. */
export const TABLE_ARGUMENTS = set(`
  sep delimiter header names usecols dtype nrows index_col parse_dates encoding skiprows na_values low_memory thousands decimal comment index columns
  sheet_name orient lines quotechar skipinitialspace on_bad_lines float_format na_rep axis newline fmt skip_header indent keep_default_na
  encoding_errors dayfirst separator has_header n_rows schema_overrides null_values try_parse_dates infer_schema_length ignore_errors framework device`);
