/*
 * Payloads, file names and policy texts come from strangers. On a terminal or in a log they must not move the
 * cursor, hide text or turn its direction: every character that a reader cannot see is written out.
 */

/** Controls, formats, separators, private use, lone surrogates, unassigned, and what else renders as nothing. */
const HIDDEN =
  /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with hidden characters written as `<U+202E>`, line breaks and tabs as `\n`, `\r`, `\t`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (char) => SHORT[char] ?? `<U+${codePoint(char)}>`);
}

/** The same for text that is meant to have several lines: line feeds stay. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/** JSON text with hidden characters as `\uXXXX`: still the same value, and safe to look at. */
export function visibleJson(json: string): string {
  return json.replace(HIDDEN, (char) => (char === '\n' ? char : escapeUnits(char)));
}

function codePoint(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

function escapeUnits(char: string): string {
  let out = '';
  for (let i = 0; i < char.length; i++) out += `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return out;
}
