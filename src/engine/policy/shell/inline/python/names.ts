import { set } from '../named-set.js';

/** Builtins that anybody may hold and call with anything. */
export const BUILTINS = set(`
  abs all any ascii bin bool bytearray bytes callable chr complex dict dir divmod enumerate exit filter float format frozenset hasattr hash hex id
  input int isinstance issubclass iter len list map max min next oct ord pow print quit range repr reversed round set slice sorted str sum tuple zip
  object Ellipsis NotImplemented __name__ __file__ __doc__
  ArithmeticError AssertionError AttributeError BaseException EOFError Exception FileExistsError FileNotFoundError FloatingPointError ImportError
  IndexError IsADirectoryError IOError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError
  NotImplementedError OSError OverflowError PermissionError RecursionError RuntimeError StopIteration SyntaxError SystemExit TimeoutError TypeError
  UnicodeDecodeError UnicodeEncodeError UnicodeError UserWarning DeprecationWarning Warning ValueError ZeroDivisionError`);

/** Those with a meaning of their own here: the code must not give them another. */
export const FIXED = set(`
  open type super getattr setattr delattr eval exec compile globals locals vars breakpoint help memoryview
  str sorted list set tuple reversed enumerate print dict map filter zip len`);

/** Functions that show what they are given, and give nothing of it on; what lists it may be shown in turn. */
export const SHOWS = set('print len repr str hasattr isinstance bool int id callable dir');
export const LISTS = set('list sorted set tuple');

/** What belongs to a module, or a function, and is a text. */
export const ABOUT = set('__version__ __name__ __file__ __doc__ __qualname__ __path__ VERSION');
/** Methods that a class of the code's own may have with a meaning for the language. */
export const OWN_METHODS = set('__init__ __post_init__ __repr__ __str__');

/** Classes that a class of the code's own may extend. */
export const BASES = set(`
  object Exception ValueError KeyError TypeError RuntimeError NamedTuple TypedDict Protocol Generic ABC Enum IntEnum StrEnum Flag
  NodeVisitor NodeTransformer JSONEncoder HTMLParser BaseHTTPRequestHandler BaseModel CSTTransformer CSTVisitor Module Dataset
  RootModel Schema TestCase IsolatedAsyncioTestCase BaseEstimator TransformerMixin ClassifierMixin RegressorMixin ClusterMixin OneToOneFeatureMixin Field Method
  View MethodView BaseHTTPMiddleware BaseConverter ParamType Command Group HTTPException ArithmeticError AttributeError
  AssertionError LookupError IndexError NotImplementedError OSError StopIteration UserWarning Warning DeprecationWarning BaseException
  Symbol Function Expr Basic
  Model Manager QuerySet Form ModelForm TextChoices IntegerChoices Func Lookup Transform Aggregate ModelAdmin Widget MultiWidget TextInput AbstractUser
  CharField TextField IntegerField MultiValueField DeclarativeBase Select MultiValueField`);
export const DECORATORS = set(
  'dataclass staticmethod classmethod property lru_cache cache cached_property total_ordering abstractmethod overload contextmanager unique field_validator model_validator given settings example seed freeze_time composite',
);

/** Methods of libraries that are given a function to be called later, and give it back or what stands for it. */
export const DECORATING = set(`
  route get post put patch delete head options websocket command group argument callback errorhandler exception_handler before_request after_request
  teardown_appcontext teardown_request context_processor template_filter template_global on_event middleware view resultcallback result_callback validator
  default application`);
/** Those that leave a class what it is. */
export const OF_CLASSES = set('dataclass total_ordering unique s attrs define mutable frozen');
/** Classes within a class that say how it is meant, and fields by which a class is told so. */
export const ABOUT_CLASSES = set('Meta Config Params');
export const FIELDS_ABOUT = set('__tablename__ __table_args__ __test__ __abstract__ __mapper_args__');

/** Names of the language's own objects that compute, or read and write what has been opened. */
export const METHODS = set(
  `append appendleft extend extendleft insert pop popleft rotate remove clear index count sort reverse copy keys values items get setdefault update
  add discard union intersection difference symmetric_difference intersection_update difference_update issubset issuperset isdisjoint fromkeys
  popitem move_to_end maxlen
  split rsplit splitlines join strip lstrip rstrip replace startswith endswith find rfind rindex upper lower title capitalize swapcase
  casefold center ljust rjust zfill encode decode format isdigit isalpha isalnum isspace isupper islower istitle isidentifier isnumeric isdecimal
  isascii isprintable partition rpartition translate maketrans expandtabs removeprefix removesuffix hex fromhex bit_length bit_count to_bytes
  from_bytes is_integer as_integer_ratio real imag conjugate numerator denominator
  read readline readlines write writelines close flush seek tell buffer mode closed isatty fileno encoding getvalue reconfigure
  group groups groupdict start end span search match fullmatch finditer findall sub subn pattern flags string lastindex lastgroup expand
  most_common elements total subtract
  year month day hour minute second microsecond weekday isoweekday isoformat isocalendar strftime strptime timetuple
  timestamp now utcnow today date time timedelta total_seconds days seconds microseconds fromtimestamp utcfromtimestamp fromisoformat fromordinal
  toordinal utc timezone combine astimezone tzinfo utcoffset tzname tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_yday tm_wday
  hexdigest digest digest_size block_size fieldnames writerow writerows writeheader line_num delimiter sniff has_header
  name names stem suffix suffixes parts parent parents exists is_file is_dir is_symlink is_absolute is_relative_to stat st_size st_mtime st_mode
  relative_to as_posix as_uri resolve absolute with_suffix with_name with_stem joinpath expanduser iterdir glob rglob match cwd home anchor
  tag text attrib tail iter iterfind findtext findall itertext getroot set
  lineno col_offset end_lineno end_col_offset body orelses orelse finalbody targets target value func args elts ctx attr id arg keywords module
  decorator_list bases returns annotation ops comparators left right operand op test handlers level asname upper lower step slice posonlyargs
  kwonlyargs vararg kwarg defaults items context_expr optional_vars exc cause type cases generators ifs key visit generic_visit
  major minor micro releaselevel serial msg pos colno doc errno strerror filename reason
  parameters default empty kind
  scheme netloc hostname port path query fragment username geturl _replace _asdict _fields _make
  isfile isdir basename dirname splitext getsize abspath relpath getmtime normpath
  next send throw from_iterable mean median stdev variance num_addresses network_address broadcast_address netmask prefixlen hosts subnets
  with_prefixlen is_private is_global is_loopback is_link_local is_reserved is_multicast is_unspecified compressed exploded version packed
  quantize as_tuple normalize sqrt to_integral_value limit_denominator bytes int fields urn
  ratio quick_ratio get_opcodes get_matching_blocks make_file make_table compare
  add_argument add_argument_group add_mutually_exclusive_group add_subparsers add_parser set_defaults parse_args parse_known_args print_help
  print_usage format_help format_usage error dest
  substitute safe_substitute namelist infolist getinfo testzip printdir file_size compress_size cache_info cache_clear
  feed handle_starttag handle_endtag handle_data handle_comment get_starttag_text getpos static_order prepare is_active get_ready done
  columns lines free used metadata cpython system node release machine processor origin submodule_search_locations
  random randint randrange choice choices sample shuffle seed uniform fill wrap cancel  getvalue isoformat write_through
  stdout stderr returncode output status_code json ok content headers url raise_for_status elapsed status getcode
  sort_stats print_stats print_callers print_callees strip_dirs enable disable runcall statistics compare_to ru_maxrss ru_utime ru_stime
  send_response send_header end_headers send_error wfile rfile command requestline client_address server_address serve_forever handle_request
  server_close shutdown
  acquire release locked put put_nowait get_nowait task_done qsize result create_task is_set wait aclose
  sections options has_section has_option getint getfloat getboolean read_string cursor fetchone fetchall fetchmany commit row_factory description setLevel info debug warning critical exception getChild
  submit map done f_code f_back f_lineno co_name co_filename co_firstlineno tb_lineno tb_frame tb_next cookies get_dict history is_success reason_phrase http_version recv iter_lines`,
);

/** Methods that stay away from methods above where tables of data are there, whose methods run texts. */
export const NOT_OF_TABLES = set('query');

/**
 * Names that objects of the language have, which are none of the above: code that gives such a name to something of its
 * own could mean either. Those that begin with a mark of what is kept are refused everywhere.
 */
export const TAKEN =
  /^(?:(?:gi|cr|ag|tb|f|co|func|im)_\w+|mro|with_traceback|add_note|obj|detach|raw|truncate|readinto|readinto1|read1|peek|format_map|tofile|fromfile|tobytes|frombytes|buffer_info|byteswap|loader|loader_state|load_module|exec_module|create_module|get_loader|get_filename|get_code|get_source|get_data|open|chmod|lchmod|chown|rmdir|rename|renames|symlink_to|hardlink_to|link_to|readlink|owner|group|samefile|lstat|is_mount|is_socket|is_fifo|is_block_device|is_char_device|is_junction|walk|move|move_into|copy_into|full_match|from_uri|inode|locate_file|read_text|read_bytes|write_text|write_bytes|write_file|unlink|touch|mkdir|parse|write|writestr|extract|extractall|setpassword|read_secret|makefile|register|convert_arg_line_to_args|exit|run|call|partial|keywords|func|wraps|stream|dialect|reader|writer|restkey|restval|pprint|pformat|object_hook|object_pairs_hook|parse_float|parse_int|parse_constant|parse_object|parse_array|parse_string|scan_once|memo|raw_decode|iterencode|unknown_decl|handle_\w+|cdata_elem|rawdata|reset|evaluate|get_namespace|safe_load|load|loads|dump|dumps|eval|exec|compile|system|popen|modules|builtins|globals|environ|execute|executescript|load_extension|cursor|connect|send_signal|terminate|kill)$/;
