import { defineLanguage } from './define.js';
import type { Language } from './define.js';

const HASH = /(?<![\w"'$\\])#[^\n]*/;
const XML = /<!--[^]*?-->/;
const SLASHES = /(?<!:)\/\/[^\n]*|\/\*[^]*?\*\//;
const NONE = /(?!)/;

/** Repositories from which everybody takes packages. */
const FOREIGN_URL =
  '(?:https?|git|ssh|ftp)://(?!(?:repo1?\\.maven\\.(?:apache\\.)?org|repo\\.maven\\.apache\\.org|maven\\.google\\.com|plugins\\.gradle\\.org|maven\\.apache\\.org|www\\.w3\\.org|schemas\\.microsoft\\.com|repo\\.spring\\.io|api\\.nuget\\.org|services\\.gradle\\.org|registry\\.npmjs\\.org|pypi\\.org|files\\.pythonhosted\\.org|download\\.pytorch\\.org|rubygems\\.org|cdn\\.cocoapods\\.org|pub\\.dev|proxy\\.golang\\.org|localhost|127\\.0\\.0\\.1)(?=[/:"\'\\s]))';
/** Programs that no build of a project needs. */
const STRANGERS =
  '(?:curl|wget|ssh|scp|rsync|nc|ncat|socat|telnet|sudo|base64|openssl|gpg|(?:ba|z|da)?sh\\b["\',\\s]+-c|python3?["\',\\s]+-c|node["\',\\s]+-e|perl["\',\\s]+-e|rm["\',\\s]+-\\w*r\\w*["\',\\s]+["\']?(?:/|~|\\$))';

type Entry = readonly [name: string, files: RegExp, comments: RegExp, reaches: RegExp];

/** Files that say how a project is built: what they run, fetch and delete beside the compilers. */
const ENTRIES: readonly Entry[] = [
  [
    'CMake',
    /(?:^|\/)CMakeLists\.txt$|\.cmake$/,
    /#\[\[[^]*?\]\]|#[^\n]*/,
    new RegExp(
      `\\b(?:execute_process|exec_program|try_run|load_command|ExternalProject_\\w+|FetchContent_\\w+|CPMAddPackage|cmake_language|variable_watch|ctest_\\w+|qt_\\w*deploy\\w*)\\b|\\bfile\\s*\\(\\s*(?:DOWNLOAD|UPLOAD|REMOVE|REMOVE_RECURSE|RENAME|COPY|INSTALL|CREATE_LINK|CHMOD\\w*|STRINGS|READ)\\b|\\bfile\\s*\\(\\s*(?:WRITE|APPEND|GENERATE|TOUCH\\w*)\\s+["']?(?:/|~|\\$ENV)|\\$ENV\\{|\\b(?:RULE_LAUNCH_\\w+|CMAKE_\\w*(?:COMPILER|LAUNCHER|LINKER|EMULATOR)\\w*)\\b|\\b(?:COMMAND|CODE|SCRIPT)\\b[^)]*\\b${STRANGERS}|\\bsh\\s|include\\s*\\(\\s*["']?(?:/|~|https?:)`,
      'i',
    ),
  ],
  [
    'Gradle',
    /\.gradle(?:\.kts)?$|(?:^|\/)gradle\.properties$|gradle-wrapper\.properties$/,
    SLASHES,
    new RegExp(
      `\\b(?:Exec|JavaExec|ExecOperations|ProcessOperations|ExecSpec|exec|javaexec|commandLine|executable|ProcessBuilder|ProcessHandle|Runtime|GroovyShell|evaluate|openStream|openConnection|URL|toURL|HttpClient|Socket|ant|antRepo|initscript|flatDir|getenv|environmentVariable|deleteRecursively|user\\.home|javaagent|ClassLoader|forName|GradleBuild|includeBuild|systemProp|jvmargs|metaClass|Class)\\b|\\.execute\\s*\\(|\\bapply\\s*\\(?\\s*from|\\b(?:delete|file|files|fileTree|uri)\\s*\\(?\\s*["'](?:/|~|\\$)|${FOREIGN_URL}`,
    ),
  ],
  [
    'Maven',
    /(?:^|\/)(?:pom|extensions|settings|build)\.xml$|(?:^|\/)\.mvn\/|\.mvn$|(?:^|\/)ivy\.xml$/,
    XML,
    new RegExp(
      `exec-maven|antrun|groovy|gmaven|download-maven|maven-invoker|jshell|scala-maven|wagon|<(?:exec|executable|java|apply|get|delete|script|sshexec|scp|ftp|mail|sql|taskdef|typedef|systemPath|commandlineArgs|extension|argLine|pluginRepository|mirror|server|proxy|distributionManagement)\\b|javaagent|${FOREIGN_URL.replace('localhost', 'maven\\.apache\\.org|localhost')}`,
    ),
  ],
  [
    'MSBuild',
    /\.(?:cs|fs|vb|vcx|sql|es)?proj$|\.(?:props|targets|pubxml|nuspec|runsettings|rsp)$|(?:^|\/)nuget\.config$/i,
    XML,
    new RegExp(
      `<(?:Exec|UsingTask|DownloadFile|Delete|RemoveDir|Unzip|WriteLinesToFile|MSBuild|CallTarget|Code|Task|packageSources|RestoreSources|RestoreAdditionalProjectSources|DataCollector|Touch|Move|Copy)\\b|(?:Pre|Post)(?:Build|Link)Event|CodeTaskFactory|\\bCommand=|\\[System|<Import\\s[^>]*Project=["'](?:https?:|/|~|\\\\\\\\)|<Analyzer\\b|(?:Tool|Compiler)(?:Path|Exe)|${FOREIGN_URL}`,
      'i',
    ),
  ],
  [
    'Meson',
    /(?:^|\/)meson(?:_options|\.options|\.build)?(?:\.txt)?$|(?:^|\/)meson\.build$|\.wrap$/,
    HASH,
    new RegExp(
      `\\b(?:run_command|find_program|custom_target|run_target|generator|subproject|add_(?:install|postconf|dist)_script|wrap-(?:git|file|hg|svn))\\b|${STRANGERS}|${FOREIGN_URL}`,
    ),
  ],
  [
    'Bazel',
    /(?:^|\/)(?:BUILD|WORKSPACE|MODULE)(?:\.bazel|\.bzlmod)?$|\.bzl$|(?:^|\/)\.bazelrc$|(?:^|\/)BUCK$/,
    HASH,
    /\b(?:genrule|run_shell|repository_ctx|rctx|module_ctx|execute|download\w*|http_archive|http_file|git_repository|new_git_repository|archive_override|git_override|local_path_override|new_local_repository|local_repository|sh_binary|sh_test|sh_library|run_binary|run_under|workspace_status_command|strategy|shell_executable)\b/,
  ],
  [
    'Cargo',
    /(?:^|\/)(?:Cargo\.toml|\.?cargo\/config(?:\.toml)?|rust-toolchain(?:\.toml)?)$/,
    HASH,
    /\b(?:git|registry|registry-index|runner|linker|rustc(?:-workspace)?-wrapper|rustc|rustdoc|rustflags|build|replace-with|credential-\w+|index|proxy|links|custom-build)\s*=|\[(?:patch|source|registries|replace)\b|\bpath\s*=\s*["'](?!\/(?:(?!\.\.)[\w.-]+\/?)+["'])(?:\/|~|(?:\.\.\/){2})|^[ \t]*build-dependencies\b/m,
  ],
  [
    'sbt',
    /\.sbt$|(?:^|\/)project\/(?:plugins|build|Dependencies)\.\w+$/,
    SLASHES,
    new RegExp(
      `sys\\.process|\\.!!?|\\bProcess\\b|\\bIO\\.\\w+|\\bjava\\.(?:net|io|nio|lang)|\\bscala\\.(?:sys|io)|\\bRuntime\\b|\\burl\\(|\\bgetenv\\b|\\bsys\\.|\\bresolvers\\b|javaOptions|javaagent|${FOREIGN_URL}`,
    ),
  ],
  [
    'Autotools',
    /(?:^|\/)(?:configure\.(?:ac|in)|acinclude\.m4|aclocal\.m4)$|\.m4$/,
    /\bdnl\b[^\n]*/,
    new RegExp(`\\bm4_e?syscmd\\b|\\be?syscmd\\b|\\beval\\b|${STRANGERS}`),
  ],
  [
    'SCons',
    /(?:^|\/)(?:SConstruct|SConscript|wscript|SCsub)$/,
    HASH,
    /\b(?:os|subprocess|shutil|socket|urllib\w*|requests|ctypes|pty|Execute|Command|exec\w*|eval|__import__|importlib|getattr|popen|open|Delete|Popen|system)\b/,
  ],
  [
    'Cabal',
    /\.cabal$|(?:^|\/)(?:cabal\.project\S*|stack\.yaml|package\.yaml)$/,
    /--[^\n]*/,
    /build-type\s*:\s*(?:Custom|Hooks)|-pgm|-F\b|-fplugin|\bcustom-setup\b|source-repository-package|\bgit\s*:|(?:^|\n)[ \t]*repository\s|\bpackage-index\b|\bwith-compiler|build-tool\w*\s*:|\bpreprocess/i,
  ],
  [
    'dune',
    /(?:^|\/)dune(?:-project|-workspace)?$/,
    /;[^\n]*/,
    /\(\s*(?:run|system|bash|action|rule|with-stdout-to|preprocess|ocamlopt_flags|pps|copy#?|dynamic_include|staged_pps)\b|%\{(?:env|read|exe|bin)/,
  ],
  [
    'packages of Python',
    /(?:^|\/)(?:pyproject\.toml|Pipfile|uv\.toml|pip\.ini|pixi\.toml|[\w.-]*(?:requirements|constraints)[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.(?:txt|in)|environment[\w.-]*\.ya?ml)$/,
    HASH,
    new RegExp(
      `(?:^|\\n)[ \\t]*(?:-i|-f|--(?:index-url|extra-index-url|find-links|trusted-host))[ =]|\\[\\[(?:tool\\.(?:uv\\.index|poetry\\.source|pdm\\.source)|source)\\]\\]|\\b(?:index-url|extra-index-url|find-links|default-index|allow-insecure-host)\\s*=|\\b(?:git|url|index)\\s*=\\s*["']?(?:ssh|git@|${FOREIGN_URL})|@\\s*(?:git\\+|${FOREIGN_URL})|(?:^|\\n)[ \\t]*(?:- )?(?:-e +)?(?:git\\+|${FOREIGN_URL})`,
    ),
  ],
  [
    'packages of Ruby and Pods',
    /(?:^|\/)(?:Gemfile|gems\.rb|Podfile)$/,
    HASH,
    new RegExp(
      `\\b(?:git|github|gist|bitbucket|git_source)\\b\\s*(?::|=>|\\()|\\b(?:system|exec|spawn|eval|instance_eval|open|IO|File|Net|URI)\\b|\`|%x|${FOREIGN_URL}`,
    ),
  ],
  [
    'packages of others',
    /(?:^|\/)(?:pubspec(?:_overrides)?\.yaml|composer\.json)$/,
    NONE,
    new RegExp(
      `\\b(?:hosted|git|url)\\s*:\\s*\\n?\\s*(?:url\\s*:\\s*)?["']?(?:git@|${FOREIGN_URL})|"(?:repositories|secure-http|disable-tls)"`,
    ),
  ],
  [
    'settings of packages',
    /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|\.pnpmfile\.c?js|pip\.conf|\.condarc|bunfig\.toml|\.bundle\/config|\.gemrc)$/,
    NONE,
    /\b(?:script-shell|node-options|registry|yarnPath|yarn-path|npmRegistryServer|plugins|index-url|extra-index-url|trusted-host|init-module|prefix|git|shell|proxy|cafile|preload|strict-ssl|hooks|find-links|channels|unsafe-perm|mirror)\b/i,
  ],
];

export const builds: readonly Language[] = ENTRIES.map(([name, files, comments, reaches]) =>
  defineLanguage({ name, files, syntax: { comments }, reaches }),
);
