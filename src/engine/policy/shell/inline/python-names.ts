const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Builtins that run what they are told, or reach what nobody here can name. The others are harmless. */
export const REFUSED = set(
  'eval exec compile getattr setattr delattr globals locals vars breakpoint help input license credits copyright memoryview match case nonlocal async await',
);

/** Functions that show what they are given. */
export const SHOWS = set('print len type dir repr str sorted list set hasattr isinstance bool int id');

/**
 * Of each module of the language, the names that compute and nothing else, as its documentation has them. What is not
 * named here may be another module by another name, as `enum.bltns` is.
 */
const COMPUTING: Readonly<Record<string, string>> = {
  json: 'load loads dump dumps JSONDecodeError JSONEncoder JSONDecoder',
  re: 'compile search match fullmatch split findall finditer sub subn escape error A I M S X ASCII IGNORECASE MULTILINE DOTALL VERBOSE Match Pattern',
  shlex: 'split quote join',
  math: 'ceil floor sqrt pow log log2 log10 log1p exp pi e tau inf nan isnan isinf isfinite isclose gcd lcm factorial comb perm prod fsum hypot dist sin cos tan asin acos atan atan2 degrees radians trunc fabs fmod modf copysign isqrt',
  statistics:
    'mean fmean median median_low median_high mode multimode stdev pstdev variance pvariance quantiles correlation linear_regression StatisticsError',
  random:
    'random randint randrange choice choices sample shuffle seed uniform gauss getrandbits randbytes Random',
  string:
    'ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits punctuation printable whitespace capwords Template',
  textwrap: 'dedent fill indent shorten wrap',
  itertools:
    'accumulate chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse groupby islice pairwise permutations product repeat starmap takewhile tee zip_longest',
  collections: 'ChainMap Counter OrderedDict defaultdict deque namedtuple',
  'collections.abc': 'Callable Iterable Iterator Mapping MutableMapping Sequence Set Generator',
  datetime: 'date datetime time timedelta timezone UTC',
  time: 'time time_ns sleep strftime strptime gmtime localtime mktime monotonic perf_counter process_time ctime',
  calendar: 'month monthrange monthcalendar isleap day_name day_abbr month_name month_abbr weekday timegm',
  decimal:
    'Decimal getcontext localcontext ROUND_HALF_UP ROUND_HALF_EVEN ROUND_DOWN ROUND_UP InvalidOperation',
  fractions: 'Fraction',
  uuid: 'UUID uuid3 uuid4 uuid5 NAMESPACE_DNS NAMESPACE_URL',
  hashlib:
    'new md5 sha1 sha224 sha256 sha384 sha512 sha3_256 sha3_512 blake2b blake2s file_digest pbkdf2_hmac algorithms_available algorithms_guaranteed',
  base64:
    'b64encode b64decode b32encode b32decode b16encode b16decode b85encode b85decode urlsafe_b64encode urlsafe_b64decode standard_b64encode standard_b64decode',
  binascii: 'hexlify unhexlify crc32 Error',
  struct: 'pack unpack unpack_from iter_unpack calcsize Struct error',
  csv: 'reader writer DictReader DictWriter Sniffer QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE QUOTE_NONNUMERIC field_size_limit Error',
  pprint: 'pprint pformat pp',
  difflib: 'unified_diff context_diff ndiff get_close_matches SequenceMatcher Differ HtmlDiff',
  unicodedata:
    'name lookup category normalize bidirectional combining east_asian_width numeric decimal digit',
  html: 'escape unescape',
  heapq: 'heapify heappop heappush heappushpop heapreplace merge nlargest nsmallest',
  bisect: 'bisect bisect_left bisect_right insort insort_left insort_right',
  copy: 'copy deepcopy',
  enum: 'Enum IntEnum StrEnum Flag IntFlag auto unique',
  platform:
    'python_version python_version_tuple python_implementation system machine platform release node processor architecture uname version',
  fnmatch: 'fnmatch fnmatchcase filter translate',
  zoneinfo: 'ZoneInfo available_timezones ZoneInfoNotFoundError',
  'urllib.parse':
    'parse_qs parse_qsl quote quote_plus unquote unquote_plus urlencode urljoin urlparse urlsplit urlunparse urlunsplit urldefrag',
  ipaddress:
    'ip_address ip_network ip_interface IPv4Address IPv4Network IPv6Address IPv6Network collapse_addresses summarize_address_range',
  ast: `parse walk dump unparse literal_eval get_docstring get_source_segment iter_child_nodes iter_fields AST Module FunctionDef AsyncFunctionDef
    ClassDef Return Delete Assign AugAssign AnnAssign For AsyncFor While If With Raise Try Assert Import ImportFrom Expr Call Constant Str Num
    Name Attribute Subscript List Tuple Dict Set ListComp DictComp Lambda BinOp BoolOp Compare UnaryOp IfExp JoinedStr Starred Await Yield`,
  secrets: 'token_hex token_bytes token_urlsafe choice randbelow randbits compare_digest',
  tomllib: 'load loads TOMLDecodeError',
  tomli: 'load loads TOMLDecodeError',
  toml: 'load loads dumps',
  zlib: 'compress decompress crc32 adler32',
  colorsys: 'rgb_to_hsv hsv_to_rgb rgb_to_hls hls_to_rgb',
  keyword: 'iskeyword kwlist',
  numbers: 'Number Real Integral Rational Complex',
  graphlib: 'TopologicalSorter CycleError',
};

/** What may be used of a module of the language, or of one that is as good as that. */
export const SOME: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    ...Object.fromEntries(Object.entries(COMPUTING).map(([name, names]) => [name, set(names)])),
    sys: set(
      'argv stdin stdout stderr version version_info exit platform maxsize executable byteorder getsizeof path prefix base_prefix implementation hexversion',
    ),
    os: set(
      'path getcwd listdir walk sep linesep cpu_count getpid environ getenv makedirs mkdir remove unlink rename replace scandir name',
    ),
    'os.path': set(
      'join exists isfile isdir basename dirname splitext getsize abspath relpath getmtime normpath realpath sep',
    ),
    yaml: set('safe_load safe_load_all dump safe_dump YAMLError __version__'),
    typing: set('List Dict Any Optional Union Tuple Set Iterable NamedTuple Callable'),
    dataclasses: set('dataclass field fields asdict astuple'),
    functools: set('reduce lru_cache cache cmp_to_key wraps'),
    operator: set('itemgetter add mul sub'),
    io: set('StringIO BytesIO'),
    pathlib: set('Path PurePath PurePosixPath'),
    glob: set('glob iglob'),
    'importlib.metadata': set('version PackageNotFoundError distributions requires'),
    shutil: set('which rmtree copy copyfile copy2 move get_terminal_size disk_usage'),
    'xml.etree.ElementTree': set('parse fromstring tostring ParseError'),
    inspect: set('getsource getdoc ismodule isclass isfunction'),
    traceback: set('print_exc format_exc'),
  }),
);

/** Names that lead from one module to another, or to what the language keeps for itself. */
export const LEADS = set(
  'os sys io subprocess socket shutil importlib builtins ctypes inspect types warnings threading multiprocessing tempfile pathlib posix nt pty signal linecache tokenize codecs locale operator glob runpy pkgutil modules system popen gi_frame f_globals f_builtins tb_frame cr_frame ag_frame func_globals main test',
);

/** Names of the language's own objects that compute, or read and write what has been opened. */
export const METHODS = set(
  `append extend insert pop remove clear index count sort reverse copy keys values items get setdefault update add discard union
  intersection difference symmetric_difference issubset issuperset isdisjoint fromkeys popitem move_to_end
  split rsplit splitlines join strip lstrip rstrip replace startswith endswith find rfind rindex upper lower title capitalize swapcase
  casefold center ljust rjust zfill encode decode format isdigit isalpha isalnum isspace isupper islower isidentifier isnumeric isdecimal
  partition rpartition translate maketrans expandtabs removeprefix removesuffix hex fromhex bit_length to_bytes from_bytes real imag
  read readline readlines write writelines close flush seek tell buffer name mode closed isatty fileno
  group groups groupdict start end span search match fullmatch finditer findall sub subn pattern string lastindex
  most_common elements total subtract year month day hour minute second microsecond weekday isoweekday isoformat strftime strptime
  timestamp now utcnow today date time timedelta total_seconds days seconds fromtimestamp fromisoformat utc timezone combine
  hexdigest digest fieldnames writerow writerows writeheader line_num
  stem suffix suffixes parts parent parents exists is_file is_dir stat st_size st_mtime relative_to as_posix resolve absolute with_suffix with_name
  iterdir glob rglob read_text read_bytes write_text write_bytes unlink mkdir touch cwd
  tag text attrib tail iter iterfind findtext getroot find
  lineno col_offset end_lineno body orelse targets target value func args elts ctx attr id arg keywords names module decorator_list bases
  returns annotation ops comparators left right op test handlers level asname
  version_info major minor micro e args msg pos colno doc exit insert
  parameters default empty Name Attribute Call FunctionDef AsyncFunctionDef ClassDef Import ImportFrom Module Constant Expr Assign
  scheme netloc hostname port path query fragment geturl sep join isfile isdir basename dirname splitext getsize abspath relpath getmtime normpath
  next send from_iterable mean median stdev num_addresses network_address hosts with_prefixlen is_private is_global is_loopback is_link_local is_reserved is_multicast compressed`,
);
