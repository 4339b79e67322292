import { forEachChild } from 'unbash';
import type { Assignment, Command, For, ParsedScript, SyntaxNode } from 'unbash';
import type { Word as ShellWord } from 'unbash';
import { NUMBER } from './forms.js';
import { asOpen, openWord, tellable } from './script.js';
import type { Positional } from './scope.js';
import type { Printed, Stdin, Word } from './script.js';
import { smuggles } from './smuggled.js';
import { assigns } from './named-variables.js';

/** Loops over more numbers than this are loops over numbers. */
const MANY = 8;

/** A word, among nodes of other kinds. */
export const isWord = (node: SyntaxNode): node is ShellWord => node.type === 'Word';

/** What a loop over words holds: each of them, where all can be told. */
export function eachOf(words: readonly Word[]): Printed | undefined {
  const items = words.map(asOpen);
  // `{1..100}`.
  if (items.length > MANY && items.every(({ known, text }) => known && /^\d+$/.test(text)))
    return { words: [openWord(NUMBER)], list: false };
  return items.length > 0 && items.every(tellable) ? { words: items, list: false } : undefined;
}

/** `for m in *…; do m=${m%…}`: what cuts the variable of a loop short, once in each turn, is no other writer of it. */
export function cutInLoop({ name, body }: For): readonly Assignment[] {
  const cuts = body.commands.flatMap(({ command }) => {
    const alone = command.type === 'Command' && command.name === undefined && command.redirects.length === 0;
    const [assignment, ...more] = alone ? command.prefix : [];
    return assignment?.type === 'Assignment' && more.length === 0 && isCut(assignment, name.value)
      ? [assignment]
      : [];
  });
  return cuts.length === 1 ? cuts : [];
}

function isCut({ name, value, append, index }: Assignment, variable: string): boolean {
  if (name !== variable || append === true || index !== undefined || value.type !== 'Word') return false;
  const [part, ...more] = value.parts ?? [];
  const [only, ...others] = part?.type === 'DoubleQuoted' ? part.parts : [part];
  if (more.length > 0 || others.length > 0 || only?.type !== 'ParameterExpansion') return false;
  const { parameter, prefix, index: element, operation } = only;
  const whole = parameter === variable && prefix === undefined && element === undefined;
  return whole && operation?.type === 'Remove' && operation.operand.parts === undefined;
}

/** Whether a command ends the script: `cd x || exit` goes on only where it worked. */
export function leaves(node: SyntaxNode | undefined): boolean {
  return node?.type === 'Command' && /^(?:exit|return)$/.test(node.name?.value ?? '');
}

/** The one name that `read` sets, where it reads a list of names; what it may hold. */
export function readsName(args: Command['args'], stdin: Stdin): readonly [string, Printed] | undefined {
  const words = args.map((arg) => (arg.type === 'Word' && arg.parts === undefined ? arg.value : ''));
  const [name, ...more] = words.filter((text, i) => !/^-[rs]+$|^-d$/.test(text) && words[i - 1] !== '-d');
  if (name === undefined || more.length > 0 || typeof stdin !== 'object' || !('names' in stdin))
    return undefined;
  return [name, { words: stdin.names.map(asOpen), list: false }];
}

/** What `IFS=: read -r FILE LINE REST` sets, where it reads what `grep -n` has found. */
export function readsFound(node: Command, stdin: Stdin): readonly (readonly [string, Printed])[] {
  if (typeof stdin !== 'object' || !('found' in stdin)) return [];
  const [ifs, ...others] = node.prefix;
  const apart = ifs?.type === 'Assignment' && /^IFS=(?::|':'|":")$/.test(ifs.text) && others.length === 0;
  const words = node.args.map((arg) => (arg.type === 'Word' && arg.parts === undefined ? arg.value : ''));
  const [flag, file, line, ...rest] = words;
  if (!apart || flag !== '-r' || file === undefined || line === undefined || rest.length !== 1) return [];
  if (![file, line, ...rest].every((name) => /^[A-Za-z_]\w*$/.test(name))) return [];
  // A colon in a file's name is up to who named it.
  const number = { ...openWord(NUMBER), planted: true };
  return [
    [file, { words: stdin.found.map(asOpen), list: false }],
    [line, { words: [number], list: false }],
  ];
}

/** Whether nothing but the command itself prints into its pipe: what `$(…)` in it prints, it is given. */
export function printsAlone(node: SyntaxNode): boolean {
  return node.type === 'Command' && !holdsProcess(node);
}

function holdsProcess(node: SyntaxNode): boolean {
  let found = node.type === 'ProcessSubstitution';
  forEachChild(node, (child) => {
    found ||= holdsProcess(child);
  });
  return found;
}

/** The words behind `&>` and its file. */
export function behindBoth(node: Command): readonly ShellWord[] {
  const at = node.suffix.findIndex(
    (item) => item.type === 'Redirect' && (item.operator === '&>' || item.operator === '&>>'),
  );
  return at < 0 ? [] : node.suffix.slice(at + 1).filter((item): item is ShellWord => item.type === 'Word');
}

/** Whether the words of an arithmetic command are a command to a shell that knows none. */
export function runsElsewhere(body: string): boolean {
  return /^\s*[A-Za-z/.$"'\\][\w/.\\"'-]*\s+[^\s=<>!+*/%&|^?-]/.test(body) || smuggles(body);
}

/** Whether a script is one command or one pipeline, that is waited for. */
export function isSimple({ commands }: ParsedScript): boolean {
  const [only, ...more] = commands;
  const simple = only?.command.type === 'Command' || only?.command.type === 'Pipeline';
  return simple && more.length === 0 && only?.background !== true;
}

/** Assignments that matter: `IFS= read` splits its line in another way, and nothing else. */
export function lasting({ name }: Command, assignments: readonly Assignment[]): readonly Assignment[] {
  return name?.value === 'read' ? assignments.filter((item) => item.name !== 'IFS') : assignments;
}

const SETS_ARGUMENTS = new Set([
  'shift',
  'set',
  'eval',
  'source',
  '.',
  'getopts',
  'builtin',
  'command',
  'trap',
]);

/** Whether none of the words that are given could, run as a command, change what the others are. */
export const setNone = (args: readonly Word[]): boolean =>
  !args.some(({ text }) => SETS_ARGUMENTS.has(text) || assigns(text));

/**
 * What words are as `$1`, `$2` and so on, where each is one word and none changes the others, if it is run as a command.
 */
export function positionalOf(args: readonly Word[], mayRun = true): Positional | undefined {
  const told =
    (!mayRun || setNone(args)) && args.every(({ splits, glob, open }) => !splits && (!glob || open === true));
  return told ? args.map((word) => (tellable(word) ? word : undefined)) : undefined;
}

/** Whether the words that a function is called with stay what they are throughout its body. */
export function keepsArguments(body: SyntaxNode): boolean {
  let keeps = true;
  const followed = new Set<SyntaxNode>(shiftsOf(body));
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command' && node.name !== undefined && !followed.has(node) && setsArguments(node))
      keeps = false;
    forEachChild(node, visit);
  };
  visit(body);
  return keeps;
}

/** Whether a body whose words stay what they are runs one of them as a command: `"$@"`. */
export function runsArguments(body: SyntaxNode): boolean {
  let runs = body.type === 'Command' && body.name?.parts !== undefined;
  forEachChild(body, (child) => {
    runs ||= runsArguments(child);
  });
  return runs;
}

/** `shift`, where it certainly happens, and once: among the statements of the body itself. */
function shiftsOf(body: SyntaxNode): readonly Command[] {
  if (body.type !== 'BraceGroup') return [];
  return body.body.commands.flatMap(({ command, background }) =>
    command.type === 'Command' && background !== true && isShift(command) ? [command] : [],
  );
}

function isShift({ name, args, prefix, redirects }: Command): boolean {
  const plain = name?.value === 'shift' && name.text === 'shift';
  const counted = args.every((arg) => arg.type === 'Word' && /^[1-9]$/.test(arg.text)) && args.length < 2;
  return plain && counted && prefix.length + redirects.length === 0;
}

function setsArguments({ name, args }: Command): boolean {
  const text = name?.value ?? '';
  if (name?.parts !== undefined) return !/^"?\$(?:@|\{@\}|1)"?$/.test(name.text);
  if (text === 'set')
    return !args.every((arg) => arg.type === 'Word' && /^[-+][a-z]+$|^pipefail$/.test(arg.value));
  if (text === 'command') return args[0]?.type !== 'Word' || !/^-[vV]$/.test(args[0].value);
  return SETS_ARGUMENTS.has(text);
}
