import { defineFamily } from './define.js';
import { ASKS, BUILDS, CONFIGURED, tools, WORKS } from './works.js';

/** Tools that people run on their projects: they do what the project says, and write in it. */
export const projectTools = defineFamily('tools', [
  // Checks of code and texts.
  {
    names: 'clang-tidy cppcheck cpplint swiftlint luacheck hlint phpcs phpcbf',
    values: 'p c config o output f format standard std',
    opaque: 'load addon rule-file bootstrap',
    does: BUILDS,
  },
  tools(
    'typos ormolu fourmolu brittany stylish-haskell selene include-what-you-use oclint infer detekt checkstyle pmd spotbugs swiftformat scalafmt scalafix scalastyle credo dialyzer erlfmt ktfmt phpmd rector deptrac churn phan twigcs htmlhint htmltest html-validate stylelint-config linkinator write-good alex remark textlint-scripts misspell proto-lint clippy-driver bashate beautysh fprettify nixfmt alejandra statix deadnix nixpkgs-fmt zprint cljfmt clj-kondo joker eastwood kibit rubycritic reek flay flog brakeman fasterer erblint slim-lint solargraph steep sorbet srb tapioca typeprof rbs tach refurb pyupgrade docformatter pydoclint darglint doc8 rstcheck curlylint djhtml djade blacken-docs ssort usort add-trailing-comma reorder-python-imports pytype pyre ty basedpyright pyrefly unimport fixit wemake-python-styleguide dodgy prospector ansible-lint cfn-lint cfn-nag tf-summarize terraform-docs infracost regula rover driftctl helm-docs pluto nova polaris popeye kubent datree ct chart-testing dclint docker-compose-lint hadolint-bin zprettier eslint_d prettierd npm-package-json-lint npmPkgJsonLint sort-package-json depcruise dependency-cruiser es-check type-coverage ts-prune ts-unused-exports unimported cspell-cli lint-md lockfile-lint license-checker license-report licensed goimports-reviser gofumpt gci revive errcheck ineffassign gocyclo unconvert nilaway goconst dupl misspell-fixer golines gomodifytags impl gotests godoc pkgsite gopls deadcode unparam structlayout betteralign fieldalignment benchstat',
    { values: 'c config o output f format' },
  ),
  // Tests, coverage, profiles.
  tools(
    'bats-core shellspec shunit2 robot pytest-bdd mutmut cosmic-ray hypothesis schemathesis testcafe nightwatch codecept codeceptjs puppeteer backstop storycap test-storybook tavern dredd pact pact-verifier gcov gcovr lcov genhtml llvm-cov llvm-profdata covr coveralls-lcov simplecov infection stryker stryker-cli pitest phpbench paratest behat codeception dusk atoum kahlan crystal-spec ameba mull tsd tstyche attest zora lost-pixel reg-suit bencher criterion cargo-criterion line_profiler snakeviz heaptrack_print massif-visualizer callgrind_annotate ms_print inferno-flamegraph stackprof speedscope gotest gotip richgo gotestfmt go-junit-report tparse xcresulttool slather xcov xctest xctrace',
    CONFIGURED,
  ),
  // These send what they are told to, to hosts that they are told.
  {
    names: 'hurl newman artillery gatling jmeter oha bombardier siege wrk2 ab wrk hey vegeta autocannon',
    values:
      'c n t d z o output report-path host H u users r spawn-rate f locustfile s e environment concurrency',
    does: ['execute', 'write .', 'write named', 'read operands', 'network urls', 'network =host'],
  },
  {
    names: 'locust',
    values: 'o output host H u users r spawn-rate f locustfile t run-time',
    does: ['execute', 'write .', 'write named', 'network =host,H', 'unknown locustfiles'],
  },
  // Generators, bundlers, documents.
  tools(
    'jupytext nbstripout nbqa quarto mkdocs-material pdoc pdoc3 pydoc-markdown interrogate-badge towncrier git-cliff conventional-changelog standard-version bumpversion bump2version bump-my-version tbump commitizen cz semantic-release-dry cibuildwheel cython cythonize maturin setuptools-rust f2py pybabel msgfmt xgettext msgmerge msginit lingui i18next i18next-parser formatjs yeoman yo plop hygen degit tiged create-vite create-react-app create-next-app create-expo-app nest vue vue-cli-service svelte-check quasar ionic capacitor electron electron-forge tauri neutralino rspress vitepress vuepress docusaurus docsify eleventy hexo gridsome mdbook zola honkit gitbook asciidoctor asciidoctor-pdf antora d2 mermaid-cli mmdc-cli structurizr pikchr svgbob ditaa graph-easy gnuplot-lite tectonic biber bibtex makeindex makeglossaries texcount chktex lacheck latexindent epspdf dvipdfmx vhs asciinema-local termtosvg freeze silicon carbon-now code2prompt repomix tailwindcss tailwind postcss lightningcss sass sass-embedded lessc stylus uglifyjs terser swcpack unbuild microbundle ncc pkgroll tsc-watch tscpaths tsc-alias ttsc tspc api-extractor dts-bundle-generator openapi-typescript openapi-generator openapi-generator-cli swagger-codegen orval graphql-codegen graphql-code-generator gql-gen apollo relay-compiler quicktype json2ts json-schema-to-typescript typescript-json-schema ts-json-schema-generator datamodel-codegen sqlc sqlboiler ent oapi-codegen mockgen mockery counterfeiter moq wire templ stringer enumer easyjson msgp gqlgen bindata go-bindata statik packr protoc-gen-go protoc-gen-go-grpc protoc-gen-ts protoc-gen-grpc grpc_tools_ruby_protoc thrift-gen capnp flatcc avro-tools kaitai-struct-compiler bison yacc flex lex antlr4 antlr re2c ragel peg tree-sitter swig cbindgen bindgen wasm-pack wasm-bindgen wasm-opt wasm2wat wat2wasm wasm-objdump wasm-tools trunk dioxus dx leptosfmt cargo-leptos perseus yew-fmt docgen ldoc exdoc ex_doc haddock yard rdoc yardoc phpdoc phpDocumentor dokka javadoc scaladoc swift-doc jazzy docc cargo-doc naturaldocs breathe exhale robodoc help2man txt2man ronn scdoc pandoc-crossref marked markdown-toc doctoc embedme markdown-link-check remark-cli mdformat mdsf rumdl mdl',
    CONFIGURED,
  ),
  tools('papermill', { ...CONFIGURED, also: ['unknown origins'] }),
  // Templates bring code of their own.
  { names: 'cookiecutter copier', does: [...WORKS, 'unknown elsewhere'] },
  // These ask one address, and print what it says.
  {
    names: 'grpcurl websocat wscat evans',
    values: 'd H c import-path proto max-time rpc-header authority connect host port p',
    oneDash: true,
    does: ['unknown unless-here', 'read operands'],
  },
  // Compilers, build systems and languages.
  tools(
    'odin elm elm-test elm-format elm-review purs idris2 agda lean lake coqc rocq isabelle fstar dafny tlc koka roc unison ucm grain ponyc chapel chpl vala valac fpc lazbuild gnatmake gprbuild emcmake emconfigure emmake ispc glslangValidator spirv-val spirv-opt dxc fxc shaderc verilator iverilog vvp ghdl verible-verilog-lint nextpnr-ice40 icepack openocd-dry platformio-build arduino-builder sdcc ccls clangd vcpkg xrepo hunter cget spack-build premake premake5 genie qmake moc uic rcc lupdate lrelease qbs tup redo shake mage bake earthly-local gn siso bitbake-layers nmake-wrap jom fake cake paket dotnet-format jb kscript jshell-lint jar jdeps jlink jpackage jmod javadoc8 native-image kotlinc-native ktor-cli dex2jar d8 r8 aapt aapt2 zipalign apkanalyzer lint-android xcodegen tuist swift-format swiftgen sourcery mint periphery needle iconutil actool ibtool momc lipo plutil xcpretty-lite xcbeautify erlc dialyzer-erl escript-build rebar hex scribble dune-build ocamlformat ocamlbuild ocamlfind merlin esy bsb rescript hpack cabal-fmt stylua-check moonc busted-run luacov luarocks-lint teal tl',
    { values: 'c config o output f format I L D l', opaque: 'eval exec specs wrapper cmd' },
  ),
  // Local platforms of services: what they start runs here.
  tools(
    'garden okteto-local ctlptl telepresence-list docker-slim container-structure-test localstack sam-local ampx sst-dev serverless-offline moto_server dynamodb-local minio-server mailhog mailpit maildev mailcatcher smtp4dev json-server mockoon-cli wiremock prism mountebank msw hoverfly toxiproxy-server verdaccio devpi-server http-echo-server miniserve simple-http-server darkhttpd caddy-fmt spin-up wasmtime-run wasmer-run workerd miniflare edge-runtime vite-node vite-preview nitro nitropack partykit convex-dev dbmate-status atlas-lint skeema-lint pgroll-status sqitch-status squawk sqlfmt sqlcheck pgformatter pg_format sql-formatter sqruff tbls schemaspy planter eralchemy dbml2sql sql2dbml',
    CONFIGURED,
  ),
  // Data and machine learning on files.
  tools(
    'mlflow-local tensorboard wandb-offline prefect-local dagster great_expectations soda datasette-inspect csvjson csvclean csvsort csvjoin csvstack in2csv xsv tsv-utils visidata vd parquet-tools parquet-cli pqrs h5dump h5ls ncdump gdalinfo ogrinfo ogr2ogr gdal_translate mapshaper tippecanoe osmium geojsonhint topojson pprof trace_processor nvdisasm cuobjdump nsys-stats snakemake nextflow-lint cwltool-validate samtools bcftools bedtools fastqc multiqc seqkit seqtk blastn-local csv-to-sqlite dsq octosql textql trdsql',
    CONFIGURED,
  ),
  // Pictures, sound, printed matter.
  tools(
    'inkscape rsvg-convert svgcleaner svgexport svg2png scour pdftotext pdftoppm pdftocairo pdfinfo pdfimages pdffonts pdfunite pdfseparate pdfgrep qpdf mutool pdftk pdfcpu img2pdf ocrmypdf wkhtmltopdf weasyprint prince tesseract gm-identify cjpeg djpeg jpegtran oxipng zopflipng pngcrush avifenc avifdec heif-convert gif2webp webpmux dwebp potrace autotrace fontforge-lint ttx pyftsubset woff2_compress woff2_decompress otfinfo fc-list fc-match fc-scan fc-query sips lame flac opusenc oggenc mid2agb espeak rubberband mkvinfo mkvmerge mp4info mp4dump mediainfo-cli img2webp squoosh-cli sharp glslviewer openscad slic3r gltf-transform gltf-pipeline gltfpack obj2gltf assimp blender-info texturepacker spritesmith',
    { values: 'o output e export-filename f format', opaque: 'actions batch-process exec' },
  ),
  {
    names: 'conan',
    sub: {
      'upload|remove|remote login|remote logout|remote set-user|remote add|remote update|remote enable|config install|config install-pkg':
        ASKS,
      '*': WORKS,
    },
    does: WORKS,
  },
  // It shows classes, wherever they lie.
  {
    names: 'javap',
    oneDash: true,
    values: 'cp classpath class-path module-path m module bootclasspath',
    does: ['read operands', 'read =cp,classpath,class-path,module-path', 'unknown agents'],
  },
]);
