const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Builtins that run what they are told, or reach what nobody here can name. The others are harmless. */
export const REFUSED = set(
  'eval exec compile getattr setattr delattr globals locals vars breakpoint help input license credits copyright memoryview match case nonlocal async await',
);

/** Functions that show what they are given. */
export const SHOWS = set('print len type dir repr str sorted list set hasattr isinstance bool int id');

/** Modules of the language all of whose own names compute and nothing else. */
export const PURE = set(
  'json re shlex math statistics random string textwrap itertools collections collections.abc datetime time calendar decimal fractions uuid hashlib base64 binascii struct csv pprint difflib unicodedata html heapq bisect copy enum platform fnmatch zoneinfo urllib.parse ipaddress ast secrets tomllib tomli toml zlib colorsys keyword numbers graphlib',
);

/** Of these only some names are. */
export const SOME: Readonly<Record<string, ReadonlySet<string>>> = {
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
};

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
  next send from_iterable mean median stdev num_addresses network_address hosts with_prefixlen`,
);
