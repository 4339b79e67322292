/** A pattern that capabilities are matched with, taken apart. */
export interface CapabilityPattern {
  readonly segments: readonly string[];
  /** `open`: covers itself and all below; `tail`: one or more segments in place of a last star; `exact`: that many. */
  readonly kind: 'open' | 'tail' | 'exact';
}

const SEGMENT = /^[A-Za-z0-9_*-]+$/;
const MAX_LENGTH = 256;

/** What is wrong with a pattern, or undefined. */
export function checkCapabilityPattern(
  text: string,
): { message: string; help?: string; offset: number } | undefined {
  if (text === '') return { message: 'a capability is empty', offset: 0 };
  if (text.length > MAX_LENGTH)
    return { message: `a capability is over ${MAX_LENGTH} characters`, offset: 0 };
  let offset = 0;
  for (const segment of text.split('.')) {
    if (segment === '') return { message: `\`${text}\` has an empty segment`, offset };
    if (/^\*\*+$/.test(segment)) {
      const help = 'a last `*` already covers one or more segments; elsewhere `*` is one segment';
      return { message: `\`${segment}\` is not a segment pattern`, help, offset };
    }
    if (!SEGMENT.test(segment)) {
      const help = 'segments are made of A-Z a-z 0-9 _ - and `*`, and joined by dots';
      return { message: `\`${text}\` has a character that no capability has`, help, offset };
    }
    offset += segment.length + 1;
  }
  return undefined;
}

export function parseCapabilityPattern(text: string): CapabilityPattern {
  const segments = text.split('.');
  if (segments.at(-1) === '*') return { segments: segments.slice(0, -1), kind: 'tail' };
  return { segments, kind: segments.length <= 2 ? 'open' : 'exact' };
}
