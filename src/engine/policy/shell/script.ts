import type { Truth } from '../../model/decision.js';
import type { Arguments } from './arguments.js';
import type { EffectFound } from './effects.js';
import type { CodeEffect } from './inline/index.js';
import type { Mounts } from './place.js';
import type { Program } from './programs/define.js';

/** One word of a command after expansion, as far as a reader of the script alone can expand it. */
export interface Word {
  /** Its text; an expansion that nobody can follow stands in it as written. */
  readonly text: string;
  /** Whether every expansion in it could be followed. */
  readonly known: boolean;
  /** An expansion that could not be followed stands outside quotes: it may become several words, or none. */
  readonly splits: boolean;
  /** Pattern characters stand outside quotes: file names may take its place. */
  readonly glob: boolean;
  /** Not known, but it stands for names or numbers of a form that is: its text is a pattern, or holds marks. */
  readonly open?: true;
  /**
   * One of names that are listed, outside quotes, where a blank in it would part it: what it is then is up to who named
   * the files, as what is run is up to who wrote them. A command with such a word counts as one that runs code.
   */
  readonly planted?: boolean;
  /** All that is not known of it is the folder at hand, as the shell itself names it. */
  readonly around?: true;
  /** Of one that begins with the folder at hand as the shell names it: the folders that it stood for, wherever it is read. */
  readonly at?: readonly (string | undefined)[];
  /** Of one that is not known but stays one word: the text that it begins and ends with, whatever stands between. */
  readonly edges?: Edges;
}

/** Both ends of a text in the middle of which something is not known. */
export interface Edges {
  /** The word's text, of which these are the ends: a word that was made of it has others. */
  readonly of: string;
  readonly start: string;
  readonly end: string;
}

/** What a command prints, or a variable holds, where that is known by its form. */
export interface Printed {
  /** One of these, or, of a list, any number of lines that are each one of these. */
  readonly words: readonly Word[];
  readonly list: boolean;
  /** What variables have in common that were read of the same lines: where one is of a line, so are the others. */
  readonly of?: object;
}

/** A file that a redirection opens. Descriptors and `/dev/null` are none. */
export interface FileRedirect {
  readonly target: Word;
  readonly writes: boolean;
  readonly appends?: boolean;
}

/** From where a command reads its standard input. A text that is known may be read as a script, names as operands, and a file as what it holds. */
export type Stdin =
  | 'inherited'
  | 'fed'
  | { readonly text: string }
  | { readonly names: readonly Word[] }
  /** Lines of files, each behind the file's name and its number: `grep -rn`. */
  | { readonly found: readonly Word[] }
  /** Lines of one file, each behind its number, or one of them: `grep -n`. */
  | { readonly numbered: 'lines' | 'line' }
  /** An example of the statements of SQL that it reads. */
  | { readonly statements: string }
  | { readonly file: Word };

/** One simple command, wherever in the script or in its wrappers it stands. */
export interface SimpleCommand {
  /** The program first. Empty where the command only assigns or only opens files. */
  readonly words: readonly Word[];
  /** The base name as written; undefined where nobody can say what runs. */
  readonly program: string | undefined;
  /** The same without regard to case, and without the ending that other systems give programs. */
  readonly folded: string;
  readonly model: Program | undefined;
  /** Why it may run more than can be seen: inline code, a script from a pipe. */
  readonly opaque: string | undefined;
  readonly redirects: readonly FileRedirect[];
  /** Variables assigned before the program, as `NAME=value`. */
  readonly assigned: readonly Word[];
  /** Whether its words hold a command or process substitution. */
  readonly substitutes: boolean;
  /** A function that the script itself defined earlier, without conditions: its body is judged, not its name. */
  readonly own: boolean;
  /** It empties a database, and that is one for tests. */
  readonly onTests?: boolean;
  /** The folders in which it may run, relative to where the script starts; undefined where nobody can say. */
  readonly folders: readonly (string | undefined)[];
  /** Runs elsewhere: in a container or on another host, where paths mean something else. */
  readonly remote: boolean;
  /** What its paths mean, where it runs in a container that says so. */
  readonly mounts: Mounts | null;
  /** Index of the wrapper or substitution around it, for explanations. */
  readonly parent: number;
  /** Ranges of commands of the script that read what it prints, as `[from, to)` pairs. */
  readonly sinks: (readonly [number, number])[];
  readonly stdin: Stdin;
  /** What follows from the rest, kept once it has been asked for. */
  /** Why the code that it runs, which the script itself has written, reaches further than it may. */
  readonly reaches?: string | undefined;
  /** Folders whose code goes into what the script itself has written. */
  readonly taken?: readonly Word[];
  /** What inline code does that is known to do no more. */
  readonly code: readonly CodeEffect[] | undefined;
  readonly memo: {
    args: Arguments | undefined;
    effects: readonly EffectFound[] | undefined;
    kinds: number | undefined;
  };
}

/** What follows from a command, before anybody has asked for it. */
export const freshMemo = (): SimpleCommand['memo'] => ({
  args: undefined,
  effects: undefined,
  kinds: undefined,
});

/** The text that a command is fed, where the script holds it. */
export const fedText = (stdin: Stdin): string | undefined =>
  typeof stdin === 'object' && 'text' in stdin ? stdin.text : undefined;

/** What a condition has answered about a script, at a place that paths go by. */
export interface Answer {
  readonly place: object;
  any: Truth | undefined;
  all: Truth | undefined;
}

/** A script as conditions see it. */
export interface Script {
  readonly commands: readonly SimpleCommand[];
  /** Why nobody can say what it runs: it does not parse, or is too large or too deep. */
  readonly unclear: string | undefined;
  /** Of a text: what it is without look-alikes; null where that is the same. Kept once it has been asked for. */
  readonly memo: { loose: Script | null | undefined; answers?: Map<object, Answer> };
}

/** Whether its text says what it may be. */
export const tellable = (word: Word): boolean => word.known || word.open === true;

/** What a word that is not known begins and ends with for certain. */
export const edgesOf = ({ edges, text }: Word): Edges | undefined => (edges?.of === text ? edges : undefined);

export const knownWord = (text: string): Word => ({ text, known: true, splits: false, glob: false });

/** A word that holds marks, or a pattern for names that are not known. */
export const openWord = (text: string): Word => ({
  text,
  known: false,
  splits: false,
  glob: true,
  open: true,
});

/** A name that is one of those that a pattern stands for. */
export const asOpen = (word: Word): Word =>
  word.known && word.glob ? { ...word, known: false, open: true } : word;

/** A word that nobody can tell: of one piece, or of any number. */
export const unknownWord = (text: string, splits: boolean): Word => ({
  text,
  known: false,
  splits,
  glob: false,
});
