/** What a command may do to the world, in the words of the language. */
export const EFFECTS = [
  'delete',
  'write',
  'execute',
  'network',
  'privilege',
  'persist',
  'read_secret',
] as const;
export type Effect = (typeof EFFECTS)[number];

/** `read` is no effect of its own: what is read may be a secret. `unknown` may be any. */
export type Kind = Effect | 'read' | 'unknown';

/**
 * One thing that a program does: `KIND [PLACE…] [if FLAG,FLAG | unless FLAG,FLAG]`. A place is `operands`, `first`,
 * `last`, `rest` (all but the first), `sources` (all but the last, where that is not given by a flag), `files` (all but the code that comes first), `=o,output` (values of these flags), `of=` (operands that begin so), or a path
 * (`.`). Without one the effect has no path or host.
 */
export type Does = `${Kind}` | `${Kind} ${string}`;

/** How a wrapper holds the command that it runs. */
export type Runs =
  /** The rest of the words, after its own flags, assignments if it takes some, and `skip` operands. */
  | {
      readonly rest: 'words' | 'script';
      readonly skip?: number;
      readonly assigns?: boolean;
      readonly inline?: boolean;
    }
  /** The value of one of these flags is a script. */
  | { readonly script: string }
  /** In a way of its own, known to the unwrapper of this name. */
  | {
      readonly special:
        | 'shell'
        | 'ssh'
        | 'runner'
        | 'launcher'
        | 'python'
        | 'docker'
        | 'find'
        | 'xargs'
        | 'git'
        | 'env'
        | 'trap'
        | 'alias'
        | 'parallel'
        | 'awk'
        | 'sed'
        | 'lines'
        | 'debugger'
        | 'cargo'
        | 'perf'
        | 'tmux'
        | 'fd'
        | 'anywhere'
        | 'quoted'
        | 'scripted'
        | 'cmake'
        | 'rails';
    };

/** What is known about one program. Flags are written without dashes, those of several letters are long. */
export interface Program {
  /** Its name, and others by which it goes. */
  readonly names: readonly string[];
  /** Flags that take a value, separated by spaces. */
  readonly values: ReadonlySet<string>;
  /** Letters whose value, if they have one, stands right behind them: `mysql -pPASSWORD`. */
  readonly attached: ReadonlySet<string>;
  /** Flags that take two. */
  readonly pairs: ReadonlySet<string>;
  /** Other flags, where it matters to know them all: a wrapper's. */
  readonly switches: ReadonlySet<string> | undefined;
  /** Flags that are known to take no value, where flags end at the first operand; one may end in a star. */
  readonly alone: ReadonlySet<string>;
  /** Flags whose values are places of what it does. */
  readonly placed: ReadonlySet<string>;
  /** For each flag the others that mean the same. */
  readonly same: ReadonlyMap<string, readonly string[]>;
  /** Long flags have one dash, and short ones are not bundled. */
  readonly oneDash: boolean;
  /** Its first word may be flags without a dash. */
  readonly oldStyle: boolean;
  /** Flags end at the first operand. */
  readonly posix: boolean;
  readonly does: readonly Does[];
  /** What it does whatever its first operands are. */
  readonly also: readonly Does[];
  /** What it does by its first operands: `push`, `remote add`. `*` is any other. */
  readonly sub: ReadonlyMap<string, readonly Does[]> | undefined;
  readonly runs: readonly Runs[];
  /** The wrapped command runs on another machine or in a container. */
  readonly remote: boolean;
  /** Flags that hold code or make it run code; `always` where it takes code without. */
  readonly opaque: ReadonlySet<string> | undefined;
  /** Reads code from its input where it is given no operand. */
  readonly feeds: boolean;
  /** Flags that name the folder in which it runs. */
  readonly folder: readonly string[];
}

/** A program as a family writes it down. */
export interface ProgramEntry {
  readonly names: string;
  readonly values?: string;
  readonly attached?: string;
  readonly pairs?: string;
  readonly switches?: string;
  readonly alone?: string;
  readonly same?: readonly string[];
  readonly oneDash?: boolean;
  readonly oldStyle?: boolean;
  readonly posix?: boolean;
  readonly does?: readonly Does[];
  readonly also?: readonly Does[];
  readonly sub?: Readonly<Record<string, readonly Does[]>>;
  readonly runs?: Runs | readonly Runs[];
  readonly remote?: boolean;
  readonly opaque?: string;
  readonly feeds?: boolean;
  readonly folder?: string;
}

/** A family of programs: one file of data. */
export interface Family {
  readonly name: string;
  readonly programs: readonly Program[];
}

export function defineFamily(name: string, entries: readonly ProgramEntry[]): Family {
  return { name, programs: entries.map(toProgram) };
}

/** Programs that do nothing but read and print, by name. */
export function harmless(names: string, entry: Omit<ProgramEntry, 'names'> = {}): ProgramEntry[] {
  return names.split(' ').map((name) => ({ names: name, does: [], ...entry }));
}

function toProgram(entry: ProgramEntry): Program {
  return {
    names: words(entry.names),
    values: new Set(words(entry.values)),
    attached: new Set(words(entry.attached)),
    pairs: new Set(words(entry.pairs)),
    switches: entry.switches === undefined ? undefined : new Set(words(entry.switches)),
    alone: new Set(words(entry.alone)),
    placed: placedFlags(entry),
    same: sameFlags(entry.same ?? []),
    oneDash: entry.oneDash ?? false,
    oldStyle: entry.oldStyle ?? false,
    posix: entry.posix ?? entry.runs !== undefined,
    does: entry.does ?? [],
    also: entry.also ?? [],
    sub: entry.sub && subcommands(entry.sub),
    runs:
      entry.runs === undefined
        ? []
        : Array.isArray(entry.runs)
          ? (entry.runs as Runs[])
          : [entry.runs as Runs],
    remote: entry.remote ?? false,
    opaque: entry.opaque === undefined ? undefined : new Set(words(entry.opaque)),
    feeds: entry.feeds ?? false,
    folder: words(entry.folder),
  };
}

/** The long flags that what a program does names as `=output,prefix`. */
function placedFlags({ does = [], also = [], sub = {} }: ProgramEntry): ReadonlySet<string> {
  const all = [...does, ...also, ...Object.values(sub).flat()];
  const named = all.flatMap((one) => / =(\S+)/.exec(one)?.[1]?.split(',') ?? []);
  return new Set(named.filter((name) => name.length > 1));
}

function words(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(' ');
}

function sameFlags(groups: readonly string[]): Map<string, readonly string[]> {
  const same = new Map<string, readonly string[]>();
  for (const group of groups) for (const flag of words(group)) same.set(flag, words(group));
  return same;
}

/** Several subcommands with the same effects may share a line: `add mv: […]` is written `'add|mv'`. */
function subcommands(table: Readonly<Record<string, readonly Does[]>>): Map<string, readonly Does[]> {
  return new Map(
    Object.entries(table).flatMap(([keys, does]) => keys.split('|').map((key) => [key, does] as const)),
  );
}
