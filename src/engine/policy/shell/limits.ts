/** Scripts within scripts are followed so deep. */
export const MAX_DEPTH = 24;
/** A script may come to so many simple commands, its variants and nested scripts included. */
export const MAX_COMMANDS = 10_000;
/** All texts that are parsed for one script together. */
export const MAX_CHARACTERS = 2 * 1024 * 1024;
/** All code of other languages that is read for one script together: its parsers take a millisecond for a few lines. */
export const MAX_CODE = 64 * 1024;
/** Variables with several values make so many variants of a command. */
export const MAX_VARIANTS = 16;
/** The parser's work on substitutions grows with their number times the text's length. */
const MAX_SUBSTITUTION_WORK = 2e7;

/** Whether a text would take the parser too long: substitutions in a long text are read once for each level. */
export function tooCostly(text: string): boolean {
  if (text.length > MAX_CHARACTERS) return true;
  if (text.length < 2048) return false;
  let openers = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === PAREN || c === BACKQUOTE || c === BRACE) openers++;
  }
  return openers * text.length > MAX_SUBSTITUTION_WORK;
}

const PAREN = 40;
const BACKQUOTE = 96;
const BRACE = 123;
