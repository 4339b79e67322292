/** What a shell runs that is called with a script: `bash -lc '…'`. */
const SHELL = /^(?:.*\/)?(?:ba|z|da|k)?sh$/;
const SCRIPT_FLAG = /^-[a-z]*c$/;
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** A list of words as the command line that it is. Of a shell with a script, the script. */
export function commandText(words: readonly unknown[]): unknown {
  if (!words.every((word) => typeof word === 'string')) return words;
  const [program, flag, script] = words;
  if (words.length === 3 && SHELL.test(program as string) && SCRIPT_FLAG.test(flag as string)) return script;
  return words.map(quoted).join(' ');
}

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Arguments of a shell with its line under `command`, as one text: policies know no other name and form. */
export function withCommand(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { cmd, ...rest } = args;
  const command = args['command'] ?? cmd;
  if (command === undefined) return args;
  const others = args['command'] === undefined ? rest : args;
  return { ...others, command: Array.isArray(command) ? commandText(command) : command };
}

const PATCH_LINE = /^\*\*\* (Add File|Update File|Delete File|Move to): (.*?)\r?$/gm;

/** The paths that a patch in the form of `apply_patch` changes and deletes. */
export function patchedPaths(patch: string): { written: string[]; deleted: string[] } {
  const [written, deleted]: [string[], string[]] = [[], []];
  for (const [, what, path] of patch.matchAll(PATCH_LINE)) {
    (what === 'Delete File' ? deleted : written).push(path as string);
  }
  return { written, deleted };
}
