import { argumentsOf, valuesOf } from '../arguments.js';
import { fedText } from '../script.js';
import type { SimpleCommand, Word } from '../script.js';

/** Names of the standard input, and of what a substitution prints. */
const INPUT = /^(?:-|\/dev\/(?:stdin|fd\/\d+)|\/proc\/(?:self|thread-self|\d+|\$\$)\/fd\/\d+|<\([^]*\))$/;
const STANDARD = /^(?:-|\/dev\/(?:stdin|fd\/0)|\/proc\/(?:self|thread-self)\/fd\/0)$/;

/** Whether a word stands for what a command is fed, where it would name a file. */
export const isInput = ({ text }: Word): boolean => INPUT.test(text);

/** The values of flags as they stand among the words, whatever its model makes of them. */
export function namedBy({ words }: SimpleCommand, flags: readonly string[]): readonly Word[] {
  return words.flatMap((word, i) => {
    const [, name, equals] = /^--?([\w-]+)(=)?/.exec(word.text) ?? [];
    if (name === undefined || !flags.includes(name)) return [];
    const value = words[i + 1];
    if (equals !== undefined) return [{ ...word, text: word.text.slice(word.text.indexOf('=') + 1) }];
    return value === undefined ? [] : [value];
  });
}

/** What it is fed by such a word: a text that is known, a file, or nothing that is known. */
export function inputOf({ stdin }: SimpleCommand, word: Word): string | Word | undefined {
  if (!STANDARD.test(word.text) || typeof stdin !== 'object') return undefined;
  return 'file' in stdin ? stdin.file : fedText(stdin);
}

/** Tools that run what a file says which nobody reads here: their flags for it, or `@` for an operand. */
const UNREAD: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    act: ['W', 'workflows', 'e', 'eventpath', 'secret-file'],
    mvn: ['f', 'file', 's', 'settings', 'gs', 'global-settings', 't', 'toolchains'],
    caddy: ['config', '@'],
    'redis-server': ['@'],
    'nix-build': ['@'],
    'nix-instantiate': ['@'],
    m4: ['@'],
    earthly: ['f', 'file'],
    conda: ['f', 'file', '@'],
    mamba: ['f', 'file', '@'],
    micromamba: ['f', 'file', '@'],
    cpanm: ['@'],
    skaffold: ['f', 'filename'],
    tilt: ['f', 'file'],
    bazel: ['bazelrc'],
    'pre-commit': ['c', 'config'],
    'process-compose': ['f', 'config'],
    mprocs: ['c', 'config'],
    goreleaser: ['f', 'config'],
  }),
);

/** Whether such a tool is handed its file by what it is fed. */
export function runsInput(command: SimpleCommand): boolean {
  const flags = UNREAD.get(command.folded);
  if (flags === undefined) return false;
  const args = argumentsOf(command);
  const named = [
    ...valuesOf(args, flags),
    ...namedBy(command, flags),
    ...(flags.includes('@') ? args.operands : []),
  ];
  return (
    named.some(isInput) ||
    (command.folded === 'cpanm' && args.operands.length === 0 && command.stdin !== 'inherited')
  );
}
