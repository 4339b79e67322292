import { SED_RUNS } from '../special/editors.js';
import { FILTERS } from '../task-words.js';
import { defineConvention, doubtful } from './define.js';
import type { Convention, Shown } from './define.js';

/** `just`: every indented line of a recipe is one for a shell, and `{{ }}` is put in before. */
export const justfile = defineConvention({
  programs: ['just'],
  files: /^\.?[Jj]ustfile$|\.just$/,
  flags: ['f', 'justfile'],
  read: (text): Shown => ({
    scripts: [
      ...text
        .split(/\r?\n/)
        .filter((line) => /^\s+\S/.test(line))
        .map((line) => plain(line.trim().replace(/^[@-]+/, ''))),
      ...[...text.matchAll(/^\S.*:=[^`\n]*`([^`\n]+)`/gm)].map(([, line]) => line as string),
      ...[...text.matchAll(/\bshell\(\s*(["'])((?:(?!\1)[^\n])+)\1/g)].map(([, , line]) => line as string),
    ],
    ...(/^[ \t]+#!/m.test(text) && { doubt: 'a recipe is a program of its own' }),
  }),
});

/** `task`: the commands of a Taskfile. */
export const taskfile = defineConvention({
  programs: ['task', 'go-task'],
  files: /^[Tt]askfile\.ya?ml$/,
  flags: ['t', 'taskfile'],
  read: (text): Shown => ({
    scripts: [
      ...text.matchAll(/^[ \t]*(?:-[ \t]+(?:cmd:[ \t]*)?|cmd:[ \t]*|sh:[ \t]*)(?![\w-]+:\s)(.+)$/gm),
    ].map(([, line]) => plain(unquoted(line as string))),
    ...(/^[^{\n]*\{[^\n]*\b(?:cmds?|sh)\s*:|\b(?:cmds?|sh)\s*:\s*[[{]/m.test(text) && {
      doubt: 'its commands stand in a form that nobody reads',
    }),
  }),
});

/** A filter in a file, or on the input. */
export const filter = defineConvention({
  programs: ['jq', 'gojq', 'jaq'],
  files: /(?!)/,
  flags: ['f', 'from-file'],
  read: doubtful(FILTERS, 'it shows the environment'),
});

/** Programs of `awk` and `sed` in files of their own. */
export const SCRIPTS_OF_TEXT: readonly Convention[] = [
  defineConvention({
    programs: ['awk', 'gawk', 'mawk', 'nawk'],
    files: /(?!)/,
    flags: ['f', 'file', 'i', 'include', 'l', 'load', 'E', 'exec'],
    read: doubtful(
      /\bsystem\b|\|&?|\bgetline\b|>|@(?:load|include|\w)|\bENVIRON\b/,
      'it starts programs, or opens files',
    ),
  }),
  defineConvention({
    programs: ['sed', 'gsed'],
    files: /(?!)/,
    flags: ['f', 'file'],
    read: doubtful(SED_RUNS, 'it starts programs, or opens files'),
  }),
];

function plain(line: string): string {
  return line.replace(/\{\{[^{}]*\}\}/g, '"$UNKNOWN"');
}

function unquoted(text: string): string {
  return /^(['"])(.*)\1\s*$/.exec(text)?.[2] ?? text;
}
