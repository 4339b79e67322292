import type { JsonObject, JsonValue } from '../model/json.js';

/** What is taken out of payloads before they are stored. */
export interface Redaction {
  /** Names of keys, in any capitals; `*` stands for any characters. Separators (`-`, `_`) are as good as none. */
  readonly keys: readonly string[];
  /** Whether texts that look like secrets go too, whatever their key. */
  readonly detectors: boolean;
}

export const REDACTED = '[redacted]';

export const DEFAULT_REDACTION: Redaction = {
  keys: [
    ...[
      '*password*',
      '*passwd*',
      '*passphrase*',
      'pwd',
      '*secret*',
      '*token',
      'tokens',
      '*apikey*',
      '*accesskey*',
    ],
    ...[
      '*privatekey*',
      '*authorization*',
      '*cookie*',
      '*credential*',
      'cvv',
      'cvc',
      '*cardnumber*',
      '*signingkey*',
    ],
  ],
  detectors: true,
};

/**
 * Shapes of secrets, each linear in the text: fixed beginnings and one run of a class. A private key goes up to its
 * end mark, or to the end of the text where it has none.
 */
const DETECTORS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:(?!-----END )[\s\S])*(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bglpat-[A-Za-z0-9_-]{20,}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}/g,
  /\bsk-[A-Za-z0-9_-]{20,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bAIza[A-Za-z0-9_-]{35}/g,
  // A head ends before another one begins: else each `-eyJ` of a long run would read the rest of it again.
  /\beyJ(?:[A-Za-z0-9_]|-(?!eyJ)){10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*/g,
  /\b(?:bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /\/\/[^\s/:@]{1,256}:[^\s/@]{1,256}@/g,
];

/** A payload without its secrets, and where they stood, as JSON pointers. The payload itself is left as it is. */
export function redactPayload(
  payload: JsonObject,
  redaction: Redaction = DEFAULT_REDACTION,
): { payload: JsonObject; redacted: string[] } {
  const redactor = new Redactor(redaction);
  return { payload: redactor.value(payload, '') as JsonObject, redacted: redactor.redacted };
}

class Redactor {
  readonly redacted: string[] = [];
  readonly #names: readonly Glob[];

  constructor(private readonly redaction: Redaction) {
    this.#names = redaction.keys.map((glob) => bareName(glob).split('*'));
  }

  value(value: JsonValue, at: string): JsonValue {
    if (typeof value === 'string') return this.redaction.detectors ? this.#text(value, at) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      return (value as readonly JsonValue[]).map((item, index) => this.value(item, `${at}/${index}`));
    }
    const entries = Object.entries(value).map(([key, item]): [string, JsonValue] => [
      key,
      this.#named(key, item as JsonValue, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ]);
    return Object.fromEntries(entries);
  }

  #named(key: string, item: JsonValue, at: string): JsonValue {
    if (item === null || !this.#isSecret(key)) return this.value(item, at);
    this.redacted.push(at);
    return REDACTED;
  }

  #isSecret(key: string): boolean {
    const bare = bareName(key);
    return this.#names.some((glob) => matches(bare, glob));
  }

  #text(text: string, at: string): string {
    let out = text;
    for (const detector of DETECTORS) out = out.replace(detector, REDACTED);
    if (out !== text) this.redacted.push(at);
    return out;
  }
}

/** What stands between the stars. */
type Glob = readonly string[];

/** The first place for each part is as good as any: time is linear in the name, whatever the glob. */
function matches(name: string, glob: Glob): boolean {
  const [first = '', ...rest] = glob;
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[-_\s.]/g, '');
}
