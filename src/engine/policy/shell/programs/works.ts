import type { Does, ProgramEntry } from './define.js';

/** What a tool does that runs the code of a project: it writes there, and whatever path elsewhere its words name. */
export const BUILDS: readonly Does[] = [
  'execute',
  'write .',
  'write named',
  'read operands',
  'network',
  'network urls',
];

/** The same, where a word that is one of the verbs by which such tools reach further makes it unknown. */
export const WORKS: readonly Does[] = [...BUILDS, 'unknown verbs'];

/** Looks at what is named, or asks a service; a path elsewhere may be where it prints to. */
export const LOOKS: readonly Does[] = ['network', 'network urls', 'write named', 'read operands'];

/** Talks to a database: one of this machine, and none that is called production. */
export const STORES: readonly Does[] = [...BUILDS, 'unknown away', 'unknown production', 'unknown emptying'];

/** Nobody but a person knows what this reaches. */
export const ASKS: readonly Does[] = ['network', 'execute', 'unknown'];

/** Settings and results in files that are named; a program may be handed over. */
export const CONFIGURED = { values: 'c config o output f format', opaque: 'exec' };

/** Tools of one line, that all do the same. */
export function tools(names: string, entry: Omit<ProgramEntry, 'names' | 'does'> = {}): ProgramEntry {
  return { names, does: WORKS, ...entry };
}

/** A program of subcommands: those that work on the project, and others, unknown but for what is said of them. */
export function verbs(
  names: string,
  works: string,
  entry: Omit<ProgramEntry, 'names'> & { readonly looks?: string } = {},
): ProgramEntry {
  const { looks, sub, ...rest } = entry;
  return {
    names,
    sub: {
      ...(works !== '' && { [works]: BUILDS }),
      ...(looks !== undefined && { [looks]: LOOKS }),
      '*': ASKS,
      ...sub,
    },
    // Without a word it may be a server, or ask for one.
    does: ASKS,
    ...rest,
  };
}
