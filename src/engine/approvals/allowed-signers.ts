import { NAMESPACE } from './ssh-signature.js';

/** One line of an `allowed_signers` file (ssh-keygen(1)). */
export interface AllowedSigner {
  /** Names, with `*` and `?`. */
  readonly principals: readonly string[];
  readonly key: Buffer;
  /** Milliseconds since the epoch. */
  readonly after: number;
  readonly before: number;
}

const KIND = /^(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const OPTION = /([a-z-]+)(?:="([^"]*)")?(?:,|$)/gy;
const MAX_LINES = 10_000;

/**
 * The signers of a file. A line that is not understood, or that asks for what we do not do (certificates, names that
 * are excluded), lets nobody sign.
 */
export function parseAllowedSigners(text: string): AllowedSigner[] {
  return text
    .split('\n')
    .slice(0, MAX_LINES)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .flatMap((line) => signerOf(line.trim()) ?? []);
}

/** Whether a key may sign in a name at a time. */
export function maySign(
  signers: readonly AllowedSigner[],
  name: string,
  key: Uint8Array,
  now: number,
): boolean {
  return signers.some(
    (one) =>
      one.key.equals(key) &&
      now >= one.after &&
      now < one.before &&
      one.principals.some((pattern) => matches(pattern.toLowerCase(), name.toLowerCase())),
  );
}

function signerOf(line: string): AllowedSigner | undefined {
  if (line.length > 16_384) return undefined;
  const [names, ...rest] = fieldsOf(line);
  const options = KIND.test(rest[0] ?? '') ? '' : (rest.shift() ?? '');
  const [kind = '', base64 = ''] = rest;
  if (names === undefined || !KIND.test(kind) || !BASE64.test(base64)) return undefined;
  const principals = names.replace(/^"(.*)"$/, '$1').split(',');
  const terms = optionsOf(options);
  if (terms === undefined || principals.some((name) => name === '' || name.startsWith('!'))) return undefined;
  return { principals, key: Buffer.from(base64, 'base64'), ...terms };
}

/** What stands between blanks; those inside of quotes are none. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    if (!quoted && (char === ' ' || char === '\t')) {
      if (field !== '') fields.push(field);
      field = '';
    } else field += char;
  }
  return field === '' ? fields : [...fields, field];
}

/** When a key may sign; undefined where it may not sign this, or in a way that is not known. */
function optionsOf(text: string): { after: number; before: number } | undefined {
  const terms = { after: Number.NEGATIVE_INFINITY, before: Number.POSITIVE_INFINITY };
  let read = 0;
  for (const [whole, name, value = ''] of text.matchAll(OPTION)) {
    read += whole.length;
    if (name === 'namespaces') {
      if (!value.split(',').some((pattern) => matches(pattern, NAMESPACE))) return undefined;
    } else if (name === 'valid-after') terms.after = timeOf(value);
    else if (name === 'valid-before') terms.before = timeOf(value);
    else return undefined;
  }
  return read !== text.length || Number.isNaN(terms.after) || Number.isNaN(terms.before) ? undefined : terms;
}

/** `YYYYMMDD[HHMM[SS]]`, in UTC where a `Z` follows. */
function timeOf(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z?)$/.exec(text);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
}

/** `*` and `?`, in time linear in the text for each star. */
function matches(pattern: string, text: string): boolean {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
