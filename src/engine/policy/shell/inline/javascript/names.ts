import { set } from '../named-set.js';
import { table } from '../../../table.js';

/** Names of members that must stand nowhere: by them a text becomes code, or a value of one kind one of another. */
export const NOWHERE =
  /^(?:constructor|__\w*|prototype|mainModule|getBuiltinModule|caller|binding|_\w*(?:Getter|Setter)__|_linkedBinding|_load|_compile|_extensions|prepareStackTrace|getPrototypeOf|setPrototypeOf|defineProperty|defineProperties)$/;

/** Names by which the language calls what belongs to a value: code may call them, and give them to nothing. */
export const KEPT =
  /^(?:toString|valueOf|toJSON|then|exec|flags|lastIndex|source|inspect|next|return|throw|main|exports)$/;

/** What is there without being named, and what of it may be used. */
export const GLOBALS: Readonly<Record<string, ReadonlySet<string>>> = table({
  console: set('log error warn info debug table dir time timeEnd group groupEnd count assert'),
  JSON: set('parse stringify'),
  Object: set(
    'keys values entries assign fromEntries freeze isFrozen isSealed getOwnPropertyNames groupBy hasOwn is',
  ),
  Math: set(
    'max min floor ceil round abs random sqrt cbrt pow log log2 log10 log1p exp trunc sign hypot sin cos tan asin acos atan atan2 imul clz32 fround PI E LN2 LN10 SQRT2',
  ),
  Number: set(
    'isInteger isSafeInteger isFinite isNaN parseInt parseFloat MAX_SAFE_INTEGER MIN_SAFE_INTEGER EPSILON MAX_VALUE MIN_VALUE',
  ),
  String: set('fromCharCode fromCodePoint'),
  Array: set('isArray from of'),
  Date: set('now parse UTC'),
  Promise: set('all allSettled race any resolve reject'),
  BigInt: set('asIntN asUintN'),
  Intl: set('DateTimeFormat NumberFormat PluralRules RelativeTimeFormat ListFormat Collator Segmenter'),
  Buffer: set('from alloc byteLength concat isBuffer'),
  URL: set('canParse'),
  performance: set(
    'now mark measure getEntries getEntriesByName getEntriesByType clearMarks clearMeasures timeOrigin toJSON',
  ),
  AbortSignal: set('timeout abort any'),
  crypto: set('randomUUID'),
  process: set(
    'argv version versions platform arch cwd exit stdout stdin stderr env memoryUsage uptime exitCode release execPath pid title hrtime argv0 on',
  ),
});
/** What of these is a text, a number or data, and may be held. */
/** Functions of the language that do no more than they are asked, whatever else they are handed with it. */
export const PASSED_ON: Readonly<Record<string, ReadonlySet<string> | undefined>> = table({
  console: GLOBALS['console'],
  JSON: new Set(['parse', 'stringify']),
  Math: GLOBALS['Math'],
  Number: new Set(['isFinite', 'isInteger', 'isNaN', 'isSafeInteger', 'parseFloat', 'parseInt']),
  Object: new Set(['keys', 'values', 'entries']),
  Array: new Set(['isArray']),
});

export const DATA = set(
  'argv version versions platform arch exitCode release execPath pid title argv0 PI E LN2 LN10 SQRT2 MAX_SAFE_INTEGER MIN_SAFE_INTEGER EPSILON MAX_VALUE MIN_VALUE',
);
/** Whether what the language itself holds may stand as a value; `given` to a call, it may be a function that computes. */
export const isValue = (name: string, key: string, given: boolean): boolean =>
  name === 'console' || DATA.has(key) || (given && PASSED_ON[name]?.has(key) === true);

export const DATA_OF_MODULES = set('sep EOL delimiter');
/** What may be called as it stands. */
export const CALLED = set(
  'parseInt parseFloat Number String Boolean isNaN isFinite BigInt encodeURIComponent decodeURIComponent encodeURI decodeURI Array Date Error structuredClone clearTimeout clearInterval',
);
export const MADE = set(
  'AbortController Date Set Map WeakMap WeakSet Array Error TypeError RangeError SyntaxError URL URLSearchParams RegExp Promise TextEncoder TextDecoder Uint8Array Uint16Array Uint32Array Int32Array Float64Array Float32Array Object Intl.DateTimeFormat Intl.NumberFormat Intl.PluralRules Intl.RelativeTimeFormat Intl.ListFormat Intl.Collator Intl.Segmenter',
);
/** What may be handed to a function that calls it. */
export const CALLBACKS = set(
  'Number String Boolean parseInt parseFloat BigInt encodeURIComponent decodeURIComponent',
);
export const TIMERS = set('setTimeout setInterval setImmediate queueMicrotask');
/** Values that are there without being named, and no functions. */
export const CONSTANTS = set('undefined NaN Infinity');

/** Methods that call what they are given. The number is the place of that. */
export const CALLS: Readonly<Record<string, number>> = table({
  ...{ map: 0, filter: 0, forEach: 0, reduce: 0, reduceRight: 0, some: 0, every: 0, find: 0, findIndex: 0 },
  ...{ findLast: 0, findLastIndex: 0, flatMap: 0, sort: 0, toSorted: 0, from: 1 },
  ...{
    parse: 1,
    stringify: 1,
    then: 0,
    catch: 0,
    finally: 0,
    on: 1,
    once: 1,
    groupBy: 1,
    addEventListener: 1,
  },
});
/** Of these, what is given may be a list of names too. */
export const TEXTS = set('stringify');

/** Methods of the language's own objects that compute, whatever stands before the dot. */
export const METHODS = set(`
  join split slice splice concat push pop shift unshift includes indexOf lastIndexOf reverse toReversed toSpliced with flat fill at keys values entries
  trim trimStart trimEnd padStart padEnd repeat toUpperCase toLowerCase startsWith endsWith charAt charCodeAt codePointAt substring substr match
  matchAll search test localeCompare normalize isWellFormed toFixed toPrecision toExponential
  toISOString toLocaleString toLocaleDateString toLocaleTimeString toLocaleUpperCase toLocaleLowerCase toDateString toUTCString toTimeString
  getTime getFullYear getMonth getDate getDay getHours getMinutes getSeconds getMilliseconds getTimezoneOffset getUTCFullYear getUTCMonth
  getUTCDate getUTCDay getUTCHours getUTCMinutes getUTCSeconds setFullYear setMonth setDate setHours setMinutes setSeconds setTime setUTCDate
  get has add delete clear set map filter forEach reduce reduceRight some every find findIndex findLast findLastIndex flatMap sort toSorted replace
  replaceAll next format formatToParts resolvedOptions supportedLocalesOf select segment append getAll
  isDirectory isFile isSymbolicLink hasOwnProperty then catch finally encode decode readUInt8 readInt8 equals subarray setEncoding resume pause
  readUInt16LE readUInt16BE readUInt32LE readUInt32BE readInt16LE readInt16BE readInt32LE readInt32BE readFloatLE readFloatBE readDoubleLE
  readDoubleBE readBigUInt64LE readBigUInt64BE readBigInt64LE readBigInt64BE copyWithin compare of trimLeft trimRight union intersection difference isSubsetOf isSupersetOf
  update digest toString getEntries getEntriesByName getEntriesByType observe`);

const ASSERTS = set(
  'equal strictEqual deepEqual deepStrictEqual notEqual notStrictEqual notDeepEqual notDeepStrictEqual ok match doesNotMatch fail throws doesNotThrow rejects doesNotReject',
);

/** Modules of the platform of which these may be used. */
export const MODULES: Readonly<Record<string, ReadonlySet<string>>> = table({
  fs: set(''),
  'fs/promises': set(''),
  'timers/promises': set('setTimeout setImmediate'),
  child_process: set('execSync execFileSync spawnSync'),
  path: set('join basename dirname extname resolve relative normalize isAbsolute parse format sep delimiter'),
  os: set(
    'cpus platform arch release totalmem freemem uptime type version machine loadavg EOL homedir tmpdir hostname availableParallelism endianness',
  ),
  util: set('inspect format isDeepStrictEqual stripVTControlCharacters'),
  url: set('URL fileURLToPath pathToFileURL'),
  crypto: set('randomUUID randomBytes randomInt createHash'),
  assert: ASSERTS,
  'assert/strict': ASSERTS,
  'node:test': set('test it describe suite before after beforeEach afterEach mock'),
  readline: set('createInterface'),
  http: set('createServer get request'),
  zlib: set(
    'gzipSync gunzipSync deflateSync inflateSync deflateRawSync inflateRawSync brotliCompressSync brotliDecompressSync unzipSync crc32 createGzip createGunzip createDeflate createInflate createBrotliCompress createBrotliDecompress',
  ),
  perf_hooks: set('performance PerformanceObserver monitorEventLoopDelay'),
  buffer: set('Buffer'),
  process: set(''),
});

/** What is there by name, and held by a module too. */
export const HOMES: Readonly<Record<string, string>> = table({ perf_hooks: 'performance', buffer: 'Buffer' });

export const OF_PLATFORM = set(
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl sea sqlite stream string_decoder sys test timers tls trace_events tty url util v8 vm wasi worker_threads zlib',
);
/** Names that mean something where nothing is declared: declared in one place they would mean it in another. */
export const TAKEN = new Set([
  ...Object.keys(GLOBALS),
  ...CALLED,
  ...MADE,
  ...TIMERS,
  ...CONSTANTS,
  ...set(`require module exports eval Function globalThis global window self Reflect Proxy Symbol WebAssembly SharedArrayBuffer Atomics ArrayBuffer
    DataView fetch WebSocket AbortController Worker Request Response Headers navigator import arguments this super async_hooks child_process cluster dgram dns domain
    http http2 https inspector net readline repl sea sqlite tls trace_events v8 vm wasi worker_threads zlib diagnostics_channel fs`),
]);
