import { readArguments } from '../arguments.js';
import type { Arguments } from '../arguments.js';
import { applies, readDoes } from '../does.js';
import type { Does, Program } from '../programs/define.js';
import { programOf } from '../programs/index.js';
import { onlyParses } from '../parsers.js';
import { asOpen, knownWord, openWord, unknownWord } from '../script.js';
import type { Word } from '../script.js';
import { joinWords } from '../wrapped.js';
import type { Wrapped } from '../wrapped.js';

/** `xargs COMMAND`: words from its input follow those given, or take the place of what `-I` names. */
export function xargs(wrapped: Wrapped): void {
  const { flags } = wrapped.args;
  const mark = markOf(flags.get('I') ?? flags.get('replace'), flags.has('i') || flags.has('replace'));
  const rest = wrapped.rest();
  if (rest.length === 0) return;
  const names = namesFor(wrapped, rest);
  if (names !== undefined && handsAll(rest))
    return names.forEach((name) => wrapped.runWords([...rest, asOpen(name)]));
  if (mark === undefined) return wrapped.runWords([...rest, ...(names ?? [unknownWord('{}', true)])]);
  wrapped.runWords(
    rest.flatMap((word) => (names !== undefined && word.text === mark ? names : [fill(word, mark, names)])),
  );
}

/**
 * The names that it is fed, where those are names of files for certain: ended by NUL, or for a program that changes
 * none of them and runs none of them, since blanks in a name make it several: `docs/a /etc/hosts` is a name, too.
 */
function namesFor(wrapped: Wrapped, words: readonly Word[]): readonly Word[] | undefined {
  const { args, command } = wrapped;
  const { stdin } = command;
  if (typeof stdin !== 'object' || !('names' in stdin) || args.flags.has('a')) return undefined;
  const whole = stdin.names.every(({ open, text }) => open === true && MARK.test(text));
  if (whole || args.flags.has('0') || args.flags.has('null') || mild(words)) return stdin.names;
  if (!edits(words) && !onlyParses(words) && !handsAll(words)) return undefined;
  // A name with blanks in it would be several: what is changed then is up to what stands in the project, like its code.
  wrapped.does('execute');
  return stdin.names;
}

/** `sh -c 'ruff check "$@" && mypy "$@"' _`: each command of the script gets them all, and would get them alone. */
function handsAll(words: readonly Word[]): boolean {
  const [shell, flag, script, own, ...more] = words;
  if (!/^(?:ba|da|z)?sh$/.test(shell?.text ?? '') || flag?.text !== '-c' || script?.known !== true)
    return false;
  if (own === undefined || !own.known || more.length > 0) return false;
  return script.text.split(/&&|;|\n/).every((piece) => {
    const line = /^\s*((?:[\w./:=,@-]+ )+)"\$@"\s*$/.exec(piece)?.[1];
    const alone = line?.trim().split(/ +/).map(knownWord) ?? [];
    return alone.length > 0 && (mild(alone) || edits(alone) || onlyParses(alone));
  });
}

/** Numbers, and names without blanks. */
const MARK = /^[\uE000\uE001]$/;
const IN_FOLDER = /^[\w.-]+(?:\/[\w.-]+)*\/[^/]+$/;
const MILD = /^(?:read\b|read_secret filters$|execute$)/;
const MILD_GIT = /^(?:diff|show|log|blame|grep|ls-files)$/;
const LAUNCHERS = /^(?:npx|uvx|(?:poetry|uv|pnpm|yarn|bundle) (?:run|exec))$/;

function mild(words: readonly Word[]): boolean {
  if (!words.every(({ known }) => known)) return false;
  const [program, verb, ...rest] = words.map(({ text }) => text);
  if (program === undefined) return false;
  if (LAUNCHERS.test(program))
    return mild(words.slice(/^-(?:y|-yes|-no-install|-no)$/.test(verb ?? '') ? 2 : 1));
  if (LAUNCHERS.test(`${program} ${verb}`)) return rest.length > 0 && mild(words.slice(2));
  const model = programOf(program);
  if (model === undefined || /^(?:mv|chmod|chown|truncate|tee)$/.test(model.names[0] as string)) return false;
  if (model.names[0] === 'git') return MILD_GIT.test(verb ?? '');
  const edits = model.runs.every((runs) => 'special' in runs && /^(?:sed|awk|scripted)$/.test(runs.special));
  const does = model.sub === undefined ? model.does : model.sub.get(verb ?? '');
  const args = readArguments(words, model);
  return edits && does !== undefined && does.every((one) => MILD.test(one) || rests(one, args, model));
}

/** Editors, formatters and linters, that change the files that they are given, and do no more. */
const EDITS =
  /^(?:sed|gsed|prettier|dprint|eslint|oxlint|biome|stylelint|ruff|black|isort|autopep8|yapf|autoflake|pyupgrade|gofmt|goimports|gofumpt|rustfmt|clang-format|shfmt|stylua|rubocop|standardrb|php-cs-fixer|ktlint|swiftformat|scalafmt|markdownlint|markdownlint-cli2|codespell|typos|djlint|sqlfluff|terraform|taplo|dos2unix|touch|jscodeshift|ts-codemod|rspec|jest|vitest|pytest|mocha|phpunit|pest|ava|clang-tidy|cppcheck|cpplint|mypy|pyright|pylint|flake8|pydocstyle|bandit|vulture|shellcheck|hadolint|yamllint|actionlint|ktfmt|checkstyle|phpstan|psalm|pint|phpcs|phpmd|swiftlint|luacheck|vale|cspell|html-validate|tsc)$/;

/** Where packages of a project keep their programs. */
const OF_PACKAGES = /^(?:\.\/)?(?:vendor\/bin|node_modules\/\.bin|\.?venv\/bin)\//;
const PYTHON = /^python[\d.]*$/;
/** They run a program of a package by its name. */
const PACKAGED = /^(?:pnpm|yarn)$/;

function edits(words: readonly Word[]): boolean {
  if (!words.every(({ known }) => known)) return false;
  const [program = '', verb = ''] = words.map(({ text }) => text);
  if (LAUNCHERS.test(program)) return edits(words.slice(/^-(?:y|-yes|-no-install|-no)$/.test(verb) ? 2 : 1));
  if (LAUNCHERS.test(`${program} ${verb}`) || (PYTHON.test(program) && verb === '-m'))
    return edits(words.slice(2));
  return EDITS.test(PACKAGED.test(program) ? verb : program.replace(OF_PACKAGES, ''));
}

/**
 * What a program does unless a flag is given that is, or in the project alone with one that is not. A name may look like
 * a flag and add one, but takes none away.
 */
function rests(one: Does, args: Arguments, model: Program): boolean {
  const parsed = readDoes(one);
  return (!parsed.when || parsed.place === '.') && parsed.flags.length > 0 && !applies(parsed, args, model);
}

function markOf(value: Word | undefined, plain: boolean): string | undefined {
  if (value === undefined) return plain ? '{}' : undefined;
  return value.known ? value.text : '';
}

function fill(word: Word, mark: string, names: readonly Word[] | undefined): Word {
  const [only, ...more] = names ?? [];
  // `ls FOLDER | xargs -I{} … FOLDER/{}`: a line is a name without a slash.
  if (only?.text === '*' && more.length === 0 && mark !== '' && word.known && IN_FOLDER.test(word.text))
    if (word.text.endsWith(`/${mark}`))
      return asOpen({ ...word, text: word.text.slice(0, -mark.length) + '*', glob: true });
  const one = only !== undefined && more.length === 0 && MARK.test(only.text) && mark !== '' && word.known;
  if (one && word.text.includes(mark)) return openWord(word.text.replaceAll(mark, only.text));
  // `PRINTS A FOLDER | xargs -I{} … {}/lib`: one line, that is known.
  const told = only?.known === true && !only.glob && more.length === 0 && /^[\w.~@/-]+$/.test(only.text);
  // `find ~/.cargo/registry/src … | xargs -I{} … {}/src`: each is one line, and begins as the pattern does.
  const found =
    only?.known === true && only.glob && more.length === 0 && /^(?:\.\/|~\/|\/|\w)/.test(only.text);
  if (found && mark !== '' && word.known && !word.glob && /^\/[\w./-]+$/.test(word.text.slice(mark.length)))
    if (word.text.startsWith(mark)) return { ...only, text: only.text + word.text.slice(mark.length) };
  if (told && mark !== '' && word.known && word.text.startsWith(`${mark}/`))
    return { ...word, text: only.text + word.text.slice(mark.length) };
  // What stands in its place is nothing that the rest could be read by.
  if (mark === '') return { ...word, known: false, text: '{}' };
  return word.text.includes(mark) ? { ...word, known: false, text: word.text.replaceAll(mark, '{}') } : word;
}

/** `parallel COMMAND ::: WORDS`, whose command is a line for a shell. */
export function parallel(wrapped: Wrapped): void {
  const rest = wrapped.rest();
  const end = rest.findIndex((word) => /^:::/.test(word.text));
  const words = end < 0 ? rest : rest.slice(0, end);
  if (words.length === 0) return wrapped.unknown('`parallel` runs the lines that it reads');
  wrapped.runScript(joinWords(words));
  const [first] = words;
  if (first !== undefined && /\s/.test(first.text)) wrapped.unknown('`parallel` puts words into its command');
  else wrapped.runWords([...words, unknownWord('{}', true)]);
}
