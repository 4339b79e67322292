const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const KEYWORDS = set(
  'const let var for of in if else return new typeof function true false null undefined instanceof throw try catch finally while do break continue async await void switch case default NaN Infinity',
);

/** Names that must stand nowhere, neither as names nor in texts: by them a text becomes code. */
export const NOWHERE =
  /constructor|__proto__|prototype|mainModule|getBuiltinModule|toString|valueOf|toJSON|\bSymbol\b/;

/** What is there without being named, and what of it may be used. */
export const GLOBALS: Readonly<Record<string, ReadonlySet<string>>> = {
  console: set('log error warn info table dir'),
  JSON: set('parse stringify'),
  Object: set('keys values entries assign fromEntries'),
  Math: set('max min floor ceil round abs random sqrt pow log log2 log10 trunc sign PI E'),
  Number: set('isInteger isFinite isNaN parseInt parseFloat MAX_SAFE_INTEGER'),
  String: set('fromCharCode raw'),
  Array: set('isArray from of'),
  Date: set('now parse UTC'),
  process: set(
    'argv version versions platform arch cwd exit stdout stdin env memoryUsage uptime exitCode release execPath pid title',
  ),
};
/** What may be called as it stands. */
export const CALLED = set(
  'require parseInt parseFloat Number String Boolean isNaN isFinite BigInt encodeURIComponent decodeURIComponent Array Date Set Map Error URL',
);
/** What may be handed to a function that calls it. */
export const CALLBACKS = set('Number String Boolean parseInt parseFloat');

/** Methods that call what they are given. The number is the place of that. */
export const CALLS: Readonly<Record<string, number>> = {
  map: 0,
  filter: 0,
  forEach: 0,
  reduce: 0,
  reduceRight: 0,
  some: 0,
  every: 0,
  find: 0,
  findIndex: 0,
  findLast: 0,
  flatMap: 0,
  sort: 0,
  toSorted: 0,
  replace: 1,
  replaceAll: 1,
  from: 1,
  parse: 1,
  stringify: 1,
};

export const METHODS = set(`
  length name version size join split slice splice concat push pop shift unshift includes indexOf lastIndexOf reverse flat fill at keys values entries
  trim trimStart trimEnd padStart padEnd repeat toUpperCase toLowerCase startsWith endsWith charAt charCodeAt codePointAt substring match matchAll test
  localeCompare normalize toFixed toISOString toLocaleString getTime getFullYear getMonth getDate get has add index groups source flags
  map filter forEach reduce reduceRight some every find findIndex findLast flatMap sort toSorted replace replaceAll message stack
  href hostname host pathname search searchParams protocol origin port write node v8 heapUsed rss columns isDirectory isFile mtime
  dependencies devDependencies peerDependencies scripts engines exports main type bin files license description author repository workspaces
  packages compilerOptions paths include exclude extends data items results result id title url status count total errors warnings path
  value key code line column severity text body user users config options rules env target module strict lib`);

/** Modules of the platform of which these may be used. */
export const MODULES: Readonly<Record<string, ReadonlySet<string>>> = {
  fs: set('readFileSync writeFileSync appendFileSync existsSync readdirSync statSync mkdirSync'),
  path: set('join basename dirname extname resolve relative sep'),
  os: set('cpus platform arch release totalmem freemem EOL'),
  util: set('inspect format'),
  url: set('URL'),
};
export const OF_PLATFORM = set(
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events http http2 https inspector module net perf_hooks process punycode querystring readline repl sea sqlite stream string_decoder sys test timers tls trace_events tty v8 vm wasi worker_threads zlib',
);
