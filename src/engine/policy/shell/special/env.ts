import { riskyAssignment } from '../environment.js';
import { knownWord } from '../script.js';
import type { Wrapped } from '../wrapped.js';

/** `env [NAME=value…] COMMAND`, and `env -S 'COMMAND'`, whose text is split into words. */
export function env(wrapped: Wrapped): void {
  const { flags } = wrapped.args;
  const split = flags.get('S') ?? flags.get('split-string');
  const rest = wrapped.rest(0, true);
  if (split === undefined) return wrapped.runWords(rest);
  // Its own quoting is near enough to the shell's for plain text, and for no other.
  if (!split.known || /[\\"'$#{}]/.test(split.text))
    wrapped.unknown('`env -S` splits its text in a way of its own');
  const words = split.text.trim().split(/\s+/).map(knownWord);
  const start = words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word.text));
  if (words.slice(0, Math.max(0, start)).some(riskyAssignment))
    wrapped.unknown('a variable that changes what it runs');
  wrapped.runWords(start < 0 ? rest : [...words.slice(start), ...rest]);
}
