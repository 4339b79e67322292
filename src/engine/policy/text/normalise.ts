// Joiners between base characters, tags, variation selectors, bidi marks: nothing that a reader of the text can see.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;
// Not `\s`: that takes U+FEFF for white space, which nobody sees either.
const WHITE = /[\t-\r\p{Z}\u0085\u2800]+/gu;

/** Printable ASCII without a run of spaces: its normalised form is its lower-case form. */
export function isPlain(text: string): boolean {
  let previous = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c > 126 || c < 32 || (c === 32 && previous === 32)) return false;
    previous = c;
  }
  return true;
}

/** The text as `contains` compares it: lower case. */
export function lower(text: string): string {
  return text.toLowerCase();
}

/**
 * The text as a reader would take it: NFKC, white space collapsed to one space, invisible, bidi and control characters
 * removed, case folded. Composed again where something went from between two characters, and after folding, which
 * takes some apart; folded by way of upper case, so that a dotless i or a sharp s folds as its look-alike does.
 */
export function normalise(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  const visible = text
    .normalize('NFKC')
    .replace(WHITE, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(/ +/g, ' ');
  return visible.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
}

/** The text without compatibility forms and invisible characters, its case and white space kept. */
export function strip(text: string): string {
  return isPlain(text) ? text : text.normalize('NFKC').replace(INVISIBLE, '');
}
