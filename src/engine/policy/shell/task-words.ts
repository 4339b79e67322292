import { valuesOf } from './arguments.js';
import type { Arguments } from './arguments.js';
import { exampleOf } from './forms.js';
import { hostOf, isHere } from './hosts.js';
import { fedText, tellable } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import { table } from '../table.js';

/** A filter of `jq` and its like that shows the environment, or reads files that its text names. */
export const FILTERS =
  /(?<![.\w"'$])env\b(?!\s*[:"'\]])|\$ENV\b|\b(?:str)?env\s*\(|\b(?:str)?load\w*\s*\(|\bsystem\b|\bexec\b/;

/** Words by which tools reach further than their project, run what they are told, or show keys. */
export const SAYS: Readonly<Record<string, RegExp>> = table({
  // What is written onto a board is not undone.
  flashes: /^(?:.*[:_=-])?(?:flash|upload|program|erase|burn|provision|dfu|deploy)(?:[:_-].*)?$/i,
  // `live` is a folder in many a project.
  production: /(?:^|[^a-z])(?:prod|production|prd)(?:[^a-z]|$)|(?:^|[^a-z/_])live(?:[^a-z/_]|$)/i,
  emptying:
    /^(?:[\w-]+:)*(?:drop|reset|fresh|refresh|clean|wipe|purge|nuke|truncate|down|force|repair|drop-?all|undo:all|force-reset|accept-data-loss|execute-?sql|run-sql|down-to|base|query|exec|execute)$|^--(?:force-reset|accept-data-loss|drop|schema-?drop)\b|^--?all$/i,
  line: /[;&|`$<>()\n\\]/,
  piped: /^(?:-[a-z]+|--[\w-]+=)?[|!]/,
  launchers:
    /(?:LAUNCH(?:ER)?|_COMPILER|EMULATOR|MAKE_PROGRAM|CLANG_TIDY|CPPCHECK|CPPLINT|WHAT_YOU_USE|_LINKER(?!_FLAGS)|_AR|_INCLUDE(?:_BEFORE)?)(?:_\w+)?(?::\w+)?=(?!(?:[\w./+-]*-)?(?:gcc|g\+\+|clang|clang\+\+|cc|c\+\+|ccache|sccache|lld|ld|mold|gold|ar|ninja|make|nvcc|icx|icpx|hipcc|clang-tidy|cppcheck)(?:-[\d.]+)?(?:;-[\w,=*;-]+)?$|$)|(?:TOOLCHAIN_FILE|MODULE_PATH)(?::\w+)?=(?:\/tmp|\/var\/tmp|\/dev\/shm)\/|_FLAGS(?:_\w+)?(?::\w+)?=(?:.*[\s"'])?-(?:-?wrapper|f(?:pass-)?plugin|specs|B(?:[\s/~.]|$)|load\b|Xclang|fuse-ld=\S*\/|-ld-path|Wl,\S*(?:plugin|dynamic-linker))/,
  // `qemu`: devices that start programs, and monitors that others talk to.
  handlers:
    /\b(?:exec|cmd):|\b(?:down)?script=(?!no\b)|\bhelper=|^--?(?:plugin|readconfig|incoming|qmp|qtest|preconfig|run-with|chroot|runas|daemonize|add-fd|monitor(?!$))\b/,
  agents:
    /^@|^-(?:javaagent|agentpath|Xbootclasspath|XX:(?:OnError|OnOutOfMemoryError|Flags|VMOptionsFile))|^-J/,
  // Of interpreters that take their flags without a second dash.
  loads: /^-(?:init|ppx?$|I|load|import-objc-header)|\.cm[aox]\w*$/,
  clojure: /clojure\.(?:core|main|java)\b|^\(|#=/,
  texcode: /\\(?:directlua|latelua|write18|immediate|openout|input)/,
  spaced: /\s/,
  extends: /^plugins?$|^--external-checks-git/,
  maven:
    /exec[.:]exec|antrun|ext\.class\.path|javaagent|remoteRepositories|archetypeRepository|distributionUrl|showPasswords|[Aa]ltDeploymentRepository|wagon|gmaven|groovy:|jshell:|scala:(?:console|script)|kotlin:script|flyway:clean|liquibase:drop|sql:execute|^scm:|nexus|sonatype|central-publishing|sonar:|jib:build/,
  // Plugins by their full names, but for those that everybody uses.
  plugins:
    /^(?!(?:org\.apache\.maven\.plugins|org\.codehaus\.mojo|org\.springframework\.boot|org\.jacoco|org\.pitest|org\.owasp|org\.openrewrite\.maven|com\.diffplug\.spotless|com\.github\.spotbugs|com\.spotify\.fmt|io\.quarkus|net\.revelc\.code\.formatter|org\.cyclonedx):)[\w-]+(?:\.[\w-]+)+:[\w.-]+:/,
  toolchains:
    /^(?:CC|CXX|LD\w*|AR|LIBTOOL|SWIFT_EXEC|CPLUSPLUS|CLANG\w*|\w+_LAUNCHER|TOOLCHAINS|OTHER_\w+FLAGS)=/,
  // What records a screen, a camera or a microphone.
  grabs:
    /^(?:x11grab|xcbgrab|avfoundation|gdigrab|dshow|pulse|alsa|kmsgrab|v4l2|video4linux2|fbdev|android_camera|sndio|oss|jack|decklink|iec61883|openal)$/,
  purging: /^(?:purge|base|amqp)$/,
  composer: /oauth|http-basic|bearer|token|^repo|auth|secure-http|disable-tls|allow-plugins|scripts/,
  symfony:
    /^(?:secrets:.*|dbal:run-sql|doctrine:query:.*|doctrine:(?:database|schema):drop|psysh|debug:dotenv)$|^--dump-sql=|^--env-vars?(?:=|$)/,
  earthly: /^[\w-]+(?:\.[\w-]+)+\/|\.git\b/,
  django:
    /^(?:shell|shell_plus|dbshell|flush|sqlflush|reset_db|reset_schema|runscript|changepassword|drop_\w+|sqlclear|delete_\w+|clean_\w+|diffsettings)$/,
  packaged: /^[\w-][\w.-]*\/[\w-]+$/,
  hostfiles: /^--?(?:host|hosts|hostfile|machinefile|H|f|launcher|rsh|include|exclude)(?:=|$)/,
  compiler: /^-(?:-?wrapper|fplugin|specs)/,
  mirrors: /^(?:(?:un)?set-mirror|package-registry|--mirror(?:-url)?)$/,
  engine:
    /^--?pdf-engine(?:-opt)?=(?!(?:pdflatex|xelatex|lualatex|tectonic|typst|weasyprint|wkhtmltopdf|prince|context|groff)$)/,
  adb: /^(?:uninstall|clear|disable|disable-user|hide|suspend|grant|revoke|put|delete|rm|reboot|install-\w+|factory\w*)$/,
  gradle:
    /javaagent|flywayClean|liquibaseDrop|^(?:.*:)?jib$|--publishImage|distribution-?url|^-D.*java\.home/i,
  // A quote begins a text of Scala, but not what a test is chosen by.
  sbt: /\beval\b|(?:^|;)\s*(?:set|reload|!)|:=|\+=|"(?<!^[\w/]*test(?:Only|Quick) [\w.*]+ -- -[zt] "(?:[\w ,.'-]{1,200}")?)|javaagent|-Dsbt\.(?:boot|repository|override|global|plugins|ivy|dir\b)|(?:^|\W)(?:publish(?!Local)|release|deploy|push|sonatype)|[a-z](?:Push|Deploy|Publish(?!Local))/i,
  lein: /^(?:update-in|change|deploy|release|shell|exec|repl|eval|-e|clojure\.main|upgrade|plugin|vcs)$/,
  bazel:
    /^@?\/\/.*[/:._-](?:deploy|release|publish|push|apply)$|^--(?:run_under|script_path|bazelrc|workspace_status_command|shell_executable|override_\w+|remote_\w+|bes_\w+|host_jvm_args|server_javabase|registry|repo_env=PATH|action_env=PATH|credential_helper|experimental_\w*command)/,
  msbuild:
    /(?:Pre|Post)(?:Build|Link)Event|Custom(?:Before|After)|PublishProfile|PublishUrl|WebPublish|DeployOnBuild|ContainerRegistry|PublishContainer|Tool(?:Path|Exe)|CscTool|(?:Dir|Path)=(?:\/|~|.*\.\.)|^[/-]+(?:logger|l|dl):/i,
  ghc: /(?:^|[\s="'])-(?:pgm|fplugin)|^-F$|^--with-|^--configure-option|^--ghc-option(?!s?=(?:-(?:W[\w=-]*|O\d?|j\d*|w|threaded|rtsopts|f(?:no-)?warn[\w-]*)(?: |$))+$)/,
  nim: /^--?(?:eval|[\w.]+\.(?:exe|linkerexe|path))(?::|=|$)|^e$/,
  mix: /^(?:cmd|eval|rpc|remote|hex\.(?:publish|owner|user|organization|repo|retire)|ecto\.(?:drop|reset)|archive\.\w+|escript\.(?:un)?install|local\.public_keys|phx\.new)\b/,
  rebar: /^(?:shell|hex|publish|cut|run|local)$/,
  artisan:
    /^(?:tinker|db|db:wipe|migrate:(?:fresh|reset|refresh)|env:(?:de|en)crypt|config:show|key:generate|queue:(?:flush|clear)|down|up|passport:keys|octane:.*)$|^--execute/,
  office: /^(?:macro|vnd\.sun|service:|private:|https?:)|^-env|^--?(?:accept|calc-macro|norestore-macro)/i,
  miller:
    /\b(?:system|exec|hostname|os\.env)\s*\(|\bENV\b|\b(?:tee|emit\w*|print\w*|dump)\b[^;]*[>|]|^(?:tee|split|case)$/,
  yosys: /(?:^|[;\n][^\S\n]*)(?:exec|shell|tcl|script|plugin|!)|!|-(?:exe|execute)\b|\|/,
  spark:
    /^(?:yarn|k8s:|spark:|mesos:)|^--(?:deploy-mode|repositories|properties-file)|spark\.master|extraJavaOptions|extraClassPath/,
});

/** Longer words are nothing that a form is asked about. */
const MAX_LENGTH = 4096;
const cannotTell = (word: Word): boolean => !tellable(word) || word.splits || word.text.length > MAX_LENGTH;

/** Whether one of the words says so, or is not known. */
export function says(form: RegExp): (o: unknown, a: unknown, command: SimpleCommand) => boolean {
  return (_, __, { words }) => words.slice(1).some((word) => cannotTell(word) || form.test(exampleOf(word)));
}

const HOSTS =
  'h host H url endpoint addr address server broker b brokers u uri dsn d database db db-url'.split(' ');

/** Whether another machine is named: by an address among the words, or by a flag. */
export function isAway(_: readonly Word[], args: Arguments, { words }: SimpleCommand): boolean {
  const addresses = words.slice(1).filter(({ text }) => text.includes('://'));
  const named = valuesOf(args, HOSTS).filter(
    ({ text }) => text === '' || /^[\w.-]*\.[a-z]{2,}(?::\d+)?$|^\d+(?:\.\d+){3}/i.test(text),
  );
  const unknown = words
    .slice(1)
    .some((word) => cannotTell(word) || /\bhost=(?!localhost\b|127\.|\/|\s)/.test(word.text));
  return (
    unknown || ![...addresses.map(behindName), ...named].every((word) => isFile(word) || isHere(hostOf(word)))
  );
}

/** `--url=ADDRESS`, `-database ADDRESS`. */
function behindName(word: Word): Word {
  const start = /(?:^|=)([a-z][\w+.:-]*:\/\/.*)$/is.exec(word.text);
  return { ...word, text: start?.[1]?.replace(/^jdbc:/, '') ?? word.text };
}

const isFile = ({ text }: Word): boolean =>
  /^(?:sqlite3?|file):/i.test(text) || /^(?!.*:\/\/).*\.(?:db|sqlite3?|sql|hcl|ya?ml|json|toml)$/i.test(text);

/** The parts of the name of a task: `:app:publishPlugin`, `hex.publish`. */
const partsOf = (task: string): string[] =>
  task
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
const FAR_PARTS = new Set(
  'deploy deployment publish unpublish upload push promote distribute submit release exec destroy undeploy login credentials secret secrets drop purge wipe eval shell'.split(
    ' ',
  ),
);
/** Builds of what is released one day, and what stays in a folder of this machine. */
const NEAR =
  /^:?(?:[\w-]+:)*(?:assemble|bundle|build|compile|test|lint|package|minify|merge|process|install|connected|check|generate|sign|verify|jar)\w*Release\w*$|To(?:Maven)?Local$|:?publishLocal$|^exec:java$|^(?:.*:)?dependenc(?:ies|yInsight)$|^\w*(?:[Cc]ompile|[Rr]untime|[Tt]est)Classpath$|^db:|^--/;

/** Whether a task that is named, wherever it stands, may reach further than the project. */
export function farGoals(operands: readonly Word[]): boolean {
  return operands.some((word) => {
    if (cannotTell(word)) return true;
    const text = exampleOf(word);
    if (NEAR.test(text) || /[/=]/.test(text.replace(/^\/\//, ''))) return FAR_LABEL.test(text);
    return partsOf(text).some((part) => FAR_PARTS.has(part));
  });
}

/** `//app:push`. */
const FAR_LABEL =
  /^(?:@[\w.-]*)?\/\/.*:(?:.*[._-])?(?:deploy|publish|push|upload|release|destroy)(?:[._-].*)?$/;

/** A literal of Ruby that calls nothing. */
const LITERAL = `(?:"[^"#\\\\]*"|'[^'\\\\]*'|:\\w+|\\d+|nil|true|false)`;
/** `puts Order.where(status: "open").count`: records that are looked at. */
const RUBY_LOOKS = new RegExp(
  `^(?:puts|pp?) [A-Z]\\w*(?:::[A-Z]\\w*)*(?:\\.(?:all|where|not|count|first|last|find|find_by|limit|offset|order|select|pluck|joins|includes|group|distinct|ids|sum|average|minimum|maximum|exists\\?|any\\?|size|length|to_sql|explain|inspect|attributes|column_names|attribute_names|table_name|reflect_on_all_associations|validators|sort|reverse|uniq|to_a|to_json|to_yaml)(?:\\((?:(?:\\w+: )?${LITERAL}(?:, (?:\\w+: )?${LITERAL})*)?\\))?)*$`,
);

/** `rails runner 'puts Order.count'`: nothing but records that are looked at. */
export const looksOnly = (code: string): boolean => RUBY_LOOKS.test(code);

/** `rails runner CODE`, and a console that is fed a text: what they are told is read as Ruby. */
export function takesRuby([verb, next]: readonly Word[], { stdin }: SimpleCommand): boolean {
  if (/^(?:runner|r)$/.test(verb?.text ?? '')) return true;
  return /^(?:console|c)$/.test(verb?.text ?? '') && next === undefined && fedText(stdin) !== undefined;
}

/** A console, and tasks that empty a database. */
export function railsFurther(operands: readonly Word[], _: unknown, command: SimpleCommand): boolean {
  if (operands.some(cannotTell)) return true;
  if (takesRuby(operands, command)) return false;
  return operands.some(({ text }) =>
    /^(?:console|c|dbconsole|db|app:template|db:(?:.*:)?(?:drop|purge|reset|wipe|truncate)\S*|release(?::\w+)*|.*:publish|deploy\S*)$/.test(
      text,
    ),
  );
}

/** `credentials:show`, `secrets:edit`. */
export function showsKeys(operands: readonly Word[]): boolean {
  return operands.some(({ text }) => /^(?:credentials|encrypted|secrets)(?::|$)/.test(text));
}

/** Something is piped into a program that takes commands from there. */
export function isFed(_: unknown, __: unknown, { stdin }: SimpleCommand): boolean {
  return stdin !== 'inherited';
}

/** A cluster on this machine, by the name that tools give its context. */
export const LOCAL_CONTEXT =
  /^(?:kind(?:-[\w-]+)?|k3d-[\w-]+|minikube|docker-desktop|docker-for-desktop|rancher-desktop|orbstack|colima|microk8s)$/;

/** Whether no flag says that the cluster is one of this machine. */
export function clusterAway(_: unknown, args: Arguments): boolean {
  const named = valuesOf(args, ['context', 'kube-context']);
  const other = ['s', 'server', 'kubeconfig', 'cluster', 'token', 'kube-apiserver', 'kube-token'].some(
    (flag) => args.flags.has(flag),
  );
  return (
    args.unclear ||
    other ||
    named.length === 0 ||
    !named.every(({ known, text }) => known && LOCAL_CONTEXT.test(text))
  );
}

/** Whether `ansible-playbook` does more than check what it would do on this machine. */
export function playsAway(_: unknown, args: Arguments): boolean {
  const { flags, unclear } = args;
  if (!unclear && ['syntax-check', 'list-tasks', 'list-hosts', 'list-tags'].some((flag) => flags.has(flag)))
    return false;
  const local = [
    ...valuesOf(args, ['c', 'connection']).map(({ text }) => text === 'local'),
    ...valuesOf(args, ['i', 'inventory']).map(({ text }) => text === 'localhost,'),
  ];
  return unclear || !(flags.has('C') || flags.has('check')) || local.length === 0 || local.includes(false);
}

/** `R CMD PROGRAM` runs any program. */
export function runsAny([verb, next]: readonly Word[]): boolean {
  return (
    verb?.text === 'CMD' &&
    !/^(?:check|build|INSTALL|BATCH|SHLIB|config|Rdiff|Rd2pdf|Rdconv|Sweave|Stangle|COMPILE)$/.test(
      next?.text ?? '',
    )
  );
}
