import { NotShown } from './code-effect.js';
import type { CodeEffect } from './code-effect.js';
import type { Words } from './path-words.js';

/** A word of which nobody here knows what it says; the shell knows no such variable either. */
const ANY = '"${inline}"';

/** A command that code starts word by word, in a folder; one that is not known is any. @throws NotShown */
export function startedWith(words: readonly Words[], folder: Words | 'here'): CodeEffect {
  const [program, ...rest] = words.map(single);
  if (program === undefined || program === '') throw new NotShown('a program that is not known');
  const line = [quoted(program), ...rest.map((text) => (text === undefined ? ANY : quoted(text)))].join(' ');
  return ran(line, folder);
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

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
