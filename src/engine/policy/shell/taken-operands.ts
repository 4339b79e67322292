import type { Arguments } from './arguments.js';
import type { Program } from './programs/define.js';
import type { Word } from './script.js';

/** What these say, they say alone, whichever program they are given to. */
const ALONE =
  /^(?:h|help|v|V|version|verbose|q|quiet|silent|y|yes|no-.*|debug|trace|json|force|offline|locked|frozen|frozen-lockfile|ci|dry-run|release|plain|all|interactive|non-interactive|list|prefer-offline|ignore-scripts|production|dev|global|stacktrace|info|daemon|parallel|continue|watch|strict|fix|check|once|insecure|ansi|full|local|compact|pretty|all-namespaces|A|insecure-skip-tls-verify|match-server-version|warnings-as-errors|disable-compression|tls|tlsverify|paginate|recursive|cask|formula|no)$/;

/** Whether the word behind a flag may be its value, so that it is none of the operands: nobody knows the flag. */
export function mayTake({ alone, oneDash, values, attached, same }: Program, text: string): boolean {
  if (!/^-./.test(text) || text === '--' || text.includes('=')) return false;
  const long = text.startsWith('--') || oneDash;
  const letters = long ? '' : text.slice(1, -1);
  if ([...letters].some((letter) => values.has(letter) || attached.has(letter))) return false;
  const name = long ? text.replace(/^--?/, '') : (text.at(-1) as string);
  if (alone.has(name) || attached.has(name) || same.has(name)) return false;
  for (const one of alone) if (one.endsWith('*') && name.startsWith(one.slice(0, -1))) return false;
  return true;
}

/**
 * How many of the first operands may be values instead: of `kubectl --unknown get delete pod` either word may be the verb.
 */
export function mayBeTaken(model: Program, words: readonly Word[], { operands }: Arguments): number {
  let count = 0;
  for (const operand of operands) {
    const flag = words[words.indexOf(operand) - 1];
    const name = flag?.text.replace(/^--?/, '') ?? '';
    if (flag === undefined || ALONE.test(name) || !mayTake(model, flag.text)) break;
    count++;
  }
  return count;
}
