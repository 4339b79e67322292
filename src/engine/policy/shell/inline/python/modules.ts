import { set } from '../named-set.js';
import { table } from '../../../table.js';

/**
 * Of each module, the names that compute and nothing else: whoever holds one may call it with anything. What is not
 * named here may be another module by another name, as `enum.bltns` is.
 */
const COMPUTING: Readonly<Record<string, string>> = table({
  json: 'load loads dump dumps JSONDecodeError JSONEncoder JSONDecoder',
  re: 'compile search match fullmatch split findall finditer sub subn escape error A I M S X ASCII IGNORECASE MULTILINE DOTALL VERBOSE UNICODE Match Pattern',
  shlex: 'split quote join',
  math: 'ceil floor sqrt cbrt pow log log2 log10 log1p exp exp2 expm1 pi e tau inf nan isnan isinf isfinite isclose gcd lcm factorial comb perm prod fsum sumprod hypot dist sin cos tan asin acos atan atan2 sinh cosh tanh degrees radians trunc fabs fmod modf frexp ldexp copysign isqrt remainder erf gamma lgamma nextafter ulp',
  cmath: 'sqrt exp log phase polar rect pi e sin cos',
  statistics:
    'mean fmean geometric_mean harmonic_mean median median_low median_high mode multimode stdev pstdev variance pvariance quantiles correlation covariance linear_regression NormalDist StatisticsError',
  random:
    'random randint randrange choice choices sample shuffle seed uniform gauss normalvariate triangular expovariate getrandbits randbytes Random',
  string:
    'ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits punctuation printable whitespace capwords Template',
  textwrap: 'dedent fill indent shorten wrap TextWrapper',
  itertools:
    'accumulate batched chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse groupby islice pairwise permutations product repeat starmap takewhile tee zip_longest',
  collections: 'ChainMap Counter OrderedDict defaultdict deque namedtuple UserDict UserList',
  'collections.abc':
    'Callable Iterable Iterator Mapping MutableMapping Sequence MutableSequence Set Generator Hashable Sized Container Collection',
  datetime: 'date datetime time timedelta timezone UTC',
  time: 'time time_ns sleep strftime strptime gmtime localtime mktime monotonic monotonic_ns perf_counter perf_counter_ns process_time ctime asctime timezone tzname',
  calendar:
    'month calendar monthrange monthcalendar isleap leapdays day_name day_abbr month_name month_abbr weekday timegm TextCalendar prmonth',
  decimal:
    'Decimal getcontext localcontext Context ROUND_HALF_UP ROUND_HALF_EVEN ROUND_DOWN ROUND_UP ROUND_FLOOR ROUND_CEILING InvalidOperation DivisionByZero',
  fractions: 'Fraction',
  uuid: 'UUID uuid3 uuid4 uuid5 NAMESPACE_DNS NAMESPACE_URL NAMESPACE_OID',
  hashlib:
    'new md5 sha1 sha224 sha256 sha384 sha512 sha3_256 sha3_512 blake2b blake2s file_digest pbkdf2_hmac scrypt algorithms_available algorithms_guaranteed',
  hmac: 'new digest compare_digest',
  base64:
    'b64encode b64decode b32encode b32decode b16encode b16decode b85encode b85decode a85encode a85decode urlsafe_b64encode urlsafe_b64decode standard_b64encode standard_b64decode',
  binascii: 'hexlify unhexlify crc32 Error b2a_hex a2b_hex',
  struct: 'pack unpack unpack_from iter_unpack calcsize Struct error',
  array: 'array',
  csv: 'reader writer DictReader DictWriter Sniffer QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE QUOTE_NONNUMERIC excel excel_tab field_size_limit Error',
  pprint: 'pprint pformat pp',
  difflib:
    'unified_diff context_diff ndiff get_close_matches SequenceMatcher Differ HtmlDiff IS_LINE_JUNK IS_CHARACTER_JUNK restore',
  unicodedata:
    'name lookup category normalize bidirectional combining east_asian_width numeric decimal digit is_normalized unidata_version',
  html: 'escape unescape',
  'html.parser': 'HTMLParser',
  heapq: 'heapify heappop heappush heappushpop heapreplace merge nlargest nsmallest',
  bisect: 'bisect bisect_left bisect_right insort insort_left insort_right',
  copy: 'copy deepcopy',
  enum: 'Enum IntEnum StrEnum Flag IntFlag auto unique',
  abc: 'ABC abstractmethod',
  platform:
    'python_version python_version_tuple python_implementation system machine platform release node processor uname version mac_ver libc_ver',
  sysconfig: 'get_python_version get_platform get_path get_paths',
  fnmatch: 'fnmatch fnmatchcase filter translate',
  zoneinfo: 'ZoneInfo available_timezones ZoneInfoNotFoundError',
  'urllib.request': '',
  'urllib.error': 'URLError HTTPError',
  requests:
    'RequestException ConnectionError Timeout HTTPError codes Request PreparedRequest Response TooManyRedirects ReadTimeout ConnectTimeout',
  httpx: 'HTTPError RequestError ConnectError TimeoutException HTTPStatusError',
  'urllib.parse':
    'parse_qs parse_qsl quote quote_plus unquote unquote_plus urlencode urljoin urlparse urlsplit urlunparse urlunsplit urldefrag',
  ipaddress:
    'ip_address ip_network ip_interface IPv4Address IPv4Network IPv6Address IPv6Network collapse_addresses summarize_address_range AddressValueError',
  ast: `parse walk dump unparse literal_eval get_docstring get_source_segment iter_child_nodes iter_fields fix_missing_locations
    AST Module FunctionDef AsyncFunctionDef ClassDef Return Delete Assign AugAssign AnnAssign For AsyncFor While If With AsyncWith Raise Try Assert
    Import ImportFrom Expr Call Constant Str Num Name Attribute Subscript List Tuple Dict Set ListComp DictComp SetComp GeneratorExp Lambda BinOp
    BoolOp Compare UnaryOp IfExp JoinedStr FormattedValue Starred Await Yield YieldFrom Global Nonlocal Pass Break Continue ExceptHandler arg
    arguments keyword alias Match Load Store Add Sub Mult Div Mod Pow And Or Not Eq NotEq Lt Gt Is In NodeVisitor NodeTransformer NamedExpr Slice`,
  keyword: 'iskeyword issoftkeyword kwlist softkwlist',
  token: 'tok_name',
  secrets: 'token_hex token_bytes token_urlsafe choice randbelow randbits compare_digest',
  tomllib: 'load loads TOMLDecodeError',
  tomli: 'load loads TOMLDecodeError',
  toml: 'loads dumps',
  yaml: 'safe_load safe_load_all safe_dump safe_dump_all dump dump_all SafeLoader SafeDumper YAMLError __version__ __with_libyaml__',
  zlib: 'compress decompress crc32 adler32',
  colorsys: 'rgb_to_hsv hsv_to_rgb rgb_to_hls hls_to_rgb',
  numbers: 'Number Real Integral Rational Complex',
  graphlib: 'TopologicalSorter CycleError',
  typing: `List Dict Any Optional Union Tuple Set FrozenSet Iterable Iterator NamedTuple Callable Sequence Mapping Literal TypedDict Protocol
    Generator Type TypeVar Generic Final ClassVar NoReturn DefaultDict Counter Deque cast TYPE_CHECKING overload IO TextIO Self Annotated`,
  dataclasses: 'dataclass field fields asdict astuple replace is_dataclass KW_ONLY',
  functools: 'reduce lru_cache cache cached_property cmp_to_key partial total_ordering',
  operator:
    'itemgetter add sub mul truediv floordiv mod neg pow lt le eq ne ge gt and_ or_ xor not_ contains concat getitem',
  io: 'StringIO BytesIO',
  types: 'SimpleNamespace MappingProxyType',
  contextlib: 'suppress redirect_stdout redirect_stderr nullcontext contextmanager closing',
  errno: 'ENOENT EACCES EEXIST errorcode',
  locale: 'getlocale getpreferredencoding',
  warnings: 'filterwarnings simplefilter catch_warnings warn resetwarnings',
  traceback: 'print_exc format_exc',
  sys: '_getframe stdin stdout stderr version version_info exit platform maxsize executable byteorder getsizeof prefix base_prefix implementation hexversion maxunicode float_info int_info getrecursionlimit setrecursionlimit getdefaultencoding getfilesystemencoding set_int_max_str_digits builtin_module_names stdlib_module_names api_version flags',
  os: 'getcwd listdir walk sep linesep pathsep cpu_count getpid scandir name stat curdir fspath SEEK_SET SEEK_END',
  'os.path':
    'join exists isfile isdir islink basename dirname split splitext getsize abspath relpath getmtime getctime normpath realpath sep commonpath commonprefix isabs samefile expanduser normcase',
  glob: 'glob iglob escape',
  shutil: 'which get_terminal_size disk_usage',
  'importlib.metadata':
    'version PackageNotFoundError distributions requires distribution packages_distributions files metadata',
  'importlib.util': 'find_spec',
  'xml.etree.ElementTree': 'fromstring tostring ParseError Element SubElement indent dump XML iselement',
  zipfile: 'is_zipfile BadZipFile ZIP_DEFLATED',
  logging:
    'getLogger info debug warning error critical exception DEBUG INFO WARNING ERROR CRITICAL NullHandler',
  argparse:
    'RawDescriptionHelpFormatter RawTextHelpFormatter ArgumentDefaultsHelpFormatter Namespace ArgumentTypeError BooleanOptionalAction REMAINDER',
  configparser: 'ConfigParser RawConfigParser NoOptionError NoSectionError',
  subprocess: 'PIPE DEVNULL STDOUT CalledProcessError TimeoutExpired CompletedProcess SubprocessError',
  sqlite3: 'Row Error OperationalError IntegrityError sqlite_version',
  pstats: 'SortKey',
  timeit: 'default_timer',
  cProfile: 'Profile',
  tracemalloc:
    'start stop get_traced_memory reset_peak take_snapshot is_tracing clear_traces Filter DomainFilter get_object_traceback',
  resource: 'getrusage RUSAGE_SELF RUSAGE_CHILDREN',
  'http.server': 'BaseHTTPRequestHandler',
  threading: 'Thread Lock RLock Event',
  queue: 'Queue LifoQueue PriorityQueue SimpleQueue Empty Full',
  dis: 'dis show_code code_info',
  tokenize:
    'generate_tokens tokenize untokenize TokenInfo TokenError NAME OP STRING NUMBER COMMENT NL NEWLINE INDENT DEDENT ENDMARKER',
  email: 'message_from_string message_from_bytes',
  'email.message': 'EmailMessage Message',
  'email.utils': 'parsedate_to_datetime formatdate parseaddr formataddr format_datetime',
  mimetypes: 'guess_type guess_extension',
  codecs: 'encode decode BOM_UTF8',
  tempfile: 'gettempdir',
  gc: 'collect get_count get_stats enable disable isenabled get_threshold',
  asyncio: `run gather sleep wait wait_for as_completed create_task to_thread shield timeout iscoroutinefunction Semaphore BoundedSemaphore Event Lock Queue
    TaskGroup TimeoutError CancelledError QueueEmpty`,
  inspect:
    'getsource getdoc getfile getsourcefile getsourcelines getfullargspec getmro isgeneratorfunction ismethod isbuiltin isroutine isabstract iscoroutine isgenerator ismodule isclass isfunction iscoroutinefunction signature cleandoc',
  'concurrent.futures':
    'ThreadPoolExecutor ProcessPoolExecutor as_completed wait ALL_COMPLETED FIRST_COMPLETED TimeoutError',
});

/** Packages that hold the modules above, and nothing that may be named. */
const PACKAGES = 'concurrent http urllib xml xml.etree importlib pathlib gzip py_compile'.split(' ');

/** Packages that do more than compute: which version is there may be asked. */
const VERSIONED = (
  'psutil urllib3 aiohttp boto3 botocore docker kubernetes six future joblib cffi cloudpickle dill IPython ipykernel ' +
  'jupyter_client paramiko fabric pexpect invoke'
).split(' ');

/** What may be held as a value of each module that is known. */
export const MODULES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...VERSIONED.map((name) => [name, set('__version__')] as const),
  ...PACKAGES.map((name) => [name, set('')] as const),
  ...Object.entries(COMPUTING).map(([name, names]) => [name, set(names)] as const),
]);

/** Modules of the language, or of programs, that are none of these; others are code of the project or of packages. */
export const OF_LANGUAGE = set(`
  abc aifc antigravity argparse array asynchat asyncio asyncore atexit audioop bdb builtins bz2 cProfile cgi cgitb chunk cmd code codecs codeop
  compileall concurrent configparser contextlib contextvars copyreg crypt ctypes curses dbm dis distutils doctest email encodings ensurepip errno
  faulthandler fcntl filecmp fileinput formatter ftplib gc genericpath getopt getpass gettext grp gzip hmac http idlelib imaplib imghdr imp
  importlib inspect io lib2to3 linecache locale logging lzma mailbox mailcap marshal mimetypes mmap modulefinder msilib msvcrt multiprocessing
  netrc nis nntplib nt ntpath opcode optparse os ossaudiodev parser pathlib pdb pickle pickletools pip pipes pkg_resources pkgutil plistlib poplib
  posix posixpath profile pstats pty pwd py_compile pyclbr pydoc pyexpat queue quopri readline reprlib resource rlcompleter runpy sched select
  selectors setuptools shelve shlex shutil signal site sitecustomize smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants
  sre_parse ssl stat stringprep subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test this
  threading timeit tkinter token tokenize trace traceback tracemalloc tty turtle turtledemo types typing unittest urllib usercustomize uu venv
  warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport
  sh fabric paramiko plumbum invoke pexpect ptyprocess psutil requests httpx aiohttp urllib3 boto3 botocore docker kubernetes dotenv keyring cffi
  cloudpickle dill joblib execnet ansible salt IPython ipykernel jupyter_client win32api win32com six future past`);

/** Folders that are a project's own, whatever is installed. */
export const OWN =
  /^\.*(?:(?:my_?)?(?:app|application|src|lib|package|pkg|project|module|service|program)|tests?|main|config|core|utils|helpers|common|server|api|backend|models|scripts|tools|services)(?:\.[a-z]\w*)*$/;

/** Names by which code of the project hands on what runs anything. */
export const HANDS_ON =
  /^_|^(?:os|sys|io|sp|subprocess|socket|shutil|importlib|builtins|ctypes|types|threading|multiprocessing|tempfile|pathlib|Path|posix|nt|pty|signal|codecs|operator|glob|runpy|pkgutil|modules|sh|shell|bash|cmd|command|system|popen|Popen|eval|exec|execute|compile|open|getattr|setattr|call|check_call|check_output|getoutput|getstatusoutput|spawn|fork|kill|remove|unlink|rmtree|import_module|requests|urlopen|request|session|client)$|run_?(?:cmd|command|shell)|(?:shell|cmd|command|exec|eval|spawn|system|popen|subprocess|delete|destroy|purge|wipe|deploy|drop)_|_(?:shell|cmd|command|exec|eval|system|popen|subprocess|code)$|^run$/i;
