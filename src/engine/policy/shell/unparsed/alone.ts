/** `#include "x.h"`, and the like in other languages: a line that takes in a file by its name. */
const INCLUDES = /(?<![^\n])[^\n]*include[^\n]*["'][^\n]*/g;

interface Modules {
  readonly files: RegExp;
  /** What takes in another module, with its name. */
  readonly form: RegExp;
  /** Those that everybody has, and that lie beside no source. */
  readonly known: RegExp;
}

const MODULES: readonly Modules[] = [
  { files: /\.rs$/, form: /\b(?:mod\s+\w+\s*;|extern\s+crate\b)()/g, known: /(?!)/ },
  {
    files: /\.hs$/,
    form: /(?:^|[;{])[ \t]*import\s+(?:safe\s+)?(?:qualified\s+)?("[^"]*"|[\w.]+)/gm,
    known:
      /^(?:Prelude|Numeric|Control\.(?:Monad|Exception|Concurrent|Applicative|Category|Arrow|DeepSeq|Parallel)|Data\.(?:List|Map|Set|IntMap|IntSet|Char|Maybe|Either|Ord|Function|Foldable|Traversable|Bits|Word|Int|Ratio|Complex|Array|IORef|STRef|Text|ByteString|Sequence|Time|Kind|Proxy|Coerce|Monoid|Semigroup|Functor|Void|Tuple|String|Typeable|Bifunctor|Fixed|Graph|Tree|Version|Unique|Vector|Hashable|HashMap|HashSet)|Text\.(?:Printf|Read)|Debug\.Trace|System\.(?:IO|CPUTime|Mem|Exit|Timeout)|GHC\.(?:Generics|TypeLits|Exts|Stack|Conc)|Test\.QuickCheck)(?:\.|$)/,
  },
  {
    files: /\.swift$/,
    form: /(?<![\w.])import\s+(?:(?:struct|class|enum|func|typealias|protocol|let|var|actor)\s+)?([\w.]+)/g,
    known: /^(?:Foundation|Swift|Dispatch|XCTest|RegexBuilder|Observation|Synchronization)(?:\.|$)/,
  },
  {
    files: /\.[fF](?:90|95|03|08)?$/,
    form: /(?:^|;)[ \t]*use\s*(?:,\s*(?:non_)?intrinsic\s*)?(?:::)?\s*(\w+)/gim,
    known: /^(?:iso_fortran_env|ieee_\w+|omp_lib)$/i,
  },
];

/** Whether nothing goes into a source but what stands in it, the language's own, and headers of the project. */
export function standsAlone(file: string, text: string, ofProject: boolean): boolean {
  const taken = text.match(INCLUDES) ?? [];
  if (!taken.every((line) => ofProject && !line.includes('..'))) return false;
  const modules = MODULES.find(({ files }) => files.test(file));
  return (
    modules === undefined ||
    [...text.matchAll(modules.form)].every(([, name]) => modules.known.test(name as string))
  );
}
