/** What matters between the brackets of `a[…]`: words, each with its own bracket, ends, and what runs a command. */
const TOKENS = /(\w+)(\[)?|[\]\n]|\$\(?|`|(?<!\w)[@*](?!\w)/g;

/**
 * Whether a subscript holds a word or a sign of a kind. One pass, for a search that begins anew at each bracket takes
 * time by the square of their number.
 */
export function inSubscript(source: string, isIt: (token: string) => boolean): boolean {
  let open = false;
  for (const [token, word, bracket] of source.matchAll(TOKENS)) {
    if (open && isIt(word ?? token)) return true;
    if (bracket !== undefined) open = true;
    else if (token === ']' || token === '\n') open = false;
  }
  return false;
}
