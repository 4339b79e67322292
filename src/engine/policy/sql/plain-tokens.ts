const SPACE = 1;
const LETTER = 2;
const DIGIT = 3;
const SIGN = 4;

/** Characters that mean the same in every dialect, whatever stands beside them; the others are left to expressions. */
const SORTS = new Uint8Array(128);
for (let code = 32; code < 127; code++) {
  const char = String.fromCharCode(code);
  if (char === ' ') SORTS[code] = SPACE;
  else if (/[A-Za-z_@]/.test(char)) SORTS[code] = LETTER;
  else if (/\d/.test(char)) SORTS[code] = DIGIT;
  else if (/[(),.=*<>+%]/.test(char)) SORTS[code] = SIGN;
}

const DOT = 46;
const DOLLAR = 36;

/**
 * Where a token ends that is told by its first character: one space, a word, a number, a sign. The place where it
 * begins, if it is none of these. Most of a statement is made of them, and an expression costs more than all the rest.
 */
export function plainEnd(text: string, at: number): number {
  const sort = SORTS[text.charCodeAt(at)];
  let end = at + 1;
  if (sort === SIGN) return end;
  if (sort === SPACE) return isBlank(text.charCodeAt(end)) ? at : end;
  if (sort === LETTER) while (isWordPart(text.charCodeAt(end))) end++;
  else if (sort === DIGIT) {
    while (isNumberPart(text.charCodeAt(end))) end++;
    // A word that touches a number is part of it, or is not: that differs.
    return isWordPart(text.charCodeAt(end)) ? at : end;
  } else return at;
  return end;
}

export function startsWord(text: string, at: number): boolean {
  return SORTS[text.charCodeAt(at)] === LETTER;
}

/** Spaces that stand together with others are one token with them. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function isWordPart(code: number): boolean {
  if (code >= 128) return true;
  return SORTS[code] === LETTER || SORTS[code] === DIGIT || code === DOLLAR;
}

function isNumberPart(code: number): boolean {
  return code === DOT || SORTS[code] === DIGIT;
}
