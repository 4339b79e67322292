import type { Word } from './script.js';

/**
 * Variables by which a tool is told where a program, a library, a plugin or a file of commands lies that it loads: code
 * that runs with it. Folders of caches are not among them.
 */
const LOADS = new RegExp(
  `^(?:${[
    // shells, pagers, readers of manuals
    'ZDOTDIR|FPATH|MODULE_PATH|BASH_LOADABLES_PATH|LESSKEY\\w*|GROFF_\\w+|TERMINFO\\w*|TERMCAP|LOCPATH|MANPATH|FCEDIT',
    'RIPGREP_CONFIG_PATH|ACKRC|BAT_CONFIG_\\w+|FZF_DEFAULT_OPTS_FILE|TIG\\w+|TIGRC\\w*|HGRCPATH|SVN_SSH|CVS_RSH|WATCHMAN_\\w+',
    'GCONV_PATH|OPENSSL_(?:ENGINES|MODULES)|KRB5_CONFIG|GNUPGHOME|SSH_(?:AUTH_SOCK|SK_PROVIDER)|PARALLEL_\\w+',
    // graphics and documents
    'GTK_\\w*(?:MODULES?|PATH)\\w*|QT_\\w*PLUGIN_PATH|QT_QPA_PLATFORM_PLUGIN_PATH|GST_PLUGIN\\w*|GIO_\\w*MODULE\\w*|VK_\\w+|GDK_PIXBUF_MODULE\\w*',
    'MAGICK_(?:CODER|CONFIGURE|FILTER)\\w*|GS_LIB|TEXMF\\w*|TEXINPUTS|LUAINPUTS|JUPYTER_\\w*(?:DIR|PATH)|IPYTHONDIR|MATPLOTLIBRC',
    // python
    'PYTHON(?:USERBASE|PLATLIBDIR|EXECUTABLE|CASEOK)|VIRTUAL_ENV|UV_(?:PROJECT\\w*|PYTHON\\w*|CONFIG_FILE|ENV_FILE|WORKING_DIR\\w*|OVERRIDE|CONSTRAINT)',
    'POETRY_VIRTUALENVS_PATH|PIPENV_PIPFILE|HATCH_(?:CONFIG|DATA_DIR|PYTHON)|CONDA_(?:PREFIX|EXE|ROOT|PYTHON_EXE)|CONDARC|MAMBA_\\w+|TOX_CONFIG_FILE|NOXFILE',
    'FLASK_APP|CELERY_CONFIG_MODULE|UWSGI_\\w+|COVERAGE_(?:PROCESS_START|RCFILE)|CUDA_(?:HOME|PATH|ROOT)|CUDAHOSTCXX|NVCC_\\w+|HIPCC_\\w+|ROCM_PATH',
    'DBT_P\\w+_DIR|AIRFLOW_(?:HOME|CONFIG)|PYSPARK_\\w*PYTHON|SPARK_(?:HOME|CONF_DIR)|HADOOP_\\w*(?:HOME|DIR)',
    // javascript
    'YARN_(?:PLUGINS|YARN_PATH|RC\\w*)|BUN_INSTALL|DENO_INSTALL\\w*|PUPPETEER_EXECUTABLE_PATH|PLAYWRIGHT_\\w*EXECUTABLE_PATH|CHROME_(?:PATH|BIN)|\\w+_BINARY_PATH|\\w+_BINARY',
    'NAPI_RS_\\w+|\\w+_NATIVE_LIBRARY_PATH|PRISMA_\\w+_(?:LIBRARY|BINARY)|TS_NODE_(?:PROJECT|COMPILER|REQUIRE|DIR)|NEXT_PRIVATE_\\w+|BABEL_CONFIG_FILE|(?:JEST|VITE|VITEST|ESLINT|WEBPACK|MOCHA)_CONFIG\\w*|NODE_REPL_EXTERNAL_MODULE|ELECTRON_OVERRIDE_DIST_PATH|NODE_GYP_\\w+',
    // ruby, php, perl, lua, R, tcl, guile, emacs
    'GEM_(?:HOME|PATH|SPEC_CACHE)|BUNDLE_(?:PATH\\w*|CONFIG|APP_CONFIG|USER_\\w+|BIN|SYSTEM_BINDIR)|RAKE_SYSTEM|SPRING_SERVER_COMMAND|COMPOSER(?:_HOME|_VENDOR_DIR|_BIN_DIR|_RUNTIME_ENV)?',
    'PERLLIB|HARNESS_PERL\\w*|PROVE_\\w+|LUA_C?PATH\\w*|R_(?:HOME|LIBS\\w*|SHARE_DIR)|TCLLIBPATH|TCL_LIBRARY|GUILE_\\w*PATH|EMACSLOADPATH|VIMRUNTIME|NVIM_APPNAME|VIM',
    // compilers and builds
    'RUST(?:UP_(?:TOOLCHAIN|HOME)|DOC|FMT|C_\\w*(?:WRAPPER|LINKER))|RUSTDOC|RUSTFMT|CLIPPY_\\w+|GO(?:TOOLCHAIN|TOOLDIR|CACHEPROG|AUTH|WORK)|\\w+_FOR_TARGET|PKG_CONFIG(?:_PATH|_LIBDIR|_SYSROOT_DIR)?',
    'CPATH|(?:C|CPLUS|OBJC|OBJCPLUS)_INCLUDE_PATH|LIBRARY_PATH|COMPILER_PATH|GCC_EXEC_PREFIX|CCACHE_(?:PREFIX\\w*|COMPILER|CONFIGPATH|PATH)|SCCACHE_\\w*PATH|CMAKE_(?!BUILD_PARALLEL|COLOR|EXPORT|BUILD_TYPE|GENERATOR$)\\w+|CTEST_(?!OUTPUT|PARALLEL)\\w+',
    'AS|NM|CPP|FC|F77|LEX|YACC|RANLIB|STRIP|OBJCOPY|OBJDUMP|CONFIG_SHELL|CONFIG_SITE|MAKE|MAKESHELL|NINJA|MESON|M4|AUTOM4TE|AUTOCONF|ACLOCAL\\w*|LIBTOOL\\w*|INSTALL|EMSDK|EM_CONFIG|QEMU_LD_PREFIX',
    // jvm, .net, beam, functional
    'JAVA_?HOME|JAVACMD|JDK_HOME|JRE_HOME|MAVEN_(?:HOME|BASEDIR|PROJECTBASEDIR|USER_HOME)|M2_HOME|GRADLE_(?:USER_)?HOME|KOTLIN_HOME|SCALA_HOME|GROOVY_(?:HOME|CONF)|ANT_HOME|SBT_HOME|LEIN_(?:HOME|JAR|JAVA_CMD)|CLJ_(?:CONFIG|JVM_OPTS)|BOOT_HOME|CATALINA_\\w+|ANDROID_(?:HOME|SDK_ROOT|NDK\\w*)|JENKINS_HOME',
    'DOTNET_(?:ROOT\\w*|HOST_PATH)|MSB(?:UILD|uild)\\w*|Directory\\w+Path|Custom(?:Before|After)\\w+|CORECLR_\\w*PATH\\w*',
    'MIX_(?:HOME|EXS|ARCHIVES|REBAR3?|DEPS_PATH)|HEX_HOME|ERL_LIBS|ERL_INETRC|REBAR_\\w+|OPAMROOT|OPAM_SWITCH_PREFIX|OCAML\\w*PATH|CAML_LD_LIBRARY_PATH|GHC_\\w*PATH|CABAL_(?:DIR|CONFIG)|STACK_(?:ROOT|YAML)|NIX_(?:PATH|CONF_DIR|USER_CONF_FILES)',
    // containers, clouds, runners
    'DOCKER_(?:CONFIG|CERT_PATH)|BUILDKIT_HOST|CONTAINER_HOST|CONTAINERS_\\w*CONF\\w*|HELM_(?:PLUGINS|KUBE\\w+)|KUBECTL_(?:EXTERNAL_DIFF|PLUGINS_PATH)|KUBE_(?:CONFIG_PATH\\w*|EDITOR)|TF_REATTACH_PROVIDERS|TERRAGRUNT_(?:TFPATH|CONFIG|SOURCE\\w*|DOWNLOAD)|TG_(?:TF_PATH|CONFIG|SOURCE\\w*)|PULUMI_HOME|PACKER_(?:PLUGIN_PATH|CONFIG\\w*)|VAGRANT_(?:HOME|DOTFILE_PATH)|ANSIBLE_\\w*(?:INVENTORY|PATH|PLUGINS|DIR|FILE|EXECUTABLE)|AWS_SHARED_CREDENTIALS_FILE|CLOUDSDK_(?:CONFIG|PYTHON\\w*)',
    'GH_(?:CONFIG_DIR|PATH)|GLAB_CONFIG_DIR|HUSKY_SH|LEFTHOOK_(?:BIN|CONFIG)|MISE_\\w*(?:FILE|DIR)\\w*|ASDF_\\w*(?:DIR|FILE)|DIRENV_CONFIG|SQLITERC|PSQLRC|LIBMYSQL_\\w+|PGSSL(?:KEY|CERT|ROOTCERT)|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|\\w+_CA_(?:BUNDLE|CERTS?|FILE)|JUST_WORKING_DIRECTORY|DOCKER_CLI_PLUGIN\\w*',
  ].join('|')})$`,
);

/** Where programs write what nobody asked for: a log, a history, a profile. */
const WRITES =
  /^(?:MALLOC_TRACE|GDBHISTFILE|\w+_HISTFILE|HISTFILE|SQLITE_HISTORY|LLVM_PROFILE_FILE|NODE_V8_COVERAGE|COVERAGE_FILE)$/;
/** `ASAN_OPTIONS=log_path=…`. */
const LOGS = /\b(?:log_path|coverage_dir|log-file|xml-file)=(?!stderr\b|stdout\b)/;

/** Variables that hold flags of a tool, or commands, of which some start or load something. */
const SAYS =
  /^(?:LESS|MORE|MANOPT|MANROFFOPT|GNUMAKEFLAGS|MFLAGS|NINJAFLAGS|MAVEN_CONFIG|ANT_(?:ARGS|OPTS)|CATALINA_OPTS|\w+_JAVA_(?:OPTS|OPTIONS)|(?:SPARK_SUBMIT|KAFKA|HADOOP|LEIN_JVM|ES_JAVA|SCALA|KOTLIN|JRUBY|GROOVY|MAVEN|BUN|MOCHA|RSPEC|SPEC|CUCUMBER|FZF_DEFAULT|GS|PERL_MM|VALGRIND|NVCC_\w+|PROVE)_?OPT\w*|FZF_DEFAULT_COMMAND|FZF_\w+_COMMAND|GUNICORN_CMD_ARGS|ZIP|ZIPOPT|UNZIP|UNZIPOPT|PARALLEL|GH_BROWSER|RSYNC_CONNECT_PROG|HARNESS_(?:OPTIONS|PERL_SWITCHES)|XZ_(?:DEFAULTS|OPT)|RIPGREP_OPTS|PSQL_\w+|GPG_OPTS|SUDO_OPTS)$/;
/** Switches alone, and settings that only tune. */
const PLAIN =
  /^(?:(?:-[A-Za-z]+|-j ?\d+|-P\d+|-(?:Xm[nsx]|Xss)\d+[kmgt]?|-D[\w.]+=[\w.]+|-q|-ntp|--(?:no-)?(?:color|colour|quiet|verbose|silent|progress|offline|batch-mode|no-transfer-progress|height|layout|reverse|border|workers|threads|timeout|port|format|order|seed|tag|T\d+|exit-zero|leak-check|error-exitcode|track-origins|show-leak-kinds)(?:[= ][\w.:%-]+)?|[\d.:]+)(?:\s+|$))*$|^[A-Za-z]{1,8}$/;

/** Machines of containers that are this one. */
const HERE = /^(?:default|desktop-linux|colima[\w-]*|orbstack|rancher-desktop|rootless|kind-[\w-]+)$/;
/** What TeX may start and write. */
const TEX = /^(?:shell_escape|open(?:out|in)_any)$/;

/** Numbers of versions and names without a path. */
const NAME = /^[\w.+@-]*(?::[\w.]+(?:\(\))?)?$/;
const BELOW =
  '(?:(?:\\$PWD|\\$\\{PWD\\}|\\$\\(pwd\\)|\\.)(?:/[\\w.@+-]+)*|\\.?[\\w@+][\\w.@+-]*(?:/[\\w.@+-]+)*)/?';
const OF_SYSTEM =
  '(?:/(?!tmp/|var/(?:tmp|run|lock|folders|spool)/|dev/|proc/|run/|private/)\\w[\\w.-]*|~|\\$HOME|\\$\\{HOME\\})(?:/[\\w.@+-]+)*/?';
const PRINTED =
  '\\$\\((?:/usr/libexec/java_home(?: -v [\\d.]+)?|brew --prefix(?: [\\w@.-]+)?|(?:which|command -v|type -P|xcrun -f|pyenv which|rbenv which) [\\w.+-]+|go env \\w+|npm prefix(?: -g)?|git rev-parse --show-toplevel|rustup which [\\w-]+|dirname \\$\\(dirname \\$\\(readlink -f \\$\\(which \\w+\\)\\)\\))\\)(?:/[\\w.@+-]+)*/?';
const VARIABLE = '\\$\\{?[A-Z_]\\w*\\}?';
const SETTLED = new RegExp(
  `^(?:(?:^|[:;,])(?:${BELOW}|${OF_SYSTEM}|${PRINTED}|${VARIABLE}(?:/[\\w.@+-]+)*/?)?)*$`,
);

/** A shell that is given a line, or a program of Java that another one is hung into. */
const STARTS =
  /(?:^|[\s"'|;&!(=/])(?:ba|da|z|k|c)?sh\s+-\w*c\b|-(?:javaagent|agentpath|agentlib):|--eval[= ]|^\|/;

/**
 * Whether a variable tells a tool to load code from where anybody may write, or to start something: of the project, of
 * the system and of the user's own tools is what runs anyway.
 */
export function leadsTools({ text, known }: Word): boolean {
  const equals = text.indexOf('=');
  const name = text.slice(0, equals);
  const value = text.slice(equals + 1);
  if (value === '') return false;
  if (STARTS.test(value)) return true;
  if (LOADS.test(name)) return !(NAME.test(value) && value !== '..') && !isSettled(value);
  if (WRITES.test(name)) return !known || /^(?:~|\/(?!tmp\/|dev\/null$))|\.\./.test(value);
  if (SAYS.test(name)) return !known || !PLAIN.test(value);
  if (name === 'DOCKER_CONTEXT') return !HERE.test(value);
  if (TEX.test(name)) return !/^[fpr0]$/.test(value);
  return LOGS.test(value) && !/=(?:\/tmp\/|[\w-])[\w./%-]*$/.test(value);
}

const isSettled = (value: string): boolean =>
  !value.includes('..') && value.length < 4096 && SETTLED.test(value);
