/** Letters that are drawn as one of `a` to `z`, with the letters that they are taken for. */
const DRAWN_AS: ReadonlyMap<string, string> = new Map(
  [
    // Cyrillic
    ...[
      'аa',
      'еe',
      'оo',
      'рp',
      'сc',
      'уy',
      'хx',
      'ѕs',
      'іi',
      'јj',
      'ԛq',
      'ԝw',
      'һh',
      'ԁd',
      'ӏl',
      'вb',
      'нh',
      'кk',
      'мm',
      'тt',
    ],
    ...['пn', 'гr', 'ѵv', 'ԍg', 'ҽe', 'ьb', 'зe', 'иu', 'ԑe', 'үy', 'ѡw'],
    // Greek, Armenian
    ...['αa', 'οo', 'νv', 'ρp', 'ιi', 'κk', 'υu', 'χx', 'ωw', 'ηn', 'τt', 'εe', 'γy', 'σo', 'ϲc', 'ϳj', 'βb'],
    ...['օo', 'սu', 'ոn', 'հh', 'ցg', 'ԛq', 'յj', 'զq', 'ք' + 'p'],
    // Latin letters of phonetics and others
    ...[
      'ıi',
      'ɑa',
      'ɡg',
      'ɩi',
      'ʟl',
      'ɴn',
      'ʀr',
      'ʏy',
      'ʜh',
      'ᴄc',
      'ᴏo',
      'ᴠv',
      'ᴡw',
      'ᴢz',
      'ѐe',
      'ǀl',
      'ƅb',
      'ɪi',
    ],
  ].map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
const LATIN = /\p{Script=Latin}/u;

/**
 * Whether a host, in ASCII as WHATWG gives it, shows a label that reads like one in plain letters and is another: all of
 * it drawn as such, or letters of two alphabets side by side. A name of a country in its own letters is none.
 */
export function imitates(host: string): boolean {
  if (!host.includes('xn--')) return false;
  const labels = host.split('.');
  const national = labels.at(-1)?.startsWith('xn--') === true;
  return labels.some((label) => {
    const shown = label.startsWith('xn--') ? decodePunycode(label.slice(4)) : undefined;
    if (shown === undefined) return label.startsWith('xn--');
    if (FOREIGN.test(shown) && LATIN.test(shown)) return true;
    return !national && [...shown].every((letter) => /[a-z0-9-]/.test(letter) || DRAWN_AS.has(letter));
  });
}

const BASE = 36;
const MIN = 1;
const MAX = 26;

/** RFC 3492. Undefined for what is no such text. */
export function decodePunycode(text: string): string | undefined {
  const cut = text.lastIndexOf('-');
  const output = [...text.slice(0, Math.max(cut, 0))].map((letter) => letter.charCodeAt(0));
  let [code, index, bias, at] = [128, 0, 72, cut < 0 ? 0 : cut + 1];
  while (at < text.length) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === undefined) return undefined;
      index += digit * weight;
      const threshold = k <= bias ? MIN : Math.min(k - bias, MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (index > 0x7fffffff || weight > 0x7fffffff) return undefined;
    }
    const length = output.length + 1;
    bias = adapt(index - before, length, before === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > 0x10ffff) return undefined;
    output.splice(index++, 0, code);
  }
  return String.fromCodePoint(...output);
}

function digitOf(code: number): number | undefined {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : undefined;
}

function adapt(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? 700 : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > 455; k += BASE) rest = Math.floor(rest / (BASE - MIN));
  return k + Math.floor((36 * rest) / (rest + 38));
}
