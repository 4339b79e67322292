import type { Command, SyntaxNode, Word as ShellWord, WordPart } from 'unbash';

/** `${x:-y}`, `${x:+y}`: what that comes to depends on what has run before, which the walker knows. */
export function hasDefault(parts: readonly WordPart[] | undefined): boolean {
  return (parts ?? []).some(
    (part) =>
      (part.type === 'ParameterExpansion' && part.operation?.type === 'Default') ||
      (part.type === 'DoubleQuoted' && hasDefault(part.parts)),
  );
}

/** The variables that a part of a word names. */
export function collectNames(part: SyntaxNode, names: Set<string>): void {
  if (part.type === 'SimpleExpansion') names.add(part.text.slice(1));
  else if (part.type === 'ParameterExpansion') {
    names.add(part.parameter);
    if (part.operation?.type === 'Default')
      for (const child of part.operation.operand.parts ?? []) collectNames(child, names);
  } else if (part.type === 'DoubleQuoted') for (const child of part.parts) collectNames(child, names);
}

/** `"$(mktemp)"`: what it prints is known by its form, or not at all. */
export function isPrinted({ parts }: ShellWord): boolean {
  const [part, ...more] = parts ?? [];
  const only = part?.type === 'DoubleQuoted' && part.parts.length === 1 ? part.parts[0] : part;
  return more.length === 0 && only?.type === 'CommandExpansion';
}

/** Whether a part of a word is more than the text that stands there. */
export function isExpansion(part: { readonly type: string }): boolean {
  return part.type !== 'Literal' && part.type !== 'SingleQuoted' && part.type !== 'Glob';
}

/** Variables that the shell itself sets, or whose value changes how words are split. */
export const SPECIAL = new Set([
  ...['IFS', 'PWD', 'OLDPWD', 'RANDOM', 'SRANDOM', 'SECONDS', 'LINENO', 'REPLY', 'OPTARG', 'OPTIND', 'EUID'],
  ...['UID', 'PPID', 'BASHPID', 'BASHOPTS', 'SHELLOPTS', 'FUNCNAME', 'PIPESTATUS', 'HISTCMD', 'GROUPS', '_'],
  ...['BASH', 'BASH_COMMAND', 'BASH_ARGV0', 'EPOCHSECONDS', 'EPOCHREALTIME'],
  ...['COMP_LINE', 'DIRSTACK', 'SHLVL'],
]);

/** Commands that assign variables by the names in their words. */
export const ASSIGNING = new Set([
  ...['read', 'readarray', 'mapfile', 'printf', 'getopts', 'unset', 'let', 'wait'],
  ...['declare', 'typeset', 'local', 'export', 'readonly'],
]);
const DECLARES = /^(?:declare|typeset|local)$/;
/** `${x::=y}`. */
export const ASSIGNS_IN_ZSH = /^\$\{\w+::=/;

/** `declare -n x=y`: whatever is assigned to the one is assigned to the other. */
export const namesAnother = ({ name, args }: Command): boolean =>
  DECLARES.test(name?.value ?? '') && args.some((arg) => arg.type === 'Word' && /^[-+]\w*n/.test(arg.value));
/** Commands after which any variable may have any value. */
export const ANYTHING = new Set(['eval', 'source', '.', 'trap', 'alias', 'enable', 'bind', 'complete']);

/** Whether a builtin assigns variables, or may. */
export function assigns(program: string): boolean {
  return ANYTHING.has(program) || ASSIGNING.has(program) || program === 'command' || program === 'builtin';
}

/** Whether a command, named by one of these words, sets the variables that its other words name. */
export function assignsByName({ args }: Command, names: readonly string[]): boolean {
  if (!names.some((name) => ASSIGNING.has(name))) return false;
  const tells = (flag: RegExp): boolean => args.some((arg) => arg.type === 'Word' && flag.test(arg.value));
  // They set a variable where they are told to, and else none.
  if (names[0] === 'printf') return tells(/^-?v/);
  return names[0] !== 'wait' || tells(/^-/);
}

/** The words of a call, and paths: no builtin has such a name, or it is known by what the call is given. */
export const NO_BUILTIN =
  /^"?\$(?:@|\{@\}|[1-9])"?$|^"?\$(?:HOME|\{HOME\})\/[\w./-]+"?$|^"\$(?:\w+|\{\w+\})(?:"\/[\w./-]+|\/[\w./-]+")$/;
