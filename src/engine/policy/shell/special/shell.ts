import { standsInFile } from '../forms.js';
import { knownWord } from '../script.js';
import type { Wrapped } from '../wrapped.js';

/** `sh -c SCRIPT`, `sh FILE`, `sh <<EOF`, and `sh` with nothing, which reads its script from wherever it can. */
export function shell(wrapped: Wrapped): void {
  const { args, command } = wrapped;
  const { flags, operands, unclear } = args;
  if (unclear) wrapped.unknown('a shell with a flag that is not known before it runs');
  if (flags.has('version') || flags.has('help')) return;
  if (flags.has('rcfile') || flags.has('init-file'))
    wrapped.unknown('a shell that reads commands from a file first');
  const [script] = operands;
  if (flags.has('c')) {
    if (script === undefined) wrapped.unknown('a shell without the script that it asks for');
    else wrapped.runScript(script);
  } else if (script === undefined || flags.has('s') || !standsInFile(script)) {
    fromInput(wrapped, command.stdin);
  }
}

function fromInput(wrapped: Wrapped, stdin: Wrapped['command']['stdin']): void {
  if (typeof stdin === 'string' || !('text' in stdin))
    wrapped.unknown('a shell that reads its script from its input');
  else wrapped.runScript(knownWord(stdin.text));
}
