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
  ['numpy.linalg', set('norm inv det eig eigh solve svd matrix_rank qr pinv')],
]);

/** Methods of tables, with the arguments that may be named. None of them takes a function's name as a text. */
export const TABLE_METHODS = set(`
  head tail describe groupby sum mean median std var min max count size shape dtypes dtype columns index values T loc iloc at iat info nunique unique
  value_counts sort_values sort_index reset_index set_index dropna fillna isna isnull notna notnull drop drop_duplicates duplicated astype merge
  round abs cumsum cumprod diff shift rank quantile corr cov sample nlargest nsmallest isin between str dt contains len iterrows itertuples
  to_dict to_list tolist to_numpy items any all idxmax idxmin mode clip first last ngroups unstack stack pivot melt
  reshape ravel flatten transpose dot argmax argmin argsort ndim nbytes itemsize item memory_usage select_dtypes empty name names isnull
  resample rolling expanding pct_change assign where mask nsmallest extract normal integers standard_normal`);
/** Methods of tables that write where they are given a path. */
export const TABLE_WRITERS = set(
  'to_csv to_json to_excel to_parquet to_html to_feather to_string to_markdown',
);
/** Methods that call what they are given: a function, or the name of one of these. */
export const TABLE_CALLERS = set('apply map agg aggregate transform applymap');
export const AGGREGATES = set('sum mean median std var min max count size nunique first last');
/** Arguments of readers and writers of tables that change how a text is read, and nothing else. */
export const TABLE_ARGUMENTS = set(`
  sep delimiter header names usecols dtype nrows index_col parse_dates encoding skiprows na_values low_memory thousands decimal comment index columns
  sheet_name orient lines quotechar skipinitialspace on_bad_lines float_format na_rep axis newline fmt skip_header indent keep_default_na
  encoding_errors dayfirst`);
