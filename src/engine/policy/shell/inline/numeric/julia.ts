import type { CodeEffect } from '../code-effect.js';
import { NotShown } from '../code-effect.js';
import { set } from '../named-set.js';
import { languageOf } from '../../unparsed/index.js';
import { sourceOf } from '../../unparsed/source.js';
import { allNear, PROJECT } from './syntax.js';

/** What the project's own packages are asked, which runs what it holds. */
const OF_PROJECT =
  /^\s*(?:using|import)\s+Pkg\s*;?\s*(?:Pkg\.(?:test|status|precompile|instantiate|resolve|build)\(\)\s*;?\s*)+$/;
const MODULES =
  /^(?:Statistics|LinearAlgebra|Random|Printf|Dates|SparseArrays|Test|Unicode|UUIDs|Base\.Threads|InteractiveUtils)$/;
/** Words of the language, and functions that compute and print. */
const NAMES = set(
  `abs abs2 accumulate all allunique angle any append argmax argmin asin acos atan axes begin big binomial bitstring break broadcast catch cbrt ceil chop chomp clamp
   coalesce codepoint collect complex conj const continue convert copy cor cos cosh count cov cross cumprod cumsum Dict deg2rad denominator det diag diagm diff digits div divrem
   do dot eachindex eachrow eachcol eigen eigvals else elseif eltype end endswith enumerate error evalpoly exp exp2 expm1 extrema factorial fill filter findall findfirst findmax
   findmin first firstindex fld float floor foldl foldr for function gcd get global haskey hcat hypot I identity if imag in indexin insert Int Int8 Int16 Int32 Int64 UInt8 UInt16 UInt32 UInt64
   Inf intersect inv isa iseven isempty isequal isfinite isinf isnan isodd isone isapprox ispow2 issorted iszero join keys keytype kron last lastindex lcm length let local log log10 log1p log2 lowercase
   lpad map mapreduce match max maximum mean median merge min minimum missing mod mod1 mul muladd mutable NaN ndims nothing norm normalize numerator ones only outer pairs
   partialsort permutedims pi π ℯ pinv pop popfirst powermod prevpow nextpow print println printstyled prod push pushfirst quantile qr lu cholesky svd rad2deg rand randn randperm range rank Rational rationalize real reduce
   rem repeat replace reshape rethrow return reverse round rpad rsplit Set shuffle show sign sin sinh size skipmissing sort sortperm split sqrt sprint startswith std step string
   strip struct String sum symdiff tan tanh Threads nthreads titlecase to tr transpose trunc trues falses true false try Tuple tuple typemax typemin typeof union unique uppercase using import values var vcat
   VERSION Vector Matrix Array AbstractFloat AbstractString Any Bool BigFloat BigInt Char Complex Float16 Float32 Float64 Number Real Integer Function where while zero zeros zip xor
   Statistics LinearAlgebra Random Printf Dates SparseArrays Test Unicode UUIDs Base now today year month day Date DateTime Day Month Year Hour seed test testset printf sprintf time elapsed show inbounds simd assert
   isprime issubset occursin eachmatch eachsplit sprand sparse nnz exit versioninfo stdout stderr flush summary nfields fieldnames supertype subtypes`,
);
/** Names of Julia's own that act, whatever else a text calls so. */
const ACTS =
  /^(?:run|pipeline|success|read\w*|open\w*|write\w*|Cmd|rm|mv|cp|ch\w+|sym\w*link|hardlink|download\w*|eval\w*|include\w*|invoke\w*|ENV|home\w*|unsafe_\w+|getfield|getproperty|setfield\w*|Core|Main|ccall|cglobal|llvmcall|dl\w+|cd|pwd|mk\w+|touch|temp\w*|walkdir|kill|atexit|redirect\w*|addprocs|connect|listen|require|Meta|Expr|Symbol|Module|parse\w*|exec\w*|detach|ignorestatus|set\w*env|with\w*env|finalizer|ARGS|PROGRAM_FILE|LOAD_PATH|DEPOT_PATH|Pkg|Sys|Libc|Filesystem|Process)$/;
/** Macros that compute, print and measure. */
const MACROS =
  /^(?:test|testset|test_throws|printf|sprintf|time|elapsed|show|inbounds|simd|assert|allocated|views|fastmath)$/;

/** What Julia does that is given on a line. @throws NotShown where it may do anything */
export function judgeJulia(code: string): readonly CodeEffect[] {
  if (OF_PROJECT.test(code)) return PROJECT;
  const language = languageOf('x.jl');
  const source = language && sourceOf(code, language.syntax);
  // A text with signs in it is code in part; texts of other kinds are made by macros.
  if (
    source === undefined ||
    /'\\?"|"'/.test(code) ||
    /`|\$|[A-Za-z_]\w*"/.test(source.code) ||
    source.texts.some((text) => text.includes('$')) ||
    !allNear(source)
  )
    throw new NotShown('code that is not followed');
  const text = source.code;
  for (const [, name] of text.matchAll(/@\s*([\w.]+)/g))
    if (!MACROS.test(name as string)) throw new NotShown('a macro');
  for (const [, names] of text.matchAll(/\b(?:using|import)\s+([^;\n]*)/g))
    if (!(names as string).split(',').every((name) => MODULES.test(name.replace(/:.*$/, '').trim())))
      throw new NotShown('a module');
  const own = new Set(
    [
      ...text.matchAll(
        /([A-Za-z_]\w*)\s*(?:[-+*/^÷%]?=(?![=>])|∈|\bin\b|->)|\bfunction\s+(\w+)|([A-Za-z_]\w*)(?=\([\w\s,]*\)\s*=(?!=))|\(([\w\s,]*)\)\s*(?:->|=(?!=))|\bfor\s+\(?([\w\s,]+)\)?|\bfunction\s+\w+\(([\w\s,]*)\)/g,
      ),
    ].flatMap(([, ...groups]) => groups.flatMap((group) => group?.match(/[A-Za-z_]\w*/g) ?? [])),
  );
  for (const [name] of text.matchAll(/(?<![\w])[\p{L}_][\w\p{L}!]*/gu))
    if (ACTS.test(name) || (!NAMES.has(name.replace(/!$/, '')) && !own.has(name)))
      throw new NotShown(`\`${name}\``);
  return [];
}
