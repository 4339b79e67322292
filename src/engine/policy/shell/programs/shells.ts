import { defineFamily } from './define.js';

const INLINE = {
  feeds: true,
  posix: true,
  does: ['execute', 'execute first unless c,e,E,m,p,r,eval,print,S,R,B,i'],
} as const;

/** Shells, and interpreters of other languages: what they are given as a file is run; code on the line is opaque. */
export const shells = defineFamily('shells', [
  {
    names: 'sh bash zsh dash ksh ash mksh rbash',
    values: 'o O rcfile init-file',
    runs: { special: 'shell' },
    posix: true,
    does: ['execute', 'execute first unless c,s'],
  },
  {
    names: 'fish csh tcsh elvish nu xonsh',
    values:
      'C init-command d debug debug-output p profile profile-startup config env-config plugin-config log-level log-target rc shell-type',
    alone: 'i l n N P v h interactive login no-config private no-rc version e f x X V b s t q',
    opaque: 'c command commands C init-command e execute rc',
    ...INLINE,
  },
  {
    names: 'pwsh powershell',
    values: 'f file ExecutionPolicy ex ep WorkingDirectory wd',
    alone: 'File NoProfile nop NoLogo nol NonInteractive noni Login l Interactive i NoExit noe sta mta',
    opaque: 'c command C Command e ec encodedcommand EncodedCommand ~powershell',
    oneDash: true,
    ...INLINE,
  },
  { names: 'cmd', opaque: 'always', does: ['execute'] },
  { names: 'wsl', runs: { rest: 'words' }, does: [] },
  {
    names: 'python pypy ipython python2',
    values: 'm W X c check-hash-based-pycs',
    alone: 'b B d E h I i O q s S t u v V x P version help',
    runs: { special: 'python' },
    opaque: 'c i',
    ...INLINE,
    does: [...INLINE.does, 'unknown emptied'],
  },
  { names: 'perl', values: 'I', alone: 'a c f l s S t T u U v w W X h', opaque: 'e E n p i M m', ...INLINE },
  {
    names: 'ruby jruby irb',
    runs: { special: 'scripted' },
    values:
      'I r C X E e enable disable encoding external-encoding internal-encoding dump parser backtrace-limit',
    alone: 'a l s S v w d h y c U W verbose version yjit jit debug',
    opaque: 'e n p r',
    ...INLINE,
  },
  {
    names: 'node nodejs iojs',
    values:
      'r require e eval p print loader import C conditions env-file env-file-if-exists cpu-prof-dir cpu-prof-interval cpu-prof-name diagnostic-dir disable-proto disable-warning dns-result-order es-module-specifier-resolution experimental-default-type experimental-config-file experimental-sea-config heap-prof-dir heap-prof-interval heap-prof-name heapsnapshot-near-heap-limit heapsnapshot-signal icu-data-dir input-type inspect-port localstorage-file max-http-header-size openssl-config redirect-warnings report-dir report-directory report-filename report-signal secure-heap snapshot-blob test-concurrency test-name-pattern test-skip-pattern test-reporter test-reporter-destination test-shard test-timeout test-isolation title tls-cipher-list tls-keylog trace-event-categories trace-event-file-pattern unhandled-rejections watch-path',
    alone:
      'trace-* no-* throw-deprecation pending-deprecation enable-source-maps expose-gc expose_gc inspect inspect-brk inspect-wait prof cpu-prof heap-prof experimental-* watch watch-preserve-output test test-only check c version v help h preserve-symlinks preserve-symlinks-main abort-on-uncaught-exception harmony* frozen-intrinsics use-system-ca use-openssl-ca use-bundled-ca insecure-http-parser verify-base-objects report-on-fatalerror report-uncaught-exception permission force-fips enable-fips entry-url node-snapshot build-snapshot jitless interpreted-frames-native-stack perf-basic-prof',
    opaque: 'e eval p print r require import loader experimental-loader i interactive',
    ...INLINE,
  },
  {
    names: 'php',
    runs: { special: 'scripted' },
    values: 'd c S t f z r B R E F',
    alone: 'n q s w l i m v h C H interactive no-header no-php-ini',
    opaque: 'r R B E a z',
    ...INLINE,
    // `-l` parses a file, and does no more.
    does: [
      'execute',
      'execute first unless c,e,E,m,p,r,eval,print,R,B,i,l',
      'unknown emptied',
      'execute =t',
      // What it is and was given, with all variables.
      'read_secret if i,info',
      'unknown served',
    ],
  },
  {
    names: 'artisan:tinker',
    feeds: true,
    values: 'execute',
    opaque: 'execute include',
    does: ['execute', 'unknown production', 'unknown operands'],
  },
  { names: 'lua luajit', values: 'l e j', alone: 'i v E W', opaque: 'e l b', ...INLINE },
  {
    names: 'Rscript R r',
    values: 'e f file g gui d debugger default-packages encoding args',
    alone: 'vanilla verbose slave quiet q s no-* silent save restore interactive version help',
    opaque: 'e',
    ...INLINE,
    does: [...INLINE.does, 'unknown any'],
  },
  {
    names: 'julia',
    values: 'e eval E print L load t threads p procs J sysimage C cpu-target H home m machine-file',
    alone:
      'project color compile inline check-bounds startup-file history-file q quiet i v h O g version help optimize',
    opaque: 'e eval E print',
    ...INLINE,
    does: [...INLINE.does, 'execute =L,load'],
  },
  {
    names: 'groovy scala kotlin',
    values: 'e cp classpath D encoding',
    opaque: 'e',
    ...INLINE,
    also: ['unknown origins'],
  },
  { names: 'osascript', values: 'l e s', opaque: 'e', ...INLINE },
  {
    names: 'tclsh wish guile racket sbcl erl elixir iex ghci runghc swift ocaml',
    opaque: 'e eval c r rpc-eval remsh',
    also: ['unknown mirrors', 'unknown loads'],
    ...INLINE,
  },
  {
    names: 'jshell',
    feeds: true,
    values: 'class-path module-path startup feedback R J C',
    opaque: 'startup R J C',
    does: ['execute', 'execute first'],
  },
  { names: 'jps jstack jstat', does: ['execute'] },
  { names: 'jmap jinfo jcmd', does: ['execute', 'write dumps', 'unknown changing'] },
  { names: 'jhsdb', does: ['execute', 'write behind'] },
  {
    names: 'tsx ts-node bun-node babel-node esno',
    values:
      'e eval p print tsconfig P project O compiler-options compilerOptions r require import loader env-file conditions C',
    alone:
      'T transpile-only transpileOnly esm files F typeCheck type-check swc pretty emit no-* trace-* enable-source-maps watch test inspect inspect-brk experimental-* x extensions',
    opaque: 'e eval p print',
    ...INLINE,
  },
  { names: 'jbang', opaque: 'c code', ...INLINE, also: ['unknown origins'] },
  {
    names: 'deno',
    opaque: '@eval @repl ~url',
    also: ['unknown registries', 'privilege tasks'],
    sub: {
      run: ['execute', 'execute first'],
      'test|bench|task': ['execute'],
      'fmt|compile|bundle|cache|install|add|remove|init|vendor|doc': ['write .', 'network'],
      'lint|check|info|types|completions': [],
      '*': ['unknown'],
    },
  },
  {
    names: 'gdb lldb gdb-multiarch rust-gdb rust-lldb',
    oneDash: true,
    values: 'ex eval-command iex x command o one-line s source p pid',
    runs: { special: 'debugger' },
    posix: false,
    does: ['execute', 'execute =x,command,s,source', 'read operands'],
  },
  // `esyscmd` runs what it is given.
  { names: 'm4 gm4', values: 'D I U o', feeds: true, does: ['execute'] },
]);
