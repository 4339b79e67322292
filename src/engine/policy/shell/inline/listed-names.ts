import { knownWord } from '../script.js';
import { asPattern } from './path-words.js';
import type { Words } from './path-words.js';

/** Whatever lies below where the code runs. */
const HERE: Words = [asPattern(knownWord('./**'))];
const GIT_FLAGS =
  /^-(?:[zmco]|-cached|-staged|-modified|-others|-exclude-standard|-name-only|-diff-filter=\w+)$/;
const RG_FLAGS = /^-(?:[liwFsS]+|-files|-files-with-matches|-type=\w+|-ignore-case|-fixed-strings)$/;
const WORD = /^(?:'([^']*)'|"([^"$`\\!]*)"|([\w@%+=:,./*^-]+))(?:[ \t]+|$)/;
/** What hands on some of the lines that it is given, as they are. */
const FILTER =
  /^(?:sort(?: -u)?|uniq|head(?: -n)? ?-?\d+|e?grep(?: -[viEFw]+)* (?:'[^']*'|"[^"$`\\!]*"|[\w./-]+))$/;

/**
 * The files that a command prints the names of, a line each, as `git ls-files 'src/**'` does: those that its words say,
 * below where it runs; undefined where it may be others, or something else.
 */
export function namesPrinted([program, verb, ...rest]: readonly string[]): Words {
  if (program === 'git' && verb === 'ls-files') return ofGit(rest, rest.indexOf('--'), true);
  if (program === 'git' && verb === 'diff' && rest.includes('--name-only'))
    return ofGit(rest, rest.indexOf('--'), false);
  return program === 'rg' && verb !== undefined ? ofRg([verb, ...rest]) : undefined;
}

/** The same of a line for a shell. */
export function namesPrintedBy(line: string): Words {
  const [command = '', ...filters] = line.trim().split(/(?<!\s)\s*\|\s*/);
  if (!filters.every((filter) => FILTER.test(filter))) return undefined;
  const words: string[] = [];
  for (let left = command; left !== '';) {
    const [all, single, double, bare] = WORD.exec(left) ?? [];
    if (all === undefined) return undefined;
    words.push(single ?? double ?? bare ?? '');
    left = left.slice(all.length);
  }
  return namesPrinted(words);
}

/** What stands behind `--` is files; what stands before it is those of `ls-files` only. */
function ofGit(words: readonly string[], end: number, lists: boolean): Words {
  const before = end < 0 ? words : words.slice(0, end);
  const flags = before.filter((word) => word.startsWith('-'));
  if (!flags.every((flag) => GIT_FLAGS.test(flag))) return undefined;
  const rest = before.filter((word) => !word.startsWith('-'));
  const behind = end < 0 ? [] : words.slice(end + 1);
  const files = lists ? [...rest, ...behind] : behind;
  // Of two names from elsewhere it tells the difference too.
  if (!lists && !rest.every((word) => /^[\w@][\w@^~./-]*$/.test(word) && !word.includes('../')))
    return undefined;
  return files.length === 0 ? HERE : below(files);
}

function ofRg(words: readonly string[]): Words {
  const flags = words.filter((word) => word.startsWith('-'));
  const lists = flags.some((flag) => /^-(?:[iwFsS]*l[iwFsS]*|-files|-files-with-matches)$/.test(flag));
  if (!lists || !flags.every((flag) => RG_FLAGS.test(flag))) return undefined;
  const rest = words.filter((word) => !word.startsWith('-'));
  const files = flags.includes('--files') ? rest : rest.slice(1);
  if (files.some((file) => file.includes('*'))) return undefined;
  return files.length === 0 ? HERE : below(files);
}

/** A star of git's stands for folders too. */
function below(files: readonly string[]): Words {
  if (!files.every((file) => /^(?:\.\/)?\.?[\w@*][\w@.*+/-]*$/.test(file) && !file.includes('..')))
    return undefined;
  return files.flatMap((file) => {
    const star = file.indexOf('*');
    if (star < 0) return [knownWord(file), asPattern(knownWord(`${file.replace(/\/$/, '')}/**`))];
    const folder = file.slice(0, file.lastIndexOf('/', star) + 1) || './';
    const ending = /\*(\.\w[\w.]*)$/.exec(file)?.[1];
    return [asPattern(knownWord(ending === undefined ? `${folder}**` : `${folder}**/*${ending}`))];
  });
}
