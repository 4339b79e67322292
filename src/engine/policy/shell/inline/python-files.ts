import { isMark, isName, NotShown, opening } from './tokens.js';
import type { CodeEffect, Token } from './tokens.js';

/** Folders that are a project's own, whatever is installed. */
export const OWN =
  /^(?:app|src|lib|tests?|main|config|core|utils|server|api|backend|models|project)(?:\.\w+)*$/;
export const VARIABLE_SECRET = /SECRET|TOKEN|PASS|CREDENTIAL|KEY|AUTH|DATABASE_URL|DSN/i;
export const KEYWORDS = new Set(
  'False None True and as assert break class continue def del elif else except finally for from global if import in is lambda not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/** The tokens of what stands before a dot. */
export function receiverOf(tokens: readonly Token[], dot: number): readonly Token[] {
  let start = dot;
  for (;;) {
    const before = tokens[start - 1];
    if (isMark(before, ')') || isMark(before, ']')) start = opening(tokens, start - 1);
    else if (before?.kind === 'name' && !KEYWORDS.has(before.text)) start--;
    else if (isMark(before, '.')) start--;
    else break;
    const next = tokens[start];
    if (next?.kind === 'name' && !isMark(tokens[start - 1], '.')) break;
    if (isMark(next, '(') && !(tokens[start - 1]?.kind === 'name')) break;
  }
  return tokens.slice(start, dot);
}

export const FILE_KINDS: Readonly<Record<string, readonly CodeEffect['kind'][]>> = {
  open: ['read'],
  makedirs: ['write'],
  mkdir: ['write'],
  remove: ['delete'],
  unlink: ['delete'],
  rename: ['write', 'write'],
  replace: ['write', 'write'],
  rmtree: ['delete'],
  copy: ['read', 'write'],
  copyfile: ['read', 'write'],
  copy2: ['read', 'write'],
  move: ['write', 'write'],
  parse: ['read'],
};
export const FILES = new Set(Object.keys(FILE_KINDS));
export const FILE_MODULES = new Set(['os', 'shutil', 'xml.etree.ElementTree']);
export const SOME_FILES: Readonly<Record<string, true>> = { 'xml.etree.ElementTree': true };
export const ON_PATHS: Readonly<Record<string, CodeEffect['kind']>> = {
  read_text: 'read',
  read_bytes: 'read',
  write_text: 'write',
  write_bytes: 'write',
  unlink: 'delete',
  mkdir: 'write',
  touch: 'write',
};

/** Modules of the language that are none of the harmless ones; others are code of the project or of packages. */
export const OF_LANGUAGE = new Set(
  'abc aifc antigravity argparse array asynchat asyncio asyncore atexit audioop bdb bz2 cProfile cgi cgitb chunk cmd code codeop compileall concurrent configparser contextlib contextvars crypt curses dbm dis distutils doctest email encodings ensurepip errno faulthandler fcntl filecmp fileinput formatter ftplib gc getopt getpass gettext grp gzip hmac http idlelib imaplib imghdr imp inspect lib2to3 logging lzma mailbox mailcap marshal mimetypes mmap modulefinder msilib msvcrt netrc nis nntplib ntpath optparse ossaudiodev parser pdb pickle pickletools pipes plistlib poplib posixpath profile pstats pwd py_compile pyclbr pydoc queue quopri readline reprlib resource rlcompleter sched select selectors shelve shlex site smtpd smtplib sndhdr spwd sqlite3 ssl sre_compile stat stringprep sunau symbol symtable sysconfig syslog tabnanny tarfile telnetlib termios test this timeit tkinter token trace tracemalloc tty turtle unittest urllib uu venv wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport sh fabric paramiko plumbum invoke pexpect psutil requests httpx aiohttp boto3 botocore docker kubernetes dotenv keyring cffi'.split(
    ' ',
  ),
);

/** The names before a dot, with a module's own in the place of what the code calls it. */
export function dottedName(
  tokens: readonly Token[],
  i: number,
  modules: ReadonlyMap<string, string>,
): string {
  const names: string[] = [];
  for (let at = i - 2; at >= 0 && tokens[at]?.kind === 'name'; at -= 2) {
    names.unshift((tokens[at] as Token).text);
    if (!isMark(tokens[at - 1], '.')) break;
  }
  const [first = '', ...rest] = names;
  return [modules.get(first) ?? first, ...rest].join('.');
}

/** What a module says of itself. */
export const VERSION = /^__(?:version|name|file|doc|len)__$/;

/**
 * A class of paths makes a path where it is named, and is nothing else: as a value it would be asked for its functions,
 * and `Path.replace('a', 'b')` reads like that of a text. @throws NotShown
 */
export function assertMade(tokens: readonly Token[], i: number): void {
  const made = isMark(tokens[i + 1], '(');
  const asked = isMark(tokens[i + 1], '.') && isName(tokens[i + 2], 'cwd');
  if (!made && !asked) throw new NotShown('a class of paths as a value');
}

/** `"{0.x}"` reads what belongs to a value. @throws NotShown */
export function assertPlainFormat(receiver: Token | undefined): void {
  if (receiver?.kind !== 'text' || /\{[^{}]*[.[]/.test(receiver.text)) throw new NotShown('a format');
}

/** Of names with dots between them, up to this one, the first. */
export function firstName(tokens: readonly Token[], i: number): string {
  let at = i;
  while (isMark(tokens[at - 1], '.') && tokens[at - 2]?.kind === 'name') at -= 2;
  return (tokens[at] as Token).text;
}
