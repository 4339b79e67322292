import { isPython } from '../inline/python/judge.js';
import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';

const UNCLEAR = 'what is measured is not known before it runs';
/** A text over several lines, or a line that goes on: `timeit` indents what it is given. */
const LINES = /"""|'''|\\\n/;

/** `-m timeit -s SETUP STATEMENT…`: both are code, which runs as one function. */
export function timed(wrapped: Wrapped, python: Word, rest: readonly Word[]): void {
  const setup: string[] = [];
  const statements: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const { text, known } = rest[i] as Word;
    const value = rest[i + 1];
    if (!known) return wrapped.unknown(UNCLEAR);
    if (statements.length > 0 || !text.startsWith('-')) statements.push(text);
    else if (text === '-s' || text === '--setup') {
      if (value?.known !== true) return wrapped.unknown(UNCLEAR);
      setup.push(value.text);
      i++;
    } else if (/^-[nru]$/.test(text)) i++;
    else if (!/^-(?:[vp]|-verbose|-process|[nr]\d+)$/.test(text)) return wrapped.unknown(UNCLEAR);
  }
  const code = [setup.join('\n'), statements.join('\n') || 'pass'];
  // Neither may end what the other has begun.
  if (code.some((part) => LINES.test(part) || (part !== '' && !isPython(part))))
    return wrapped.unknown(UNCLEAR);
  wrapped.runWords([python, knownWord('-c'), knownWord(code.join('\n'))]);
}

/** `-m cProfile -o FILE [-m MODULE | SCRIPT] …`: runs what stands behind its own flags. */
export function profiled(wrapped: Wrapped, python: Word, rest: readonly Word[]): void {
  for (let i = 0; i < rest.length; i++) {
    const { text, known } = rest[i] as Word;
    if (!known) return wrapped.unknown(UNCLEAR);
    if (text === '-m' || !text.startsWith('-')) return wrapped.runWords([python, ...rest.slice(i)]);
    const [, flag, value] = /^(-[os]|--outfile|--sort)(?:(?<=--\w+)=(.+))?$/.exec(text) ?? [];
    if (flag === undefined) return wrapped.unknown(UNCLEAR);
    const given = value === undefined ? rest[++i] : knownWord(value);
    if (given === undefined) return wrapped.unknown(UNCLEAR);
    if (/^-(?:o|-outfile)$/.test(flag)) wrapped.writes(given);
  }
  wrapped.unknown(UNCLEAR);
}

/** `-m trace --count -C FOLDER --missing SCRIPT …`: the same. */
export function traced(wrapped: Wrapped, python: Word, rest: readonly Word[]): void {
  for (let i = 0; i < rest.length; i++) {
    const { text, known } = rest[i] as Word;
    if (!known) return wrapped.unknown(UNCLEAR);
    if (text === '--module') return wrapped.runWords([python, knownWord('-m'), ...rest.slice(i + 1)]);
    if (!text.startsWith('-')) return wrapped.runWords([python, ...rest.slice(i)]);
    if (
      /^(?:-[ctTlgmsRr]+|--(?:count|trace|trackcalls|listfuncs|missing|summary|timing|no-report))$/.test(text)
    )
      continue;
    const [, flag, value] =
      /^(-[Cf]|--(?:coverdir|file|ignore-module|ignore-dir))(?:(?<=--[\w-]+)=(.+))?$/.exec(text) ?? [];
    if (flag === undefined) return wrapped.unknown(UNCLEAR);
    const given = value === undefined ? rest[++i] : knownWord(value);
    if (given === undefined) return wrapped.unknown(UNCLEAR);
    if (/^(?:-[Cf]|--(?:coverdir|file))$/.test(flag)) wrapped.writes(given);
  }
  wrapped.unknown(UNCLEAR);
}
