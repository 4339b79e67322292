import { argumentsOf, valuesOf } from './arguments.js';
import { inNewFolder, isTemporary } from './forms.js';
import type { SimpleCommand, Word } from './script.js';

interface Compiler {
  /** A flag that tells no other program and no other place, or a file below the folder at hand. */
  readonly words: RegExp;
  /** Flags whose value is the next word, with what it may say. */
  readonly values?: Readonly<Record<string, RegExp>>;
  readonly sources: RegExp;
}

const WORD = /^\w[\w.+-]*$/;
const COMPILERS: readonly (readonly [names: RegExp, compiler: Compiler])[] = [
  [
    /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-\d+)?$/,
    {
      words: /^(?:-[\w=+,.:-]+|-[IL](?:\w[\w./-]*|\.)|\w[\w./*-]*\.(?:c|cc|cpp|cxx|o|a))$/,
      values: { '-x': /^c(?:\+\+)?$/ },
      sources: /\.(?:c|cc|cpp|cxx)$/,
    },
  ],
  [
    /^(?:gfortran|flang)(?:-\d+)?$/,
    {
      words: /^(?:-[gOWfs][\w=,-]*|-std=\w+|\w[\w./-]*\.[fF](?:90|95|03|08)?)$/,
      sources: /\.[fF](?:90|95|03|08)?$/,
    },
  ],
  [
    /^rustc$/,
    {
      words:
        /^(?:-[Ogv]|--test|--edition=\d+|--(?:crate-type|crate-name)=\w+|--cap-lints=\w+|-[AWD]\w+|-C(?:opt-level|debuginfo|target-cpu|debug-assertions|overflow-checks|panic|lto|codegen-units)=[\w-]+|\w[\w/-]*\.rs)$/,
      values: {
        '--edition': /^\d+$/,
        '--crate-type': WORD,
        '--crate-name': WORD,
        '-A': /^\w+$/,
        '-W': /^\w+$/,
        '-C': /^(?:opt-level|debuginfo|target-cpu|debug-assertions|overflow-checks|panic|lto|codegen-units)=[\w-]+$/,
      },
      sources: /\.rs$/,
    },
  ],
  [
    /^swiftc$/,
    {
      words:
        /^(?:-(?:g|O|Onone|Ounchecked|Osize|parse-as-library|warnings-as-errors|suppress-warnings|whole-module-optimization|wmo|enable-bare-slash-regex|enable-testing|swift-version=?\d|strict-concurrency=\w+)|\w[\w/-]*\.swift)$/,
      values: {
        '-swift-version': /^\d(?:\.\d)?$/,
        '-module-name': /^\w+$/,
        '-framework': /^(?:Foundation|XCTest)$/,
        '-enable-upcoming-feature': /^\w+$/,
        '-enable-experimental-feature': /^\w+$/,
      },
      sources: /\.swift$/,
    },
  ],
  [
    /^ghc$/,
    {
      words:
        /^(?:-(?:O\d?|W[\w-]*|threaded|rtsopts|prof|fprof-\w+|v\d|X\w+|f(?:llvm|specialise\w*|no-\w+)|no-keep-hi-files|no-keep-o-files|fforce-recomp)|\w[\w/-]*\.hs)$/,
      values: {
        '-package':
          /^(?:base|containers|text|bytestring|mtl|transformers|vector|array|time|deepseq|random|QuickCheck|stm)$/,
        '-outputdir': /^\/tmp\/\w[\w./-]*$/,
      },
      sources: /\.hs$/,
    },
  ],
];
/** Packages of the module at hand, and flags that only tune. */
const OF_MODULE =
  /^(?:-(?:v|x|a|o|c|race|trimpath|buildvcs(?:=\w+)?|mod=\w+|tags|tags=[\w,]+|ldflags)|(?:-ldflags=)?(?:-[sw] ?|-X[ =][\w./-]+=[\w.:+-]* ?)+|\.|\.\/[\w./-]*|[\w,]+|\w[\w/-]*\.go)$/;
const GO: Compiler = { words: OF_MODULE, sources: /\.go$/ };

/** Only programs of a few names are looked up. */
const NAMED = /^(?:g|c|rust|swift|flang)/;
const compilerOf = (name: string): Compiler | undefined =>
  NAMED.test(name) ? COMPILERS.find(([names]) => names.test(name))?.[1] : undefined;

/** What other sources may take in. */
export const SOURCES = /\.(?:[ch]|cc|hh|cpp|hpp|cxx|hxx|inc|inl|s|go|rs|swift|hs|f|f90|f95|f03|f08|mod)$/i;

/** What changes no program that lies elsewhere, beside compilers themselves. */
const QUIET =
  /^(?:mkdir|mktemp|rm|rmdir|echo|printf|ls|cd|pwd|set|export|head|tail|grep|egrep|wc|cut|tr|nl|diff|cmp|date|uname|nproc|which|type|basename|dirname|seq|size|nm|objdump|readelf|ldd|du|stat|true|false|:|test|\[|sleep|kill|wait|trap|break|continue|exit|cat|)$/;

export const isQuiet = ({ folded, opaque }: SimpleCommand): boolean =>
  opaque === undefined && (QUIET.test(folded) || compilerOf(folded) !== undefined);

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
 * those that the script itself has written and that are judged as such. In a folder of `/tmp` there are none but those.
 */
export function compiledOf(command: SimpleCommand, isRead: (source: Word) => boolean): Word | undefined {
  const { folded, words, folders } = command;
  const go = folded === 'go' && isGoBuild(words);
  const compiler = go ? GO : compilerOf(folded);
  if (compiler === undefined || command.opaque !== undefined || command.remote) return undefined;
  if (!folders.every(isNear)) return undefined;
  const scratch = folders.some((folder) => folder !== undefined && isTemporary(folder));
  const [made, ...more] = go ? valuesOf(argumentsOf(command), ['o']) : outputsOf(words);
  if (made === undefined || more.length > 0 || command.assigned.length > 0) return undefined;
  if (!made.known && !inNewFolder(made)) return undefined;
  const others = words.slice(go ? 2 : 1).filter((word) => word !== made);
  const sources = others.filter((word) => compiler.sources.test(word.text));
  const isOwn = (word: Word, i: number): boolean => {
    if (compiler.sources.test(word.text) && isRead(word)) return true;
    if (word.text === '-' && word.known) return sources.length === 0 && isRead(word);
    const value = compiler.values?.[others[i - 1]?.text ?? ''];
    if (value !== undefined) return word.known && value.test(word.text);
    return (
      word.known &&
      !/\.\.|^-I?\/|=\//.test(word.text) &&
      (compiler.words.test(word.text) || word.text === '-o' || compiler.values?.[word.text] !== undefined) &&
      !(scratch && /^(?:[^-]|-[IL])/.test(word.text))
    );
  };
  const own = others.every(isOwn);
  return own && (go || others.some(({ text }) => /^(?:[\w/]|-$)/.test(text))) ? made : undefined;
}

/** A folder of the project, or one for a while. */
const isNear = (folder: string | undefined): boolean =>
  folder !== undefined && !folder.includes('..') && (isTemporary(folder) || !/^[/~]/.test(folder));

/** `go build`, and `go test -c`. */
function isGoBuild(words: readonly Word[]): boolean {
  const verb = words[1]?.text;
  return verb === 'build' || (verb === 'test' && words.some(({ text }) => text === '-c'));
}
