/** Small alphabets, so that policies and events meet often: with themselves, and with every way to dodge a match. */
import type { JsonValue } from '../../src/engine/model/json.js';

export const SEGMENTS = [
  ['fs', 'fs', 'pay', 'FS'],
  ['read', 'del_x', 'Del_X', 'read'],
  ['ws', 'prod', 'WS', 'development'],
  ['eu', 'ws', 'read'],
] as const;
export const SEGMENT_GLOBS = ['*', '*', 'del_*', 'd*x', '*s', '*e*', 'a**', 'De*'];

// prettier-ignore
export const NEEDLES = [
  'rm -rf', 'secret', 'SECRET', 'ab c', 'drop', 'a\nb', '  x', 's', 'true', '5', 'null', 'amount', 'x x',
  'ΟΔΟΣ', 'οδος', 'ΟΔΟΣΑ', 'İx', 'ıx', 'straße', 'STRASSE', 'é', 'e\u0301', 'ﬁle', 'ΐ', 'ᾳ', 'ｆｕｌｌ', 'ǰ',
  'ŉ', '½', '\u200b', 'a\u200bb', '\u202ea', '\u00a0', '\u00ad', '😀', '%2e', '/etc', '..', '\\', '"', '\0',
  'ſ', 'K',
];
// prettier-ignore
export const INVISIBLE = [
  '\u200b', '\u200d', '\u2060', '\u00ad', '\u202e', '\u2066', '\ufe0f', '\u034f', '\u{e0041}', '\u0007',
  '\ufeff',
];
/** The few that most texts and rules hold. */
export const COMMON = ['rm -rf', 's', 'ab c', 'x x'];
export const SPACES = ['  ', '\t', '\n', '\u00a0', '\u3000', '\u2028', '\u0085', '\u2800', ' \u200b '];
// prettier-ignore
export const WORDS = [
  'ls', 'rm', '-rf', 'secret', 'x', 'ΟΔΟΣ', 'ab', 'c', 'drop', 'table', '', ' ', '/', 'ς', '\ud800', 'İ',
];

// prettier-ignore
export const REGEXES = [
  '^ls(\\s|$)', 'rm\\s+-rf', '(?i)secret', 'secret|drop', '^\\S+$', '\\bdrop\\b', '\\p{Greek}+', '.', '^$',
  '[A-Z]{2}', 'σ', 's$', '^[a-z ]*$', '(ab)+ ?c', '[^\\x00-\\x7f]', '\\x{e9}', '(?s)a.b', 'x{2,3}', '\\d+',
  'K', 'ß',
];
/** Patterns of other dialects, which files for earlier engines may still hold. */
export const FOREIGN_REGEXES = ['a(?=b)', '(?<!x)y', '(a)\\1', '(unclosed'];

// prettier-ignore
export const AMOUNT_KEYS = [
  'amount', 'Amount', 'amountUsd', 'amount_cents', 'unitPrice', 'TOTAL', 'totals', 'value', 'price2',
  'net-sum', 'HTTPCost', 'evaluate', 'summary', 'amountless', 'xAmount', 'COSTUsd', 'sumX', 'quantities',
  'cost_center', 'costCentreId', 'include_total', 'priceId', 'cost_centers',
];
// prettier-ignore
export const AMOUNTS: readonly JsonValue[] = [
  0, 1, 5, 99, 100, 100.5, 101, 1000, -5, 1e5, 1e21, 12345678901234567, 0.1, '5', '100', '5,000', 'nan',
  '-5', '1e5', '0005', '12345678901234567', '0.10', '00000000000000000001', '5.', '.5', ' 5', '5 ', '+5',
  '$5', '0x10', '٥', '५', '', '-0', '100.000000000000', 'Infinity', '1_000', null, true, false,
  [], {}, [5], { amount: 5 }, { x: 1 },
];
export const BOUNDS = [0, 5, 100, 100, 1000, -5, 0.1, 1e5, 100.5];

// prettier-ignore
export const PATH_KEYS = [
  'path', 'file', 'filePath', 'file_name', 'target', 'PATHS', 'rootDir', 'src', 'dst', 'outputDirectory',
  'filename', 'profile', 'pathology', 'rooted', 'targets', 'cwd', 'workdir', 'working_directory', 'CWD',
  'sourceUrl', 'create_dirs', 'includeFiles', 'list', 'ensureFile',
];
// prettier-ignore
export const PREFIXES = [
  './workspace', 'workspace', '/etc', '/data/prod', '/data/prod/', '/', '~', '~/x', '$HOME', '$HOME/x',
  'C:/w', '..', '../a', '.', '~bob', 'c:', '/data/./x/../prod', 'workspace/a', '/workspace', '/Etc',
  '\\data\\prod',
];
// prettier-ignore
export const GLOBS = [
  '**/.env*', '*.txt', './*.txt', '/etc/**', 'workspace/**', '/data/*/x', '**', '/**', 'docs/**/a.txt',
  '**/x', '?',
];
// prettier-ignore
export const ROOTS = [
  '/', '/', '', '', '', './', '../', '../../', '~/', '~bob/', '~', '$HOME/', '${HOME}/', 'C:\\', 'c:/',
  'C:', 'D:/', 'file:///', 'file://localhost/', 'file://evil/', 'file:/', 'FILE:\\\\', 'file:', '//',
  '\\\\', '%2f', '%252f', '%USERPROFILE%/', '`x`/', '／', '\u200b/', '%7e/', '/../', '/./', '%66ile:///',
  'c%3a/', '/$HOME/', '.../', '~BOB/', '//./', '//?/', '\\\\?\\', '\\\\.\\C:\\', '//?/c:/w/', '/.../',
  '~$X/', 'file:///C:/', '. /', '.. /', './/', '%5c%5c',
];
// prettier-ignore
export const PATH_SEGMENTS = [
  'workspace', 'etc', 'data', 'prod', 'data/prod', 'x', 'a', 'w', '.env', 'a.txt', 'docs', 'Workspace',
  'ETC', '..', '..', '.', '...', '.. ', 'x.', 'x ', 'prod. .', '%2e%2e', '%252e%252e', '%25252e.',
  '%2525252e.', '..%2f..', '$X', '$HOME', '*', '?', '*.txt', 'x\u200b', 'ｅｔｃ', '\0', '%00', '%ff',
  '%c3%a9', '%', '%zz', '%A%', '~', '..\\..',
  '{a,x}', '{..,x}', '{.env,{a}}', '{a..x}', '{a,b', '[slug]', '[[...x]]', '.e[n]v', '[.][.]', '[a-c].txt', '[z-a]x',
  '[!x]y', '[]e]tc', '$id.ts', 'a.$x.tsx', '($x)', '{x}', '{a,b}{a,b}', '@(.env|a)', '+(a)', 'a@(x).b', '@(a|@(..|b))',
];

export const CWDS = ['/workspace', '/data', '/', '/data/prod/..', 'C:/w', '/data/prod', '/Workspace'];
export const ENVIRONMENTS = ['production', 'staging', 'Production', 'development', 'dev'];
export const TENANTS = ['acme-eu', 'Acme-EU', 'acme', 'other', 'a.b c', 'acme-*'];
// prettier-ignore
export const HOST_GLOBS = [
  'acme-*', 'acme', '*', 'prod*', 'staging', 'production', '?cme*', 'Acme-EU', 'dev*', 'b?b', 'bob', '*.*',
];
export const ACTORS = ['bob', 'Bob', 'alice', 'acme-eu', 'svc:a/b@c.d'];
export const TOOLS = ['drop_table', 'Drop_Table', 'users', 'Users', 'public.users', 'read', 'rm'];
export const TOOL_GLOBS = ['drop_*', 'users', '*users', 'read', '*', 'Users', 'r?'];
// prettier-ignore
export const TOOL_KEYS = [
  'tool_name', 'toolName', 'Tool-Name', 'table', 'tableName', 'TABLE', 'tables', 'tool',
];
/** Kinds of things that a whole policy and its events may be about, so that the two meet more often. */
export const FOCUSES = ['text', 'amount', 'path', 'args', 'host', undefined] as const;
export type Focus = (typeof FOCUSES)[number];

export const LEVELS = ['low', 'medium', 'high', 'critical'] as const;

// prettier-ignore
export const ARGUMENTS = [
  'to', 'to', 'to[]', 'items[]', 'items[].price', 'items', 'opts.a', 'opts.list[]', 'opts', 'path',
  'grid[][]', 'n', 'items[].tags[]', 'opts.a.b', 'constructor', 'length',
];
// prettier-ignore
export const ARGUMENT_VALUES: readonly JsonValue[] = [
  'bob', 'a@example.com', 'secret', 'Secret', '', '5', 'ab c', '😀', '/etc/x', 'workspace/../x', 'x x', 0,
  5, 100, -1, 2.5, true, false, null, [], {}, ['bob'], ['a', 5], [['bob']], { a: 5 }, { a: { b: 'bob' } },
  [5, 6],
];
// prettier-ignore
export const PLAIN_KEYS = [
  'command', 'note', 'x', 'argv', 'steps', 'cmd', 'decoy', 'a', 'secret', 'rm -rf', 'environment',
  'tenant', 'risk',
];
