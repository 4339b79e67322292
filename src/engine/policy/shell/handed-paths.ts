import { holdsSecret, startsLater } from './notable-paths.js';
import { knownWord } from './script.js';
import type { SimpleCommand, Word } from './script.js';

/** A file with a meaning of its own that a word hands over. */
export interface Handed {
  readonly kind: 'persist' | 'read_secret';
  readonly path: Word;
}

/** Homes, the system's folders, and the repository's own: what lies there is no file of the project's. */
const ELSEWHERE =
  /^(?:~\w*\/|\/(?:etc|proc|run|var|root|Library|(?:home|Users)\/[\w.-]+)\/|(?:\.\/)?\.git\/)./;
/** Settings of the system are mostly handed over to be read: `--ca /etc/ssl/certs/x.crt`. */
const LOOKED_AT =
  /^\/etc\/(?!cron|systemd|init|rc\.|profile|bash|zsh|environment|sudoers|ld\.so|pam|ssh|xdg)/;
const TOLD = /^-*[\w.-]+=/;

/**
 * Files that code of the project is handed, as `python tools/gen.py --output ~/.bashrc`: what it does with them nobody sees,
 * but that they start later or are secrets is plain. Only what surely is one counts, and not the file that is itself run.
 */
export function handedPaths({ words, folded }: SimpleCommand, run: readonly (Word | undefined)[]): Handed[] {
  const found: Handed[] = [];
  // What git does with a path is in its own model.
  if (folded === 'git') return found;
  for (const word of words.slice(1)) {
    if (!word.known || !word.text.includes('/') || run.includes(word)) continue;
    const text = word.text.replace(TOLD, '');
    if (!ELSEWHERE.test(text)) continue;
    const path = text === word.text ? word : knownWord(text);
    if (!LOOKED_AT.test(text) && startsLater(path) === true) found.push({ kind: 'persist', path });
    if (holdsSecret(path) === true) found.push({ kind: 'read_secret', path });
  }
  return found;
}
