import { readsOnly } from '../sql.js';
import { argumentsOf, child, constantName, given, is, keyOf, listOf, nameOf, textOf } from './nodes.js';
import type { Node } from './nodes.js';

/** Names by which the language, its libraries and Rails hand on power over more than the value at hand. */
const HANDS_ON =
  /^(?:_.*|.*(?:eval|exec|spawn|system|shell|command|popen|subprocess|syscall)|send|public_send|try|method|methods|public_method|singleton_\w+|instance_(?!of\?$)\w+|public_instance_method|define_\w+|class_\w+|module_\w+|const_\w+|constants|constantize|safe_constantize|undef_\w+|alias_\w+|attr_\w+|attr|extend|include|prepend|refine|using|to_proc|to_enum|enum_for|allocate|ancestors|superclass|delegate\w*|cattr_\w+|mattr_\w+|concerning|with_options|with|trap|at_exit|autoload\w*|load|require\w*|unload\w*|binding|callcc|display|fork|exit|abort|open\w*|sysopen|sys\w+|pread|pwrite|fcntl|ioctl|reopen|for_fd|for_file|symlink|link|mkfifo|mknod|foreach|binread|binwrite|copy_stream|pipe|readlink|realpath|chroot|chdir|lchmod|lchown|utime|rmtree|mkpath|make_\w+|fixed_\w+|raw_\w+|sql|annotate|optimizer_hints|lock|unsafe_\w+|dangerous\w*|sudo|root_user|find_by_sql|count_by_sql|quoted?_\w+|establish\w*|configurations?|connection_\w+|config_for|database_\w+|credentials|secrets?|encrypted|message_verifier|key_generator|env_config|cache|redis|cookies|session|server|client|conn|http|socket|remote|stdin|tunnel|gateway|adapter|backend|executor|reloader|console|runner|generators|tasks|load_\w+|app|helper|test|system_\w+|_run_\w+|suppress|silence_\w+|quietly|capture)$/;

/** What a method promises to do to more than the value at hand, as the first word of its name. */
const VERBS = new RegExp(
  `^(?:${[
    'save|create|update|destroy|delete|remove|drop|truncate|insert|upsert|touch|increment|decrement|toggle|write|store|put|post|patch|get|request',
    'upload|download|send|deliver|perform|enqueue|dispatch|notify|publish|broadcast|emit|trigger|fire|run|execute|call|invoke|start|stop|restart|kill',
    'terminate|shutdown|deploy|release|migrate|rollback|seed|import|export|sync|process|handle|charge|refund|pay|capture|cancel|approve|reject|accept',
    'decline|activate|deactivate|enable|disable|unlock|grant|revoke|assign|unassign|set|add|append|push|pop|shift|unshift|clear|reset|purge|flush',
    'expire|invalidate|evict|wipe|clean|cleanup|prune|archive|unarchive|restore|merge|rename|copy|unlink|mount|chmod|chown|mkdir|rmdir|rm|cp|mv|move|connect',
    'disconnect|open|close|register|unregister|subscribe|unsubscribe|login|logout|sign|authenticate|authorize|impersonate|mail|ship|complete|finish',
    'finalize|submit|confirm|mark|skip|flag|ban|suspend|schedule|retry|requeue|work|drain|bulk|apply|install|uninstall|provision|attach|detach|replace',
    'swap|transfer|transition|advance|void|settle|reopen|change|backfill|reindex|refresh|recalculate|rebuild|encrypt|decrypt|concat|fetch|query',
    'reschedule|discard|quiet|pause|unpause|begin|commit|first_or|find_or_create|create_or|reconnect|reload|no_touching|erase|nuke|overwrite|dump|spawn|make|do|force|exec|ask|tell|talk|ping',
  ].join('|')})(?:_\\w+)?[!?]?$`,
);
/** Columns, by what they end with. */
const COLUMN = /_(?:at|on|ids?)$/;
/** Names of records that only look, whatever their mark says. */
export const QUIET = /^(?:find|first|last|take|second|third|eager_load|presence|sole)!$/;
const SECRET = /password(?!_digest_column)|secret|credential|api_?key|private_?key|token|otp|passphrase/i;
/** Names with a verb in them that compute. */
const COMPUTES = /^(?:fetch|fetch_values|merge|find_or_initialize_by|reject|changes?|changed\?|reload)$/;

/** Whether a method of the project's own may be called, by its name: it promises no more than to look. */
export function mayBeAsked(call: Node): boolean {
  const name = nameOf(call);
  if (QUIET.test(name)) return true;
  if (!/^[a-z]\w*\??$/.test(name) || HANDS_ON.test(name) || SECRET.test(name)) return false;
  if (COMPUTES.test(name)) return true;
  if (argumentsOf(call).length === 0 && child(call, 'block') === undefined && COLUMN.test(name)) return true;
  return !VERBS.test(name);
}

/** Methods of records whose texts are SQL. */
const SQL_TAKERS =
  /^(?:where|not|rewhere|order|reorder|in_order_of|select|reselect|group|regroup|having|joins|left_joins|left_outer_joins|from|pluck|pick|sum|average|minimum|maximum|count|calculate|find_by!?|exists\?|references|unscope|find_each|sole|find_sole_by|async_count|async_pluck|async_sum|extending|distinct|uniq|group_by|missing|associated|excluding|invert_where|async_pick|with_recursive)$/;

/** Whether every text in a condition is SQL that only reads, and no text is computed. */
export function asksOnly(call: Node): boolean {
  if (!SQL_TAKERS.test(nameOf(call))) return true;
  const { plain, named } = given(call);
  const byName = named.every((pair) => keyOf(pair) !== undefined);
  // What stands behind a text with marks is quoted.
  const [first, ...rest] = plain;
  const bound = is(first, 'String') && /\?|:\w/.test(textOf(first) ?? '');
  return (
    byName &&
    (bound ? readsText(first) : [first, ...rest].every((one) => one === undefined || readsText(one)))
  );
}

function readsText(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if (is(node, 'String')) return readsFragment(textOf(node));
  if (is(node, 'Array')) return listOf(node, 'elements').every(readsText);
  if (is(node, 'Hash')) return listOf(node, 'elements').every((pair) => keyOf(pair) !== undefined);
  if (is(node, 'Call') && nameOf(node) === 'sql' && constantName(child(node, 'receiver')) === 'Arel')
    return argumentsOf(node).every(readsText);
  // A column of a table by its name: `Order.arel_table[:total]`.
  if (
    is(node, 'Call') &&
    /^(?:desc|asc|gt|lt|gteq|lteq|eq|not_eq|in|sum|count|maximum|minimum)$/.test(nameOf(node))
  )
    return (
      /^(?:\[\])$/.test(nameOf(child(node, 'receiver'))) &&
      argumentsOf(node).every((one) => !is(one, 'InterpolatedString'))
    );
  return is(node, 'Symbol', 'Integer', 'Float', 'Nil', 'True', 'False', 'Range');
}

export const readsFragment = (text: string | undefined): boolean =>
  text !== undefined &&
  (/^\w*$/.test(text) || readsOnly(`select ${text}`) || readsOnly(`select 1 from x ${text}`));

/** What is asked of a connection to a database. */
const ABOUT_TABLES =
  /^(?:migration_context|tables|views|columns|indexes|foreign_keys|primary_key|adapter_name|current_database|table_exists\?|column_exists\?|index_exists\?|data_source_exists\?|data_sources|active\?|database_version|extensions|schema_search_path|current_schema|schema_version|connected\?)$/;
const ASKS_SQL =
  /^(?:execute|exec_query|select_all|select_one|select_value|select_values|select_rows|query_values?)$/;

/** Whether a connection is asked for the shape of tables, or for what a statement that only reads gives. */
export function asksConnection(call: Node): boolean {
  const name = nameOf(call);
  if (ABOUT_TABLES.test(name)) return true;
  const [text, ...more] = argumentsOf(call);
  return (
    ASKS_SQL.test(name) &&
    more.length === 0 &&
    is(text, 'String') &&
    readsOnly(textOf(text)?.trim().replace(/;$/, '') ?? '')
  );
}

/** Names that are no project's own: of the language, its libraries, and of packages that reach far. */
export const FOREIGN = new Set(
  `ARGF BasicObject Binding Class Kernel Module Object ObjectSpace Method UnboundMethod IO File Dir FileTest Process Signal Thread ThreadGroup Fiber Mutex Queue
  SizedQueue ConditionVariable Monitor Ractor Marshal GC TracePoint RubyVM Refinement Warning Main TOPLEVEL_BINDING DATA STDIN STDOUT STDERR ENV ARGV
  Random Encoding Errno Etc Fcntl FileUtils Find Tempfile Tmpdir Pathname Open3 PTY Socket TCPSocket TCPServer UDPSocket UNIXSocket UNIXServer BasicSocket
  Net URI OpenURI OpenSSL DRb Rinda WEBrick XMLRPC RSS REXML Psych YAML JSON CSV ERB Erubi Fiddle DL Win32API WIN32OLE Readline Reline IRB DidYouMean ErrorHighlight
  SyntaxSuggest Ripper Prism Racc RDoc RI Gem Bundler Logger Syslog Timeout Zlib StringIO StringScanner PStore DBM GDBM SDBM SecureRandom Digest Base64 Benchmark
  CGI Shellwords Shell OptionParser GetoptLong Observable Singleton Forwardable Delegator SimpleDelegator WeakRef ObjectSpace Coverage Profiler Tracer Debug DEBUGGER__
  Nkf NKF Iconv Resolv IPSocket Addrinfo RbConfig MakeMakefile MonitorMixin Abbrev TSort Win32 Continuation SortedSet Synchronize Sync ConditionalWait RUBYGEMS
  Rake FileList Thor Pry Byebug Capistrano Mina SSHKit Kamal Fog Aws AWS Google Azure Stripe Twilio Octokit Gitlab Git Rugged Docker Kubeclient K8s Vault Chef Puppet
  Faraday HTTParty HTTP HTTPX HTTPClient Typhoeus Excon RestClient Curl Patron EventMachine EM Celluloid Async Mechanize Capybara Selenium Watir Ferrum Puppeteer Playwright
  Redis RedisClient Sidekiq Resque Delayed GoodJob SolidQueue Sneakers Bunny Kafka Karafka Mongo Mongoid Sequel ROM DataMapper PG Mysql2 SQLite3 TinyTds Elasticsearch OpenSearch Searchkick
  Mail Pony ActionMailer ActionController ActionDispatch ActionView ActionCable ActionMailbox ActionText ActiveJob ActiveStorage ActiveSupport ActiveRecord ActiveModel AbstractController
  Rack Rails Sinatra Grape Hanami Puma Unicorn Passenger Spring Zeitwerk Bootsnap Listen Guard TTY Cocaine Terrapin POSIX ChildProcess MiniMagick Magick Vips ImageProcessing
  Oj Ox Yajl MessagePack Liquid Haml Slim Tilt Nokogiri Loofah Sanitize Factory FactoryBot FactoryGirl Faker RSpec Minitest Test Cucumber VCR WebMock DatabaseCleaner Timecop
  Devise Warden Doorkeeper OmniAuth OAuth OAuth2 JWT BCrypt RbNaCl Ed25519 GPGME Lockbox Sentry Raven Bugsnag Rollbar NewRelic Datadog Honeybadger Airbrake Skylight
  Shrine CarrierWave Paperclip Dragonfly Flipper Rollout Slack Telegram Discordrb Zip Archive Minitar Java JRuby JavaUtilities Arel I18n Concurrent Parallel Gruff Prawn WickedPdf Grover PDFKit
  Foreman Heroku PlatformAPI Dotenv Figaro Settings Config Chamber Credentials Secrets Whenever Rufus Clockwork Daemons God Eye Procodile Overmind
  Data Proc Struct Comparable Enumerable Matrix Vector Prime Set`.split(/\s+/),
);
