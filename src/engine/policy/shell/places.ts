import { valuesOf } from './arguments.js';
import type { Arguments } from './arguments.js';
import { changesKeys, delegates, producesElsewhere } from './client-verbs.js';
import { changesProcess, dumpsOf } from './java-processes.js';
import { butPatterns } from './test-patterns.js';
import { changesThere, holdsKeys, reachesFar, setsMore } from './far-verbs.js';
import { hostOf, isHere, isRemote } from './hosts.js';
import { fileIn, linkedTo, mounted, sourcesOf, startsOf } from './operand-paths.js';
import { patchOf } from './patch-envelope.js';
import { beyond, REACHING, staysHere } from './reaching-places.js';
import { knownWord, tellable } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import { wiped } from './special/git-pathspecs.js';
import { redirects } from './special/git-settings.js';
import { CODE_FLAGS, greppedOf, searchedOf } from './searched.js';
import { farTasks } from './far-tasks.js';
import { comesFromElsewhere } from './registries.js';
import { isTriedOut } from './tried-out.js';
import { emptiesKnown } from './test-databases.js';
import {
  clusterAway,
  farGoals,
  FILTERS,
  isAway,
  isFed,
  LOCAL_CONTEXT,
  playsAway,
  railsFurther,
  runsAny,
  SAYS,
  says,
  showsKeys,
  takesRuby,
} from './task-words.js';
import { table } from '../table.js';

/** Jars of the stores that builds install packages into, which are as good as those of the project. */
const INSTALLED =
  /^(?:~|\/root|\/home\/[\w.-]+)\/\.(?:m2\/repository|gradle\/caches\/modules-\d+\/files-[\d.]+)(?:\/(?!\.)[\w.@+-]+)+\.jar$/;

/** `target/classes:$HOME/.m2/repository/x.jar`: what is the project's own, or lies elsewhere. */
const ownLibraries = (word: Word): readonly Word[] =>
  word.known && !word.glob
    ? word.text
        .split(':')
        .filter((part) => part !== '' && !INSTALLED.test(part))
        .map((part) => knownWord(part))
    : [word];

/** What a place of a model names: words, or whether the effect is there at all, without a place. */
export type Found = readonly Word[] | boolean;

type Place = (operands: readonly Word[], args: Arguments, command: SimpleCommand) => Found;

/** Modules of Go that hold tools, and packages of the project. */
const KNOWN_MODULE =
  /^\.{1,2}?\/(?!.*\.\.)|^\.$|^(?:golang\.org\/x|google\.golang\.org|honnef\.co\/go|mvdan\.cc|gotest\.tools|go\.uber\.org|sigs\.k8s\.io|github\.com\/(?:golang|golangci|google|stretchr|vektra|goreleaser|air-verse|cosmtrek|swaggo|pressly|golang-migrate|sqlc-dev|bufbuild|go-delve|securego|kisielk|onsi|uber-go|a-h|99designs|fatih|grpc-ecosystem|protocolbuffers|gotestyourself|jesseduffield|mikefarah|charmbracelet|mgechev|daixiang0))\//;

/** What runs the code of a project, by its name. */
const SERVERS =
  /^(?:npm|npx|pnpm|yarn|bun|node|deno|tsx|vite|next|nuxt|astro|python[\d.]*|uv|poetry|pdm|hatch|pipenv|flask|uvicorn|gunicorn|hypercorn|celery|streamlit|jupyter|rails|bundle|ruby|rackup|puma|php|artisan|composer|java|mvn|gradle|sbt|go|air|cargo|dotnet|mix|make|just|task|docker|docker-compose|redis-server|http-server|serve|json-server|hugo|jekyll|mkdocs|pytest|jest|vitest)$/;

/** What a remote is called. */
const REMOTE = /^(?:\.|\w[\w-]*(?:[./][\w-]+)*)$/;

const PLACES: Readonly<Record<string, Place>> = table({
  ...REACHING,
  operands: (operands) => operands,
  first: (operands) => operands.slice(0, 1),
  last: (operands) => operands.slice(-1),
  rest: (operands) => operands.slice(1),
  files: (operands, { flags }) => (CODE_FLAGS.some((flag) => flags.has(flag)) ? operands : operands.slice(1)),
  searched: searchedOf,
  grepped: greppedOf,
  sources: sourcesOf,
  remote: (operands) => operands.filter(isRemote),
  starts: startsOf,
  bare: (operands) => operands.length === 0,
  volumes: (_, args) => valuesOf(args, ['v', 'volume']).flatMap(mounted),
  // `host=http://localhost:8080` is told to a program as a variable.
  urls: (operands) =>
    operands
      .filter(({ text }) => text.includes('://'))
      .map((word) => ({ ...word, text: word.text.replace(/^[\w.-]+=(?=[a-z][\w+.-]*:\/\/)/i, '') })),
  secrets: (operands) => operands.some(({ text }) => /^(?:[^/]+,)*secrets?(?:[/,.]|$)/i.test(text)),
  linked: linkedTo,
  // `:name` deletes there what it names, and `+name` writes over it.
  refs: (operands) => operands.some(({ text }) => /^[+:]/.test(text)),
  // An address or a path instead of the name of a remote: whoever is there gets it. A pattern is all branches.
  foreign: (operands, args) =>
    [...operands.slice(0, 1), ...valuesOf(args, ['repo'])].some(
      ({ known, text }) => !known || !REMOTE.test(text),
    ) || operands.some(({ text }) => text.includes('*')),
  // `work:repository`: what a host is called in settings of ssh.
  nicknamed: ([remote]) => remote !== undefined && /^[\w-]+:(?!\/\/)/.test(remote.text),
  setuid: (operands) => /[sS]|^[2467]\d{3}$/.test(operands[0]?.text ?? ''),
  unknown: () => true,
  named: (_, __, command) => namedOf(butPatterns(command)),
  dumps: (_, __, { words }) => namedOf(dumpsOf(words)),
  changing: (_, __, { folded, words }) => changesProcess(folded, words),
  behind: (_, __, { words }) => namedOf(words.slice(2)),
  verbs: reachesFar,
  api: (operands, args) => changesThere(operands, args),
  request: requested,
  given: (operands) => operands.length > 0,
  // Clusters on this machine.
  contexts: (operands) => operands.some(({ known, text }) => !known || !LOCAL_CONTEXT.test(text)),
  lasting: ([program]) => program?.known !== true || !SERVERS.test(program.text),
  modules: (operands) => operands.some(({ known, text }) => !known || !KNOWN_MODULE.test(text)),
  lists: (_, __, { words }) => words.some(({ open }) => open === true),
  locustfiles: (_, args) =>
    valuesOf(args, ['f', 'locustfile']).some(({ known, text }) => !known || text.includes('://')),
  // Code from a place of its own, instead of the usual registry.
  origins: (_, __, { words }) =>
    words.some(({ text }) =>
      /^(?:--?[\w-]+=|-[a-z])?(?:git\+|hg\+|git@|github:|gh:|(?:https?|s3|gs|hdfs|ftp):\/\/)|@ *(?:git\+|https?:\/\/|file:)/.test(
        text,
      ),
    ),
  // Another registry than the usual ones, as `--@scope:registry=ADDRESS`, or behind a setting.
  registries: (_, __, { words }) =>
    words.slice(1).some(({ text }, i) => {
      const named = /^--?(?:@[\w.-]+:)?(?:registry|mirror|server|source|index|import-?map)(?:=(.*)|$)/is.exec(
        text,
      );
      return named !== null && comesFromElsewhere(named[1] ?? words[i + 2]?.text ?? '');
    }),
  sourced: (_, __, { words }) => words.some(({ text, known }) => !known || comesFromElsewhere(text)),
  keyspace: changesKeys,
  produced: producesElsewhere,
  // `git config --global user.name` shows it.
  changed: (operands, { flags }) =>
    (flags.has('global') || flags.has('system')) &&
    !['get', 'get-all', 'list', 'l', 'get-regexp'].some((flag) => flags.has(flag)) &&
    (operands.length !== 1 || flags.size > 1 || operands[0]?.text === 'edit'),
  // `git config remote.origin.pushurl ADDRESS`.
  redirected: (_, __, { words }) =>
    redirects(words.slice(words.findIndex(({ text }) => text === 'config') + 1)),
  'unless-here': (operands, args) => !staysHere(operands.slice(0, 1), args),
  engines: (_, __, { words }) =>
    words.some(({ text }) => /^--?(?:\w*latex|usepretex|pretex|latexoption)=/.test(text)),
  settings: holdsKeys,
  setting: setsMore,
  elsewhere: (operands) => operands.some(({ known, text }) => !known || /^[\w+]+:|:\/\//.test(text)),
  delegates: (operands, args, { words }) => delegates(operands, args, words),
  ...Object.fromEntries(Object.entries(SAYS).map(([name, form]) => [name, says(form)])),
  ...Object.fromEntries(
    ['artisan', 'django', 'mix', 'emptying'].map((name) => [name, saysButOnTests(SAYS[name] as RegExp)]),
  ),
  'unless-tests': (_, __, { onTests }) => onTests !== true,
  // What empties a database, and is no tool that is known to.
  emptied: (operands, args, command) =>
    !emptiesKnown(operands[0]?.text ?? '') && says(EMPTIES)(operands, args, command),
  away: isAway,
  // Code that is piped in, where a program is told to take it from there.
  handed: (_, __, { words, stdin }) =>
    stdin !== 'inherited' && words.some(({ text }) => /^-$|^\/(?:dev|proc)\//.test(text)),
  libraries: (_, args) =>
    namedOf(
      valuesOf(args, ['cp', 'classpath', 'class-path', 'p', 'module-path'])
        .filter(tellable)
        .flatMap(ownLibraries),
    ),
  // `-n /pattern/` names tests.
  untested: (_, args, { words }) => {
    const tests = valuesOf(args, ['n', 'name', 'e', 'example']);
    return namedOf(words.slice(1).filter((word) => !tests.includes(word)));
  },
  // `ps eww`: letters without a dash, of which one shows what processes were given.
  environments: (operands) =>
    operands.some(({ text, known }) => !known || /^[A-Za-z]*[eE][A-Za-z]*$/.test(text)),
  // What a browser is opened at.
  pages: (operands) => operands.filter(({ text }) => /:\/\//.test(text) && !/^file:/i.test(text)),
  filters: (operands, { flags }) =>
    operands.slice(0, 1).some(({ text }) => FILTERS.test(text)) && !flags.has('f') && !flags.has('from-file'),
  goals: farGoals,
  tasks: farTasks,
  rails: (operands, args, command) =>
    railsFurther(
      operands.filter(({ text }) => command.onTests !== true || !REBUILDS.test(text)),
      args,
      command,
    ),
  credentials: showsKeys,
  fed: isFed,
  railsfed: (operands, args, command) => isFed(operands, args, command) && !takesRuby(operands, command),
  clusters: clusterAway,
  plays: playsAway,
  any: runsAny,
  // `strace -o '|COMMAND'`.
  // What the patch itself names.
  // A server that is named, and is not this machine.
  hosted: (_, args) => valuesOf(args, ['h', 'host']).some((word) => !isHere(hostOf(word))),
  // A database whose name does not say that it is for trying things out, or that lies elsewhere.
  kept: (operands, args) => !isTriedOut(operands, args),
  // A clone of the repository at hand asks no other.
  cloned: ([first]) =>
    first?.known === true && /^\.(?:\/(?!.*\.\.)[\w./-]*)?$/.test(first.text) ? [] : first ? [first] : true,
  // What lies beside the repository's own files is made again where its folder says that programs put it there.
  untracked: (operands) =>
    operands.length > 0 && operands.every(({ text, known, glob }) => known && !glob && isMade(text))
      ? []
      : [knownWord('.')],
  wiped,
  patched: (_, __, command) => patchOf(command)?.written ?? [],
  'patched-away': (_, __, command) => patchOf(command)?.deleted ?? [],
  unpatched: (_, __, command) => patchOf(command) === undefined,
  outlet: (_, args) => valuesOf(args, ['o']).some(({ text, known }) => !known || /^[|!]/.test(text)),
  // Settings and plugins that are no part of the project say what else is run.
  brought: (_, args) =>
    valuesOf(args, BRINGS).some(({ text, known }) => !known || /^[/~]|\.\.|:\/\//.test(text)),
  // `vim +'!COMMAND' FILE`: but for a line, or a text that is looked for.
  commands: (operands) => operands.some(({ text, known }) => !known || /^\+(?!\d*$|\/)/.test(text)),
  several: (operands) => operands.length > 1,
  // `//app:test` is a label, and no path.
  unlabelled: (_, __, { words }) => namedOf(words.slice(1).filter(({ text }) => !/^-?\/\//.test(text))),
  exports: (_, args) =>
    namedOf(valuesOf(args, ['o', 'output', 'metadata-file', 'iidfile', 'cache-to', 'output-dir'])),
});

/** Tasks that empty a database. */
const EMPTIES = /^(?:db:(?:drop|purge)\S*|db:wipe|flush|sqlflush|reset_db|migrate:(?:fresh|reset))$/;
/** The same, with those that do so to build it again: nothing is lost of one for tests. */
const REBUILDS =
  /^(?:db:(?:drop|purge|reset|wipe|truncate_all|migrate:reset|schema:reset)(?::(?!all)\w+)?|flush|reset_db|migrate:(?:fresh|reset|refresh)|db:migrate:undo:all|ecto\.(?:drop|reset)|drop|reset|--(?:force-reset|accept-data-loss))$/;

function saysButOnTests(form: RegExp): Place {
  return (operands, args, command) => {
    const words = command.words.filter(({ text }) => command.onTests !== true || !REBUILDS.test(text));
    return says(form)(operands, args, { ...command, words });
  };
}

const BRINGS = 's settings gs global-settings t toolchains plugin-dir from-module'.split(' ');

/** A folder, or a file in it, that programs fill, by its name. */
const MADE =
  /^(?:\.?(?:tmp|temp|scratch|cache|build|dist|out|output|outputs|target|coverage|htmlcov|artifacts?|generated|logs?|reports?|results?)(?:[-_.]\w[\w.-]*)?|\w[\w.-]*[-_.](?:tmp|temp|scratch|cache|out|output|build|artifacts?|generated)|node_modules|__pycache__|\.(?:pytest|mypy|ruff|parcel|turbo|next|nuxt|gradle|tox|nox)(?:_cache)?|[\w.-]+\.egg-info)$/;
const isMade = (path: string): boolean =>
  !/^[:/~-]|(?:^|\/)\.\.?(?:\/|$)/.test(path) && path.split('/').some((part) => MADE.test(part));

/** `=o,output`: values of flags; `@d`: those that name a file with `@`; `of=`: operands that begin so; a path. */
export function placeOf(
  place: string,
  operands: readonly Word[],
  args: Arguments,
  command: SimpleCommand,
): Found {
  const known = PLACES[place];
  if (known !== undefined) return known(operands, args, command);
  if (place.startsWith('beyond:')) return beyond(place, args);
  const ofFlags = place.startsWith('=') || place.startsWith('@');
  if (ofFlags && args.given.length === 0) return [];
  if (place.startsWith('=')) return valuesOf(args, place.slice(1).split(','));
  if (ofFlags) {
    const here = staysHere(operands, args);
    const flags = place.slice(1).split(',');
    return flags.flatMap((flag) => valuesOf(args, [flag]).flatMap((word) => fileIn(word, flag, here)));
  }
  // In a container the folder at hand is the container's own.
  if (!place.endsWith('=')) return command.remote ? false : [knownWord(place)];
  const named = operands.filter((word) => word.text.startsWith(place));
  return named.map((word) => ({ ...word, text: word.text.slice(place.length) }));
}

/** A path that leads out of the folder at hand. */
const OUT =
  /^(?:\/|~|\$|`|<|>)|(?:^|\/)\.\.(?:\/|$)|(?:^|\/)\.(?:git|husky)\/.|(?:^|\/)\.git$|(?:^|\/)\.claude\/(?:settings|hooks)/i;

/**
 * Whatever among the words, or behind a flag in one of them, may be a path elsewhere, or to what starts by itself: it
 * may be written.
 */
function namedOf(words: readonly Word[]): readonly Word[] {
  return words.flatMap((word): Word[] => {
    if (word.text.includes('://')) return [];
    const pieces = word.text.split(/[=:,@]|(?<=^-[A-Za-z])/).filter((piece) => OUT.test(piece));
    if (!tellable(word) && pieces.length === 0) return [word];
    return pieces.map((text) => ({ ...word, text }));
  });
}

/** `http GET :3000/x a==b`: the address stands behind the method, and what follows is sent there. */
function requested(operands: readonly Word[]): readonly Word[] {
  const at = /^[A-Z]+$/.test(operands[0]?.text ?? '') ? 1 : 0;
  const address = operands[at];
  if (address?.known !== true) return operands;
  const here = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)?:\d+(?:\/|$)/.exec(address.text);
  if (here === null) return operands;
  const sent = operands.slice(at + 1).some(({ text, known }) => !known || /^[^=:]*(?::=|=)?@/.test(text));
  return sent ? operands : [knownWord('http://localhost/')];
}
