import type { JsonValue } from '../../model/json.js';
import { strip } from '../text/normalise.js';

/**
 * What a payload key says about its value. Keys are the agent's: `amountUsd`, `TOTAL_cents`, `file-path` and `filePath`
 * must all be found, so a key is taken apart into words first.
 */
export const AMOUNT_KEY = 1;
export const PATH_KEY = 2;
export const CWD_KEY = 4;
export const TOOL_NAME_KEY = 8;
export const TABLE_KEY = 16;
export const URL_KEY = 256;
export const SQL_KEY = 512;
/** Begins with a word that asks for something to be done: `create_dirs: true` names no folder. */
export const FLAG_KEY = 1024;

const AMOUNT_WORDS = ['amount', 'total', 'value', 'sum', 'quantity', 'price', 'cost'];

const PATH_WORDS = [
  ...[
    'path',
    'paths',
    'file',
    'files',
    'filepath',
    'filepaths',
    'filename',
    'filenames',
    'target',
    'targets',
  ],
  ...['dir', 'dirs', 'directory', 'directories', 'folder', 'folders', 'root', 'source', 'sources'],
  ...['destination', 'destinations', 'src', 'dst', 'dest', 'cwd', 'workdir'],
];

const URL_WORDS = [
  ...['url', 'urls', 'uri', 'uris', 'href', 'hrefs', 'endpoint', 'endpoints', 'webhook', 'webhooks'],
  ...['host', 'hosts', 'hostname', 'hostnames'],
];

const SQL_WORDS = ['sql', 'query', 'queries', 'statement', 'statements'];

const WORDS = new Map<string, number>([
  ...AMOUNT_WORDS.flatMap((word): [string, number][] => [
    [word, AMOUNT_KEY],
    [`${word}s`, AMOUNT_KEY],
  ]),
  ['quantities', AMOUNT_KEY],
  ...PATH_WORDS.map((word): [string, number] => [word, PATH_KEY]),
  ...URL_WORDS.map((word): [string, number] => [word, URL_KEY]),
  ...SQL_WORDS.map((word): [string, number] => [word, SQL_KEY]),
]);

const WHOLE = new Map<string, number>([
  ['cwd', CWD_KEY],
  ['workdir', CWD_KEY],
  ['workingdirectory', CWD_KEY],
  ...[
    'workingdir',
    'workdirectory',
    'currentdir',
    'currentdirectory',
    'basedir',
    'basedirectory',
    'chdir',
    'pwd',
  ].map((name): [string, number] => [name, CWD_KEY]),
  ['toolname', TOOL_NAME_KEY],
  ['table', TABLE_KEY],
  ['tablename', TABLE_KEY],
]);

const FLAG_WORDS = new Set([
  ...['create', 'make', 'ensure', 'include', 'exclude', 'follow', 'show', 'list', 'skip', 'ignore'],
  ...['preserve', 'keep', 'is', 'has'],
]);

/** An amount's word in the name of something that is none: `cost_center`, `price_id`, `amountType`. */
const NO_AMOUNT =
  /^(?:internal|external)?(?:cost(?:center|centre)(?:id|no|nr|number|code|name)?|(?:amount|total|value|price|cost)(?:id|type|code|name|label))$/;

/** For the docs: the words that make a key one of a kind. */
export const KEY_WORDS = { amount: AMOUNT_WORDS, path: PATH_WORDS, url: URL_WORDS, sql: SQL_WORDS } as const;

const known = new Map<string, number>();
const MAX_KNOWN = 4096;

/** The kinds of a key for what stands there: yes or no to a flag is nothing that a condition reads. */
export function kindsAt(key: string, value: JsonValue): number {
  const kinds = kindsOfKey(key);
  return typeof value === 'boolean' && (kinds & FLAG_KEY) !== 0 ? 0 : kinds;
}

/** The kinds of a key, as bits. Remembered for keys seen before, within bounds: agents choose keys. */
export function kindsOfKey(key: string): number {
  const kinds = known.get(key);
  if (kinds !== undefined) return kinds;
  const found = computeKinds(key);
  if (known.size >= MAX_KNOWN) known.clear();
  if (key.length <= 64) known.set(key, found);
  return found;
}

/**
 * Words by capitals where there are some, and once more without regard to them: some decoders match `AmOunt`, and none
 * shows that a letter is a look-alike or that something invisible stands between two.
 */
function computeKinds(key: string): number {
  const plain = strip(key);
  const joined = plain.replace(/[^A-Za-z0-9]+/g, '').toLowerCase();
  let kinds = WHOLE.get(joined) ?? 0;
  for (const word of plain.split(/[^A-Za-z0-9]+/)) kinds |= WORDS.get(word.toLowerCase()) ?? 0;
  const words = plain
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([A-Za-z])([0-9])/g, '$1 $2')
    .replace(/([0-9])([A-Za-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/);
  for (const word of words) kinds |= WORDS.get(word.toLowerCase()) ?? 0;
  if (words.length > 1 && FLAG_WORDS.has((words[0] ?? '').toLowerCase())) kinds |= FLAG_KEY;
  return NO_AMOUNT.test(joined) ? kinds & ~AMOUNT_KEY : kinds;
}
