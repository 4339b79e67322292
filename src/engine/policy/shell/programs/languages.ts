import { defineFamily } from './define.js';

/** Tools that are package manager, compiler and runner in one. */
export const languages = defineFamily('languages', [
  {
    names: 'cargo',
    runs: { special: 'cargo' },
    posix: false,
    folder: 'C',
    values: 'p package manifest-path target-dir j jobs features target profile bin example color Z',
    opaque: 'config',
    sub: {
      'build|b|check|c|test|t|run|r|bench|clippy|doc|d|rustc|nextest|expand|llvm-cov|miri|fix|rustdoc|xtask|machete|udeps|tarpaulin|hack|insta|make|flamegraph|bloat|semver-checks|sqlx|watch|fuzz|mutants|criterion|asm|show-asm|geiger|careful|msrv|minimal-versions|sort|spellcheck|vet|about|license|unused-features|modules|depgraph|ndk|espflash|embed|size|binutils|objdump|nm|wasi|component|leptos|shuttle|lambda|zigbuild|cross|chef|dist|cyclonedx|readme|rdme|toml|feature|whatfeatures|msrv-prep|public-api|loom|valgrind|instruments|llvm-lines|timing|tauri|dylint|deadlinks|docs-rs|all-features|matrix|workspaces|hakari|nono|rail|pgrx|prove':
        ['execute', 'network', 'write .', 'write named', 'unknown verbs'],
      'add|remove|update|fetch|vendor|generate-lockfile|rm|init|new|package': [
        'network',
        'write .',
        'write operands if name',
        'execute',
      ],
      'new|init': ['write .', 'write first'],
      // Into the folder of its own programs, which is no part of the system.
      install: ['network', 'execute', 'write if root,config', 'write .'],
      'tree|metadata|locate-project|search|version|help|pkgid|info|verify-project|read-manifest|report|outdated|audit|deny':
        [],
      fmt: ['write .'],
      'clean|uninstall': ['delete .'],
      publish: ['network', 'execute', 'write .', 'privilege unless dry-run,n'],
      'login|logout|owner|yank': ['network', 'privilege'],
      '*': ['execute', 'unknown'],
    },
  },
  {
    names: 'go',
    folder: 'C',
    values:
      'C o run bench tags ldflags gcflags p mod count timeout coverprofile cpuprofile memprofile exec toolexec',
    oneDash: true,
    opaque: '~url exec toolexec vettool overlay modfile',
    sub: {
      run: ['execute', 'execute first', 'write .', 'write =o'],
      'build|test|vet|generate|tool': ['execute', 'write .', 'write =o,coverprofile,cpuprofile,memprofile'],
      // Tools that everybody knows, and those of the project.
      install: ['execute', 'network', 'write .', 'write modules'],
      'get|mod|work|mod tidy|mod download|mod vendor|mod init': ['network', 'write .'],
      // Modules that take the place of others.
      'mod edit|work use|work edit': ['write .', 'execute stranger'],
      'fmt|fix': ['write .'],
      'list|version|doc|help|mod graph|mod why|mod verify|bug|telemetry': [],
      // What is set there holds for all projects.
      env: ['unknown if w'],
      // Caches are filled again; what is built lies in the project.
      clean: ['delete .', 'network'],
      '*': ['unknown'],
    },
  },
  {
    names: 'nix',
    runs: { special: 'runner' },
    posix: false,
    values: 'extra-experimental-features experimental-features o out-link I f file expr option log-format j',
    opaque: 'expr option plugin-files post-build-hook builders',
    sub: {
      'build|flake check|flake show|flake metadata|flake lock|flake update|flake info|fmt|eval|log|path-info|why-depends|search|derivation show|show-derivation|store ls|hash|flake init|develop|shell':
        ['network', 'execute', 'write .', 'write named', 'unknown elsewhere'],
      '*': ['network', 'execute', 'unknown'],
    },
  },
  {
    names: 'nix-build nix-instantiate nix-store-query',
    opaque: 'E expr run',
    does: ['network', 'execute', 'write .', 'write named', 'network urls'],
  },
  {
    names: 'nix-shell',
    values: 'p packages run command I A attr',
    runs: { script: 'run command' },
    posix: false,
    does: ['network', 'execute', 'unknown origins'],
  },
  {
    names: 'nixos-rebuild home-manager',
    runs: { special: 'runner' },
    posix: false,
    does: ['network', 'execute', 'privilege', 'unknown'],
  },
]);
