/** `#include "x.h"`, and the like in other languages: a line that takes in a file by its name. */
const INCLUDES = /(?<![^\n])[^\n]*include[^\n]*["'][^\n]*/g;
/** Modules that lie beside a source, and modules that everybody has. */
const MODULES: readonly (readonly [files: RegExp, form: RegExp])[] = [
  [/\.rs$/, /\bmod\s+\w+\s*;|\bextern\s+crate\b/],
  [
    /\.hs$/,
    /^[ \t]*import\s+(?:safe\s+)?(?:qualified\s+)?(?:"[^"]*"\s*)?(?!(?:Prelude|Numeric|Control\.(?:Monad|Exception|Concurrent|Applicative|Category|Arrow|DeepSeq|Parallel)|Data\.(?:List|Map|Set|IntMap|IntSet|Char|Maybe|Either|Ord|Function|Foldable|Traversable|Bits|Word|Int|Ratio|Complex|Array|IORef|STRef|Text|ByteString|Sequence|Time|Kind|Proxy|Coerce|Monoid|Semigroup|Functor|Void|Tuple|String|Typeable|Bifunctor|Fixed|Graph|Tree|Version|Unique|Dynamic|Vector|Hashable|HashMap|HashSet)|Text\.(?:Printf|Read)|Debug\.Trace|System\.(?:IO|CPUTime|Mem|Exit|Timeout)|GHC\.(?:Generics|TypeLits|Exts|Stack|Conc)|Test\.QuickCheck)\b)/m,
  ],
  [
    /\.swift$/,
    /^[ \t]*(?:@\w+(?:\([^)]*\))?\s+)*import\s+(?:(?:struct|class|enum|func|typealias|protocol)\s+)?(?!(?:Foundation|Swift|Dispatch|XCTest|RegexBuilder|Observation|Synchronization)\b)/m,
  ],
  [
    /\.[fF](?:90|95|03|08)?$/,
    /^[ \t]*use\s*(?:,\s*intrinsic\s*)?(?:::)?\s*(?!(?:iso_fortran_env|ieee_\w+|omp_lib)\b)/im,
  ],
];

/** Whether nothing goes into a source but what stands in it, the language's own, and headers of the project. */
export function standsAlone(file: string, text: string, ofProject: boolean): boolean {
  const taken = text.match(INCLUDES) ?? [];
  if (!taken.every((line) => ofProject && !line.includes('..'))) return false;
  return !MODULES.some(([files, form]) => files.test(file) && form.test(text));
}
