/** Long flags of subcommands by which git runs what it is told, or takes hooks and settings along. */
const RUNNING: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    rebase: ['exec'],
    difftool: ['extcmd'],
    clone: ['upload-pack', 'config', 'template'],
    init: ['template'],
    fetch: ['upload-pack'],
    pull: ['upload-pack'],
    push: ['receive-pack', 'exec'],
    'ls-remote': ['upload-pack', 'exec'],
    archive: ['exec', 'remote'],
    grep: ['open-files-in-pager'],
  }),
);

/** These are no flags that git cuts short: before a subcommand, and in scripts. */
const WHOLE: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    '': ['exec-path', 'config-env'],
    'filter-branch': [
      ...['tree-filter', 'index-filter', 'msg-filter', 'env-filter', 'commit-filter', 'parent-filter'],
      ...['tag-name-filter', 'setup'],
    ],
  }),
);

/** A tool is found by its name, or by the path of a script that is read. */
const TOOL = /^--?t(?:o(?:o(?:l)?)?)?[= ]?.*\//;

/** The flag that a word is, whole or cut short, if git runs its value: `--upload-p=x` is `upload-pack`. */
export function runningFlag(subcommand: string, text: string): string | undefined {
  if (/^(?:diff|merge)tool$/.test(subcommand) && TOOL.test(text)) return 'tool';
  const given = /^--([\w-]+)(?:=|$)/.exec(text)?.[1];
  if (given === undefined) return undefined;
  if (WHOLE.get(subcommand)?.includes(given) === true)
    return text.includes('=') || subcommand !== '' ? given : undefined;
  return RUNNING.get(subcommand)?.find((name) => name.startsWith(given));
}

/** Short flags that stand before one that has such a value, in one word with it: `-ix'CODE'`. */
const LETTERS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    rebase: /^-[ikvqnfrpm]*x(.*)$/s,
    difftool: /^-[dgy]*x(.*)$/s,
    clone: /^-[lnqsv]*u(.*)$/s,
  }),
);

/** The value that such a word holds, empty where it is the next one. */
export function runningLetter(subcommand: string, text: string): string | undefined {
  return LETTERS.get(subcommand)?.exec(text)?.[1];
}
