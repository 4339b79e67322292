import { programOf } from '../programs/index.js';
import type { SimpleCommand } from '../script.js';
import type { Wrapped } from '../wrapped.js';

/** Modules that do to files, hosts or code what their arguments say. */
const DOES_AS_TOLD =
  /^(?:timeit|code|codeop|pty|pdb|bdb|zipfile|tarfile|gzip|bz2|lzma|base64|uu|quopri|http\.server|asyncio|idlelib.*|ftplib|telnetlib|smtplib|poplib|imaplib|webbrowser|site|shelve|sqlite3|cProfile|profile|trace|runpy|this|turtledemo|ensurepip|lib2to3.*|xmlrpc.*|socketserver|shutil|os|subprocess)$/;

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
      if (/^(?:-d|--directory|-b|--bind)$/.test(rest[i - 1]?.text ?? '')) return inside(text);
      return (
        /^(?:\d+|-d|--directory|-b|--bind(?:=[\w.:]+)?|--directory=(?![/~.])[\w./-]+)$/.test(text) &&
        !text.includes('..')
      );
    })
  );
}

/** `python -m MODULE`: one that is a program of its own is judged as that. */
export function python(wrapped: Wrapped): void {
  const { args, command } = wrapped;
  if (!args.flags.has('m')) return;
  const name = args.flags.get('m');
  if (name === undefined || !name.known) return wrapped.unknown('a module that is not known before it runs');
  if (name.text === 'http.server' && (servesHere(command) || servesProject(command))) return;
  if (DOES_AS_TOLD.test(name.text)) return wrapped.unknown(`what the module \`${name.text}\` is told to do`);
  if (programOf(name.text) === undefined) return;
  const at = command.words.findIndex(({ text }) => /^-[A-Za-z]*m/.test(text));
  const behind = command.words.slice(command.words[at]?.text.endsWith('m') === true ? at + 2 : at + 1);
  wrapped.runWords([name, ...behind]);
}
