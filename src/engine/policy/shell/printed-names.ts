import { argumentsOf } from './arguments.js';
import type { Arguments } from './arguments.js';
import { NAME, NUMBER } from './forms.js';
import { knownWord, openWord, tellable } from './script.js';
import type { SimpleCommand, Stdin, Word } from './script.js';
import { namesBelow, onlyPrints } from './special/find.js';

/** What the last part of a pipeline so far prints, where that is nothing but names of files; `fed` otherwise. */
export function printed(commands: readonly SimpleCommand[]): Stdin {
  const names: Word[] = [];
  for (const [i, command] of commands.entries()) {
    // What `xargs` prints is what the command prints that it runs, which stands behind it.
    if (command.folded === 'xargs' && i + 1 < commands.length && command.opaque === undefined) continue;
    if (command.model === undefined || command.opaque !== undefined) return 'fed';
    const found = namesOf(command, argumentsOf(command));
    if (found === undefined) return 'fed';
    names.push(...found);
  }
  return commands.length === 0 || names.length > MAX_NAMES ? 'fed' : { names };
}

const MAX_NAMES = 24;
const HERE: readonly Word[] = [{ ...knownWord('./**'), glob: true }];
const NAMES: readonly Word[] = [{ ...knownWord('*'), glob: true }];
const ALL: readonly Word[] = [knownWord('.'), ...HERE];

function namesOf(command: SimpleCommand, args: Arguments): readonly Word[] | undefined {
  const { folded, words, stdin } = command;
  if (args.unclear || !words.every(tellable)) return undefined;
  if (folded === 'find' || folded === 'gfind')
    return onlyPrints(words) || listsMatches(words) ? namesBelow(words) : undefined;
  if (folded === 'git') return listsFiles(words, args) ? filesOf(args) : (grepped(args) ?? references(args));
  if (folded === 'docker' || folded === 'podman' || folded === 'lsof' || folded === 'pgrep')
    return idsIn(folded, args);
  if (folded === 'ls' || folded === 'gls') return listedBy(args);
  if (folded === 'printf') return said(words);
  if (folded === 'echo') return echoed(words);
  if (folded === 'grep' || folded === 'rg')
    return LISTS.some((flag) => args.flags.has(flag)) ? listed(args) : filtered(stdin, args, 1);
  if (folded === 'cut' || folded === 'awk') return partOf(stdin, words);
  return FILTERS.has(folded) ? filtered(stdin, args, 0) : undefined;
}

/** `cut -d/ -f2` of names in the project: a name without slashes. */
function partOf(stdin: Stdin, words: readonly Word[]): readonly Word[] | undefined {
  const said = words.map(({ text }) => text).join(' ');
  const parts = /^(?:cut (?:-d ?\/ -f ?\d|-f ?\d -d ?\/)|awk -F ?\/ \{ ?print \$\d;? ?\})$/.test(said);
  const named = typeof stdin === 'object' && 'names' in stdin && stdin.names.every(isBelow);
  return parts && named ? NAMES : undefined;
}

const isBelow = ({ text }: Word): boolean =>
  /^(?:\.\/)?[\w*.-]/.test(text) && !/(?:^|\/)\.\.|[\uE000-\uE002]/.test(text);

/** `find … -exec grep -l WHAT {} +`, which prints names of those that it finds. */
function listsMatches(words: readonly Word[]): boolean {
  const texts = words.map(({ text }) => text);
  const at = texts.indexOf('-exec');
  const [grep, flag = '', what, braces, end, ...more] = texts.slice(at + 1);
  const lists = grep === 'grep' && /^-(?:[iEFwx]*[lL][iEFwx]*)$/.test(flag) && what !== undefined;
  return (
    at > 0 &&
    lists &&
    braces === '{}' &&
    /^[+;]$/.test(end ?? '') &&
    more.length === 0 &&
    onlyPrints(words.slice(0, at))
  );
}

/** `git ls-files`, `git diff --name-only`: names in the repository. */
function listsFiles(words: readonly Word[], { operands, flags }: Arguments): boolean {
  const [verb] = operands;
  if (verb?.text !== 'ls-files' && !(/^(?:diff|show)$/.test(verb?.text ?? '') && flags.has('name-only')))
    return false;
  const plain = (text: string): boolean =>
    text.startsWith('-') ? GIT_FLAGS.test(text) : !/^[/~]|\.\.\//.test(text);
  return words.slice(1).every(({ text }) => plain(text));
}

/** `git grep -l`: names in the repository. */
function grepped({ operands, flags }: Arguments): readonly Word[] | undefined {
  const lists = ['l', 'files-with-matches', 'name-only', 'L', 'files-without-match'].some((flag) =>
    flags.has(flag),
  );
  const elsewhere = flags.has('no-index') || flags.has('O') || flags.has('open-files-in-pager');
  return operands[0]?.text === 'grep' && lists && !elsewhere ? HERE : undefined;
}

/** `git branch --merged`, `git tag --list`: names of branches and tags, which hold no blanks. */
function references({ operands, flags }: Arguments): readonly Word[] | undefined {
  const plain = [...flags.keys()].every((flag) =>
    /^(?:merged|no-merged|list|l|format|sort|contains|no-contains|no-color)$/.test(flag),
  );
  const [verb, ...more] = operands;
  const lists = (verb?.text === 'branch' && flags.size > 0) || (verb?.text === 'tag' && more.length === 0);
  return lists && plain && shortNames(flags) ? [openWord(NAME)] : undefined;
}

const shortNames = (flags: Arguments['flags']): boolean =>
  !flags.has('format') || flags.get('format')?.text === '%(refname:short)';

/** Numbers and names of what runs. */
function idsIn(program: string, { operands, flags }: Arguments): readonly Word[] | undefined {
  if (program === 'lsof') return flags.has('t') ? [openWord(NUMBER)] : undefined;
  if (program === 'pgrep') return flags.has('a') || flags.has('l') ? undefined : [openWord(NUMBER)];
  const [verb, next] = operands.map(({ text }) => text);
  const lists =
    /^(?:ps|images)$/.test(verb ?? '') ||
    /^(?:container|image|volume|network) ls$|^compose ps$/.test(`${verb} ${next}`);
  return lists && flags.has('q') && !flags.has('format') ? [openWord(NAME)] : undefined;
}

/** All files of the repository, where nothing says which. */
function filesOf({ operands, flags }: Arguments): readonly Word[] {
  const some = ['m', 'd', 'o', 'modified', 'others', 'name-only'].some((flag) => flags.has(flag));
  const ends = operands.slice(1);
  if (operands[0]?.text === 'ls-files' && ends.length > 0 && ends.every(({ text }) => BELOW.test(text)))
    return ends.map(({ text }) => ({ ...knownWord(text.replace(BELOW, '$1**/*$2')), glob: true }));
  if (ends.length > 0 && ends.every(({ text }) => /^\*\.[\w.]+$/.test(text)))
    return ends.map(({ text }) => ({ ...knownWord(`./**/${text}`), glob: true }));
  return some || operands.length > 1 ? HERE : ALL;
}

// A pathspec below a folder, in which git lets a star stand for folders, too.
const BELOW = /^([\w-][\w./-]*\/)(?:\*\*\/)?\*(\.[\w.]+)$/;
const GIT_FLAGS =
  /^-(?:[zmcod]|-|-name-only|-relative|-cached|-staged|-modified|-others|-exclude-standard|-diff-filter=\w+)$/;
const LISTS = ['l', 'files-with-matches', 'L', 'files-without-match', 'files'];
const FILTERS = new Set(['sort', 'head', 'tail', 'uniq']);

/** `printf '%s\\n' a b`: each of them on a line. */
function said([, format, ...rest]: readonly Word[]): readonly Word[] | undefined {
  const plain = rest.every(({ known, glob, text }) => known && !glob && /^[\w@%+=:,./-]+$/.test(text));
  return format?.text === '%s\\n' && plain && rest.length > 0 ? rest : undefined;
}

/** `echo "$f"`: a name that a loop goes through. */
function echoed([, only, ...more]: readonly Word[]): readonly Word[] | undefined {
  const named = only?.open === true && !only.splits && /^(?:\.\/)?[\w*.-]+(?:\/[\w*.-]+)*$/.test(only.text);
  return named && more.length === 0 && !only.text.includes('..') ? [only] : undefined;
}

/** `ls -t FOLDER`, `ls *.json`: names, of which none is hidden. */
function listedBy({ operands, flags }: Arguments): readonly Word[] | undefined {
  const [only, ...more] = operands;
  if (more.length > 0 || ![...flags.keys()].every((flag) => /^[1trSUXvd]$/.test(flag))) return undefined;
  if (only === undefined) return flags.has('d') ? undefined : NAMES;
  if (only.glob) return /\.\w+$/.test(only.text) || flags.has('d') ? [only] : undefined;
  return only.known && !flags.has('d') ? NAMES : undefined;
}

/** `grep -l WHAT FILE…`: the files that it is given, and those in the folders among them. */
export function listed({ operands, flags }: Arguments): readonly Word[] {
  const files = flags.has('files') || flags.has('e') || flags.has('regexp') ? operands : operands.slice(1);
  if (files.length === 0) return HERE;
  return files.flatMap((word) => [word, { ...word, text: `${word.text.replace(/\/$/, '')}/**`, glob: true }]);
}

/** What is read from a pipe and printed again, line by line. */
function filtered(stdin: Stdin, { operands, flags }: Arguments, own: number): readonly Word[] | undefined {
  const passes = typeof stdin === 'object' && 'names' in stdin;
  const whole = !['o', 'only-matching', 'c', 'n', 'r', 'replace', 'f', 'file'].some(
    (flag) => flags.has(flag) && own > 0,
  );
  return passes && whole && operands.length <= own && !flags.has('o') ? stdin.names : undefined;
}
