import { forEachChild } from 'unbash';
import type { SyntaxNode } from 'unbash';

const FILE = '(?:[\\w./-]+|"[\\w./${}-]+")';
const SEARCHED = String.raw`(?:'[^']*'|"[^"$]*"|[\w.=:-]+) ${FILE}`;
/** What prints one number, or one on each line. */
const COUNTS = new RegExp(
  '^(?:' +
    [
      'nproc',
      String.raw`date \+%[sYmdHMSj]`,
      String.raw`git rev-list --count [\w./~^@-]+`,
      `wc -[lcmw] ?< ?${FILE}(?: ?\\| ?tr -d ' ')?`,
      `grep -[iEFwx]*c[iEFwx]* ${SEARCHED}`,
      `grep -[oiEFwx]*n[oiEFwx]* ${SEARCHED} ?\\| ?cut (?:-d ?: -f ?1|-f ?1 -d ?:)`,
    ].join('|') +
    ')$',
);
const PROGRAMS = ['nproc', 'date', 'git', 'wc', 'grep', 'cut', 'head', 'tail', 'tr'];
const HEADS = /\| ?(?:head|tail) -(?:n ?)?\d+ ?(?=\|)/g;
/** What would end a command, or begin another. */
const MORE = /[;&`\n]|\$\(|[<>]\(|\|\|/;

/**
 * Whether the text of a value is a number for certain: digits, a range of them, what a program counts, or what is reckoned
 * of such.
 */
export function isCounted(
  text: string,
  own: ReadonlySet<string>,
  isCount: (name: string) => boolean,
): boolean {
  if (/^(?:\d+|\{\d+\.\.\d+\})$/.test(text)) return true;
  const bare = text.replace(/^"(.*)"$/s, '$1');
  const reckoned = /^\$\(\(([\w\s$+*/%(){}-]{1,200})\)\)$/.exec(bare)?.[1];
  if (reckoned !== undefined) return (reckoned.match(/[A-Za-z_]\w*/g) ?? []).every(isCount);
  const said = /^\$\(([^]{1,400})\)$/.exec(bare)?.[1]?.trim().replace(HEADS, '');
  return (
    said !== undefined && !MORE.test(said) && COUNTS.test(said) && !PROGRAMS.some((name) => own.has(name))
  );
}

/** The words of `((…))` and of `for ((…))`. */
export function arithmeticOf(node: SyntaxNode): string {
  const words: string[] = [];
  const walk = (inner: SyntaxNode): void => {
    if (inner.type === 'ArithmeticWord') words.push(inner.value);
    forEachChild(inner, walk);
  };
  walk(node);
  return words.join(' ');
}
