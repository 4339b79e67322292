import { defineFamily } from './define.js';
import { ASKS, BUILDS, LOOKS, tools, verbs } from './works.js';

/** Java and the languages beside it. */
export const jvm = defineFamily('jvm', [
  {
    names: 'mvn mvnw mvnd',
    values:
      'f file pl projects s settings gs global-settings P activate-profiles T threads rf resume-from D define l log-file t toolchains',
    does: [
      ...BUILDS,
      'unknown goals',
      'unknown plugins',
      'unknown maven',
      'read =s,settings,gs,global-settings',
      'unknown brought',
    ],
  },
  {
    names: 'gradle gradlew',
    values:
      'p project-dir b build-file c settings-file I init-script g gradle-user-home P D x exclude-task tests console warning-mode max-workers args F include-build task',
    does: [
      ...BUILDS,
      'unknown goals',
      'unknown gradle',
      'unknown if I,init-script,scan,include-build,gradle-distribution-url,publish-build-scan',
    ],
  },
  {
    names: 'sbt sbtn sbtx activator',
    does: [
      ...BUILDS,
      'unknown sbt',
      'unknown fed',
      'unknown if java-home,sbt-jar,sbt-create,addPluginSbtFile',
    ],
  },
  {
    names: 'mill amm',
    values: 'j jobs c code',
    opaque: 'c code e import predef p',
    does: [...BUILDS, 'unknown goals', 'unknown fed', 'unknown origins'],
  },
  { names: 'lein', does: [...BUILDS, 'unknown lein', 'unknown fed', 'unknown goals'] },
  { names: 'boot', opaque: 'e eval', does: [...BUILDS, 'unknown fed', 'unknown goals'] },
  {
    names: 'clojure clj',
    oneDash: true,
    values: 'm main e eval i init Sdeps Scp r report',
    opaque: 'e eval Sdeps r repl i init Scp',
    feeds: true,
    does: [...BUILDS, 'unknown agents', 'unknown goals', 'unknown clojure'],
  },
  {
    names: 'bb nbb joker-run',
    values: 'e eval f file m main x exec',
    opaque: 'e eval o I O i init nrepl-server socket-repl x exec',
    feeds: true,
    posix: true,
    does: ['execute', 'execute first', 'write .'],
  },
  {
    names: 'bazel bazelisk ibazel',
    sub: {
      'build|test|query|cquery|aquery|info|version|fetch|mod|clean|coverage|help|analyze-profile|run|sync|vendor|shutdown|dump|print_action|license|canonicalize-flags|config|mobile-install':
        ['execute', 'network', 'write .', 'write unlabelled', 'unknown goals', 'unknown bazel'],
      '*': ASKS,
    },
  },
  {
    names: 'buildifier buildozer gazelle',
    does: ['execute', 'write .', 'write unlabelled', 'unknown verbs'],
  },
  {
    names: 'buck buck2 pants please plz',
    opaque: 'eval exec',
    does: ['execute', 'network', 'write .', 'write unlabelled', 'unknown goals', 'unknown bazel'],
  },
  {
    names: 'ant',
    oneDash: true,
    values: 'f file buildfile lib logfile l propertyfile inputhandler listener logger',
    does: [...BUILDS, 'unknown goals'],
  },
  {
    names: 'kotlinc kotlinc-jvm kotlinc-js',
    oneDash: true,
    values: 'd cp classpath include-runtime e expression script',
    opaque: 'e expression ~compiler',
    does: ['write .', 'write =d', 'write named', 'execute', 'unknown agents'],
  },
  verbs(
    'scala-cli',
    'run|test|compile|fmt|format|fix|package|setup-ide|clean|doc|bloop|export|version|help|new|dependency-update',
    {
      values: 'S scala o output d dep M main-class java-opt jvm',
      opaque: 'e execute-script script-snippet scala-snippet java-snippet markdown-snippet java-opt J',
      sub: { '*': [...BUILDS, 'unknown elsewhere', 'unknown verbs'] },
      also: ['unknown elsewhere', 'unknown fed'],
    },
  ),
  verbs('coursier cs', '', { looks: 'fetch|resolve|complete|complete-dep|search|version|java-home|list' }),
  {
    names: 'java',
    oneDash: true,
    values: 'cp classpath jar m module p module-path',
    does: [
      'execute',
      'execute =jar',
      'execute libraries',
      'unknown agents',
      'unknown piped',
      'unknown handed',
    ],
  },
  verbs('jfr', '', {
    looks: 'print|summary|metadata|view|help|version',
    sub: { 'scrub|assemble|disassemble': BUILDS },
  }),
  tools(
    'asprof jmh jol-cli jacococli quarkus mn jhipster grails micronaut ktor jdeprscan jwebserver javacc jflex bnd japicmp revapi dependency-check dependency-check.sh scalafmt-native palantir-java-format openrewrite cfr procyon vineflower fernflower javafmt',
    {
      values: 'o output f file d',
    },
  ),
  // They release by default.
  verbs('jreleaser', '', { looks: 'config|template|version' }),
  {
    names: 'liquibase flyway',
    opaque: 'exec',
    does: ['execute', ...LOOKS, 'write .', 'unknown away', 'unknown production', 'unknown emptying'],
  },
]);
