import { valuesOf, argumentsOf } from './arguments.js';
import { effectsOf } from './effects.js';
import { inNewFolder } from './forms.js';
import { parseNormalPath } from '../readings/path.js';
import { baseName } from './programs/index.js';
import { scriptOf } from './runs-code.js';
import { joinFolder } from './scope.js';
import { knownWord } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import { madeBy } from './tree-makers.js';

/** A folder in `/tmp` that the script has made of the project, by the command at `index`. */
interface Tree {
  readonly place: string;
  readonly index: number;
}

const SCRATCH = /^\/\|(?:var\/)?tmp\/./;
const RUNNERS = /^(?:sh|bash|zsh|dash|ksh|source|\.|python[\d.]*|node|perl|ruby|php)$/;

/**
 * What lies in a folder that the script itself has made of the project (a worktree, a virtual environment, a build) is
 * of the project, until anything else is put there. A program by a path that leads elsewhere from the folder at hand
 * (`cd /tmp; ./x`) counts as one there, too.
 */
export function settlePlaces(commands: SimpleCommand[]): void {
  const count = commands.length;
  let trees: readonly Tree[] | undefined;
  for (let i = 0; i < count; i++) {
    const command = commands[i] as SimpleCommand;
    const word = runFile(command);
    if (word === undefined) continue;
    const places = placesOf(command, word);
    if (word === command.words[0] && returns(word, places, commands))
      commands[i] = named(command, `./${word.text}`);
    if (!places.some((place) => SCRATCH.test(place))) continue;
    trees ??= treesOf(commands);
    const before = trees.filter(({ index }) => index < i);
    if (places.every((place) => before.some((tree) => isBelow(place, tree.place))))
      commands[i] = ofProject(command, word);
    else if (word === command.words[0] && !word.text.startsWith('/'))
      commands.push(
        ...places.filter((place) => SCRATCH.test(place)).map((place) => elsewhere(command, place, i)),
      );
  }
}

/** `cd build && ../configure`: it leads back below the folder at hand, where the script makes no links. */
function returns({ text }: Word, places: readonly string[], commands: readonly SimpleCommand[]): boolean {
  const below = places.length > 0 && places.every((place) => /^\|(?!\.\.(?:\/|$))./.test(place));
  return text.startsWith('../') && below && !commands.some(({ folded }) => RENAMES.test(folded));
}

const named = (command: SimpleCommand, program: string): SimpleCommand => ({
  ...command,
  words: [knownWord(program), ...command.words.slice(1)],
  memo: fresh(),
});

/** The program by its path, or the file that an interpreter runs. */
function runFile(command: SimpleCommand): Word | undefined {
  const [first] = command.words;
  if (first === undefined || command.remote || command.program === undefined || command.own) return undefined;
  if ((first.known && first.text.includes('/')) || inNewFolder(first)) return first;
  if (!RUNNERS.test(command.folded)) return undefined;
  const script = scriptOf(command);
  return script?.known === true && !script.glob ? script : undefined;
}

/** The same, below the folder at hand: what an environment holds keeps what is known of programs of its name. */
function ofProject(command: SimpleCommand, word: Word): SimpleCommand {
  const folder = /\/bin\/[^/]+$/.test(word.text) ? './.venv/bin' : '.';
  const words = command.words.map((one) =>
    one === word ? knownWord(`${folder}/${baseName(word.text)}`) : one,
  );
  const folders = word === words[0] ? command.folders : command.folders.map(() => '');
  return { ...command, words, folders, memo: fresh() };
}

function elsewhere(command: SimpleCommand, place: string, parent: number): SimpleCommand {
  return { ...named(command, `/${place.slice(2)}`), parent };
}

const fresh = (): SimpleCommand['memo'] => ({ args: undefined, effects: undefined, kinds: undefined });

const isBelow = (place: string, folder: string): boolean => place.startsWith(`${folder}/`);

/** Where a path may lead, by the folders in which a command may run; empty where nobody can say. */
export function placesOf({ folders }: SimpleCommand, { text }: Word): readonly string[] {
  const places = folders.map((folder) => {
    const path = parseNormalPath(joinFolder(folder, text) ?? '$unknown');
    return path.unknown ? undefined : `${path.root}|${path.segments.join('/')}`;
  });
  return places.every((place) => place !== undefined) ? places : [];
}

/** Folders that the script makes, and into which nothing else of it writes, wherever in the script that stands. */
function treesOf(commands: readonly SimpleCommand[]): readonly Tree[] {
  const made = commands.flatMap((command, index): Tree[] => {
    const folder = madeBy(command);
    const [place, ...more] = folder === undefined ? [] : placesOf(command, folder);
    return place !== undefined && more.length === 0 && SCRATCH.test(place) ? [{ place, index }] : [];
  });
  if (made.length === 0) return [];
  const places = new Set(made.map(({ place }) => place));
  const changed = [...places].filter((place) => commands.some((command) => changes(command, place)));
  return made.filter(({ place }) => !changed.includes(place));
}

/** What makes folders, and deletes, puts nothing into them. */
const HARMLESS = /^(?:mkdir|rm|rmdir|cd|)$/;
/** What gives a folder another name, by which it may be written to. */
const RENAMES = /^(?:ln|link|mount|umount|mv|gmv|unshare|chroot|bindfs|rsync)$/;
/** What writes into the folder where it works, and nowhere else. */
const WORKS =
  /^(?:pip[\d.]*|python[\d.]*|uv|make|ninja|meson|cmake|ctest|cargo|go|npm|pnpm|yarn|pytest|mvn|gradle|gradlew|mvnw|dotnet|bundle|rake)$/;
const KEEPS =
  /^(?:checkout|switch|status|log|diff|rev-parse|worktree|show|describe|bisect|branch|ls-files|submodule)$/;

/** Whether a command may put something of its own into a folder. */
function changes(command: SimpleCommand, place: string): boolean {
  const { folded, redirects, words } = command;
  if (madeBy(command) !== undefined) return false;
  if (RENAMES.test(folded) || (folded === 'cp' && LINKS.some((flag) => argumentsOf(command).flags.has(flag))))
    return words.slice(1).some((word) => touches(command, word, place));
  if (redirects.some(({ target, writes }) => writes && touches(command, target, place))) return true;
  if (HARMLESS.test(folded)) return false;
  if (WORKS.test(folded) && !CARRIES.test(words[1]?.text ?? '') && !carriesModule(command))
    return namesOther(command, place);
  if (folded === 'git' && KEEPS.test(argumentsOf(command).operands[0]?.text ?? '')) return false;
  const { memo: _, ...rest } = command;
  return effectsOf({ ...rest, memo: fresh() }).some(
    ({ kind, path }) => kind === 'write' && (path === undefined || touches(command, path, place)),
  );
}

/** `cmake -E copy`. */
const CARRIES = /^-E/;
/** `python -m zipfile -e a.zip FOLDER`. */
const carriesModule = ({ folded, words }: SimpleCommand): boolean =>
  /^python/.test(folded) &&
  words.some(
    ({ text }, i) =>
      text === '-m' && !/^(?:pip|pytest|venv|virtualenv|build|unittest)$/.test(words[i + 1]?.text ?? ''),
  );

const LINKS = ['s', 'l', 'symbolic-link', 'link'];

/** `pip install --target /tmp/v/bin x`: a flag by which a tool of the project writes where it is told. */
function namesOther(command: SimpleCommand, place: string): boolean {
  const told = valuesOf(argumentsOf(command), ['t', 'target', 'd', 'dest', 'o', 'output', 'out-dir', 'root']);
  const glued = command.words.slice(1).flatMap(({ text, known }) => {
    const value = /^(?:--?[\w-]+|\w+)=(.+)$/s.exec(text)?.[1];
    return value === undefined ? [] : [{ ...knownWord(value), known }];
  });
  const coded = (command.code ?? []).flatMap(({ kind, path }) => (kind === 'write' && path ? [path] : []));
  return [...told, ...glued, ...coded].some((word) => touches(command, word, place));
}

/** Whether a path may be a folder, lie in it, or hold it. */
function touches(command: SimpleCommand, word: Word, place: string): boolean {
  if (!word.known && !inNewFolder(word)) return true;
  if (word.known && word.glob) return mayMean(word.text, place);
  const places = placesOf(command, word);
  return (
    places.length === 0 ||
    places.some((other) => other === place || isBelow(place, other) || isBelow(other, place))
  );
}

/** A pattern of file names: by what stands before it. */
function mayMean(text: string, place: string): boolean {
  const before = /^[^*?[{]*/.exec(text)?.[0] ?? '';
  return (
    !before.startsWith('/') ||
    `/${place.slice(2)}`.startsWith(before) ||
    before.startsWith(`/${place.slice(2)}`)
  );
}
