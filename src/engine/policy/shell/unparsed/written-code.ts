import { asCode } from '../forms.js';
import { argumentsOf } from '../arguments.js';
import { saidBy } from '../said-by.js';
import { fedText } from '../script.js';
import type { SimpleCommand, Word } from '../script.js';
import { languageOf, looksLike, reachOf } from './index.js';
import { literalsOf } from './literals.js';
import { MANIFESTS, takenBy } from './taken.js';
import { STARTS, startedBy } from './started-commands.js';

/** What a script puts into a file, as far as it stands in the script. */
interface Piece {
  readonly file: string | undefined;
  readonly text: string | undefined;
  /** Whether it is all that the file holds. */
  readonly whole: boolean;
}

/** What hands on what it is fed, or makes one text of another: nobody has read what comes out. */
const CARRIES =
  /^(?:cat|tee|echo|printf|base64|base32|basenc|xxd|openssl|gpg|tr|rev|gunzip|gzip|zcat|bzcat|xzcat|zstdcat|uudecode|dd|sponge|envsubst|awk|gawk|iconv|fold|paste|od|)$/;
const INTERPRETERS = /^(?:python[\d.]*|node|deno|bun|tsx|ruby|php|awk|gawk|mawk)$/;
/** Compilers and the like, which take a file for their language whatever it is called. */
const TAKERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'x.c': ['gcc', 'cc', 'clang', 'tcc', 'g++', 'c++', 'clang++'],
    'x.rs': ['rustc'],
    'X.java': ['java', 'javac', 'jshell'],
    'X.kt': ['kotlin', 'kotlinc', 'kotlinc-jvm'],
    'X.scala': ['scala', 'scalac', 'scala-cli'],
    'x.swift': ['swift', 'swiftc'],
    'x.go': ['go', 'gofmt'],
    'x.f90': ['gfortran', 'flang', 'ifort'],
    'X.hs': ['ghc', 'runghc', 'runhaskell', 'stack'],
    'X.cs': ['csc', 'csi', 'dotnet-script'],
    'x.cmake': ['cmake'],
  }).flatMap(([file, programs]) => programs.map((program) => [program, file] as const)),
);
/** Programs of packages, as a shell reads them: tasks start them by their names. */
const INSTALLED = /(?:^|\/)(?:node_modules\/\.bin|\.?v?env\/bin|vendor\/bin)\/[\w.-]+$/;
const EDITORS = /^(?:g?sed|perl|ed|ex)$/;

/** Code in languages that are not parsed, which a script writes. */
export class WrittenCode {
  readonly #pieces: Piece[] = [];
  readonly #started: string[] = [];
  readonly #told = new Map<SimpleCommand, string | undefined>();

  /** Commands that code which it has written starts, wherever that lies: whoever runs the project runs them. */
  get started(): readonly string[] {
    return this.#started;
  }

  #look(file: string, text: string | undefined): void {
    if (text === undefined) return;
    if (INSTALLED.test(file)) this.#started.push(text);
    if (STARTS.test(file)) this.#started.push(...startedBy(text));
  }

  get empty(): boolean {
    return this.#pieces.length === 0;
  }

  /** Folders by their full paths, the code of which goes into what it has written. */
  readonly taken: Word[] = [];

  /** One command may write many files. */
  #toldBy(command: SimpleCommand): string | undefined {
    if (!this.#told.has(command)) this.#told.set(command, toldBy(command));
    return this.#told.get(command);
  }

  /** A file that a command writes, with what it puts there. */
  add(command: SimpleCommand, target: Word, text: string | undefined, appends: boolean): void {
    const file = target.known || /\.\w+$/.test(target.text) ? target.text : undefined;
    const speaks = file === undefined || languageOf(file) !== undefined;
    const lists = MANIFESTS.test(target.text);
    if (!speaks && !lists && !STARTS.test(target.text) && !INSTALLED.test(target.text)) return;
    const told = text ?? this.#toldBy(command);
    this.#look(target.text, told);
    if (lists) this.taken.push(...takenBy(told ?? ''));
    if (!speaks) return;
    if (told !== undefined) this.#pieces.push({ file, text: told, whole: !appends && text !== undefined });
    else if (file !== undefined && carries(command))
      this.#pieces.push({ file, text: undefined, whole: true });
  }

  /** A file that code makes or changes, which then holds something of what stands in the code. */
  addFrom(command: SimpleCommand, target: Word): void {
    const speaks = languageOf(target.text) !== undefined;
    if (!speaks && !STARTS.test(target.text)) return;
    const text = this.#toldBy(command);
    this.#look(target.text, text);
    if (speaks && text !== undefined) this.#pieces.push({ file: target.text, text, whole: false });
  }

  /** A part of a file, by its name. */
  addPart(file: string, text: string): void {
    this.#look(file, text);
    if (languageOf(file) !== undefined) this.#pieces.push({ file, text, whole: false });
  }

  /** `gcc -x c notes.txt`, `rustc - <<'EOF'`: what a compiler is given, under any name. */
  noteTaken(command: SimpleCommand, textOf: (file: Word) => string | undefined): void {
    const file = TAKERS.get(command.folded.replace(/-\d+$/, ''));
    if (file === undefined) return;
    const { stdin, words } = command;
    const texts = words
      .slice(1)
      .map((word) => (languageOf(word.text) === undefined ? textOf(word) : undefined));
    const fed = fedText(stdin);
    for (const text of [...texts, fed])
      if (text !== undefined) this.#pieces.push({ file, text, whole: true });
  }

  /** What the commands of a group print into its file. */
  addGroup(target: Word, commands: readonly SimpleCommand[]): void {
    if (languageOf(target.text) === undefined) return;
    const texts = commands.map((command) => this.#toldBy(command));
    const told = texts.filter((text) => text !== undefined).join('\n');
    this.#pieces.push({ file: target.text, text: told, whole: false });
    if (commands.some((command, i) => texts[i] === undefined && carries(command)))
      this.#pieces.push({ file: target.text, text: undefined, whole: true });
  }

  /** What a patch on the input adds, file by file: `git apply`, `patch`. */
  notePatch({ folded, words, stdin }: SimpleCommand): void {
    const applies = folded === 'patch' || (folded === 'git' && /^(?:apply|am)$/.test(words[1]?.text ?? ''));
    const patch = applies ? fedText(stdin) : undefined;
    for (const part of patch?.split(/^(?=--- )/m) ?? []) {
      const file = /^\+\+\+ (?:b\/)?([^\t\n]+)/m.exec(part)?.[1];
      const added = part.split('\n').filter((line) => /^\+(?!\+\+ )/.test(line));
      if (file !== undefined) this.addPart(file, added.map((line) => line.slice(1)).join('\n'));
    }
  }

  /** `sed -i 's/x/y/' main.go`: what an editor puts into files that are there. */
  noteEdits(command: SimpleCommand): void {
    if (!EDITORS.test(command.folded)) return;
    const { operands, flags } = argumentsOf(command);
    if (/^(?:g?sed|perl)$/.test(command.folded) && !flags.has('i') && !flags.has('in-place')) return;
    const files = operands.filter(({ text }) => languageOf(text) !== undefined || STARTS.test(text));
    const text = toldBy(command);
    for (const file of files) if (text !== undefined) this.addPart(file.text, text);
  }

  /** Why what it has written reaches further than a project's code may, if it does. */
  reaches(): string | undefined {
    const seen = new Map<string | undefined, Set<string>>();
    for (const { file, text, whole } of this.#pieces) {
      const language = file === undefined ? looksLike(text ?? '') : languageOf(file);
      if (language === undefined) continue;
      const judged = seen.get(text) ?? new Set();
      const reading = `${language.name} ${whole}`;
      // The same text in the next file says nothing new, and there may be thousands.
      if (judged.has(reading)) continue;
      seen.set(text, judged.add(reading));
      const why = text === undefined ? 'nobody has read it' : reachOf(language, text, whole);
      if (why !== undefined) return `the script has written \`${file ?? language.name}\`: ${why}`;
    }
    return undefined;
  }
}

/** The text that stands in a command which prints or makes code of it. */
function toldBy(command: SimpleCommand): string | undefined {
  const { folded, words, stdin } = command;
  if (folded === 'echo' || folded === 'printf') {
    const said = words.slice(1).map(asCode);
    if (said.includes(undefined)) return undefined;
    return said
      .join(' ')
      .replace(/\\n/g, '\n')
      .replace(/\\t/g, '\t')
      .replace(/%%/g, '%')
      .replace(/\\x([\da-fA-F]{2})|\\0?([0-7]{3})/g, (_, hex?: string, oct?: string) =>
        String.fromCharCode(hex === undefined ? parseInt(oct ?? '0', 8) : parseInt(hex, 16)),
      );
  }
  const fed = fedText(stdin);
  if (INTERPRETERS.test(folded))
    return literalsOf(folded, [
      ...words.slice(1).map(({ text }) => text),
      ...(fed === undefined ? [] : [fed]),
    ]);
  if (EDITORS.test(folded)) {
    const line = words
      .slice(1)
      .map(({ text }) => text)
      .join('\n');
    return replacedBy(folded, fed === undefined ? line : `${line}\n${fed}`);
  }
  return saidBy(command) ?? (folded === 'tee' ? fed : undefined);
}

/** Of `s/old/new/` only what it puts there counts. */
function replacedBy(folded: string, text: string): string {
  if (!/^(?:g?sed|perl)$/.test(folded)) return text;
  return text.replace(
    /\bs([/|#,!@:~])(?:\\.|(?!\1)[^\\\n])*\1((?:\\.|(?!\1)[^\\])*)\1[a-zA-Z\d]*/g,
    (_, __, by: string) => `\n${by.replace(/\\n/g, '\n').replace(/\\([/|#,!@:~."'&])/g, '$1')}\n`,
  );
}

/** Whether what goes into the file comes from something that nobody here can read. */
function carries(command: SimpleCommand): boolean {
  const { folded, stdin, redirects } = command;
  if (!CARRIES.test(folded)) return false;
  if (folded === 'cat')
    return stdin !== 'inherited' && argumentsOf(command).operands.every(({ text }) => text === '-');
  return folded !== '' || redirects.some(({ writes }) => !writes);
}
