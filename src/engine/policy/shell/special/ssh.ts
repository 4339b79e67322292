import type { Wrapped } from '../wrapped.js';
import { shell } from './shell.js';

/** Settings by which ssh runs something here. */
const RUNS_HERE = /(?:proxy|local|knownhosts|remote)command|^-F|pkcs11|include/i;

/** What `ssh` runs besides the words behind the host: commands of its settings, and a script from its input. */
export function ssh(wrapped: Wrapped): void {
  const { args, command } = wrapped;
  if (args.unclear || command.words.some((word) => RUNS_HERE.test(word.text)))
    wrapped.unknown('`ssh` is told to run something here');
  // Without a command, a shell over there reads what it is fed.
  if (args.operands.length === 1 && command.stdin !== 'inherited')
    shell(
      wrapped.as({
        flags: new Map(),
        given: [],
        operands: [],
        unclear: false,
        firstOperand: 0,
        strange: false,
      }),
    );
}
