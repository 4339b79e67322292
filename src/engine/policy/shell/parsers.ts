import { tellable } from './script.js';
import type { Word } from './script.js';

const PARSERS =
  /^(?:(?:ba|da|z|k)?sh -n|php -l|ruby -(?:c|wc|cw)|ruby -w -c|node (?:--check|-c)|(?:python[\d.]*|pypy3?) -m (?:py_compile|pyflakes|pycodestyle|compileall|tabnanny)(?: -q)?)(?= |$)/;
/** What an interpreter itself would read as a flag, behind a name too. */
const FLAG = /^-/;

/**
 * Whether a command only looks whether files are well-formed programs, and runs none of them: `php -l FILE…`. A name
 * that begins with a dash could tell it more.
 */
export function onlyParses(words: readonly Word[]): boolean {
  const [program, ...rest] = words;
  if (program?.known !== true || !words.every((word) => tellable(word) && !word.splits)) return false;
  const line = [program.text.replace(/^.*\//, ''), ...rest.map(({ text }) => text)].join(' ');
  const found = PARSERS.exec(line)?.[0];
  if (found === undefined) return false;
  return words.slice(found.split(' ').length).every(({ text }) => !FLAG.test(text));
}
