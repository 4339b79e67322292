import { valuesOf, argumentsOf } from './arguments.js';
import { effectsOf } from './effects.js';
import { inNewFolder } from './forms.js';
import { pathKey } from './path-key.js';
import { baseName } from './programs/index.js';
import { scriptOf } from './runs-code.js';
import { joinFolder } from './scope.js';
import { freshMemo, knownWord } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import { madeBy } from './tree-makers.js';

/** A folder in `/tmp` that the script has made of the project, by the command at `index`. */
interface Tree {
  readonly place: string;
  readonly index: number;
}

/** More of them are nothing that a script makes to try something out, and each is held against every command. */
const MAX_TREES = 64;
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
  memo: freshMemo(),
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
  return { ...command, words, folders, memo: freshMemo() };
}

function elsewhere(command: SimpleCommand, place: string, parent: number): SimpleCommand {
  return { ...named(command, `/${place.slice(2)}`), parent };
}

const isBelow = (place: string, folder: string): boolean => place.startsWith(`${folder}/`);

/** Where a path may lead, by the folders in which a command may run; empty where nobody can say. */
export function placesOf({ folders }: SimpleCommand, { text, at }: Word): readonly string[] {
  const places = (at ?? folders).map((folder) => {
    const path = joinFolder(folder, text);
    return path === undefined ? undefined : pathKey(path);
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
  const places = new Set(made.map(({ place }) => place));
  if (places.size === 0 || places.size > MAX_TREES) return [];
  const reaches = commands.map(reachOf);
  const changed = new Set([...places].filter((place) => reaches.some((reach) => meets(reach, place))));
  return made.filter(({ place }) => !changed.has(place));
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

/** What a command may put something of its own into; undefined where that may be anything. */
function targetsOf(command: SimpleCommand): readonly Word[] | undefined {
  if (madeBy(command) !== undefined) return [];
  const { folded, redirects, words } = command;
  const targets = redirects.filter(({ writes }) => writes).map(({ target }) => target);
  if (RENAMES.test(folded) || (folded === 'cp' && LINKS.some((flag) => argumentsOf(command).flags.has(flag))))
    return [...targets, ...words.slice(1)];
  if (HARMLESS.test(folded)) return targets;
  if (WORKS.test(folded) && !CARRIES.test(words[1]?.text ?? '') && !carriesModule(command))
    return [...targets, ...toldTo(command)];
  if (folded === 'git' && KEEPS.test(argumentsOf(command).operands[0]?.text ?? '')) return targets;
  for (const { kind, path } of effectsOf({ ...command, memo: freshMemo() })) {
    if (kind !== 'write') continue;
    if (path === undefined) return undefined;
    targets.push(path);
  }
  return targets;
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

/** `pip install --target /tmp/v/bin x`: where a tool of the project is told by a flag to write. */
function toldTo(command: SimpleCommand): readonly Word[] {
  const told = valuesOf(argumentsOf(command), ['t', 'target', 'd', 'dest', 'o', 'output', 'out-dir', 'root']);
  const glued = command.words.slice(1).flatMap(({ text, known }) => {
    const value = /^(?:--?[\w-]+|\w+)=(.+)$/s.exec(text)?.[1];
    return value === undefined ? [] : [{ ...knownWord(value), known }];
  });
  const coded = (command.code ?? []).flatMap(({ kind, path }) => (kind === 'write' && path ? [path] : []));
  return [...told, ...glued, ...coded];
}

/** Where a command may write: anywhere, by patterns, and at places. Made once, whatever folders it is held against. */
interface Reach {
  readonly anywhere: boolean;
  readonly patterns: readonly string[];
  readonly places: readonly string[];
}

function reachOf(command: SimpleCommand): Reach {
  const targets = targetsOf(command);
  const patterns: string[] = [];
  const places: string[] = [];
  let anywhere = targets === undefined;
  for (const word of targets ?? []) {
    const found = word.glob && word.known ? undefined : placesOf(command, word);
    if (!word.known && !inNewFolder(word)) anywhere = true;
    else if (found === undefined) patterns.push(word.text);
    else if (found.length === 0) anywhere = true;
    else places.push(...found);
  }
  return { anywhere, patterns, places };
}

/** Whether what is written may be a folder, lie in it, or hold it. */
const meets = ({ anywhere, patterns, places }: Reach, place: string): boolean =>
  anywhere ||
  patterns.some((pattern) => mayMean(pattern, place)) ||
  places.some((other) => other === place || isBelow(place, other) || isBelow(other, place));

/** A pattern of file names: by what stands before it. */
function mayMean(text: string, place: string): boolean {
  const before = /^[^*?[{]*/.exec(text)?.[0] ?? '';
  const folder = `/${place.slice(2)}`;
  return !before.startsWith('/') || folder.startsWith(before) || before.startsWith(folder);
}
