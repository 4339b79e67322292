import { closest, distance } from 'fastest-levenshtein';

/** `did you mean …` for a name that is near a known one. */
export function suggest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || name.length > 64) return undefined;
  const near = closest(name.toLowerCase(), known);
  const limit = Math.ceil(Math.min(name.length, near.length) / 3);
  return distance(name.toLowerCase(), near) <= limit ? `did you mean \`${near}\`?` : undefined;
}
