import { argumentsOf, valuesOf } from './arguments.js';
import { inNewFolder } from './forms.js';
import type { SimpleCommand, Word } from './script.js';

/** The folder that a command makes of the project, or of packages, and of nothing else. */
export function madeBy(command: SimpleCommand): Word | undefined {
  if (command.opaque !== undefined || command.remote || command.own || command.assigned.length > 0)
    return undefined;
  // One that is run by its path may be anything.
  if (command.words[0]?.text.includes('/') !== false) return undefined;
  const folder = MAKERS.find(([program]) => program.test(command.folded))?.[1](command);
  if (folder === undefined || inNewFolder(folder)) return folder;
  return folder.known && !folder.glob && !folder.text.startsWith('-') ? folder : undefined;
}

type Maker = (command: SimpleCommand) => Word | undefined;

const MAKERS: readonly (readonly [program: RegExp, maker: Maker])[] = [
  [/^python[\d.]*$/, environment],
  [/^virtualenv$/, ({ words }) => behind(words.slice(1), VIRTUALENV)],
  [/^uv$/, ({ words }) => (words[1]?.text === 'venv' ? behind(words.slice(2), VIRTUALENV) : undefined)],
  [/^git$/, worktree],
  [/^cmake$/, configured],
  [/^meson$/, setUp],
  [/^cargo$/, targeted],
];

const VENV = /^--(?:clear|upgrade-deps|system-site-packages|without-pip|copies|symlinks)$/;
const VIRTUALENV =
  /^(?:-q|--quiet|--seed|--clear|--system-site-packages|--(?:python|prompt)=[\w.-]+|-p[\d.]+)$/;
const TAKES_VERSION = /^(?:-p|--python|--prompt)$/;

/** `python -m venv [FLAG…] FOLDER`. */
function environment({ words }: SimpleCommand): Word | undefined {
  const [, flag, module, ...rest] = words;
  if (flag?.text !== '-m') return undefined;
  if (module?.text === 'venv') return behind(rest, VENV);
  return module?.text === 'virtualenv' ? behind(rest, VIRTUALENV) : undefined;
}

/** The one word that is no flag, where all flags are known to change nothing that counts. */
function behind(words: readonly Word[], flags: RegExp): Word | undefined {
  const plain: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (!word.known && !inNewFolder(word)) return undefined;
    if (TAKES_VERSION.test(word.text)) {
      if (!/^(?:python|pypy|cpython)?@?[\d.]*$/.test(words[++i]?.text ?? '-')) return undefined;
    } else if (!word.text.startsWith('-')) plain.push(word);
    else if (!flags.test(word.text)) return undefined;
  }
  return plain.length === 1 ? plain[0] : undefined;
}

const isHere = ({ folders }: SimpleCommand): boolean =>
  folders.every((folder) => folder !== undefined && !/^[/~$]|(?:^|\/)\.\.(?:\/|$)/.test(folder));

/** `git worktree add [-b NAME] FOLDER [COMMIT]`, and a clone of the repository at hand. */
function worktree(command: SimpleCommand): Word | undefined {
  const [, verb, next, ...rest] = command.words;
  if (!isHere(command)) return undefined;
  if (verb?.text === 'worktree' && next?.text === 'add') return ofRepository(rest, 0);
  return verb?.text === 'clone'
    ? ofRepository(
        [next, ...rest].filter((word) => word !== undefined),
        1,
      )
    : undefined;
}

function ofRepository(words: readonly Word[], at: number): Word | undefined {
  const plain: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const { text, known, splits } = words[i] as Word;
    if (splits) return undefined;
    if (/^(?:-[bB]|--branch|--depth)$/.test(text)) i++;
    else if (
      known &&
      /^(?:-[fdqsl]+|--(?:force|detach|quiet|shared|local|no-hardlinks|no-tags|single-branch|depth=\d+|checkout|no-guess-remote|guess-remote))$/.test(
        text,
      )
    )
      continue;
    else if (text.startsWith('-')) return undefined;
    else plain.push(words[i] as Word);
  }
  if (plain.length > 2 || (at === 1 && !/^\.\/?$/.test(plain[0]?.text ?? ''))) return undefined;
  return plain[at];
}

const OF_PROJECT = /^(?!.*\.\.(?:\/|$))(?:\.|\.?\/?\w[\w./-]*)$/;
const ofProject = ({ known, text }: Word): boolean =>
  known && !text.startsWith('/') && (OF_PROJECT.test(text) || text === '..');

/** `cmake -S . -B FOLDER`: sources of the project. */
function configured(command: SimpleCommand): Word | undefined {
  if (!isHere(command)) return undefined;
  const folders: Word[] = [];
  const { words } = command;
  for (let i = 1; i < words.length; i++) {
    const { text, known } = words[i] as Word;
    const [, flag, glued] = /^(-[SB])(.*)$/s.exec(text) ?? [];
    if (flag !== undefined) {
      const value = glued === '' ? words[++i] : { ...(words[i] as Word), text: glued as string };
      if (value === undefined) return undefined;
      if (flag === '-B') folders.push(value);
      else if (!ofProject(value)) return undefined;
    } else if (text === '-G' || text === '-D') i++;
    else if (!known || !/^-[DGW]|^--(?:fresh|log-level=\w+|warn-\w+|preset[= ][\w-]+)$|^-$/.test(text)) {
      if (!ofProject(words[i] as Word)) return undefined;
    }
  }
  return folders.length === 1 ? folders[0] : undefined;
}

/** `meson setup FOLDER [SOURCE]`. */
function setUp(command: SimpleCommand): Word | undefined {
  if (!isHere(command)) return undefined;
  const { operands } = argumentsOf(command);
  const [verb, folder, source, ...more] = operands;
  const brings = valuesOf(argumentsOf(command), ['cross-file', 'native-file']).length > 0;
  const plain = verb?.text === 'setup' && more.length === 0 && !brings;
  return plain && (source === undefined || ofProject(source)) ? folder : undefined;
}

/** `cargo build --target-dir FOLDER`. */
function targeted(command: SimpleCommand): Word | undefined {
  const { operands, given } = argumentsOf(command);
  if (!isHere(command) || !/^(?:build|b|test|t|bench|check|clippy)$/.test(operands[0]?.text ?? ''))
    return undefined;
  if (command.words.some(({ text }) => /^(?:--config|--manifest-path|-Z|-C|\+)/.test(text))) return undefined;
  const [folder, ...more] = given.flatMap(([flag, value]) => (flag === 'target-dir' ? [value] : []));
  return more.length === 0 ? folder : undefined;
}
