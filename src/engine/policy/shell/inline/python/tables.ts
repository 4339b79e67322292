import { set } from '../named-set.js';
import { LIBRARIES } from './library-names.js';

/** Modules of tables of numbers, where they are installed: what may be held of them as a value. */
export const TABLES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'pandas',
    set(
      `DataFrame Series concat merge merge_asof to_datetime to_numeric to_timedelta isna notna isnull notnull cut qcut date_range period_range Timestamp
      Timedelta Period NaT NA Index MultiIndex RangeIndex DatetimeIndex Categorical CategoricalDtype Interval IntervalIndex Grouper factorize get_dummies
      json_normalize melt wide_to_long infer_freq bdate_range timedelta_range offsets __version__ unique crosstab pivot pivot_table array
      StringDtype Int64Dtype Int32Dtype Float64Dtype BooleanDtype DatetimeTZDtype IntervalDtype PeriodIndex TimedeltaIndex CategoricalIndex DateOffset interval_range
      NamedAgg value_counts lreshape merge_ordered option_context show_versions`,
    ),
  ],
  [
    'numpy',
    set(`array arange linspace zeros ones full eye empty mean median std var sum min max argmax argmin sort argsort unique where dot matmul sqrt exp
      log log2 log10 abs sin cos tan round floor ceil cumsum prod diff concatenate stack vstack hstack reshape transpose percentile quantile
      corrcoef histogram isnan isinf isfinite nan inf pi e float32 float64 int32 int64 int8 uint8 bool_ ndarray clip outer cross any all allclose
      array_equal meshgrid random linalg isfinite nanstd nanmax nanmin nanmedian nanpercentile nanquantile ptp minimum maximum absolute sign square power mod
      floor_divide tile repeat roll flip fliplr flipud squeeze expand_dims ravel broadcast_to tril triu trace diag inner kron isclose isin setdiff1d
      intersect1d union1d in1d digitize searchsorted argwhere nonzero flatnonzero select logspace geomspace tan arcsin arccos arctan arctan2 sinh cosh tanh
      log1p expm1 exp2 cbrt hypot deg2rad rad2deg gradient interp cov histogram2d column_stack hsplit vsplit split array_split insert delete append
      zeros_like ones_like full_like empty_like identity asarray ascontiguousarray unravel_index trapezoid trapz int16 uint16 uint32 uint64 float16 complex128 datetime64 timedelta64 newaxis iinfo
      finfo einsum errstate seterr geterr vectorize frompyfunc matrix recarray bool_ str_ bytes_ object_ void generic inexact floating complexfloating
      signedinteger unsignedinteger complex64 float128 longdouble single double intp uintp byte ubyte short ushort intc uintc longlong ulonglong half can_cast
      result_type promote_types issubdtype common_type min_scalar_type shape ndim size full take put take_along_axis put_along_axis compress extract place copyto
      moveaxis swapaxes rollaxis rot90 atleast_1d atleast_2d atleast_3d broadcast_arrays broadcast_shapes broadcast ndindex ndenumerate indices ix_ r_ c_ s_ mgrid ogrid
      fromiter frombuffer fromfunction fromstring array2string array_repr array_str printoptions get_printoptions format_float_positional bitwise_and bitwise_or
      bitwise_xor invert left_shift right_shift logical_and logical_or logical_not logical_xor fmax fmin fmod remainder divmod divide true_divide subtract add
      multiply negative positive reciprocal conj conjugate angle real imag isreal iscomplex iscomplexobj isrealobj isscalar signbit copysign nextafter spacing modf
      ldexp frexp nan_to_num real_if_close interp piecewise polyder polyint polyadd polymul poly1d roots poly nanargmax nanargmin nancumprod nanprod nanvar
      union1d setxor1d unique_values resize pad block dstack dsplit tensordot vdot einsum_path tri vander triu_indices tril_indices diag_indices diagflat diagonal
      fill_diagonal packbits unpackbits sinc i0 heaviside around fix lcm gcd float_power square cbrt degrees radians unwrap arcsinh arccosh arctanh ediff1d
      histogram_bin_edges histogramdd amax amin datetime_as_string busday_count is_busday datetime_data array_equiv array_split shares_memory may_share_memory
      isneginf isposinf isnat ma fft polynomial ceil trunc rint bool_ number integer floating testing dtype lexsort partition argpartition apply_along_axis cumprod nancumsum set_printoptions __version__ average nanmean nansum count_nonzero bincount convolve polyfit polyval`),
  ],
  [
    'numpy.random',
    set(
      'seed rand randn randint random choice normal uniform default_rng shuffle permutation RandomState Generator binomial poisson exponential beta gamma multivariate_normal standard_normal random_sample',
    ),
  ],
  [
    'polars',
    set(`DataFrame Series col lit len count sum mean min max median std when concat from_dict from_dicts struct all first last corr
      Utf8 String Boolean Date Datetime Duration Float64 Float32 Int64 Int32 Int16 Int8 UInt64 UInt32 UInt16 UInt8 Categorical Enum List Null
      n_unique duration date_range arange int_range exclude sum_horizontal any_horizontal all_horizontal concat_str __version__ LazyFrame nth
      mean_horizontal min_horizontal max_horizontal coalesce datetime date time quantile head tail element format cum_sum row_index selectors Expr Time
      Object Binary Array Decimal Field Schema datetime_range from_epoch int_ranges struct_schema arg_sort_by arg_where align_frames Unknown`),
  ],
  [
    'xarray',
    set(
      `Dataset DataArray concat merge zeros_like ones_like full_like where dot combine_by_coords combine_nested align broadcast apply_ufunc set_options Variable IndexVariable cov corr polyval unify_chunks date_range CFTimeIndex cftime_range infer_freq Coordinates MergeError __version__`,
    ),
  ],
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
  ['pyarrow', set('__version__')],
  ['fastapi.testclient', set('TestClient')],
  ['starlette.testclient', set('TestClient')],
  ['django.test', set('Client RequestFactory')],
  ['pyarrow.parquet', set('')],
  [
    'numpy.linalg',
    set('norm inv det eig eigh solve svd matrix_rank qr pinv lstsq cholesky cond eigvals eigvalsh'),
  ],
  [
    'numpy.testing',
    set(
      'assert_allclose assert_array_equal assert_array_almost_equal assert_equal assert_almost_equal assert_array_less assert_raises assert_array_max_ulp suppress_warnings',
    ),
  ],
  [
    'torch.nn.functional',
    set(
      'softmax log_softmax relu gelu sigmoid cross_entropy mse_loss normalize cosine_similarity one_hot pad silu tanh',
    ),
  ],
  [
    'torch.nn',
    set(
      'Module Linear ReLU Sequential ModuleList Conv1d Conv2d ConvTranspose2d Embedding LayerNorm BatchNorm1d BatchNorm2d Dropout Flatten MaxPool2d AvgPool2d AdaptiveAvgPool2d LSTM GRU MultiheadAttention TransformerEncoderLayer Parameter Identity Sigmoid Tanh MSELoss L1Loss BCELoss BCEWithLogitsLoss NLLLoss CrossEntropyLoss GELU SiLU Softmax LogSoftmax',
    ),
  ],
  ...LIBRARIES,
]);

/** Methods of tables, with the arguments that may be named. None of them takes a function's name as a text. */
export const TABLE_METHODS = set(`
  head tail describe groupby sum mean median std var min max count size shape dtypes dtype columns index values T loc iloc at iat info nunique unique
  value_counts sort_values sort_index reset_index set_index dropna fillna isna isnull notna notnull drop drop_duplicates duplicated astype merge round
  abs cumsum cumprod diff shift rank quantile corr cov sample nlargest nsmallest isin between str dt contains len iterrows itertuples to_dict to_list
  tolist to_numpy items any all idxmax idxmin mode clip first last ngroups unstack stack pivot melt reshape ravel flatten transpose dot argmax argmin
  argsort ndim nbytes itemsize item memory_usage select_dtypes empty name names select filter with_columns group_by sort height width schema
  null_count collect lazy n_unique is_null is_not_null fill_null fill_nan cast alias over join with_row_index to_dicts rows row get_column
  estimated_size glimpse is_duplicated is_in not_ and_ or_ otherwise then to_pandas is_between starts_with ends_with len_chars to_lowercase
  to_uppercase strip_chars arr list explode unique_counts top_k bottom_k gather_every partition_by coarsen construct sel isel dims coords data_vars
  attrs sizes chunks chunk load compute to_dataframe to_dataset groupby_bins numel requires_grad detach cpu numpy unsqueeze squeeze view permute norm
  topk connect close fetchdf df pl show fetchnumpy arrow get_table_names get_columns get_indexes get_foreign_keys get_pk_constraint get_view_names one
  mappings rowcount num_rows num_columns num_row_groups row_group metadata schema_arrow get_tensor get_slice to_pydict resample rolling expanding
  pct_change assign where mask extract normal integers standard_normal pivot_table crosstab concat append eq ne lt le gt ge add sub mul div truediv
  floordiv mod pow radd rsub rmul combine_first reindex reindex_like reset set_axis rename_axis add_prefix add_suffix swaplevel droplevel xs nth
  cumcount ngroup cummax cummin prod product sem skew kurt kurtosis mad first_valid_index last_valid_index interpolate ffill bfill pad backfill asfreq
  tz_localize tz_convert to_period to_timestamp between_time at_time truncate align equals compare swapaxes cat categories codes ordered day_name
  month_name dayofweek day_of_week dayofyear quarter weekofyear isocalendar is_month_start is_month_end is_unique is_monotonic_increasing
  is_monotonic_decreasing hasnans freq get_group groups indices ohlc ewm factorize searchsorted to_frame to_series get_loc get_level_values levels
  nlevels union symmetric_difference fullmatch startswith endswith zfill slice get isnumeric isdigit findall extractall lower upper title strip lstrip
  rstrip removeprefix removesuffix wrap corrwith isetitem insert lookup infer_objects convert_dtypes to_records sparse group_by_dynamic rolling_sum
  rolling_std rolling_max rolling_min collect_schema offset_by epoch strftime to_date to_datetime to_time to_decimal to_integer total_days total_hours
  total_minutes total_seconds total_milliseconds convert_time_zone replace_time_zone cast_time_unit day iso_year is_leap_year month_start month_end
  limit with_row_count drop_nulls drop_nans is_nan is_not_nan is_finite is_infinite is_first_distinct is_last_distinct n_chars len_bytes split
  split_exact splitn extract_all extract_many extract_groups count_matches contains_any strip_prefix strip_suffix strip_chars_start strip_chars_end
  pad_start pad_end field unnest struct fields concat_list gather arg_max arg_min arg_sort arg_unique implode cum_sum cum_count cum_max cum_min
  cum_prod forward_fill backward_fill qcut cut  entropy sign sqrt exp log log10 log1p sin cos tan ceil floor approx_n_unique keep exclude prefix
  suffix to_physical rle rle_id set_sorted join_asof cross unpivot vstack hstack extend fold sum_horizontal mean_horizontal max_horizontal
  min_horizontal frame_equal merge_sorted explain fetch upsample is_empty flat real imag argpartition choose compress diagonal fill nonzero partition
  put ptp repeat resize take trace strides base isoweekday backward grad zero_ size_average parameters train half float double long int bool clone
  contiguous expand masked_fill matmul mm bmm unbind tril triu sigmoid softmax relu logsumexp amax amin requires_grad_ to_dense
  to_array to_dataarray stack identical broadcast_equals combine_first swap_dims expand_dims transpose rename_vars rename_dims drop_vars drop_sel drop_isel assign_coords
  assign_attrs set_coords reset_coords indexes variables variable coord encoding ndim groupby weighted interp interp_like interp_na coarsen differentiate polyfit
  curvefit isnull reduce to_index to_unstacked_dataset to_stacked_array broadcast_like chunksizes set_xindex xindexes get_index nunique observed
  masked filled mask data standard_t choice permutation shuffle integers spawn bit_generator byteswap newbyteorder setflags flags order
  random_sample randn rand uniform poisson binomial exponential multivariate_normal seed get_state set_state`);
/** Libraries of tables of data. */
export const TABLED = 'pandas numpy polars xarray torch safetensors duckdb sqlalchemy pyarrow'.split(' ');
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
  'torch.load duckdb.sql duckdb.query duckdb.execute duckdb.connect sqlalchemy.create_engine sqlalchemy.text pandas.read_sql pandas.read_sql_query timeit.timeit timeit.repeat httpx.ASGITransport httpx.WSGITransport httpx.AsyncClient httpx.Client http.server.HTTPServer http.server.ThreadingHTTPServer requests.Session requests.session websockets.connect websocket.create_connection redis.Redis redis.StrictRedis redis.from_url psycopg2.connect psycopg.connect pymysql.connect pytest.main matplotlib.use matplotlib.pyplot.savefig pandas.set_option airflow.models.DagBag tempfile.TemporaryDirectory tempfile.mkdtemp socket.create_connection matplotlib.pyplot.switch_backend pylint.lint.Run mypy.api.run aiohttp.ClientSession aiohttp.web.TCPSite ruamel.yaml.YAML lxml.etree.parse lxml.etree.XMLParser lxml.etree.fromstring lxml.etree.XML jinja2.Template jinja2.Environment jinja2.FileSystemLoader jinja2.DictLoader django.template.Template django.template.Engine'.split(
    ' ',
  );
export const AGGREGATES = set(
  'sum mean median std var min max count size nunique first last prod sem any all idxmax idxmin list cumsum rank ffill bfill',
);
/** Arguments of readers and writers of tables that change how a text is read, and nothing else. */
export const TABLE_ARGUMENTS = set(`
  sep delimiter header names usecols dtype nrows index_col parse_dates encoding skiprows na_values low_memory thousands decimal comment index columns
  sheet_name orient lines quotechar skipinitialspace on_bad_lines float_format na_rep axis newline fmt skip_header indent keep_default_na
  encoding_errors dayfirst separator has_header n_rows schema_overrides null_values try_parse_dates infer_schema_length ignore_errors framework device
  read_only data_only chunksize skipfooter date_format true_values false_values skip_blank_lines new_columns eol_char
  truncate_ragged_lines hive_partitioning row_index_name delimiter unpack max_rows comments`);
