/** Texts with these could be cut in more than one way without a grammar. */
const UNSURE = /\/\*|\\|\$(?!\d)/;
const MAX_LENGTH = 64 * 1024;

/** Texts, quoted names and comments, which stay as they are; and parameters as drivers take them, but for `$1`. */
const TOKENS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|(?<parameter>(?<![:\w]):[A-Za-z_]\w*|%(?:\([A-Za-z_]\w*\))?s\b|(?<![-+*/<>=~!@#%^&|`?])\?(?![-+*/<>=~!@#%^&|`?]))/g;

/**
 * A statement with the parameters of a driver (`:id`, `?`, `%s`, `%(id)s`) as PostgreSQL writes them, or undefined if it has
 * none. Only for texts that the server would refuse as they are: what runs is what a driver makes of one, and it puts a
 * value where the parameter stands, so that the rest means what it means here.
 */
export function withParameters(text: string): string | undefined {
  if (text.length > MAX_LENGTH || UNSURE.test(text)) return undefined;
  let count = 0;
  const written = text.replace(TOKENS, (token: string, ...rest: unknown[]) => {
    const { parameter } = rest.at(-1) as { parameter?: string };
    return parameter === undefined ? token : `$${++count}`;
  });
  return count === 0 || count > 9_999 ? undefined : written;
}
