import { readArguments } from './arguments.js';
import type { Arguments } from './arguments.js';
import { riskyAssignment } from './environment.js';
import { isToolOfGo } from './go-tools.js';
import { hostOf, isHere } from './hosts.js';
import { onlyParses } from './parsers.js';
import type { Program, Runs } from './programs/define.js';
import type { SimpleCommand, Word } from './script.js';
import { startsDebugger } from './special/python.js';
import { standsInFile } from './forms.js';
import { mayTake } from './taken-operands.js';

/** Inline code, or code from a pipe: nobody here can say what it runs. */
export function takesCode(model: Program, command: SimpleCommand, args: Arguments): boolean {
  const { opaque, feeds } = model;
  if (feeds && onlyParses(command.words)) return false;
  // What a debugger is told is no code on the line: the unwrapper of modules reads it.
  if (model.runs.some(isPython) && startsDebugger(command)) return false;
  if (opaque !== undefined) {
    if (opaque.has('always')) return true;
    if (model.names[0] === 'npx' && namesPackage(command)) return false;
    const own = model.runs.some(isPython) ? beforeModule(command, model, args) : args;
    for (const flag of own.flags.keys()) if (opaque.has(flag) || begins(opaque, flag, model)) return true;
    if (model.posix && hidesCode(model, command.words, args)) return true;
    if (args.unclear && feeds && !namesModule(command)) return true;
    if (opaque.has(`@${args.operands[0]?.text ?? ''}`)) return true;
    if (opaque.has('~url') && args.operands[0]?.text !== 'tool' && args.operands.some(isElsewhere(args)))
      return true;
    if (
      opaque.has('~url') &&
      args.operands[0]?.text === 'run' &&
      /^[\w-]+(?:\.[\w-]+)+\/|@/.test(args.operands[1]?.text ?? '') &&
      !isToolOfGo(args.operands[1]?.text ?? '')
    )
      return true;
    if (opaque.has('~powershell') && tellsPowerShell(command)) return true;
    if (opaque.has('@repl') && readsInput(args) && command.stdin !== 'inherited') return true;
    if (opaque.has('~compiler') && command.words.some(({ text }) => PASSES_ON.test(text))) return true;
    if (opaque.has('~assign') && args.operands.some(takesShell)) return true;
    if (opaque.has('~f') && ['f', 'file', 'makefile'].some((flag) => badFile(args.flags.get(flag))))
      return true;
  }
  // `python -m MODULE` reads its input as data.
  if (!feeds || informs(args) || (args.flags.has('m') && model.runs.some(isPython))) return false;
  // Behind two dashes, what PHP is given is for the program that it is fed.
  const isFed = command.folded.startsWith('php') && command.words[args.firstOperand - 1]?.text === '--';
  const [script] = isFed ? [] : args.operands;
  return script === undefined ? command.stdin !== 'inherited' : !standsInFile(script);
}

/**
 * `julia --unknown x -e CODE`: a flag of which nobody knows whether it takes a value may have taken the first operand, and
 * what stands behind is then no argument of a program.
 */
function hidesCode(model: Program, words: readonly Word[], args: Arguments): boolean {
  const { firstOperand } = args;
  const flag = words[firstOperand - 1];
  if (firstOperand < 2 || flag === undefined || !mayTake(model, flag.text)) return false;
  const rest = words.slice(firstOperand);
  const behind = readArguments(rest, model);
  for (const name of behind.flags.keys())
    if (model.opaque?.has(name) === true || begins(model.opaque ?? NONE, name, model)) return true;
  return behind.unclear || hidesCode(model, rest, behind);
}

const NONE: ReadonlySet<string> = new Set();

/** Of `go run ./cmd/x -dsn ADDRESS` no address is code: one of this machine is as good as another word. */
function isElsewhere({ operands: [verb, code] }: Arguments): (word: Word) => boolean {
  const told = verb?.text === 'run' && /^\.\/[\w./-]*$/.test(code?.text ?? '');
  return (word) => fromElsewhere(word) && !(told && isHere(hostOf(word)));
}

function fromElsewhere({ text }: Word): boolean {
  return /^(?:[a-z]+:\/\/|npm:|jsr:)/i.test(text);
}

/** `deno`, `deno run -`. */
const readsInput = ({ operands: [verb, file] }: Arguments): boolean =>
  verb === undefined ||
  /^(?:-|repl)$/.test(verb.text) ||
  /^(?:-|\/dev\/.*|\/proc\/.*)$/.test(file?.text ?? '');

/** `pwsh -Co '…'`: its flags may be cut short, whatever the case of their letters; behind a file they are the file's. */
function tellsPowerShell({ words }: SimpleCommand): boolean {
  const file = words.findIndex(({ text }, i) => i > 0 && /^-{1,2}f(?:i(?:le?)?)?$|\.ps1$/i.test(text));
  const own = file < 0 ? words : words.slice(0, file);
  return own.some(({ text }) => /^[-/\u2010-\u2015]{1,2}(?:c(?:o(?:m\w*)?)?|e(?:c|n\w*)?)$/i.test(text));
}

/** What makes a compiler start another program, or load code into itself. */
const PASSES_ON =
  /^-(?:-?wrapper|f(?:pass-)?plugin|specs|B(?:$|[/~.])|load$|Xclang|-sysroot|J-|-plugin|[-_]?javaagent|processorpath)|^(?:-C)?linker=|^-Z/;

/** `python -m MODULE …`: what stands behind belongs to the module. */
function namesModule({ words }: SimpleCommand): boolean {
  const at = words.findIndex(({ text }, i) => i > 0 && text === '-m');
  return at > 0 && words.slice(0, at + 2).every(({ known, glob, splits }) => known && !glob && !splits);
}

/** The flags before `-m MODULE`: `python -m pytest -c pytest.ini`. */
function beforeModule(command: SimpleCommand, model: Program, args: Arguments): Arguments {
  if (!namesModule(command)) return args;
  const { words } = command;
  return readArguments(
    words.slice(
      0,
      words.findIndex(({ text }) => text === '-m'),
    ),
    model,
  );
}

/** `npx rollup -c`: flags behind the name of a package are the package's own. */
function namesPackage({ words }: SimpleCommand): boolean {
  const first = words
    .slice(1)
    .find(({ text }) => !/^(?:-y|-q|--(?:yes|no|no-install|quiet|offline|prefer-offline))$/.test(text));
  return first?.known === true && /^@?[\w]/.test(first.text);
}

/** Long flags may be cut short. */
function begins(opaque: ReadonlySet<string>, flag: string, { oneDash, values }: Program): boolean {
  // `go build -mod=vendor` is no `-modfile`.
  if (flag.length < (oneDash ? 3 : 2) || values.has(flag)) return false;
  for (const name of opaque) if (name.startsWith(flag)) return true;
  return false;
}

/** `make SHELL=…`, `make CC='sh -c x'`, `make X='$(shell x)'`. */
function takesShell(word: Word): boolean {
  if (!/^[\w.]+[:+?!]*=/.test(word.text)) return false;
  if (word.open === true && !/[*?[$`;|&]/.test(word.text))
    return riskyAssignment(word) || /^\.SHELL/.test(word.text);
  return !word.known || riskyAssignment(word) || /^\.SHELL|[$`;|&]/.test(word.text);
}

function isPython(runs: Runs): boolean {
  return 'special' in runs && runs.special === 'python';
}

function badFile(word: Word | undefined): boolean {
  return word !== undefined && !standsInFile(word);
}

function informs({ flags }: Arguments): boolean {
  return flags.has('version') || flags.has('help') || flags.has('V');
}
