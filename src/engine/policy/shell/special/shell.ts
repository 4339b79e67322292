import { standsInFile } from '../forms.js';
import { fedText, knownWord } from '../script.js';
import { positionalOf } from '../walked-nodes.js';
import type { Wrapped } from '../wrapped.js';

/** `sh -c SCRIPT`, `sh FILE`, `sh <<EOF`, and `sh` with nothing, which reads its script from wherever it can. */
export function shell(wrapped: Wrapped): void {
  const { args, command } = wrapped;
  const { flags, operands, unclear } = args;
  if (unclear) wrapped.unknown('a shell with a flag that is not known before it runs');
  // `bash -n` reads its script, and runs nothing of it.
  if (flags.has('version') || flags.has('help') || (flags.has('n') && !flags.has('i'))) return;
  if (flags.has('rcfile') || flags.has('init-file'))
    wrapped.unknown('a shell that reads commands from a file first');
  const [script] = operands;
  if (flags.has('c')) {
    if (script === undefined) wrapped.unknown('a shell without the script that it asks for');
    // `sh -c SCRIPT NAME WORD…`: what `$0`, `$1` and so on are.
    else wrapped.runScript(script, 'nested', positionalOf(operands.slice(1)));
  } else if (script === undefined || flags.has('s') || !standsInFile(script)) {
    fromInput(wrapped, command.stdin);
  }
}

function fromInput(wrapped: Wrapped, stdin: Wrapped['command']['stdin']): void {
  const text = fedText(stdin);
  if (text === undefined) wrapped.unknown('a shell that reads its script from its input');
  else wrapped.runScript(knownWord(text));
}
