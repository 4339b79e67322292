/** Every text that braces and groups of a pattern stand for, written from the language page; null for too many. */
function spelled(pattern: string): string[] | null {
  let texts = [pattern];
  for (;;) {
    const next = texts.flatMap((text) => {
      const found = /[@+?!*]?\(([^()]*)\)|\{([^{}]*)\}/.exec(text);
      if (found === null) return [text];
      const parts = found[1] === undefined ? found[2]!.split(',') : found[1].split('|');
      return parts.map(
        (part) => text.slice(0, found.index) + part + text.slice(found.index + found[0].length),
      );
    });
    if (next.length > 256) return null;
    if (next.join('\n') === texts.join('\n')) return next;
    texts = next;
  }
}

/** The most that the pattern writes out of the name: two for a letter, one for a guess. */
function most(pattern: string, name: string, open: boolean): number {
  if (open)
    return Math.max(...[...Array(pattern.length + 1).keys()].map((i) => most(pattern.slice(i), name, false)));
  if (pattern === '') return name === '' ? 0 : -Infinity;
  if (pattern[0] === '*')
    return Math.max(
      most(pattern.slice(1), name, false),
      name === '' ? -Infinity : most(pattern, name.slice(1), false),
    );
  const many = /^\[([^][^\]]*)\]/.exec(pattern);
  const rest = pattern.slice(many === null ? 1 : many[0].length);
  const sign = many !== null && many[1]!.length === 1 ? many[1] : many !== null ? '?' : pattern[0];
  if (name === '' || (sign !== '?' && sign !== name[0])) return -Infinity;
  return (sign === '?' ? 1 : 2) + most(rest, name.slice(1), false);
}

/** Whether a pattern of file names is aimed at a name; null where that cannot be said. */
export function soughtBy(pattern: string, name: string): boolean | null {
  const texts = pattern.length > 400 ? null : spelled(pattern.toLowerCase().replaceAll('\\', ''));
  if (texts === null) return null;
  const open = name.startsWith('*');
  const wanted = name.slice(open ? 1 : 0).toLowerCase();
  return texts
    .flatMap((text) => text.split('/'))
    .map((segment) => segment.replace(/^\^/, '').replace(/\$$/, ''))
    .some((segment) => {
      const score = most(segment, wanted, open);
      return open ? score > wanted.length : score >= wanted.length && score > 0;
    });
}
