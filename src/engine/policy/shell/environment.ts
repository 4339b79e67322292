import type { Word } from './script.js';

/** Variables that decide what other programs load, run or open. */
const RISKY =
  /^(?:PATH|IFS|ENV|BASH_ENV|SHELL|SHELLOPTS|BASHOPTS|PS4|PROMPT_COMMAND|CDPATH|GLOBIGNORE|LD_.*|DYLD_.*|GIT_(?!AUTHOR|COMMITTER|TERMINAL|PAGER_IN).*|.*EDITOR|.*PAGER|BROWSER|LESSOPEN|LESSCLOSE|PYTHON(?:PATH|STARTUP|HOME|INSPECT|WARNINGS)|NODE_(?:OPTIONS|PATH)|PERL5?(?:OPT|LIB|DB)|RUBY(?:OPT|LIB)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|MAVEN_OPTS|CLASSPATH|GCONV_PATH|RUSTC_?WRAPPER|RUSTC|CC|CXX|LD|AR|MAKEFLAGS|GOFLAGS|SSH_ASKPASS|SUDO_ASKPASS|npm_config_.*|NPM_CONFIG_.*|PIP_.*|.*_PROXY|.*_proxy|HOME|XDG_.*|KUBECONFIG|DOCKER_HOST|HOSTALIASES|MANPAGER|OPENSSL_CONF|TAR_OPTIONS|GREP_OPTIONS|RSYNC_RSH|CARGO_.*)$/;

/** Values that turn a pager or an editor off. */
const QUIET = /^(?:cat|true|:|less|more|)$/;

/** Compilers that are what they are called. */
const COMPILER = /^(?:(?:ccache )?(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-\d+)?|ld|lld|ar|llvm-ar)$/;

/** Values that only tune, or that name folders below the one at hand, whose code runs anyway. */
const TUNES: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/^(?:PYTHONPATH|NODE_PATH)$/, /^(?:(?:\.|(?:\.\/)?\w[\w-]*(?:\/\w[\w-]*)*)\/?(?::|$))+$/],
  [/^PYTHONWARNINGS$/, /^(?:default|error|always|module|once|ignore)$/],
  [
    /^NODE_OPTIONS$/,
    /^(?:--(?:max-old-space-size=\d+|no-warnings|trace-warnings|enable-source-maps|experimental-vm-modules|unhandled-rejections=\w+) ?)+$/,
  ],
  [/^GOFLAGS$/, /^(?:-(?:mod=(?:mod|vendor|readonly)|count=\d+|v|race) ?)+$/],
  [/^CARGO_(?:TERM_\w+|INCREMENTAL|NET_OFFLINE|BUILD_JOBS)$/, /^\w*$/],
  [/^PIP_(?:NO_CACHE_DIR|DISABLE_PIP_VERSION_CHECK|NO_INPUT|QUIET)$/, /^\w*$/],
  [/^(?:MAVEN_OPTS|JAVA_TOOL_OPTIONS)$/, /^-Xm[xs]\d+[kmg]$/i],
];

/** Whether an assignment names folders from which programs load code before their own: that code runs. */
export function namesCode({ text }: Word): boolean {
  return /^(?:PYTHONPATH|NODE_PATH)=/.test(text);
}

/** Whether an assignment before a command, `NAME=value`, may change what it runs. */
export function riskyAssignment({ text, known }: Word): boolean {
  const equals = text.indexOf('=');
  const name = text.slice(0, equals);
  if (!RISKY.test(name)) return false;
  const value = text.slice(equals + 1);
  if (known && TUNES.some(([names, values]) => names.test(name) && values.test(value))) return false;
  if (known && /(?:PAGER|EDITOR)$/.test(name)) return !QUIET.test(value);
  return !(known && /^(?:CC|CXX|LD|AR)$/.test(name) && COMPILER.test(value));
}
