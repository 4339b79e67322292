import { valuesOf } from '../arguments.js';
import { standsInFile } from '../forms.js';
import type { Wrapped } from '../wrapped.js';

/** Commands of debuggers that look, or run the program at hand without arguments. */
const LOOKS =
  /^\s*(?:(?:bt|backtrace|where)(?: full| all| -?\d+)?|info [\w $./:^*-]+|(?:ptype|whatis)(?:\/\w+)? [\w .*:<>]+|(?:p|print)(?:\/\w+)? [\w.$*>:-]+|(?:run|r|start|starti|continue|c|next|n|step|s|finish|up|down|quit|q|exit|kill)(?: \d+)?|(?:frame|f)(?: \d+| variable| info)?|(?:list|l|disassemble|break|b|tbreak|until|advance|rbreak|breakpoint set)(?: [\w.:*+,$ /-]+)?|thread (?:apply all |backtrace|list|info)[\w ]*|set (?:pagination|confirm|width|height|print \w+|disable-randomization|breakpoint pending) ?\w*|catch \w+|(?:image|register|target|process|settings) (?:list|read|lookup|launch|status|show)[\w ./-]*|x\/\d*[a-z]* \$\w+|maint info \w+)\s*$/;

/** `gdb -ex COMMAND --args PROGRAM …`: what it is told to do, and the program that it runs. */
export function debugger_(wrapped: Wrapped): void {
  const { args, command } = wrapped;
  const told = valuesOf(args, ['ex', 'eval-command', 'iex', 'o', 'one-line']);
  const attached = args.flags.has('p') || args.flags.has('pid') || args.flags.has('attach-pid');
  if (
    args.unclear ||
    attached ||
    command.stdin !== 'inherited' ||
    !told.every(({ known, text }) => known && LOOKS.test(text))
  )
    wrapped.unknown(`\`${command.program}\` is told to do more than to look`);
  if (
    !valuesOf(args, ['x', 'command', 's', 'source', 'S', 'O', 'K', 'Q', 'k']).every(standsInFile) ||
    args.flags.has('python')
  )
    wrapped.unknown(`\`${command.program}\` reads commands that nobody has seen`);
  const at = command.words.findIndex(({ text }) => /^--?args$/.test(text) || text === '--');
  wrapped.runWords(at < 0 ? args.operands.slice(0, 1) : command.words.slice(at + 1));
}
