import { namesRegistry } from './registries.js';
import { knownWord } from './script.js';
import type { Word } from './script.js';
import { leadsTools } from './tool-variables.js';

/** Variables that decide what other programs load, run or open. */
const RISKY =
  /^(?:PATH|IFS|ENV|BASH_ENV|SHELL|SHELLOPTS|BASHOPTS|PS4|PROMPT_COMMAND|CDPATH|GLOBIGNORE|LD_.*|DYLD_.*|GIT_(?!AUTHOR|COMMITTER|TERMINAL|PAGER_IN).*|.*EDITOR|.*PAGER|VISUAL|BROWSER|LESSOPEN|LESSCLOSE|PYTHON(?:PATH|STARTUP|HOME|INSPECT|WARNINGS)|NODE_(?:OPTIONS|PATH)|PERL5?(?:OPT|LIB|DB)|RUBY(?:OPT|LIB)|PHPRC|PHP_INI_SCAN_DIR|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|MAVEN_OPTS|CLASSPATH|GCONV_PATH|RUSTC_?WRAPPER|RUSTC|CC|CXX|LD|AR|MAKEFLAGS|GO(?:FLAGS|PROXY|INSECURE|NOSUMDB|NOSUMCHECK|NOSUMVERIFY|SUMDB|VCS|ENV|ROOT|NOPROXY)|SSH_ASKPASS|SUDO_ASKPASS|npm_config_.*|NPM_CONFIG_.*|PIP_.*|.*_PROXY|.*_proxy|HOME|XDG_.*|KUBECONFIG|DOCKER_HOST|HOSTALIASES|PG(?:HOST|HOSTADDR|SERVICE|SERVICEFILE|OPTIONS|SYSCONFDIR)|MYSQL_(?:HOST|HOME|TEST_LOGIN_FILE)|MANPAGER|OPENSSL_CONF|TAR_OPTIONS|GREP_OPTIONS|RSYNC_RSH|CARGO_.*)$/;

/** Flags by which compilers start another program, or load code into themselves. */
const STARTS_MORE =
  /(?:^|\s)-(?:-?wrapper|f(?:pass-)?plugin|specs|B(?:[\s/~.]|$)|load\b|Xclang|fuse-ld=\S*\/|-ld-path|Wl,\S*(?:plugin|dynamic-linker))/;

/** The same, of tools for projects. */
const RISKY_FOR_TOOLS =
  /^(?:BASH_FUNC_.*|LUA_INIT.*|G?VIMINIT|EXINIT|ERL_\w*FLAGS|ELIXIR_ERL_OPTIONS|R_(?:PROFILE|ENVIRON)\w*|DOTNET_(?:STARTUP_HOOKS|ADDITIONAL_DEPS)|CORECLR_\w+|PYTHONBREAKPOINT|INPUTRC|SCREENRC|WGETRC|CURL_HOME|YARN_RC_FILENAME|TF_CLI_\w+|ANSIBLE_(?:CONFIG|LIBRARY|ROLES_PATH|\w+_PLUGINS)|AWS_CONFIG_FILE|BUNDLE_GEMFILE|RAKEOPT|PYTEST_(?:PLUGINS|ADDOPTS)|GRADLE_OPTS|JAVA_OPTS|SBT_OPTS|MAVEN_ARGS|JVM_OPTS|MAKEFILES|COMPOSE_(?:FILE|ENV_FILES)|VAGRANT_(?:VAGRANTFILE|CWD)|BUILDX_BAKE_FILE|JUST_JUSTFILE|JULIA_(?:LOAD_PATH|DEPOT_PATH)|RUSTFLAGS|RUSTDOCFLAGS)$/;

/** Settings of the platform of Java that neither load nor start anything. */
const JAVA =
  /^(?:(?:-X(?:m[nsx]|ss)\d+[kmgt]?|-XX:[+-]\w+|-XX:(?!On|Flags|VM)\w+=[\w.]+|-D(?:org\.gradle|file|user\.(?:timezone|language)|spring|log\w*|sbt|kotlin|junit|maven\.test|skip\w*|java\.(?:awt|net\.prefer\w+))[\w.]*(?:=[\w.,/-]*)?|-ea|-server|-q|-B|-ntp|--(?:no-daemon|add-opens(?:=|\s)\S+))(?:\s+|$))+$/i;
const IN_PROJECT = /^(?!.*\.\.)(?:(?:\.\/)?\w[\w./-]*(?::|$)|\/dev\/null$)+$/;

/** Values that turn a pager or an editor off. */
const QUIET = /^(?:cat|true|:|less|more|)$/;

/** Compilers that are what they are called. */
const COMPILER = /^(?:(?:ccache )?(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-\d+)?|ld|lld|ar|llvm-ar)$/;

/** Values that only tune, or that name folders below the one at hand, whose code runs anyway. */
const TUNES: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [
    /^(?:PYTHONPATH|NODE_PATH|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH)$/,
    /^(?:(?:\.|(?:\.\/)?\w[\w-]*(?:\/\w[\w-]*)*)\/?(?::|$))+$/,
  ],
  [/^PYTHONWARNINGS$/, /^(?:default|error|always|module|once|ignore)$/],
  [
    /^NODE_OPTIONS$/,
    /^(?:--(?:max-old-space-size=\d+|no-warnings|trace-warnings|enable-source-maps|experimental-vm-modules|unhandled-rejections=\w+) ?)+$/,
  ],
  [/^GOFLAGS$/, /^(?:-(?:mod=(?:mod|vendor|readonly)|count=\d+|v|race) ?)+$/],
  [/^GOPROXY$/, /^(?:(?:https:\/\/proxy\.golang\.org|direct|off)(?:[,|]|$))+$/],
  [/^GOSUMDB$/, /^sum\.golang\.org$/],
  [/^GOENV$/, /^off$/],
  [/^(?:PGHOST|MYSQL_HOST)$/, /^(?:localhost|127\.0\.0\.1|\/tmp|\/var\/run\/postgresql)$/],
  [/^CARGO_TARGET_DIR$/, /^(?!.*\.\.)(?:\/tmp\/)?[\w.-]+(?:\/[\w.-]+)*$/],
  [/^npm_config_(?:loglevel|fund|audit|progress|color|yes|legacy_peer_deps|update_notifier)$/i, /^\w*$/],
  [/^CARGO_(?:TERM_\w+|INCREMENTAL|NET_OFFLINE|BUILD_JOBS)$/, /^\w*$/],
  [/^PIP_(?:NO_CACHE_DIR|DISABLE_PIP_VERSION_CHECK|NO_INPUT|QUIET)$/, /^\w*$/],
  [/^(?:MAVEN_OPTS|JAVA_TOOL_OPTIONS|GRADLE_OPTS|JAVA_OPTS|SBT_OPTS|MAVEN_ARGS|JVM_OPTS)$/, JAVA],
  [
    /^(?:MAKEFILES|COMPOSE_(?:FILE|ENV_FILES)|BUNDLE_GEMFILE|VAGRANT_(?:VAGRANTFILE|CWD)|BUILDX_BAKE_FILE|JUST_JUSTFILE|JULIA_\w+|ANSIBLE_\w+|AWS_CONFIG_FILE|TF_CLI_CONFIG_FILE|R_(?:PROFILE|ENVIRON)\w*|INPUTRC|WGETRC)$/,
    IN_PROJECT,
  ],
  [/^PYTHONBREAKPOINT$/, /^(?:0|i?pdb\.set_trace|pudb\.set_trace)?$/],
  [
    /^TF_CLI_ARGS\w*$/,
    /^(?:-(?:no-color|input=false|lock=\w+|lock-timeout=\w+|parallelism=\d+|compact-warnings) ?)*$/,
  ],
  [
    /^PYTEST_ADDOPTS$/,
    /^(?:(?:-[qvxslra]+A?|-n ?\w+|-p no:\w+|--(?:tb|maxfail|durations|color|timeout|no-cov|no-header|last-failed|lf|ff|disable-warnings|strict-\w+|cov(?:-\w+)?|capture|showlocals|asyncio-mode|log-cli-level)(?:=[\w.-]+)?)(?: +|$))*$/,
  ],
  [
    /^(?:RUSTFLAGS|RUSTDOCFLAGS)$/,
    /^(?:(?:-C ?(?:target-cpu|opt-level|debuginfo|overflow-checks|debug-assertions|instrument-coverage|link-dead-code|target-feature|force-frame-pointers|lto|panic|codegen-units|strip|link-arg=-(?:s|fuse-ld))(?:=[\w+,.-]+)?|-[AWDF] ?[\w:-]+|--cfg[= ][\w="]+|-g|--cap-lints[= ]\w+|-Zsanitizer=\w+)(?: +|$))*$/,
  ],
];

/** Variables that do nothing where they are empty. */
const EMPTIES =
  /^(?:.*_PROXY|.*_proxy|BASH_ENV|ENV|PROMPT_COMMAND|LD_PRELOAD|NODE_OPTIONS|PYTHONSTARTUP|GREP_OPTIONS|RUBYOPT|PERL5OPT|PHPRC|PHP_INI_SCAN_DIR|RUSTC_WRAPPER)$/;

/** Folders of programs that may stand before and behind those at hand: of the project, and where tools install them. */
const OF_ITS_OWN = new RegExp(
  `^(?:(?:^|:)(?:${[
    '\\$PATH|\\$\\{PATH\\}',
    '(?:\\./)?\\.?\\w[\\w.-]*(?:/[\\w.-]+)*',
    '~/(?:\\.(?:local|cargo|bun|deno|volta|yarn|npm-global|pyenv|rbenv|asdf|poetry|dotnet/tools|ghcup)/(?:bin|shims)|go/bin)',
    '/opt/homebrew/(?:opt/[\\w@.+-]+/)?bin|/usr/local/(?:[\\w.-]+/)?bin|/usr/lib/[\\w.-]+(?:/[\\w.-]+)*/bin|(?:/usr)?/s?bin',
    '\\$\\((?:go env GOPATH|npm (?:bin|prefix)(?: -g)?|yarn (?:global )?bin|brew --prefix(?: [\\w@.-]+)?|python3? -m site --user-base)\\)(?:/bin)?',
  ].join('|')})/?)+$`,
);

/** Whether an assignment names folders from which programs load code before their own: that code runs. */
export function namesCode({ text }: Word): boolean {
  return /^(?:PYTHONPATH|NODE_PATH|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|PATH)=/.test(text);
}

/** Folders by their full paths from which code is loaded: it is run, wherever they lie, but where anybody may write. */
export function codeFolders({ text, known }: Word): readonly Word[] | undefined {
  const value = /^(?:PYTHONPATH|NODE_PATH)=(.+)$/s.exec(text)?.[1];
  const folders = value?.split(':') ?? [];
  const plain = /^\/(?!tmp\b|var\b|dev\b|proc\b)\w[\w.-]*(?:\/\w[\w.-]*)+\/?$/;
  return known && folders.length > 0 && folders.every((folder) => plain.test(folder))
    ? folders.map(knownWord)
    : undefined;
}

/** Whether an assignment before a command, `NAME=value`, may change what it runs. */
export function riskyAssignment(word: Word): boolean {
  const { text, known } = word;
  const equals = text.indexOf('=');
  const name = text.slice(0, equals);
  // Make takes what is set before it for a text of its own.
  if (/\$[({]\s*(?:shell|eval|file|guile|load)\b/.test(text)) return true;
  const value = text.slice(equals + 1);
  if (/^(?:CGO_)?(?:C|CXX|CPP|LD|F)FLAGS$/.test(name)) return STARTS_MORE.test(value);
  if (!RISKY.test(name) && !RISKY_FOR_TOOLS.test(name))
    return leadsTools(word) || namesRegistry(name, value, known);
  if (name === 'PATH')
    return (
      !(value.includes('$PATH') || value.includes('${PATH}')) ||
      value.includes('..') ||
      !OF_ITS_OWN.test(value)
    );
  if (known && value === '' && EMPTIES.test(name)) return false;
  if (known && TUNES.some(([names, values]) => names.test(name) && values.test(value))) return false;
  if (known && /(?:PAGER|EDITOR|VISUAL)$/.test(name)) return !QUIET.test(value);
  return !(known && /^(?:CC|CXX|LD|AR)$/.test(name) && COMPILER.test(value));
}
