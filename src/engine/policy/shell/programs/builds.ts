import { defineFamily, harmless } from './define.js';

/** Compilers, linters, test runners and editors. */
export const builds = defineFamily('builds', [
  {
    names: 'concurrently',
    runs: { special: 'lines' },
    posix: false,
    values:
      'n names c prefix-colors p prefix l handle-input default-input-target restart-tries restart-after P max-processes m s success',
    does: ['execute'],
  },
  { names: 'npm-run-all run-p run-s', does: ['execute'] },
  {
    names: 'cross-env cross-env-shell env-cmd',
    runs: { special: 'launcher' },
    posix: false,
    does: ['execute'],
  },
  {
    names: 'dotenvx',
    runs: { special: 'runner' },
    posix: false,
    sub: { 'get|decrypt|keypair': ['read_secret', 'write .'], '*': ['execute'] },
    does: ['execute'],
  },
  {
    names:
      'onchange chokidar chokidar-cli start-server-and-test start-test dotenv-cli npm-watch tsc-alias-watch watchlist sane forever cross-os node-dev',
    runs: { special: 'anywhere' },
    posix: false,
    does: ['execute'],
  },
  { names: 'zx', opaque: 'e eval p prefix postfix shell', does: ['execute'] },
  { names: 'nodemon', opaque: 'x exec', does: ['execute'] },
  {
    names: 'make gmake bmake nmake',
    folder: 'C directory',
    values: 'C directory f file makefile j jobs o W I include-dir l',
    same: ['f file makefile'],
    opaque: 'eval ~f ~assign',
    feeds: false,
    does: [
      'execute',
      'execute =f,file,makefile',
      'write .',
      'privilege tasks',
      'execute beyond:f,file,makefile',
      'write DESTDIR=',
      'write PREFIX=',
      'write prefix=',
      'unknown if p,print-data-base',
    ],
  },
  {
    names: 'just task go-task',
    folder: 'C',
    values: 'C S B G D f P t justfile taskfile preset target build config',
    does: ['execute', 'write .', 'execute =P,S,f,justfile,taskfile', 'unknown launchers', 'privilege tasks'],
  },
  {
    names: 'ninja ctest cpack autoconf automake autoreconf configure scons xmake waf',
    folder: 'C',
    values: 'C S B G D f P t justfile taskfile preset target build config',
    does: ['execute', 'write .', 'execute =P,S,f,justfile,taskfile', 'unknown launchers'],
  },
  {
    names: 'meson',
    folder: 'C',
    values: 'C f j t num-processes suite setup prefix buildtype native-file cross-file wrap',
    sub: {
      // Where the system keeps its programs, but for a folder of its own.
      install: ['execute', 'write =destdir unless n,dry-run', 'write unless destdir,n,dry-run'],
      '*': ['execute', 'write .', 'write operands', 'execute =native-file,cross-file', 'unknown launchers'],
    },
  },
  {
    names: 'cmake',
    runs: { special: 'cmake' },
    posix: false,
    folder: 'C',
    values: 'C S B G D f P t preset target build config install prefix',
    does: [
      'execute',
      'write .',
      'execute =P,S,f',
      'execute beyond:build,install',
      'write =prefix',
      'unknown launchers',
    ],
  },
  {
    names:
      'gcc g++ cc c++ clang clang++ cpp tcc gfortran ifort flang nvcc hipcc emcc em++ clang-cl icx icpx ld gold lld mold as nasm yasm fasm',
    values: 'o I L D l x',
    opaque: '~compiler',
    does: ['write =o', 'write .'],
  },
  // These change the files that they are given.
  { names: 'ar ranlib objcopy strip', values: 'o', does: ['write .', 'write operands', 'write =o'] },
  ...harmless('pkg-config pkgconf pkgconfig'),
  ...harmless('nm objdump readelf ldd size addr2line c++filt otool dwarfdump', { does: ['read operands'] }),
  {
    names: 'rustc javac scalac swiftc ocamlc csc flatc thrift',
    values: 'o d cp',
    opaque: '~compiler',
    does: ['write .', 'write =o,d'],
  },
  { names: 'tsc vue-tsc tsgo', does: ['write . unless noEmit', 'write named unless noEmit'] },
  {
    names: 'eslint oxlint biome stylelint tslint standard xo',
    values: 'c config f format o output-file ext rulesdir',
    does: [
      'execute',
      'write . if fix,write,apply',
      'write named if fix,write,apply',
      'write =o,output-file',
      'execute =c,config,rulesdir',
    ],
  },
  { names: 'prettier dprint', values: 'config plugin', does: ['write operands if write,w', 'read operands'] },
  {
    names: 'jest vitest mocha ava tap playwright cypress karma jasmine nyc c8 tape uvu wdio qunit',
    values: 'c config',
    does: ['execute', 'write .', 'write named', 'execute =c,config'],
  },
  {
    names:
      'pytest py.test tox nox coverage unittest nose2 behave pylint uvicorn gunicorn jupyter scrapy hypercorn',
    opaque: 'exec',
    does: ['execute', 'write .', 'write named'],
  },
  { names: 'streamlit voila', does: ['execute', 'write .', 'write named', 'unknown origins'] },
  // Tables of a database, and what waits in a queue.
  { names: 'flask celery', does: ['execute', 'write .', 'write named', 'unknown purging'] },
  // Packages that it thinks missing are installed.
  { names: 'mypy', does: ['unknown if install-types'] },
  ...harmless(
    'pyright flake8 bandit vulture pyflakes pycodestyle pydocstyle shellcheck yamllint markdownlint actionlint codespell',
  ),
  // These read the project, and what is known of its packages.
  {
    names: 'cosign-verify nyc-report doctest',
    values: 'c config o output f format r report-path env e u d n H m',
    does: ['execute', 'network', 'write .', 'write =o,output,report-path,json,out'],
  },
  {
    names: 'hyperfine',
    values:
      'w warmup r runs m min-runs M max-runs p prepare setup c cleanup n command-name export-json export-markdown export-csv export-asciidoc style u time-unit S shell L parameter-list P parameter-scan D i input output',
    runs: { special: 'lines' },
    posix: false,
    same: ['w warmup', 'r runs', 'p prepare'],
    does: ['execute', 'write =export-json,export-markdown,export-csv'],
  },
  {
    names: 'ruff',
    sub: { check: ['write . if fix'], format: ['write . unless check,diff'], '*': ['write .'] },
  },
  {
    names:
      'black isort autopep8 yapf autoflake gofmt goimports rustfmt clang-format shfmt terraform-fmt google-java-format ktlint rubyfmt stylua taplo',
    values: 'l line-length',
    does: ['write operands unless check,diff'],
  },
  {
    names: 'gotestsum ginkgo dlv air',
    oneDash: true,
    opaque:
      'post-run-command raw-command after-run-hook build.cmd build.bin build.full_bin build.pre_cmd build.post_cmd @exec @attach',
    does: ['execute', 'write .'],
  },
  {
    names: 'golangci-lint staticcheck gosec govulncheck',
    does: ['execute', 'write .'],
  },
  {
    names: 'vi vim nvim ex view gvim rvim',
    opaque: 'c cmd S s u es e E l',
    values: 'c cmd S T u',
    does: ['write operands', 'execute', 'unknown commands'],
  },
  {
    names: 'emacs emacsclient',
    opaque: 'eval e f funcall l load batch execute script',
    does: ['write operands', 'execute'],
  },
  { names: 'nano pico micro joe mcedit hx helix kak', does: ['write operands'] },
  { names: 'ed', opaque: 'always', does: ['write operands'] },
  {
    names: 'code code-insiders codium cursor windsurf',
    does: ['execute', 'unknown if install-extension,add-mcp,extensions-dir,user-data-dir'],
  },
  { names: 'subl atom idea charm webstorm zed', does: ['execute'] },
  ...harmless('man info apropos whatis tldr cheat', { opaque: 'P pager H html' }),
  {
    names: 'ffmpeg',
    oneDash: true,
    values: 'i f vf af c ss t r b loglevel',
    // Screens, cameras and microphones.
    does: ['execute', 'read =i', 'write operands', 'network', 'unknown grabs'],
  },
  {
    names: 'ctags xcpretty pngquant optipng jpegoptim svgo cwebp gifsicle dot plantuml mmdc',
    values: 'o f',
    does: ['write .', 'write operands', 'write =o'],
  },
  ...harmless('ffprobe mediainfo soxi pdfdetach', { does: ['read operands', 'network urls'] }),
  ...harmless('identify', { values: 'format', oneDash: true, does: ['read operands'] }),
  {
    names: 'convert magick mogrify montage composite compare sox exiftool',
    oneDash: true,
    does: ['write last', 'write .', 'write named', 'read operands', 'unknown delegates'],
  },
  {
    names: 'gs ghostscript',
    oneDash: true,
    values: 'o',
    does: ['write =o', 'write named', 'write .', 'read operands', 'unknown delegates'],
  },
  {
    names: 'octave octave-cli',
    opaque: 'eval persist',
    values: 'eval exec-path p path image-path info-file texi-macros-file',
    feeds: true,
    does: ['execute', 'execute first', 'write .', 'write named'],
  },
  {
    names: 'matlab',
    oneDash: true,
    opaque: 'batch r',
    values: 'batch r sd logfile',
    does: ['execute', 'write .', 'write named', 'write =logfile'],
  },
  {
    names: 'gnuplot',
    opaque: 'e eval',
    values: 'e c',
    feeds: true,
    does: ['execute', 'write .', 'write named'],
  },
  {
    names: 'act',
    values: 'j job W workflows e eventpath P platform s secret secret-file env-file C directory',
    does: [
      'execute',
      'network',
      'write .',
      'write named',
      'read =secret-file,env-file',
      'privilege if privileged,b,bind,container-options,container-cap-add',
    ],
  },
  {
    names: 'latexmk',
    oneDash: true,
    opaque: 'e r',
    does: ['execute', 'write .', 'write named', 'unknown engines'],
  },
  { names: 'ccache sccache', runs: { rest: 'words' }, values: 'o config', does: ['write .'] },
  ...harmless('claude codex aider gemini cursor-agent', { does: ['execute', 'network', 'unknown'] }),
]);
