import { set } from '../named-set.js';
import { table } from '../../../table.js';

/** Kinds of nodes that do nothing but what stands in them does. */
export const PLAIN = set(`
  Program Statements Array Hash Assoc AssocSplat KeywordHash Parentheses If Unless Else While Until Case And Or Begin Ensure
  RescueModifier Return Next Break Redo Retry Yield String InterpolatedString InterpolatedSymbol Symbol Integer Float Rational Imaginary
  Nil True False Range RegularExpression InterpolatedRegularExpression MatchLastLine NumberedReferenceRead BackReferenceRead
  LocalVariableRead LocalVariableWrite LocalVariableOperatorWrite LocalVariableAndWrite LocalVariableOrWrite LocalVariableTarget
  InstanceVariableRead InstanceVariableWrite InstanceVariableOperatorWrite InstanceVariableOrWrite InstanceVariableTarget
  MultiWrite MultiTarget Splat ImplicitRest ItLocalVariableRead ItParameters NumberedParameters Block BlockParameters Parameters
  RequiredParameter OptionalParameter RestParameter KeywordRestParameter RequiredKeywordParameter OptionalKeywordParameter BlockParameter
  BlockLocalVariable Lambda Arguments Implicit For Defined CaseMatch In ArrayPattern HashPattern FindPattern AlternationPattern
  CapturePattern PinnedVariable PinnedExpression MatchPredicate MatchRequired MatchWrite SourceLine SourceFile FlipFlop`);

/** Functions that compute, print and wait, and are called without a receiver. */
export const KERNEL = set(`
  puts print p pp printf putc sprintf format Integer Float String Array Rational Complex BigDecimal raise fail loop lambda proc catch throw
  rand srand sleep exit abort warn block_given? __method__`);
/** Those that say something about the methods of a class. */
export const OF_CLASSES = set(
  'private public protected module_function attr_reader attr_accessor attr_writer private_constant',
);
/** Those that show what they are given. */
export const SHOWS = set('puts print p pp inspect warn');

export const OPERATORS = set('+ - * / % ** == != < > <= >= <=> =~ !~ ! === & | ^ >> [] -@ +@ ~');

/** Methods of the language's own values that compute, whatever stands before the dot. */
export const METHODS = set(`
  abs ceil floor round truncate to_i to_f to_s to_a to_h to_r to_c to_sym to_set to_json to_yaml to_str to_date to_time to_datetime inspect
  succ pred next times upto downto step zero? positive? negative? even? odd? integer? finite? infinite? nan? divmod div modulo fdiv pow gcd lcm
  digits bit_length clamp between? coerce numerator denominator chr ord
  length size bytesize count empty? any? all? none? one? include? member? first last take take_while drop drop_while min max minmax min_by
  max_by minmax_by sum reduce inject each each_with_index each_with_object each_slice each_cons each_entry each_char each_line each_byte
  each_index each_key each_value each_pair reverse_each cycle map flat_map collect collect_concat filter_map select filter reject find detect
  find_all find_index index rindex partition group_by chunk_while chunk slice_when slice slice_before slice_after sort sort_by uniq tally tally_by
  zip product combination permutation transpose rotate reverse shuffle sample flatten compact join keys values values_at fetch fetch_values
  dig key key? has_key? value? has_value? merge invert transform_values transform_keys except filter! each_with_index with_index with_object
  group_by sum lazy eager force entries assoc rassoc default default= compare_by_identity deconstruct_keys bsearch pack none? step
  union intersection difference intersect? subset? superset? proper_subset? proper_superset? disjoint? add? <=>
  split scan lines chars bytes codepoints grapheme_clusters strip lstrip rstrip chomp chop chomp! squeeze tr tr_s delete_prefix delete_suffix
  sub gsub upcase downcase capitalize swapcase center ljust rjust start_with? end_with? match match? partition rpartition casecmp casecmp?
  hex oct crypt sum encode encoding force_encoding valid_encoding? unicode_normalize scrub b dump undump ascii_only? unpack unpack1 byteslice
  getbyte each_grapheme_cluster insert upto dup clone freeze frozen? itself then tap nil? is_a? kind_of? instance_of? respond_to?
  equal? eql? hash object_id name names named_captures captures pre_match post_match begin end offset source options string
  call yield arity curry lambda? exception message full_message backtrace cause detailed_message line column
  year month mon day mday yday wday hour minute min sec second usec nsec strftime iso8601 xmlschema rfc2822 httpdate jd cwday cweek cwyear
  utc localtime getlocal getutc gmtime zone utc? utc_offset next_day prev_day next_month prev_month next_year prev_year leap? saturday? sunday?
  monday? tuesday? wednesday? thursday? friday? ajd step beginning_of_day beginning_of_month end_of_month end_of_day
  puts print printf write << gets read readline readlines getc eof? rewind close closed? sync sync= fsync flush tty? isatty fileno lineno pos winsize
  binmode set_encoding external_encoding 
  headers fields header header? field field? row by_col by_row to_csv to_hash headers?
  hexdigest digest base64digest update file? directory? mtime ctime atime birthtime mode
  push pop shift unshift append prepend concat insert delete delete_at delete_if keep_if clear replace store update merge! map! collect! select!
  reject! sort! sort_by! uniq! compact! flatten! reverse! shuffle! rotate! fill slice! add subtract sub! gsub! tr! upcase! downcase! capitalize!
  strip! lstrip! rstrip! squeeze! chop! succ! next! swapcase! transform_values! transform_keys! []= filter! delete? <<
  stdout stderr status success? exitstatus exited? termsig pid
  grep grep_v report prime_division basename dirname extname exist? relative? absolute? relative_path_from to_path cleanpath sub_ext each_filename
  version full_name yield_self real utime stime total format label major minor segments bump prerelease? release approximate_recommendation satisfied_by? requirements
  hostname host port path scheme query fragment userinfo request_uri opaque
  css xpath at_css at_xpath at text content inner_text inner_html to_html to_xml attributes attribute children parent root node_name xpath
  next_element previous_element element_children inner_text search
  blank? present? presence squish titleize camelize underscore dasherize pluralize singularize humanize parameterize truncate demodulize
  tableize classify foreign_key ordinalize in? index_by index_with pluck excluding without sole many? second third ago from_now since
  deep_symbolize_keys deep_stringify_keys symbolize_keys stringify_keys compact_blank with_indifferent_access deep_merge deep_dup days hours
  minutes seconds weeks months years beginning_of_week end_of_week beginning_of_year end_of_year change advance to_sentence
  lineno new`);

/** Of these, what changes the value that it is called on. */
export const CHANGES =
  /^(?:<<|\[\]=|push|pop|shift|unshift|append|prepend|concat|insert|delete|delete_at|delete_if|keep_if|clear|replace|store|update|add|add\?|delete\?|subtract|fill|force_encoding|setbyte|bytesplice|append_as_bytes|default=|set_encoding|[a-z_]+!)$/;
/** Of these, what reads or writes the file that a path or handle stands for. */
export const OF_FILES = set('puts print printf gets readline getc close flush');
/** Methods of paths and no others. */
export const ON_PATHS: Readonly<Record<string, 'read' | 'write' | 'delete'>> = table({
  binread: 'read',
  read: 'read',
  readlines: 'read',
  each_line: 'read',
  write: 'write',
  binwrite: 'write',
  mkpath: 'write',
  mkdir: 'write',
  touch: 'write',
  delete: 'delete',
  unlink: 'delete',
  rmtree: 'delete',
  rmdir: 'delete',
});

/** Operations by which lists are folded. */
export const FOLDS = set('+ - * / & | ^ max min lcm gcd merge union intersection');

/** Methods that take elements one after another to their blocks. */
export const EACH = set(
  'each each_with_index map flat_map select filter reject find detect each_with_object filter_map sort_by group_by sum any? all? none? count partition reverse_each each_entry min_by max_by to_h index_with find_all',
);
/** Methods of lists that give some of their elements. */
export const SAME_ELEMENTS = set(
  'sort reverse uniq select filter reject to_a compact take drop first last sort_by shuffle rotate grep grep_v take_while drop_while flatten lazy entries min_by max_by each each_with_index dup freeze',
);

/** Constants that are values, and classes of values, which may be held. */
export const VALUES = set(`
  RUBY_VERSION RUBY_PLATFORM RUBY_ENGINE RUBY_ENGINE_VERSION RUBY_PATCHLEVEL RUBY_RELEASE_DATE RUBY_DESCRIPTION RUBY_COPYRIGHT RUBY_REVISION
  Float::INFINITY Float::NAN Float::EPSILON Float::MAX Float::MIN Float::DIG Math::PI Math::E File::SEPARATOR File::PATH_SEPARATOR
  File::FNM_DOTMATCH File::FNM_PATHNAME File::FNM_EXTGLOB Integer::MAX Process::CLOCK_MONOTONIC Process::CLOCK_REALTIME Process::CLOCK_PROCESS_CPUTIME_ID
  Encoding::UTF_8 Encoding::ASCII_8BIT Encoding::BINARY Encoding::US_ASCII Encoding::ISO_8859_1 JSON::VERSION Psych::VERSION Psych::LIBYAML_VERSION
  Date::MONTHNAMES Date::DAYNAMES Date::ABBR_DAYNAMES Date::ABBR_MONTHNAMES Bundler::VERSION Gem::VERSION Gem::Version Gem::Requirement CSV::VERSION
  Regexp::IGNORECASE Regexp::MULTILINE Regexp::EXTENDED RbConfig::CONFIG CSV::Row CSV::Table Nokogiri::VERSION Rails::VERSION::STRING Zlib::BEST_COMPRESSION
  ActiveSupport::VERSION::STRING ActiveRecord::VERSION::STRING Rack::RELEASE Sidekiq::VERSION Puma::Const::VERSION RuboCop::Version::STRING Minitest::VERSION
  RSpec::Core::Version::STRING Sinatra::VERSION I18n::VERSION PG::VERSION OpenSSL::VERSION OpenSSL::OPENSSL_VERSION
  String Integer Float Numeric Array Hash Symbol NilClass TrueClass FalseClass Range Regexp Time Date DateTime Set Comparable Enumerable Rational
  Complex Struct Data Proc MatchData Enumerator Random OpenStruct StringIO BigDecimal StringScanner
  Exception StandardError ArgumentError RuntimeError TypeError NameError NoMethodError KeyError IndexError RangeError ZeroDivisionError IOError
  EOFError Errno::ENOENT Errno::EACCES Errno::EEXIST Errno::EISDIR Errno::ECONNREFUSED NotImplementedError StopIteration FloatDomainError FrozenError
  SystemExit Interrupt LoadError ScriptError SyntaxError EncodingError Encoding::UndefinedConversionError Encoding::InvalidByteSequenceError RegexpError
  JSON::ParserError Psych::SyntaxError Psych::Exception Psych::DisallowedClass Psych::BadAlias CSV::MalformedCSVError Date::Error UncaughtThrowError Timeout::Error
  URI::InvalidURIError ActiveRecord::RecordNotFound ActiveRecord::RecordInvalid ActiveRecord::StatementInvalid ActiveRecord::Rollback`);
