import { argumentsOf } from './arguments.js';
import type { Arguments } from './arguments.js';
import { NAME, NUMBER, SEGMENT } from './forms.js';
import { lineNumbers, numberedBy } from './line-numbers.js';
import { installedPath } from './installed-paths.js';
import { foundBy } from './found-lines.js';
import { printed } from './printed-names.js';
import { renamedBy } from './renamed.js';
import { saidBy, sqlSaidBy } from './said-by.js';
import { asOpen, knownWord, openWord, tellable } from './script.js';
import type { Printed, SimpleCommand, Stdin, Word } from './script.js';

/** What a substitution prints whose last command is this one: a number, a name, or a list of files; else undefined. */
export function outputOf(commands: readonly SimpleCommand[]): Printed | undefined {
  const [command, ...more] = commands;
  const renamed = renamedBy(commands);
  if (renamed !== undefined) return renamed;
  if (more.length > 0) return listOf(commands);
  if (command === undefined || command.opaque !== undefined || command.remote) return undefined;
  if (command.model === undefined || command.own || command.assigned.length > 0) return undefined;
  if (command.words[0]?.text !== command.program) return undefined;
  const numbers = lineNumbers(command);
  if (numbers !== undefined) return numbers;
  const args = argumentsOf(command);
  const word = args.unclear ? lastName(command) : ONE.get(command.program as string)?.(args);
  const path = word ?? (args.unclear ? undefined : installedPath(command, args));
  if (path !== undefined) return { words: [path], list: false };
  if (command.program === 'seq') return { words: [openWord(NUMBER)], list: true };
  const ids = idsOf(command.program as string, args);
  if (ids !== undefined) return { words: [ids], list: true };
  return listOf(commands);
}

/** `basename "$x"`: whatever it is, no slash is left in what it chooses of it. */
function lastName({ program, words }: SimpleCommand): Word | undefined {
  const plain = words.length < 4 && words.every(({ splits, glob }) => !splits && !glob);
  return program === 'basename' && plain ? openWord(SEGMENT) : undefined;
}

function listOf(commands: readonly SimpleCommand[]): Printed | undefined {
  const names = printed(commands);
  if (typeof names !== 'object' || !('names' in names)) return undefined;
  const last = commands.at(-1);
  return {
    words: names.names.map(asOpen),
    list: last === undefined || !isOne(last) || names.names.length > 1,
  };
}

/** `head -1`: one line, at most. */
function isOne(command: SimpleCommand): boolean {
  if (command.folded !== 'head' && command.folded !== 'tail') return false;
  const { flags, operands } = argumentsOf(command);
  return operands.length === 0 && flags.size === 1 && (flags.has('1') || flags.get('n')?.text === '1');
}

/** What the next part of a pipeline reads. */
export function fedBy(commands: readonly SimpleCommand[]): Stdin {
  const names = printed(commands);
  if (names !== 'fed') return names;
  const found = foundBy(commands);
  if (found !== undefined) return { found };
  const [only, ...more] = commands;
  const numbered = only !== undefined && more.length === 0 && isPlain(only) ? numberedBy(only) : undefined;
  if (numbered !== undefined) return numbered;
  const said = only === undefined || more.length > 0 ? undefined : saidBy(only);
  if (said !== undefined) return { text: said };
  const statements = only === undefined || more.length > 0 ? undefined : sqlSaidBy(only);
  if (statements !== undefined) return { statements };
  const output = outputOf(commands);
  // One that may be a flag, or `..`, is no name to work on.
  return output === undefined || output.words.some(({ text }) => text.includes(SEGMENT))
    ? 'fed'
    : { names: output.words };
}

const isPlain = ({ opaque, own, model, remote }: SimpleCommand): boolean =>
  opaque === undefined && !own && model !== undefined && !remote;

/** Programs that print a list of numbers, or of names without blanks. */
function idsOf(program: string, { operands, flags }: Arguments): Word | undefined {
  const [verb, next] = operands.map(({ text }) => text);
  if (program === 'pgrep' || program === 'pidof')
    return flags.has('a') || flags.has('l') ? undefined : openWord(NUMBER);
  if (program === 'lsof') return flags.has('t') ? openWord(NUMBER) : undefined;
  if (program === 'jobs') return flags.has('p') ? openWord(NUMBER) : undefined;
  if (/^(?:docker|podman)$/.test(program)) {
    const lists =
      /^(?:ps|images)$/.test(verb ?? '') ||
      (/^(?:container|image|volume|network|compose)$/.test(verb ?? '') && /^(?:ls|ps)$/.test(next ?? ''));
    return lists && (flags.has('q') || flags.has('quiet')) && !flags.has('format')
      ? openWord(NAME)
      : undefined;
  }
  if (program !== 'git' || (verb !== 'branch' && verb !== 'for-each-ref' && verb !== 'tag')) return undefined;
  const format = flags.get('format')?.text;
  const plain =
    format === '%(refname:short)' ||
    format === '%(refname)' ||
    (verb === 'tag' && format === undefined && (flags.has('l') || flags.has('list')));
  return plain && !flags.has('n') ? openWord(NAME) : undefined;
}

type Teller = (args: Arguments) => Word | undefined;

const number: Teller = () => openWord(NUMBER);
const name: Teller = () => openWord(NAME);

/** Programs that print one word, of a form that is known. */
const ONE: ReadonlyMap<string, Teller> = new Map(
  Object.entries<Teller>({
    nproc: number,
    go: ({ operands }) =>
      operands.map(({ text }) => text).join(' ') === 'env GOPATH' ? knownWord('~/go') : undefined,
    brew: ({ flags, operands }) =>
      flags.has('prefix') && operands.length === 0 ? knownWord('/opt/homebrew') : undefined,
    id: ({ flags }) =>
      flags.has('u') || flags.has('g') ? openWord(flags.has('n') ? NAME : NUMBER) : undefined,
    wc: ({ flags, operands }) => (flags.size === 1 && operands.length === 0 ? openWord(NUMBER) : undefined),
    uname: ({ flags }) =>
      flags.size < 2 && !['a', 'n', 'v', 'all', 'nodename'].some((flag) => flags.has(flag))
        ? openWord(NAME)
        : undefined,
    arch: name,
    docker: container,
    podman: container,
    date,
    git,
    mktemp,
    gh: numbered,
    npm: packed,
    basename,
    dirname,
  }),
);

/** `docker create IMAGE`, `docker run -d IMAGE`: the container's own name. */
function container({ operands, flags }: Arguments): Word | undefined {
  const verbs = operands.slice(0, 2).map(({ text }) => text);
  const at = verbs[0] === 'container' ? 1 : 0;
  const detached = verbs[at] === 'run' && (flags.has('d') || flags.has('detach'));
  return verbs[at] === 'create' || detached ? openWord(NAME) : undefined;
}

/** `gh run list --json databaseId -q '.[0].databaseId'`: one number. */
function numbered({ flags }: Arguments): Word | undefined {
  const field = flags.get('json')?.text;
  const filter = flags.get('q') ?? flags.get('jq');
  const asked = /^(?:\.\[\d+\])?\.(databaseId|number)$/.exec(filter?.text ?? '')?.[1];
  return filter?.known === true && asked !== undefined && field === asked ? openWord(NUMBER) : undefined;
}

/** `npm pack --silent`: the file that it has made. */
function packed({ flags, operands }: Arguments): Word | undefined {
  const plain = [...flags.keys()].every((flag) => /^(?:s|q|silent|quiet|ignore-scripts)$/.test(flag));
  const [verb, ...more] = operands;
  return verb?.text === 'pack' && more.length === 0 && flags.size > 0 && plain
    ? openWord(`${NAME}.tgz`)
    : undefined;
}

/** `date +FORMAT` of numbers and names, with nothing between that would be more. */
function date({ operands, flags }: Arguments): Word | undefined {
  const format = operands.at(-1);
  const plain =
    format?.known === true &&
    /^\+[\w%:.,@+-]+$/.test(format.text) &&
    !/%[cDhnrtvxXzZ+]|\.\./.test(format.text);
  if (!plain || flags.has('f') || flags.has('file')) return undefined;
  return openWord(/%[^YmdHMSsjyFTeuwVN]/.test(format.text) ? NAME : numbersOf(format.text.slice(1)));
}

/** `%F` is three numbers and what stands between them; nothing in it is a name. */
const numbersOf = (format: string): string =>
  format
    .replace('%F', '%Y-%m-%d')
    .replace('%T', '%H:%M:%S')
    .replace(/(?:%\w)+/g, NUMBER);

/** The folder of the repository, which is the one at hand or above it: nobody can say which, but what lies in it has its name. */
const TOPLEVEL: Word = { ...knownWord('..'), at: [undefined] };

/** A commit, a branch, or a number of commits. */
function git({ operands, flags }: Arguments): Word | undefined {
  const [verb, next] = operands;
  const plain = operands.every(tellable);
  if (!plain || verb === undefined) return undefined;
  if (verb.text === 'rev-parse')
    return flags.has('show-toplevel') && flags.size + operands.length === 2
      ? TOPLEVEL
      : revision(flags, next);
  if (verb.text === 'branch')
    return flags.size === 1 && flags.has('show-current') ? openWord(NAME) : undefined;
  if (verb.text === 'merge-base') return flags.size === 0 ? openWord(NAME) : undefined;
  if (verb.text === 'describe') return openWord(NAME);
  if (verb.text === 'rev-list') return flags.has('count') ? openWord(NUMBER) : single(flags);
  if (verb.text === 'log') return hashes(flags) ? single(flags) : undefined;
  return undefined;
}

/** `-1`, `-n 1`: one line. */
function single(flags: Arguments['flags']): Word | undefined {
  const count = flags.get('n') ?? flags.get('max-count');
  return flags.has('1') || count?.text === '1' ? openWord(NAME) : undefined;
}

const hashes = (flags: Arguments['flags']): boolean =>
  /^(?:format:)?%(?:h|H|ct|at|cs|as|t|T)$/.test(flags.get('format')?.text ?? flags.get('pretty')?.text ?? '');

function revision(flags: Arguments['flags'], next: Word | undefined): Word | undefined {
  const only = [...flags.keys()].every((flag) => /^(?:short|verify|quiet|q|abbrev-ref)$/.test(flag));
  // What is no revision is printed as it is.
  const plain = next?.known === true && /^[\w@](?!.*\.\.)[\w@^~./-]*$/.test(next.text);
  return only && plain ? openWord(NAME) : undefined;
}

/** A file or folder that is new, and its name one that nobody has chosen. */
function mktemp({ operands, flags }: Arguments): Word | undefined {
  if (![...flags.keys()].every((flag) => flag === 'd' || flag === 'directory' || flag === 'q'))
    return undefined;
  const [template] = operands;
  // Letters and digits that nobody has chosen: no path could mean it.
  if (template === undefined) return openWord(`/tmp/tmp.${NUMBER}`);
  if (!template.known || !/^(?:\/tmp\/)?[\w.-]*X{3}[\w.-]*$/.test(template.text)) return undefined;
  return openWord(template.text.replace(/X{3,}/, NUMBER));
}

function basename({ operands, flags }: Arguments): Word | undefined {
  const [path, suffix] = operands;
  if (path === undefined || flags.size > 0 || path.splits) return undefined;
  if (!tellable(path) || path.at !== undefined) return openWord(SEGMENT);
  const last = /^(?:[^*?[]*\/)?([^/]+)\/?$/s.exec(path.text)?.[1];
  if (last === undefined || /^\.*$/.test(last)) return undefined;
  const cut = suffix?.known === true && last.endsWith(suffix.text) && last !== suffix.text;
  if (suffix !== undefined && !cut && !path.known) return undefined;
  return { ...path, text: cut ? last.slice(0, -suffix.text.length) : last };
}

function dirname({ operands, flags }: Arguments): Word | undefined {
  const [path, ...more] = operands;
  if (path === undefined || !tellable(path) || path.splits || more.length > 0 || flags.size > 0)
    return undefined;
  const folder = /^(.*[^/])\/+[^/]+$/s.exec(path.text)?.[1];
  return folder === undefined ? undefined : { ...path, text: folder };
}
