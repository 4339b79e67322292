import { baseName, programOf } from '../programs/index.js';
import { actsAway, isPackageOnly, programOfPackage } from '../programs/packaged.js';
import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';

/** Subcommands behind which a command follows: `poetry run`, `bundle exec`, `npm exec --`. */
const VERBS = new Set([
  'run',
  'exec',
  'x',
  'dlx',
  'shell',
  'ssh',
  'develop',
  'with',
  'local',
  'console',
  'runpip',
]);

/** Those that run a program of a package where no script goes by its name: `pnpm rimraf dist`. */
const DIRECT = /^(?:pnpm|yarn|yarnpkg|bun)$/;
/** Programs of packages that change files, or run another. */
const TOOLS =
  /^(?:rimraf|premove|shx|del|del-cli|trash|trash-cli|mkdirp|cpx2?|cpy|cpy-cli|copyfiles|ncp|move-file-cli|cross-env|cross-env-shell|env-cmd|dotenvx)$/;
/** There they are packages, and do not run. */
const OF_PACKAGES =
  /^(?:add|a|i|in|install|remove|rm|un|uninstall|up|update|upgrade|why|view|info|list|ls|link|outdated|patch|dedupe|pm|create|init|audit)$/;
/** What may stand before the name of a program that is run, and what names a folder or package there. */
const BEFORE = /^-|^workspace$/;
const NAMES = /^(?:-C|-F|--(?:dir|cwd|filter|filter-prod|prefix|reporter|loglevel)|workspace)$/;

/** `pnpm wrangler delete`, `yarn workspace api prisma generate`. */
function isNamed(words: readonly Word[], at: number): boolean {
  const isName = (i: number): boolean => NAMES.test(words[i - 1]?.text ?? '');
  return (
    actsAway((words[at] as Word).text) &&
    !isName(at) &&
    words.slice(1, at).every(({ text }, i) => BEFORE.test(text) || isName(i + 1))
  );
}

/** `npx PROGRAM`, `poetry run PROGRAM`: one that is known is judged as itself, any other is what the runner runs. */
export function runner(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  if (wrapped.command.folded === 'nix') return nix(wrapped);
  if (wrapped.command.folded === 'direnv')
    return wrapped.runWords(words[1]?.text === 'exec' ? words.slice(3) : []);
  const fed = fedProgram(wrapped);
  if (fed !== undefined) return wrapped.runWords(fed);
  const verb = words.findIndex((word, i) => i > 0 && VERBS.has(word.text));
  const tool = DIRECT.test(wrapped.command.folded)
    ? words.findIndex(({ text }, i) => i > 0 && (TOOLS.test(text) || isNamed(words, i)))
    : -1;
  // `yarn vercel rm x`: behind the program no word is a verb of the runner.
  if (verb >= 0 && (tool < 0 || verb < tool)) return runKnown(wrapped, words, verb + 1);
  if (tool > 0 && !words.slice(0, tool).some(({ text }) => OF_PACKAGES.test(text)))
    wrapped.runWords(words.slice(tool));
}

/** `uv run -`, `bun -`, `bun run /dev/stdin`: the interpreter runs what it is fed. */
function fedProgram({ command, args }: Wrapped): readonly Word[] | undefined {
  const { operands } = args;
  const at = /^(?:run|test)$/.test(operands[0]?.text ?? '') ? 1 : 0;
  if (!/^(?:-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/.test(operands[at]?.text ?? ''))
    return undefined;
  const interpreter = command.folded === 'bun' ? 'node' : 'python3';
  return [interpreter, '-'].map(knownWord).concat(operands.slice(at + 1));
}

/** `nix develop .#x -c PROGRAM`. */
function nix(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  const at = words.findIndex(({ text }) => /^(?:-c|--command|--)$/.test(text));
  if (at >= 0) wrapped.runWords(words.slice(at + 1));
}

/** `cargo +nightly test`, `cargo watch -x 'test' -s 'SCRIPT' -- PROGRAM`. */
export function cargo(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  const [program, first, ...rest] = words;
  if (program === undefined || first === undefined) return;
  if (/^\+[\w.-]+$/.test(first.text)) return wrapped.runWords([program, ...rest]);
  if (first.text !== 'watch') return;
  for (let i = 0; i < rest.length; i++) {
    const { text } = rest[i] as Word;
    if (/^(?:-s|--shell)/.test(text)) wrapped.unknown('`cargo watch` runs a line for a shell');
    else if (/^-[a-z]*x|^--exec/.test(text)) executed(wrapped, program, rest[++i]);
    else if (text === '--') return wrapped.runWords(rest.slice(i + 1));
  }
}

/** A line of words for `cargo` itself. */
function executed(wrapped: Wrapped, program: Word, line: Word | undefined): void {
  if (line === undefined || !line.known || !/^[\w ./:=,-]+$/.test(line.text))
    return wrapped.unknown('`cargo watch` runs a line that is not known');
  wrapped.runWords([program, ...line.text.trim().split(/ +/).map(knownWord)]);
}

/** The same, for those whose command stands behind their own flags. */
export function launcher(wrapped: Wrapped): void {
  runKnown(wrapped, wrapped.command.words, 1);
}

/** A repository or an address instead of the name of a package, or a name for another one. */
const FOREIGN = /^(?:[a-z+]+:|[\w.-]+@[\w.-]+:|[A-Za-z0-9][\w-]*\/[\w.-]+$)|^@?[\w./-]+@[a-z+]+:/;
/** Flags that name a package, the program of which stands behind it. */
const FETCHES = /^(?:-p|--package|--from|--with|--spec)$/;

/** Which flags of theirs take a value is not known: a program may stand first, or behind what looks like a value. */
function runKnown(wrapped: Wrapped, words: readonly Word[], from: number): void {
  let i = from;
  while (i < words.length) {
    const word = words[i] as Word;
    if (!word.known) return wrapped.unknown('what it runs is not known before it runs');
    if (word.text === '--') return runAt(wrapped, words, i + 1);
    if (!word.text.startsWith('-') && !/^\w+=(?!=)/.test(word.text)) break;
    i++;
  }
  runAt(wrapped, words, i);
  const behindFlag = words[i - 1]?.text.startsWith('-') === true && !words[i - 1]?.text.includes('=');
  if (behindFlag) runAt(wrapped, words, i + 1);
}

function runAt(wrapped: Wrapped, words: readonly Word[], at: number): void {
  const program = words[at];
  if (program === undefined) return;
  if (/^(?:npx|bunx|pnpx|uvx)$/.test(wrapped.command.folded) && FOREIGN.test(program.text))
    return wrapped.unknown('code from a place of its own');
  if (/\s/.test(program.text)) return wrapped.runScript(program);
  const scoped = program.text.startsWith('@');
  if (!scoped && programOf(baseName(program.text)) !== undefined) return wrapped.runWords(words.slice(at));
  // `npx wrangler@3 delete`, `npx @sentry/cli`: the program by the name of its package.
  const name = programOfPackage(program.text);
  const fetched = isPackageOnly(program.text) && FETCHES.test(words[at - 1]?.text ?? '');
  if (programOf(name) !== undefined && !fetched) wrapped.runWords([knownWord(name), ...words.slice(at + 1)]);
}
