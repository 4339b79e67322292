import { argumentsOf, valuesOf } from './arguments.js';
import type { SimpleCommand, Word } from './script.js';

const COMPILERS = /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-\d+)?$/;
/** A flag, or a source below the folder at hand: nothing else goes into the program. */
const OF_PROJECT = /^(?:-[\w=+,.:-]+|-[IL]\w[\w./-]*|\w[\w./*-]*\.(?:c|cc|cpp|cxx|o|a))$/;
const SOURCE = /\.(?:c|cc|cpp|cxx)$/;
/** Packages of the module at hand, and flags that only tune. */
const OF_MODULE =
  /^(?:-(?:v|x|a|o|c|race|trimpath|buildvcs(?:=\w+)?|mod=\w+|tags|tags=[\w,]+|ldflags)|(?:-ldflags=)?(?:-[sw] ?|-X[ =][\w./-]+=[\w.:+-]* ?)+|\.|\.\/[\w./-]*|[\w,]+|\w[\w/-]*\.go)$/;
/** What other sources may take in. */
export const SOURCES = /\.(?:[ch]|cc|hh|cpp|hpp|cxx|hxx|inc|inl|s|go)$/i;

/** What changes no program that lies elsewhere, beside compilers themselves. */
const QUIET = /^(?:mkdir|rm|echo|printf|ls|cd|set|head|tail|grep|true|:|test|\[|time|sleep|kill|cat|)$/;

export const isQuiet = ({ folded, opaque }: SimpleCommand): boolean =>
  opaque === undefined && (QUIET.test(folded) || COMPILERS.test(folded));

/** What builds, formats and tests the project, and nothing else. */
const BUILDS =
  /^(?:go|cargo|make|cmake|ctest|ninja|meson|gofmt|rustfmt|clang-format|clang-tidy|cbindgen|diff|cmp|cat|wc|sed|tee)$/;

export const isBuild = ({ folded, opaque, remote }: SimpleCommand): boolean =>
  opaque === undefined && !remote && BUILDS.test(folded);

/** What stands behind `-o` alone: of `-Wconversion` no letter is a flag. */
const outputsOf = (words: readonly Word[]): readonly Word[] =>
  words.filter((_, i) => i > 1 && words[i - 1]?.text === '-o');

/**
 * `gcc -Iinclude src/x.c -o /tmp/x`, `go build -o /tmp/x ./cmd/x`: what a compiler makes of sources of the project, and of
 * those that the script itself has written and that are judged as such.
 */
export function compiledOf(command: SimpleCommand, isRead: (source: Word) => boolean): Word | undefined {
  const c = COMPILERS.test(command.folded);
  const verb = command.words[1]?.text;
  const tests = verb === 'test' && command.words.some(({ text }) => text === '-c');
  const go = command.folded === 'go' && (verb === 'build' || tests);
  if ((!c && !go) || command.opaque !== undefined || command.remote) return undefined;
  const here = command.folders.every((folder) => folder !== undefined && !/^[/~]|\.\./.test(folder));
  if (!here) return undefined;
  const [made, ...more] = go ? valuesOf(argumentsOf(command), ['o']) : outputsOf(command.words);
  if (made?.known !== true || more.length > 0 || command.assigned.length > 0) return undefined;
  const others = command.words.slice(go ? 2 : 1).filter((word) => word !== made);
  const own = others.every(
    (word) =>
      (word.known && !/\.\.|^-I?\/|=\//.test(word.text) && (go ? OF_MODULE : OF_PROJECT).test(word.text)) ||
      (c && SOURCE.test(word.text) && isRead(word)),
  );
  return own && (go || others.some(({ text }) => /^[\w/]/.test(text))) ? made : undefined;
}
