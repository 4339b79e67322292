import { distinct, literal } from './texts.js';

/** One simple command in plain words, with nothing in it that a shell would expand, join or redirect. */
const SIMPLE = /^[A-Za-z0-9_./-]+(?: [A-Za-z0-9_./:=@,+%^-]+)*$/;
/** Programs whose first word says what they do. */
const WITH_VERBS =
  /^(?:git|gh|npm|pnpm|yarn|cargo|go|docker|kubectl|helm|terraform|pip|pip3|poetry|uv|apt|apt-get|brew|aws|gcloud|az|systemctl|make|mvn|gradle|dotnet|bundle|rake|npx|python|python3|node|psql|journalctl)$/;
const VERB = /^[A-Za-z][A-Za-z0-9:_-]*$/;
/** A file name that is neither hidden nor climbs. */
const NAME = '[A-Za-z0-9_@+][A-Za-z0-9_@+.,=-]*';
const MOST_LITERALS = 8;

/** Patterns for the heads of these commands with their kinds of arguments; those that are not simple stay as they are. */
export function commandPatterns(commands: readonly string[]): string[] {
  const heads = new Map<string, string[][]>();
  const whole: string[] = [];
  for (const command of distinct(commands)) {
    if (!SIMPLE.test(command)) {
      whole.push(`^${literal(command)}$`);
      continue;
    }
    const { head, rest } = splitCommand(command.split(' '));
    const list = heads.get(head);
    if (list === undefined) heads.set(head, [rest]);
    else list.push(rest);
  }
  return [...[...heads].map(([head, rests]) => headPattern(head, rests)), ...whole];
}

function splitCommand(words: readonly string[]): { head: string; rest: string[] } {
  const program = words[0] as string;
  let length = 1;
  if (WITH_VERBS.test(program) && VERB.test(words[1] ?? ''))
    length = words[1] === 'run' && VERB.test(words[2] ?? '') ? 3 : 2;
  return { head: words.slice(0, length).join(' '), rest: words.slice(length) };
}

function headPattern(head: string, rests: readonly (readonly string[])[]): string {
  const start = `^${literal(head)}`;
  const only = rests.length === 1 ? rests[0] : undefined;
  if (only !== undefined) return `${start}${only.map((word) => ` ${literal(word)}`).join('')}$`;
  const words = distinct(rests.flat());
  if (words.length === 0) return `${start}$`;
  const most = rests.reduce((max, rest) => Math.max(max, rest.length), 0);
  return `${start}(?: (?:${wordPatterns(words).join('|')})){0,${most}}$`;
}

/** Flags as they were; numbers, paths and names by their kind. */
function wordPatterns(words: readonly string[]): string[] {
  const flags = words.filter((word) => word.startsWith('-'));
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const paths = words.filter((word) => isPath(word));
  const names = words.filter((word) => ![flags, numbers, paths].some((list) => list.includes(word)));
  return [
    ...flags.map(literal),
    ...(numbers.length > 0 ? ['\\d+'] : []),
    ...pathPatterns(paths),
    ...(names.length <= MOST_LITERALS || !names.every(isName) ? names.map(literal) : [NAME]),
  ];
}

function isPath(word: string): boolean {
  return !word.startsWith('-') && /[/.]/.test(word) && !/^\d+$/.test(word) && !word.includes('://');
}

function isName(word: string): boolean {
  return new RegExp(`^${NAME}$`).test(word);
}

/** Below the folder that all have in common, where none of them climbs or is hidden; else as they are. */
function pathPatterns(paths: readonly string[]): string[] {
  const plain = paths.filter((path) =>
    path
      .replace(/^\.?\//, '')
      .split('/')
      .every(isName),
  );
  const odd = paths.filter((path) => !plain.includes(path)).map(literal);
  if (plain.length <= 2) return [...plain.map(literal), ...odd];
  const folder = commonStart(plain.map((path) => path.split('/').slice(0, -1)));
  // The root of a machine is no folder to generalise to.
  if (plain.some((path) => path.startsWith('/')) && folder.length < 2) return [...plain.map(literal), ...odd];
  const start = folder.length === 0 ? '' : `${literal(folder.join('/'))}/`;
  return [`${start}(?:${NAME}/)*${NAME}`, ...odd];
}

function commonStart(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  const end = first.findIndex((item, index) => others.some((list) => list[index] !== item));
  return end < 0 ? first : first.slice(0, end);
}
