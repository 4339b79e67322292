import type { Command, WordPart } from 'unbash';

/** Quoted text, in which nothing but variables stands. */
function isQuoted(part: WordPart): boolean {
  if (part.type === 'SingleQuoted') return true;
  return (
    part.type === 'DoubleQuoted' &&
    part.parts.every(({ type }) => type === 'Literal' || type === 'SimpleExpansion')
  );
}

/** A script of `trap` that certainly assigns nothing: plain commands that delete, stop or print. */
export function setsNothing(arg: Command['args'][number] | undefined): boolean {
  if (arg?.type !== 'Word' || !(arg.parts ?? []).every(isQuoted)) return false;
  return arg.value
    .split(/[;&|]+/)
    .every((piece) => /^\s*(?:(?:rm|kill|echo|wait|true|exit|docker|rmdir)\b[^=`(]*)?$/.test(piece));
}
