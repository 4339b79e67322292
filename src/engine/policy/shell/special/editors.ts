import { valuesOf } from '../arguments.js';
import { asCode, standsInFile } from '../forms.js';
import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';

/** What an awk program may do beyond reading and printing. */
const AWK_RUNS = /\bsystem\s*\(|\bgetline\b|\bprintf?\b[^;}\n]*[|>]|@(?:load|include)|\bextension\s*\(/;
/** A sed script that runs commands or opens files: `e`, `w`, `r`, also as flags of `s`. */
const SED_RUNS =
  /(?:^|[;{}\n]|[0-9$/,!~+)])\s*[ewWrR](?:\s|$)|([/|#,@!:%_])[gpiImM0-9]*[ew][gpiImM0-9]*\s*(?:$|[;}\n ])/;

/** `awk 'PROGRAM' FILE…`: a program may run commands and write files. */
export function awk(wrapped: Wrapped): void {
  const { args } = wrapped;
  const { operands, flags, unclear } = args;
  if (flags.has('version') || flags.has('help')) return;
  const scripted = ['e', 'source', 'f', 'file'].some((flag) => flags.has(flag));
  const program = scripted ? valuesOf(args, ['e', 'source']) : [operands[0]];
  judge(wrapped, program, AWK_RUNS, unclear || fed(wrapped));
}

/** `sed 'SCRIPT' FILE…`. */
export function sed(wrapped: Wrapped): void {
  const { args } = wrapped;
  const { operands, flags, unclear } = args;
  const scripted = ['e', 'expression', 'f', 'file'].some((flag) => flags.has(flag));
  const script = scripted ? valuesOf(args, ['e', 'expression']) : [operands[0]];
  judge(wrapped, script, SED_RUNS, unclear || fed(wrapped));
}

/** Whether its code comes from what is piped in. */
function fed({ args }: Wrapped): boolean {
  return !valuesOf(args, ['f', 'file']).every(standsInFile);
}

function judge(wrapped: Wrapped, code: readonly (Word | undefined)[], runs: RegExp, unclear: boolean): void {
  const doubtful = code.some((word) => {
    if (word === undefined) return false;
    const text = asCode(word);
    return text === undefined || runs.test(text);
  });
  if (unclear || doubtful)
    wrapped.unknown(`the code of \`${wrapped.command.program}\` may run commands or write files`);
}
