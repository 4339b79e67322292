import { NotShown } from './code-effect.js';
import type { CodeEffect } from './code-effect.js';
import type { Words } from './path-words.js';
import { quoted } from '../quoted.js';

/** A word of which nobody here knows what it says; the shell knows no such variable either. */
const ANY = '"${inline}"';

/** Commands that differ in a word are told apart up to this number. */
const MAX_WAYS = 16;

/** A command that code starts word by word, in a folder; a word that is not known is any. @throws NotShown */
export function startedWith([program, ...rest]: readonly Words[], folder: Words | 'here'): CodeEffect {
  const name = single(program);
  if (name === undefined || name === '') throw new NotShown('a program that is not known');
  let lines = [quoted(name)];
  for (const words of rest) {
    const texts = textsOf(words);
    const ways = texts !== undefined && lines.length * texts.length <= MAX_WAYS ? texts : [ANY];
    lines = lines.flatMap((line) => ways.map((text) => `${line} ${text}`));
  }
  return ran(lines.join('\n'), folder);
}

/** What a word may say, quoted. */
function textsOf(words: Words): readonly string[] | undefined {
  const told = words?.every(({ known, glob }) => known && !glob) === true && words.length > 0;
  return told ? words.map(({ text }) => quoted(text)) : undefined;
}

/** A script that code hands to a shell. @throws NotShown where it is not known */
export function handedToShell(script: Words, folder: Words | 'here'): CodeEffect {
  const text = single(script);
  if (text === undefined) throw new NotShown('a script that is not known');
  return ran(text, folder);
}

function ran(script: string, folder: Words | 'here'): CodeEffect {
  if (script.includes('\0')) throw new NotShown('no command holds such a character');
  if (folder === 'here') return { kind: 'run', path: undefined, script };
  const place = single(folder);
  if (place === undefined) throw new NotShown('a folder that is not known');
  return { kind: 'run', path: undefined, script: `cd -- ${quoted(place)} && { ${script}\n}` };
}

function single(words: Words): string | undefined {
  const [only, ...more] = words ?? [];
  return only !== undefined && more.length === 0 && only.known && !only.glob ? only.text : undefined;
}
