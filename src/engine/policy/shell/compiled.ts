import { argumentsOf, valuesOf } from './arguments.js';
import type { SimpleCommand, Word } from './script.js';

const COMPILERS = /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-\d+)?$/;
/** A flag, or a source below the folder at hand: nothing else goes into the program. */
const OF_PROJECT = /^(?:-[\w=+,.:-]+|-[IL]\w[\w./-]*|\w[\w./-]*\.(?:c|cc|cpp|cxx|o|a))$/;
/** What other sources may take in. */
export const SOURCES = /\.(?:[ch]|cc|hh|cpp|hpp|cxx|hxx|inc|inl|s)$/i;

/** What changes no program that lies elsewhere, beside compilers themselves. */
const QUIET = /^(?:mkdir|rm|echo|printf|ls|cd|set|head|tail|grep|true|:|test|\[|time|)$/;

export const isQuiet = ({ folded, opaque }: SimpleCommand): boolean =>
  opaque === undefined && (QUIET.test(folded) || COMPILERS.test(folded));

/** `gcc -Iinclude src/x.c -o /tmp/x`: what a compiler makes of sources of the project alone. */
export function compiledOf(command: SimpleCommand): Word | undefined {
  if (!COMPILERS.test(command.folded) || command.opaque !== undefined || command.remote) return undefined;
  const here = command.folders.every((folder) => folder !== undefined && !/^[/~]|\.\./.test(folder));
  if (!here) return undefined;
  const [made, ...more] = valuesOf(argumentsOf(command), ['o']);
  if (made?.known !== true || more.length > 0 || command.assigned.length > 0) return undefined;
  const others = command.words.slice(1).filter((word) => word !== made);
  const own = others.every(
    ({ known, text }) => known && !/\.\.|^-I?\/|=\//.test(text) && OF_PROJECT.test(text),
  );
  return own && others.some(({ text }) => /^\w/.test(text)) ? made : undefined;
}
