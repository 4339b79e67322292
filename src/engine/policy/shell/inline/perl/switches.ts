import type { Word } from '../../script.js';

/** How `perl` is told to run its code. */
export interface Switches {
  readonly code: string;
  /** Whether no text is taken for the name of a variable. */
  readonly strict: boolean;
  /** Files are changed in place, with this behind the names of what they were. */
  readonly keeps: string | undefined;
  /** The words behind the code. */
  readonly files: readonly Word[];
}

/** Modules that compute. */
export const MODULES =
  /^(?:strict|warnings|utf8|integer|bigint|bignum|bytes|feature|List::Util|Scalar::Util|Data::Dumper|POSIX|Time::Local|Time::HiRes|Text::Wrap|Encode|JSON::PP|v?5[\d._]*)$/;
/** What stands between the fields of a line, as a text or a pattern of one sign. */
const BETWEEN = /^\/?(?:\[?[,:;|=\t ]\]?|\\[ts|](?:\+)?)\/?$/;

/** Reads the switches of a command; undefined where one of them does more than tell how lines are read. */
export function switchesOf(words: readonly Word[]): Switches | undefined {
  const codes: string[] = [];
  let keeps: string | undefined;
  let strict = false;
  let at = 1;
  for (; at < words.length; at++) {
    const word = words[at] as Word;
    if (!/^-./.test(word.text)) break;
    if (!word.known || word.glob) return undefined;
    if (word.text === '--') {
      at++;
      break;
    }
    let rest = word.text.slice(1);
    while (rest !== '') {
      const flag = rest[0] as string;
      rest = rest.slice(1);
      if (/[nplawWXt]/.test(flag)) rest = flag === 'l' ? rest.replace(/^[0-7]+/, '') : rest;
      else if (flag === '0') rest = rest.replace(/^(?:[0-7]+|x[\da-fA-F]+)/, '');
      else if (flag === 'C') rest = rest.replace(/^(?:\d+|[SIOEAD]+)/, '');
      else if (flag === 'i') {
        if (!/^(?:\.\w+|~)?$/.test(rest)) return undefined;
        [keeps, rest] = [rest, ''];
      } else if (flag === 'F') {
        if (!BETWEEN.test(rest)) return undefined;
        rest = '';
      } else if (flag === 'M') {
        const [module = ''] = rest.split('=');
        if (!MODULES.test(module) || !/^[\w:.=,]+$/.test(rest)) return undefined;
        strict ||= module === 'strict';
        rest = '';
      } else if (flag === 'e' || flag === 'E') {
        const value = rest === '' ? words[++at] : { ...word, text: rest };
        if (value?.known !== true) return undefined;
        codes.push(value.text);
        rest = '';
      } else return undefined;
    }
  }
  if (codes.length === 0) return undefined;
  return { code: codes.join('\n'), strict, keeps, files: words.slice(at) };
}
