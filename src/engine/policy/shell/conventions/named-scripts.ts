import { argumentsOf } from '../arguments.js';
import type { SimpleCommand } from '../script.js';
import type { Written } from '../written.js';
import { table } from '../../table.js';

/** What starts tasks of a project by their names. */
const RUNNERS =
  /^(?:npm|pnpm|yarn|bun|make|gmake|just|task|go-task|rake|composer|mise|poe|invoke|inv|pdm|hatch|nx|turbo|ant|deno)$/;
/** Words in front of the name of a task, and what installs packages instead. */
const LEADS = /^(?:run|run-script|rum|urn|exec|task|x|-\S*)$/;
const INSTALLS = /^(?:i|install|add|ci|remove|rm|uninstall|up|update|upgrade|ls|list|view|why|config|pkg)$/;
/** Where projects keep what their tasks run: in a folder for it, or beside everything else. */
const IN_FOLDER =
  /(?:^|\/)(?:scripts?|bin|tools?|hack|\.?ci|dev|tasks?|build-tools|\.scripts)\/(?:[\w.-]+\/){0,2}([\w.-]+)$/;
const BESIDE = /^([\w.-]+)$/;
const INTERPRETERS: Readonly<Record<string, string>> = table({
  sh: 'sh',
  bash: 'bash',
  zsh: 'zsh',
  js: 'node',
  mjs: 'node',
  cjs: 'node',
  ts: 'tsx',
  mts: 'tsx',
  py: 'python3',
  rb: 'ruby',
  pl: 'perl',
  php: 'php',
});
const MAX_NAMES = 8;

const partsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((part) => part !== '');
const alike = (one: string, other: string): boolean =>
  one === other || `${one}s` === other || one === `${other}s`;

/**
 * `echo … > scripts/build.mjs; npm run build`: a script of the project that this one writes anew, and that the task is
 * called after, is run by it as far as anybody can tell. Lines for a shell that run such scripts.
 */
export function namedScripts(command: SimpleCommand, written: Written): readonly string[] {
  if (!RUNNERS.test(command.folded) || written.empty) return [];
  const { operands } = argumentsOf(command);
  const tasks = operands.map(({ text }) => text).filter((text) => !LEADS.test(text));
  if (tasks.length === 0 || tasks.length > MAX_NAMES || INSTALLS.test(tasks[0] as string)) return [];
  const named = tasks.map(partsOf);
  return written.paths.flatMap((path) => {
    const foldered = IN_FOLDER.exec(path);
    const file = (foldered ?? BESIDE.exec(path))?.[1] ?? '';
    const [, stem = file, extension = ''] = /^(.+)\.(\w+)$/.exec(file) ?? [];
    const parts = partsOf(stem);
    const program =
      extension === '' ? (/(?:^|\/)bin\//.test(path) ? 'sh' : undefined) : INTERPRETERS[extension];
    if (program === undefined || parts.length === 0) return [];
    const calls = named.some((task) =>
      foldered !== null
        ? task.some((part) => parts.some((other) => alike(part, other)))
        : task.length === parts.length && task.every((part, i) => part === parts[i]),
    );
    return calls ? [`${program} ${path}`] : [];
  });
}
