import { hasFlag, valuesOf } from './arguments.js';
import type { Arguments } from './arguments.js';
import type { Does, Kind, Program } from './programs/define.js';

export interface ParsedDoes {
  readonly kind: Kind;
  readonly place: string;
  readonly flags: readonly string[];
  /** Whether it does so where one of the flags is given, or where none is. */
  readonly when: boolean;
}

const parsed = new Map<Does, ParsedDoes>();

export function readDoes(text: Does): ParsedDoes {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const [, kind = '', place = '', how = '', flags = ''] =
    /^(\w+)(?: (?!if |unless )(\S+))?(?: (if|unless) (\S+))?$/.exec(text) ?? [];
  const made = {
    kind: kind as Kind,
    place,
    flags: flags === '' ? [] : flags.split(','),
    when: how !== 'unless',
  };
  parsed.set(text, made);
  return made;
}

/** Whether a program with these arguments may do it. */
export function applies({ flags, when }: ParsedDoes, args: Arguments, model: Program): boolean {
  if (flags.length === 0) return true;
  if (args.unclear) return true;
  return flags.some((flag) => isGiven(flag, args, model)) === when;
}

/** A flag; or, as `dry-run=client+server`, one that has no other value than these wherever it is given. */
function isGiven(flag: string, args: Arguments, model: Program): boolean {
  const equals = flag.indexOf('=');
  if (equals < 0) return hasFlag(args, flag, model, true);
  const name = flag.slice(0, equals);
  const allowed = flag.slice(equals + 1).split('+');
  if (!args.flags.has(name)) return false;
  const values = valuesOf(args, [name]);
  const bare = args.flags.get(name) === undefined;
  return (
    values.every(({ known, text }) => known && allowed.includes(text)) && (!bare || allowed.includes(''))
  );
}
