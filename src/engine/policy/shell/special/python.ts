import { baseName, programOf } from '../programs/index.js';
import { isEveryone } from '../reaching-places.js';
import { knownWord, tellable } from '../script.js';
import type { SimpleCommand, Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';
import { profiled, timed, traced } from './measured.js';
import { table } from '../../table.js';

/** Modules that do to files, hosts or code what their arguments say. */
const DOES_AS_TOLD =
  /^(?:code|codeop|pty|pdb|bdb|zipfile|tarfile|gzip|bz2|lzma|base64|uu|quopri|http\.server|asyncio|idlelib.*|ftplib|telnetlib|smtplib|poplib|imaplib|webbrowser|site|shelve|sqlite3|trace|runpy|this|turtledemo|ensurepip|lib2to3.*|xmlrpc.*|socketserver|smtpd|uploadserver|pyftpdlib|wsgidav|sslserver|updog|shutil|os|subprocess)$/;

/** A server that only this machine can ask. */
function servesHere({ words }: SimpleCommand): boolean {
  return words.some(({ text }) =>
    /^(?:127\.0\.0\.1|localhost|--bind=(?:127\.0\.0\.1|localhost))$/.test(text),
  );
}

/** `python -m http.server 8000`: shows the folder at hand, or one in it, as other servers for development do. */
function servesProject({ words, folders }: SimpleCommand): boolean {
  const at = words.findIndex(({ text }) => text === 'http.server');
  const rest = words.slice(at + 1);
  const inside = (text: string): boolean => !/^[/~]|\.\./.test(text);
  return (
    folders.every((folder) => folder !== undefined && inside(folder)) &&
    rest.every(({ known, glob, text }, i) => {
      if (!known || glob) return false;
      if (/^(?:-d|--directory|-b|--bind)$/.test(rest[i - 1]?.text ?? ''))
        return inside(text) && !isEveryone(text);
      return (
        /^(?:\d+|-d|--directory|-b|--bind(?:=(?!0\.0\.0\.0|::)[\w.:]+)?|--directory=(?![/~.])[\w./-]+)$/.test(
          text,
        ) && !text.includes('..')
      );
    })
  );
}

const MEASURES: Readonly<Record<string, typeof timed>> = table({
  timeit: timed,
  cProfile: profiled,
  profile: profiled,
  trace: traced,
});
/** Flags of the interpreter that change neither what it runs nor where that comes from. */
const PLAIN = /^(?: -(?:[BsSEIOubq]+|X ?(?:importtime|dev|utf8)|W ?(?:ignore|default|error|once|always)))*$/;

/** What measures code runs it: as if it were given without. */
function measured(wrapped: Wrapped, measure: typeof timed): void {
  const { words } = wrapped.command;
  const at = words.findIndex(({ text }) => text === '-m');
  const before = words.slice(1, Math.max(1, at));
  const plain = before.every(({ known, text }) => known && !/\s/.test(text));
  if (at < 0 || !plain || !PLAIN.test(before.map(({ text }) => ` ${text}`).join('')))
    return wrapped.unknown('what is measured is not known before it runs');
  measure(wrapped, words[0] as Word, words.slice(at + 2));
}

/** A name, and what lies below it. */
const NAMED = String.raw`[A-Za-z_]\w*(?:\.\w+|\[(?:-?\d+|'[\w-]*'|"[\w-]*")\])*`;
/** What a debugger is told that neither evaluates nor sets anything: where to stop, to go on, and what to show. */
const LOOKED_INTO = new RegExp(
  `^(?:(?:b|break|tbreak)(?: (?:[\\w./-]+:)?\\d+| [\\w.]+)?|c|cont|continue|n|next|s|step|r|return|w|where|bt|l|list|ll|longlist|a|args|q|quit|exit|(?:u|up|d|down|until|unt)(?: \\d+)?|(?:p|pp|whatis|display) (?:${NAMED}|(?:len|type|repr|sorted|list|dict|vars)\\(${NAMED}\\)))$`,
);

/** Where what is told to a debugger begins. */
const AFTER_MODULE = 3;
/** `python -m pdb`. */
export const startsDebugger = ({ words }: SimpleCommand): boolean =>
  words[1]?.text === '-m' && words[2]?.text === 'pdb';

/** `python -m pdb -c COMMAND… SCRIPT`: runs it as if it were given without. */
function debugged(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  let from = AFTER_MODULE;
  while (words[from]?.text === '-c') {
    const told = words[from + 1];
    if (told?.known !== true || !LOOKED_INTO.test(told.text.trim()))
      return wrapped.unknown('what a debugger is told to evaluate');
    from += 2;
  }
  const rest = words.slice(from);
  // Without a command it takes them from its input.
  if (from === AFTER_MODULE || rest.length === 0 || wrapped.command.stdin !== 'inherited')
    return wrapped.unknown('what a debugger is told');
  wrapped.runWords([words[0] as Word, ...rest]);
}

/** `-l FILE`, `-t FILE`, `-c FILE WHAT…`, `-e FILE FOLDER`: what `zipfile` and `tarfile` do on the line. */
function packed(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  const [how, archive, ...rest] = words.slice(words.findIndex(({ text }) => text === '-m') + 2);
  const plain = [archive, ...rest].every((word) => word !== undefined && tellable(word) && !word.splits);
  if (how?.known !== true || archive === undefined || !plain)
    return wrapped.unknown('an archive that is not known before it runs');
  if (/^(?:-l|--list|-t|--test)$/.test(how.text) && rest.length < 2) return;
  if (/^(?:-c|--create)$/.test(how.text)) return wrapped.writes(archive);
  wrapped.unknown('what an archive holds is not known before it is unpacked');
}

/** `python -m venv --clear FOLDER`: what is there is deleted. */
function environment(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  const rest = words.slice(words.findIndex(({ text }) => text === '-m') + 2);
  if (!rest.some(({ text }) => /^--cl/.test(text))) return;
  for (const word of rest.filter(({ text }) => !text.startsWith('-')))
    wrapped.runWords([knownWord('rm'), knownWord('-r'), word]);
}

/** `python -m MODULE`: one that is a program of its own is judged as that. */
export function python(wrapped: Wrapped): void {
  const { args, command } = wrapped;
  if (!args.flags.has('m')) return manage(wrapped);
  if (startsDebugger(command)) return debugged(wrapped);
  const name = args.flags.get('m');
  if (name === undefined || !name.known) return wrapped.unknown('a module that is not known before it runs');
  if (name.text === 'http.server' && (servesHere(command) || servesProject(command))) return;
  if (name.text === 'zipfile' || name.text === 'tarfile') return packed(wrapped);
  if (/^(?:venv|virtualenv)$/.test(name.text)) return environment(wrapped);
  const measure = MEASURES[name.text];
  if (measure !== undefined) return measured(wrapped, measure);
  if (DOES_AS_TOLD.test(name.text)) return wrapped.unknown(`what the module \`${name.text}\` is told to do`);
  if (programOf(name.text) === undefined) return;
  const at = command.words.findIndex(({ text }) => /^-[A-Za-z]*m/.test(text));
  const behind = command.words.slice(command.words[at]?.text.endsWith('m') === true ? at + 2 : at + 1);
  wrapped.runWords([name, ...behind]);
}

/** `python manage.py VERB …`; code for its `shell` is code for python. */
function manage(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  const at = words.findIndex(({ text }) => baseName(text) === 'manage.py');
  if (at < 0 || wrapped.args.operands[0] !== words[at]) return;
  const [verb, ...rest] = words.slice(at + 1);
  if (!/^shell(?:_plus)?$/.test(verb?.text ?? ''))
    return wrapped.runWords([knownWord('manage.py'), ...words.slice(at + 1)]);
  const flag = rest.findIndex(({ text }) => /^(?:-c|--command)$/.test(text));
  const code = rest[flag + 1];
  if (flag >= 0 && code !== undefined) wrapped.runWords([knownWord('python'), knownWord('-c'), code]);
  else if (rest.length > 0) wrapped.unknown('what the shell of a project is told');
  else wrapped.runWords([knownWord('python')]);
}
