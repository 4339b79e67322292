import { set } from '../named-set.js';

/** What may be called on constants of the language and its libraries that compute. */
export const COMPUTING: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    JSON: 'parse parse! generate pretty_generate dump fast_generate',
    YAML: 'safe_load safe_load_stream dump parse',
    Psych: 'safe_load dump',
    CSV: 'parse parse_line generate generate_line new',
    Math: 'sqrt cbrt log log2 log10 exp sin cos tan atan atan2 asin acos hypot pow sinh cosh tanh gamma',
    Time: 'now at parse mktime local utc gm new strptime iso8601 rfc2822 httpdate current zone',
    Date: 'today parse new valid_date? valid_civil? strptime iso8601 civil commercial leap? jd current tomorrow yesterday',
    DateTime: 'now parse new strptime iso8601 current',
    Process: 'clock_gettime pid',
    Benchmark: 'measure realtime bm bmbm benchmark ms',
    SecureRandom: 'hex uuid base64 urlsafe_base64 alphanumeric random_number bytes random_bytes rand uuid_v7',
    Random: 'rand new new_seed bytes random_number',
    'Digest::SHA256': 'hexdigest digest base64digest new',
    'Digest::SHA1': 'hexdigest digest base64digest new',
    'Digest::MD5': 'hexdigest digest base64digest new',
    'Digest::SHA512': 'hexdigest digest base64digest new',
    'Digest::SHA384': 'hexdigest digest base64digest new',
    'OpenSSL::Digest': 'hexdigest digest',
    'OpenSSL::HMAC': 'hexdigest digest',
    Base64: 'encode64 decode64 strict_encode64 strict_decode64 urlsafe_encode64 urlsafe_decode64',
    Zlib: 'crc32 adler32 gunzip gzip inflate deflate',
    'Zlib::Inflate': 'inflate',
    'Zlib::Deflate': 'deflate',
    Shellwords: 'split escape join shellsplit shellescape shelljoin',
    Set: 'new []',
    Hash: 'new []',
    Array: 'new []',
    String: 'new',
    Struct: 'new',
    Data: 'define',
    Integer: 'sqrt',
    Regexp: 'new escape union quote last_match',
    Range: 'new',
    Proc: 'new',
    Object: 'new',
    Enumerator: 'new produce',
    OpenStruct: 'new',
    StringIO: 'new',
    StringScanner: 'new',
    GC: 'start stat count',
    URI: 'parse join encode_www_form decode_www_form encode_www_form_component decode_www_form_component split extract encode_uri_component decode_uri_component',
    CGI: 'escape unescape escapeHTML unescapeHTML',
    'ERB::Util': 'html_escape url_encode h u',
    Etc: 'nprocessors uname',
    Gem: 'loaded_specs ruby_version platforms',
    'Gem::Version': 'new correct? create',
    'Gem::Requirement': 'new default create',
    'Gem::Dependency': 'new',
    'Gem::Specification': 'find_by_name find_all_by_name map each select sort_by',
    Abbrev: 'abbrev',
    Prime: 'first each prime? prime_division lazy take',
    Matrix: '[] identity rows columns zero build',
    Vector: '[] zero',
    Encoding: 'default_external default_internal list name_list',
    'Encoding::Converter': 'new',
    IPAddr: 'new',
    PP: 'pp',
    Nokogiri: 'HTML XML HTML5 HTML4',
    'Nokogiri::HTML': 'parse fragment',
    'Nokogiri::XML': 'parse fragment',
    Ripper: 'sexp lex tokenize',
    Timeout: 'timeout',
    I18n: 'available_locales default_locale locale exists? t translate l localize',
    // Who subscribes is told what was asked, and his block is read like any.
    'ActiveSupport::Notifications': 'subscribe subscribed',
    Rails: 'version env',
    Bundler: 'default_lockfile default_gemfile',
    // What queues hold, as the settings of the application say where they are.
    'Sidekiq::Queue': 'new all',
    'Sidekiq::Stats': 'new',
    'Sidekiq::Stats::History': 'new',
    'Sidekiq::RetrySet': 'new',
    'Sidekiq::ScheduledSet': 'new',
    'Sidekiq::DeadSet': 'new',
    'Sidekiq::ProcessSet': 'new',
    'Sidekiq::Workers': 'new',
    'Sidekiq::WorkSet': 'new',
  }).map(([name, names]) => [name, set(names)]),
);

/** Functions of files, and what each does to what its arguments name: `+` goes on for all of them. */
export const FILES: Readonly<Record<string, readonly ('read' | 'write' | 'delete' | 'look')[]>> =
  Object.fromEntries(
    Object.entries({
      read: 'File.read File.binread File.readlines File.foreach IO.read IO.readlines IO.foreach IO.binread JSON.load_file JSON.load_file! YAML.safe_load_file CSV.read CSV.foreach CSV.table CSV.readlines Digest::SHA256.file Digest::MD5.file Digest::SHA1.file Digest::SHA512.file Zlib::GzipReader.open Pathname.read Psych.safe_load_file',
      execute: 'YAML.load_file Psych.load_file',
      write: 'File.write File.binwrite IO.write Dir.mkdir',
      look: `File.exist? File.file? File.directory? File.size File.size? File.zero? File.empty? File.mtime File.ctime File.atime File.birthtime File.stat File.lstat
      File.extname File.basename File.dirname File.join File.expand_path File.absolute_path File.absolute_path? File.split File.readable? File.executable?
      File.writable? File.symlink? File.ftype File.fnmatch File.fnmatch? File.identical? File.realpath File.readlink File.world_readable? File.new_path
      Dir.glob Dir.[] Dir.children Dir.entries Dir.each_child Dir.exist? Dir.empty? Dir.pwd Dir.getwd Dir.home Dir.tmpdir Pathname.new Pathname.glob Pathname.pwd`,
      delete:
        'File.delete File.unlink Dir.rmdir Dir.delete Dir.unlink FileUtils.rm FileUtils.rm_f FileUtils.rm_r FileUtils.rm_rf FileUtils.remove FileUtils.rmtree FileUtils.rmdir',
      make: 'FileUtils.mkdir FileUtils.mkdir_p FileUtils.makedirs FileUtils.touch',
      copy: 'FileUtils.cp FileUtils.copy FileUtils.cp_r FileUtils.copy_file',
      move: 'FileUtils.mv FileUtils.move File.rename',
    }).flatMap(([kind, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map((name) => [name, KINDS(kind)]),
    ),
  ) as never;

function KINDS(kind: string): readonly string[] {
  if (kind === 'copy') return ['read', 'write'];
  if (kind === 'move') return ['write', 'write'];
  return [kind === 'make' ? 'write' : kind];
}

/** Functions all of whose arguments are files. */
export const ALL_FILES =
  /^(?:FileUtils\.(?:rm\w*|remove|mkdir\w*|makedirs|touch|rmtree)|(?:File|Dir)\.(?:delete|unlink|rmdir))$/;
/** Functions of the language's own class of open files: a name that begins with a pipe is a command to them. */
export const PIPES = /^(?:IO\.|Kernel\.|open$)/;
/** Arguments that are given by name, and say how, not what or where. */
export const HOW = set(
  `chomp encoding external_encoding internal_encoding headers header_converters converters col_sep row_sep quote_char skip_blanks liberal_parsing
  return_headers write_headers force_quotes strip nil_value symbolize_names aliases permitted_classes permitted_symbols allow_nan max_nesting
  verbose noop force preserve mode secure exception freeze base sort line_width indentation invalid undef replace universal_newline filename half
  keyword_init`,
);

/** Libraries of the language that define nothing which listed names could reach. */
export const LIBRARIES = set(`
  json yaml psych csv date time set fileutils pathname securerandom digest digest/sha1 digest/sha2 digest/md5 benchmark ostruct stringio pp
  tempfile tmpdir English optparse shellwords strscan bigdecimal bigdecimal/util erb cgi cgi/util cgi/escape base64 zlib uri open3 etc timeout forwardable
  singleton observer abbrev prime matrix tsort delegate logger find io/console rbconfig ripper ipaddr monitor prettyprint bundler/setup bundler rubygems`);

/** Packages that everybody uses; of them their versions are shown, and what is told above. */
export const GEMS =
  /^(?:rails|active_?support|active_support\/(?:all|inflector|core_ext(?:\/[\w/]+)?|time|duration|number_helper|version)|active_?record|active_?model|action_?pack|action_?view|active_?job|action_?mailer|rack|sinatra|puma|nokogiri|i18n|tzinfo|mime\/types|addressable\/uri|rubocop|rspec|rspec\/core|minitest|rake|sidekiq(?:\/api)?|devise|pg|mysql2|sqlite3|redis|faraday|concurrent|zeitwerk|builder|multi_json|thor|jbuilder|sprockets|haml|slim|bootsnap|msgpack|bcrypt|jwt|money|kramdown|redcarpet|rouge|mustache|liquid|parser|ast|prism|racc|rexml|diff\/lcs|tty-table|pastel|rainbow|colorize|terminal-table|unicode\/display_width)(?:\/version)?$/;
