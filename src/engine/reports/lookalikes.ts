import { visible } from './visible.js';

/*
 * Words that are not what they look like: letters of two scripts in one word, or letters of another script that are
 * drawn like Latin ones alone. A reader takes `pаypal` with a Cyrillic а for `paypal`.
 */

const WORD = /[\p{L}\p{M}\p{Nd}_]+/gu;
const LATIN = /[A-Za-z]/;
const OTHER = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}]/u;
const FOREIGN =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}]/gu;
/** Forms of ASCII that are other characters: full width, mathematical, enclosed. */
const FORMS = /[\uFF01-\uFF5E\u{1D400}-\u{1D7FF}\u2460-\u24FF\u{1F130}-\u{1F189}]/u;
/** Drawn like Latin letters. */
const TWINS = /^[АВЕЅІЈКМНОРСТУХЅԁԛԝаеһіјорсухѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧοи]+$/u;
/** Slashes, colons, dashes and quotes that are none. */
const SIGNS = /[\u2044\u2215\u29F8\uFF0F\u02D0\uA789\u2236\u2010-\u2015\u2212\u2018-\u201F\u2024\u3002]/u;
const MOST_WORDS = 5;

/** The first few words that should be looked at twice, with the characters that make them so. Safe to print. */
export function lookalikes(text: string): string[] {
  const found = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    if (found.size >= MOST_WORDS) break;
    const odd = oddIn(word);
    if (odd !== undefined) found.add(`${visible(word).slice(0, 60)} (${odd})`);
  }
  const sign = SIGNS.exec(text)?.[0];
  if (sign !== undefined) found.add(`the sign ${sign} (${codeOf(sign)})`);
  return [...found];
}

function oddIn(word: string): string | undefined {
  const form = FORMS.exec(word)?.[0];
  if (form !== undefined) return codeOf(form);
  const foreign = word.match(FOREIGN);
  if (foreign === null || !OTHER.test(word)) return undefined;
  const mixed = LATIN.test(word) || TWINS.test(word.replace(/[\d_]/g, ''));
  return mixed ? [...new Set(foreign)].slice(0, 4).map(codeOf).join(', ') : undefined;
}

function codeOf(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
