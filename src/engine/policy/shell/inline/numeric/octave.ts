import type { CodeEffect } from '../code-effect.js';
import { NotShown } from '../code-effect.js';
import { set } from '../named-set.js';
import { sourceOf } from '../../unparsed/source.js';
import { allNear, PROJECT } from './syntax.js';

/** Octave's and MATLAB's; a quote behind a value is no text but turns it over. */
const SYNTAX = {
  comments: /[%#][^\n]*/,
  texts: /"(?:[^"\\\n]|\\[^\n])*"|(?<![\w)\]}'.])'(?:[^'\n]|'')*'/,
} as const;
const TESTS =
  /^\s*(?:(?:results?|r)\s*=\s*)?runtests\(\s*(?:'[\w./-]*'|"[\w./-]*")?\s*\)\s*;?\s*(?:(?:assertSuccess|disp|table)\(\s*(?:results?|r)\s*\)\s*;?\s*)*(?:exit\s*;?\s*)?$/;
const NAMES = set(
  `abs acos all any asin atan atan2 ans arrayfun cellfun besselj bitand bitor bitxor break cat ceil cell cell2mat char chol class columns complex conj continue conv cos cosh cov corr corrcoef
   cross cumprod cumsum deconv deg2rad det diag diff disp display dot double e eig else elseif end endfor endif endwhile endfunction eps erf error exp expm exit eye factor factorial false fft find
   fix fliplr flipud floor floorDiv for format fprintf function gamma gcd hilb histc hypot i if ifft imag Inf inf int16 int32 int64 int8 interp1 inv invhilb isempty isequal isfield isfinite isinf
   isnan isnumeric isprime j kron lcm length linspace log log10 log1p log2 logical logspace lu magic max mean median meshgrid min mod mode NaN nan nchoosek ndims norm nnz not null num2cell num2str
   numel ones or and orth otherwise perms pi pinv polyfit polyval primes printf prod qr quit rad2deg rand randi randn randperm rank real rem repmat reshape roots round rows rref short long
   sign sin single sinh size sort sprintf sqrt squeeze std strcat strcmp strjoin strrep strsplit strtrim struct sub2ind sum svd switch case tan tanh tic toc trace transpose trapz tril triu
   true uint16 uint32 uint64 uint8 unique upper lower var vander version vertcat horzcat while xor zeros mat2str int2str columns circshift cummax cummin range iqr normest cond fieldnames`,
);

/** Names of functions that act, whatever else a text calls so: it may not hold where they stand. */
const ACTS =
  /^(?:system|shell_cmd|dos|unix|p?open\w*|close|exec|fork|eval\w*|feval|inline|func\w*|str2func|str2num|builtin|assign\w*|f(?:open|write|read|puts|getl|gets|scanf|disp|close|eof|skipl)|delete|unlink|rm\w+|mk\w+|rename|movefile|copyfile|url\w+|web\w*|source|run\w*|load\w*|save\w*|cd|chdir|ls|dir|what|who\w*|getenv|setenv|putenv|unsetenv|pkg|java\w*|py\w*|perl|ruby|mex\w*|load\w*|dlm\w+|csv\w+|text\w+|import\w*|audio\w+|im\w+|print|save\w*|diary|input|keyboard|un\w+|zip|tar|gzip|bzip2|s?ftp|par\w+|batch|spawn|actx\w*|winopen|edit|open|type|addpath|rmpath|path|genpath|autoload|mlock|atexit|clear\w*|history\w*|kbhit|kill|waitpid|dup2|pipe|getp\w+|gete\w+|tcp\w*|udp\w*|serial\w*|socket\w*|read\w+|write\w+|matlab\w*|publish|evalin|call\w+|lib\w+|unload\w*|methods|inputParser|onCleanup|timer|start)$/;

/** What Octave or MATLAB does that is given on a line. @throws NotShown where it may do anything */
export function judgeOctave(code: string): readonly CodeEffect[] {
  if (TESTS.test(code)) return PROJECT;
  // Behind the mark stands a command of a shell; so does a line that goes on.
  if (/\\"|[\w)\]}]\s+'|^\s*!|[;,\n]\s*!(?!=)|\.\.\.|\\\s*\n|%\{|#\{/.test(code))
    throw new NotShown('a command');
  const source = sourceOf(code, SYNTAX);
  if (source === undefined || !allNear(source)) throw new NotShown('code that is not followed');
  const text = source.code;
  if (/@(?!\()|\.\(/.test(text) || /\b(?:cell|array)fun\s*\(\s*(?!@)/.test(text))
    throw new NotShown('a function by its name');
  const own = new Set(
    [
      ...text.matchAll(
        /(?<![\w.])([A-Za-z_]\w*)\s*(?:\([^()=]*\))?\s*=(?!=)|\[([\w\s,~]+)\]\s*=(?!=)|@\(([\w\s,]*)\)|\bfor\s+(\w+)/g,
      ),
    ].flatMap(([, ...groups]) => groups.flatMap((group) => group?.match(/[A-Za-z_]\w*/g) ?? [])),
  );
  // Words behind a name without a sign between them are handed to it as texts, and some names then act.
  for (const [name] of text.matchAll(/(?<![\w.])[A-Za-z_]\w*/g))
    if (ACTS.test(name) || (!NAMES.has(name) && !own.has(name))) throw new NotShown(`\`${name}\``);
  return [];
}
