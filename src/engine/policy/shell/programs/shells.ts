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
    values: 'C init-command',
    opaque: 'c command C init-command',
    ...INLINE,
  },
  {
    names: 'pwsh powershell',
    values: 'f file',
    opaque: 'c command C Command e ec encodedcommand EncodedCommand',
    oneDash: true,
    ...INLINE,
  },
  { names: 'cmd', opaque: 'always', does: ['execute'] },
  { names: 'wsl', runs: { rest: 'words' }, does: [] },
  {
    names: 'python pypy ipython python2',
    values: 'm W X c',
    runs: { special: 'python' },
    opaque: 'c i',
    ...INLINE,
    does: [...INLINE.does, 'unknown emptied'],
  },
  { names: 'perl', values: 'I', opaque: 'e E n p i M m', ...INLINE },
  {
    names: 'ruby jruby irb',
    runs: { special: 'scripted' },
    values:
      'I r C X E e enable disable encoding external-encoding internal-encoding dump parser backtrace-limit',
    opaque: 'e n p r',
    ...INLINE,
  },
  {
    names: 'node nodejs iojs',
    values: 'r require e eval p print loader import',
    opaque: 'e eval p print r require import loader experimental-loader i interactive',
    ...INLINE,
  },
  {
    names: 'php',
    runs: { special: 'scripted' },
    values: 'd c S t f z r B R E F',
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
  { names: 'lua luajit', values: 'l e', opaque: 'e l', ...INLINE },
  {
    names: 'Rscript R r',
    values: 'e',
    opaque: 'e',
    ...INLINE,
    does: [...INLINE.does, 'unknown any'],
  },
  { names: 'julia', values: 'e eval E print', opaque: 'e eval E print', ...INLINE },
  { names: 'groovy scala kotlin', values: 'e', opaque: 'e', ...INLINE, also: ['unknown origins'] },
  { names: 'osascript', values: 'l e', opaque: 'e', ...INLINE },
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
    values: 'e eval p print',
    opaque: 'e eval p print',
    ...INLINE,
  },
  { names: 'jbang', opaque: 'c code', ...INLINE, also: ['unknown origins'] },
  {
    names: 'deno',
    opaque: '@eval @repl ~url',
    also: ['unknown registries', 'privilege tasks'],
    sub: {
      'run|test|bench|task': ['execute'],
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
    does: ['execute', 'read operands'],
  },
  // `esyscmd` runs what it is given.
  { names: 'm4 gm4', values: 'D I U o', feeds: true, does: ['execute'] },
]);
