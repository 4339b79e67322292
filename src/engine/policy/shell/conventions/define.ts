/** What a file has a program run, as far as it says so. */
export interface Shown {
  /** Scripts for a shell. */
  readonly scripts: readonly string[];
  /** Why it may run more than that. */
  readonly doubt?: string;
}

/**
 * Files that programs run without being told their names. A script that writes one before it starts such a program is
 * read with what stands in it; what stood there before is the project's own.
 */
export interface Convention {
  readonly programs: readonly string[];
  /** Names of the files, without their folder. */
  readonly files: RegExp;
  /** Flags whose value names such a file, whatever it is called. */
  readonly flags?: readonly string[];
  /** The subcommands that run them, in one text, where not all do. */
  readonly verbs?: RegExp;
  /** Whether an operand may name such a file. */
  readonly operand?: true;
  /** Whether it is read from the standard input. */
  readonly input?: true;
  /** Whether what it says runs elsewhere, in a container. */
  readonly remote?: true;
  readonly read: (text: string) => Shown;
}

export function defineConvention(convention: Convention): Convention {
  return convention;
}

export const NOTHING: Shown = { scripts: [] };

/** A file that shows no script, and gives a doubt where it says something of this form. */
export function doubtful(form: RegExp, doubt: string): Convention['read'] {
  return (text) => (form.test(text) ? { scripts: [], doubt } : NOTHING);
}
