import { SECRET_VARIABLE } from '../inline/code-effect.js';
import { defineLanguage, FAR_NAMES } from './define.js';
import { callsOf, literalOf } from './source.js';
import type { Source } from './source.js';
import { table } from '../../table.js';

/** Packages of the standard library that compute. */
const COMPUTES =
  /^(?:archive\/\w+|bufio|bytes|cmp|compress\/\w+|container\/\w+|context|crypto(?:\/(?!tls$|x509)[\w/]+)?|embed|encoding(?:\/\w+)*|errors|flag|fmt|go\/(?:ast|token|format|parser|scanner|printer|constant|doc|types|version)|hash(?:\/\w+)?|html(?:\/template)?|image(?:\/\w+)*|index\/suffixarray|io|io\/fs|iter|log|log\/slog|maps|math(?:\/\w+)*|mime(?:\/\w+)?|net\/(?:mail|netip|url)|path|reflect|regexp(?:\/syntax)?|runtime(?:\/(?:debug|metrics|pprof|trace))?|slices|sort|strconv|strings|structs|sync(?:\/\w+)?|testing(?:\/(?:fstest|iotest|quick|slogtest|synctest))?|text\/\w+|time|unicode(?:\/\w+)?|unique|weak|os\/signal|net\/http\/(?:httptest|httptrace|cookiejar))$/;

/** What may be used of those that do more. */
const USES: Readonly<Record<string, RegExp>> = table({
  os: /^(?:Args|Stdout|Stderr|Stdin|Exit|Getenv|LookupEnv|Setenv|Unsetenv|ReadFile|WriteFile|ReadDir|Open|OpenFile|Create|Mkdir|MkdirAll|MkdirTemp|CreateTemp|TempDir|Remove|RemoveAll|Rename|Stat|Lstat|DirFS|Chmod|Truncate|Getwd|Getpid|IsNotExist|IsExist|IsPermission|Err\w+|File|FileInfo|FileMode|DirEntry|PathError|Mode\w+|O_\w+|Getpagesize|SEEK_\w+|Interrupt|Signal|Kill|DevNull|PathSeparator|Pipe|Executable)$/,
  'path/filepath':
    /^(?:Join|Base|Dir|Ext|Clean|Rel|Abs|Split|SplitList|Match|FromSlash|ToSlash|IsAbs|IsLocal|Localize|VolumeName|WalkDir|Walk|Glob|SkipDir|SkipAll|WalkFunc|Separator|ListSeparator|ErrBadPattern)$/,
  net: /^(?:IP|IPNet|IPMask|IPv4|IPv6\w*|ParseIP|ParseCIDR|ParseMAC|CIDRMask|JoinHostPort|SplitHostPort|Err\w+|Error|OpError|DNSError|AddrError|ParseError|Addr|TCPAddr|UDPAddr|Conn|Listener|Pipe|Listen|HardwareAddr|Buffers)$/,
  'net/http':
    /^(?:Handler\w*|Request|ResponseWriter|ResponseController|Response|Header|Cookie|Error|NotFound\w*|Redirect\w*|SetCookie|NewServeMux|ServeMux|Status\w+|Method\w+|NewRequest|NewRequestWithContext|Server|ErrServerClosed|Err\w+|NoBody|MaxBytes\w+|TimeoutHandler|StripPrefix|CanonicalHeaderKey|DetectContentType|ParseTime|TimeFormat|SameSite\w*|Flusher|Hijacker|RoundTripper|AllowQuerySemicolons|Get|Post|Head|PostForm|Client|DefaultClient|ListenAndServe|Serve|Handle|HandleFunc|ReadResponse|ReadRequest|NewResponseController)$/,
  'net/http/httputil': /^Dump\w+$/,
  'crypto/tls': /^(?:Config|Version\w+|Certificate|ConnectionState|TLS_\w+|CipherSuite\w*)$/,
  'crypto/x509':
    /^(?:Certificate\w*|NewCertPool|CertPool|Parse\w+|Marshal\w+|CreateCertificate\w*|Verify\w+|KeyUsage\w*|ExtKeyUsage\w*)$/,
  'database/sql':
    /^(?:DB|Tx|TxOptions|Rows?|Stmt|Result|Null\w*|Err\w+|Scanner|Named|NamedArg|Out|RawBytes|Level\w+|IsolationLevel|Conn)$/,
  'io/ioutil': /^(?:ReadAll|ReadFile|WriteFile|ReadDir|TempDir|TempFile|Discard|NopCloser)$/,
});

/** Libraries of other people that every test may use. */
const KNOWN =
  /^(?:github\.com\/(?:stretchr\/testify|google\/(?:go-cmp|uuid|gofuzz|btree)|onsi\/(?:ginkgo|gomega)|golang\/mock|davecgh\/go-spew|pkg\/errors|shopspring\/decimal|spf13\/(?:pflag|cast|cobra|afero)|rs\/zerolog|sirupsen\/logrus|go-chi\/chi|gorilla\/mux|gin-gonic\/gin|labstack\/echo|leanovate\/gopter|matryer\/is|frankban\/quicktest|jonboulle\/clockwork|benbjohnson\/clock|DATA-DOG\/go-sqlmock|jarcoal\/httpmock|samber\/lo|mitchellh\/(?:mapstructure|copystructure)|hashicorp\/(?:go-multierror|golang-lru)|fatih\/color|klauspost\/compress|BurntSushi\/toml|goccy\/go-yaml|tidwall\/\w+)|go\.uber\.org\/(?:mock|goleak|zap|multierr|atomic)|golang\.org\/x\/(?:exp|text|sync|time|mod|tools\/txtar)|gopkg\.in\/yaml\.v[23]|gotest\.tools|pgregory\.net\/rapid|google\.golang\.org\/protobuf|sigs\.k8s\.io\/yaml)(?:\/|$)/;

/** Packages that Go lets nobody import but the module itself. */
const OWN = /(?:^|\/)internal(?:\/|$)/;

interface Import {
  readonly path: string;
  readonly alias: string | undefined;
}

function importsOf(source: Source): readonly Import[] {
  const groups = [...source.code.matchAll(/\bimport\s*(?:\(([^)]*)\)|([^\n"]*"\d+"))/g)];
  return groups.flatMap(([, many, one]) =>
    [...(many ?? one ?? '').matchAll(/(?:(?<![\w.])([\w.]+)\s*)?"(\d+)"/g)].map(([, alias, number]) => ({
      path: source.texts[Number(number)] ?? '',
      alias,
    })),
  );
}

const isKnown = ({ path }: Import): boolean =>
  COMPUTES.test(path) ||
  path in USES ||
  KNOWN.test(path) ||
  OWN.test(path) ||
  (path.includes('.') && !FAR_NAMES.test(path));

/** Whether something is used of a package that is not among what may be. */
function usesMore(source: Source, { path, alias }: Import): boolean {
  if (alias === '.') return !/^(?:github\.com\/onsi|\w+)/.test(path) || path in USES;
  if (alias === '_' && path !== 'embed') return true;
  const uses = USES[path];
  if (uses === undefined) return false;
  const name = alias ?? path.slice(path.lastIndexOf('/') + 1);
  // A variable of the same name may hide it, and nothing else.
  const all = [...source.code.matchAll(new RegExp(`(?<![\\w.)])${name}\\.(\\w+)`, 'g'))];
  return alias !== undefined || all.some(([, member]) => !uses.test(member as string));
}

const URL_OF_TEST = /^(?:[a-z]\w*\.URL|"\d+")(?:\s*\+\s*"\d+")*$/;

/** Requests of code to servers of its own: those that it has started for a test, and addresses of this machine. */
function asksAway(source: Source): boolean {
  const { code, texts } = source;
  if (!/(?<![\w.])http\.(?:Get|Post|Head|PostForm|Client|DefaultClient)\b|\.(?:Client\(\)|Do\()/.test(code))
    return false;
  if (/\.URL\s*=(?!=)|\bURL\s*:/.test(code)) return true;
  const asked = [
    ...(callsOf(source, /\.(?:Get|Post|Head|PostForm)(?=\()/) ?? []).map(([url]) => url ?? ''),
    ...(callsOf(source, /\bhttp\.NewRequest(?=\()/) ?? []).map(([, url]) => url ?? ''),
    ...(callsOf(source, /\bhttp\.NewRequestWithContext(?=\()/) ?? []).map(([, , url]) => url ?? ''),
  ];
  const started = new Set(
    [...code.matchAll(/\b(\w+)\s*:?=\s*httptest\.New\w*Server\(/g)].map(([, name]) => name),
  );
  return !asked.every((url) => {
    const [first = '', ...rest] = url.split('+').map((piece) => piece.trim());
    const said = (piece: string): string => texts[Number(piece.slice(1, -1))] ?? '';
    if (!URL_OF_TEST.test(url)) return false;
    // `"ht" + "tp://…"`: an address that is put together stands for itself only where its start does.
    if (first.startsWith('"'))
      return (
        HERE.test(said(first)) ||
        (!said(first).includes(':') && (rest.length === 0 || said(first).startsWith('/')))
      );
    return started.has(first.slice(0, -4)) && rest.every((piece, i) => i > 0 || /^[/?]/.test(said(piece)));
  });
}

const HERE = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:[/?]|$)/;

/** Names of variables of the environment that are asked for: none of them a secret, all of them known. */
function asksEnvironment(source: Source): boolean {
  const asked = callsOf(source, /(?<![\w.])os\.(?:Getenv|LookupEnv)\b/);
  return (
    asked?.every(([name = '']) => {
      const text = literalOf(source, name);
      return text !== undefined && !SECRET_VARIABLE.test(text) && !/^(?:HOME|USERPROFILE|XDG_.*)$/.test(text);
    }) !== true
  );
}

/** Listening is for tests: where nobody from elsewhere gets. */
function listensWide(source: Source): boolean {
  const asked = callsOf(source, /(?<![\w.])net\.Listen\b/);
  return (
    asked?.every(([, address = '']) =>
      /^(?:localhost|127\.0\.0\.1|\[::1\]):\d*$/.test(literalOf(source, address) ?? ''),
    ) !== true
  );
}

export const go = defineLanguage({
  name: 'Go',
  files: /\.go$/,
  looks: /^package \w+\s*$/m,
  syntax: {
    comments: /\/\/[^\n]*|\/\*[^]*?\*\//,
    texts: /"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`|'(?:[^'\\\n]|\\[^\n]+?)'/,
  },
  reaches:
    /\b(?:unsafe|syscall|cgo|exec)\.[A-Z]|\b(?:os|exec)\.(?:StartProcess|UserHomeDir|UserConfigDir|UserCacheDir|Environ|ExpandEnv|Expand|Chdir|FindProcess)\b|\bexec\.Command|\bnet\.Dial|\btls\.Dial|\bplugin\.Open\b|\bsmtp\.Send/,
  imports: (source) =>
    importsOf(source)
      .filter((one) => !isKnown(one) || usesMore(source, one))
      .map(({ path }) => path),
  paths: [
    { call: /(?<![\w.])(?:os|ioutil)\.(?:ReadFile|ReadDir|Open|Stat|Lstat|DirFS)\b/, how: 'read' },
    { call: /(?<![\w.])filepath\.(?:WalkDir|Walk|Glob)\b/, how: 'read' },
    {
      call: /(?<![\w.])(?:os|ioutil)\.(?:WriteFile|Create|OpenFile|Mkdir|MkdirAll|Remove|RemoveAll|Chmod|Truncate)\b/,
      how: 'change',
    },
    { call: /(?<![\w.])os\.Rename\b/, at: [0, 1], how: 'change' },
  ],
  places: {
    scratch:
      /^(?:[tb]\.TempDir\(\)|os\.(?:MkdirTemp|CreateTemp)\("\d+",\s*"\d+"\)|ioutil\.Temp(?:Dir|File)\("\d+",\s*"\d+"\))$/,
    join: /^(?:filepath|path)\.Join(?=\()/,
    below: /^Name$/,
  },
  also(source) {
    if (/^\/\/(?:go:(?:linkname|cgo\w*)|export )/m.test(source.raw)) return 'it links what is not Go';
    if (asksEnvironment(source)) return 'it reads the environment';
    if (asksAway(source)) return 'it asks a server that is not its own';
    return listensWide(source) ? 'it listens' : undefined;
  },
});
