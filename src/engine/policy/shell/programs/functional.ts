import { defineFamily } from './define.js';
import { ASKS, BUILDS, LOOKS, tools, verbs, WORKS } from './works.js';

/** Tools of Elixir, Erlang, Haskell, OCaml, Nim, R and others. */
export const functional = defineFamily('functional', [
  {
    names: 'mix',
    values: 'e eval r require only exclude include seed',
    opaque: 'e eval rpc-eval',
    does: [...BUILDS, 'unknown mix', 'unknown production', 'unknown origins'],
  },
  { names: 'rebar3', opaque: 'eval', does: [...BUILDS, 'unknown rebar'] },
  { names: 'escript', feeds: true, posix: true, does: ['execute', 'execute first'] },
  {
    names: 'stack',
    runs: { special: 'runner' },
    posix: false,
    values: 'stack-yaml resolver work-dir j jobs ghc-options flag p profile ta test-arguments',
    opaque: 'e exec',
    sub: {
      'build|test|bench|haddock|setup|ls|list|list-dependencies|dot|query|path|new|init|clean|purge|unpack|update|hpc|run|sdist|ide|config|templates|runghc|runhaskell|freeze':
        [...BUILDS, 'unknown ghc', 'unknown elsewhere'],
      exec: ['execute'],
      '*': ASKS,
    },
  },
  {
    names: 'cabal',
    runs: { special: 'runner' },
    posix: false,
    opaque: 'test-wrapper',
    values: 'project-file builddir w with-compiler O j jobs test-show-details',
    sub: {
      'build|test|bench|run|check|configure|freeze|haddock|info|list|init|outdated|sdist|update|fetch|get|unpack|gen-bounds|clean|path|list-bin|fmt|format|v2-build|v2-test|v2-run|new-build|new-test|target':
        [...BUILDS, 'unknown ghc', 'execute =w,with-compiler'],
      exec: ['execute'],
      '*': ASKS,
    },
  },
  {
    names: 'ghc',
    oneDash: true,
    values: 'o odir hidir outputdir e main-is i package',
    opaque: 'e ~compiler',
    does: ['write .', 'write named', 'execute', 'unknown ghc'],
  },
  {
    names: 'runhaskell',
    feeds: true,
    posix: true,
    opaque: 'e f',
    does: ['execute', 'execute first', 'unknown ghc'],
  },
  tools(
    'ghcid weeder stan graphmod hoogle doctest-hs hspec-discover happy alex-hs hie-bios implicit-hie cabal-gild apply-refact',
    { opaque: 'command c test T eval exec' },
  ),
  {
    names: 'opam',
    runs: { special: 'runner' },
    posix: false,
    values: 'switch color root',
    sub: {
      'list|show|info|search|var|env|lint|tree|option|switch list|switch show|pin list|repo list|repository list|help':
        LOOKS,
      'install|update|upgrade|remove|switch|switch create|lock|clean|reinstall': [
        ...BUILDS,
        'unknown elsewhere',
      ],
      exec: ['execute'],
      '*': ASKS,
    },
  },
  {
    names: 'dune',
    runs: { special: 'runner' },
    posix: false,
    values: 'root profile j display workspace build-dir',
    sub: {
      'build|b|test|runtest|fmt|exec|clean|init|describe|show|ocaml|promote|promotion|rules|subst|top|pkg|coq|cache|format-dune-file|ocaml-merlin|diagnostics|external-lib-deps|installed-libraries|printenv|tools':
        BUILDS,
      '*': ASKS,
    },
  },
  { names: 'utop', feeds: true, posix: true, opaque: 'e eval', does: ['execute', 'execute first'] },
  {
    names: 'zig',
    opaque: '~compiler test-cmd test-cmd-bin test-runner',
    values: 'O target mcpu',
    sub: {
      'build|test|fmt|run|build-exe|build-lib|build-obj|cc|c++|translate-c|ar|ranlib|init|init-exe|init-lib|env|version|targets|zen|std|ast-check|rc|libc|objcopy|lib|dlltool|help|test-obj|reduce':
        [...BUILDS, 'unknown elsewhere'],
      '*': ASKS,
    },
  },
  { names: 'nim nimsuggest', values: 'o', opaque: 'eval', does: [...WORKS, 'unknown nim', 'unknown handed'] },
  { names: 'crystal', does: [...WORKS, 'unknown line', 'unknown handed'] },
  {
    names: 'nimble shards gleam pony corral alr fpm haxelib dub raco akku elm-json spago pulp',
    opaque: 'exec eval',
    does: [...WORKS, 'unknown elsewhere'],
  },
  { names: 'v vlang', opaque: 'e', does: [...WORKS, 'unknown handed'] },
  tools(
    'haxe neko hl boxer moonbit inko hare c3c flix cobc gnucobol fable elmish carbon-explorer mojo magic',
  ),
  tools('nph nimpretty formatR lintr styler air-r jarl panache', { values: 'o' }),
  verbs('swiftpm', 'build|test|run|package'),
]);
