import { valuesOf } from '../arguments.js';
import type { Arguments } from '../arguments.js';
import { printsInto } from './awk-prints.js';
import { asCode, standsInFile } from '../forms.js';
import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';

/** What an awk program may do beyond reading and printing; one pass, as each name ends what is looked at behind another. */
const AWK_RUNS =
  /\bENVIRON\s*\[(?:(?!\bENVIRON\b)[^\]])*(?:SECRET|TOKEN|PASS|KEY|CREDENTIAL)|\bin\s+ENVIRON\b|\bARG[VC]\b\s*(?:\[[^\]]*\]\s*)?=(?!=)|\bsystem\s*\(|\bgetline\b|\bprintf?\b(?:(?!\bprintf?\b)[^;}])*[|>]|@\s*\w|\bextension\s*\(/;
/** A sed script that runs commands or opens files: `e`, `w`, `r`, also as flags of `s`. */
export const SED_RUNS =
  /(?:^|[;{}\n]|[0-9$/,!~+)])[^\S\n]*[ewWrR](?:\s|$)|([/|#,@!:%_])[gpiImM0-9]*[ew][gpiImM0-9]*\s*(?:$|[;}\n ])/;

/** `awk 'PROGRAM' FILE…`: a program may run commands and write files. */
export function awk(wrapped: Wrapped): void {
  const { args } = wrapped;
  const { operands, flags, unclear } = args;
  if (flags.has('version') || flags.has('help')) return;
  const scripted = ['e', 'source', 'f', 'file'].some((flag) => flags.has(flag));
  const program = scripted ? valuesOf(args, ['e', 'source']) : [operands[0]];
  const given = scripted ? undefined : givenNames(args);
  const runs = (code: string): boolean => {
    const files = AWK_RUNS.test(code) ? printsInto(code, given) : [];
    files?.forEach((file) => wrapped.writes(file));
    return files === undefined;
  };
  judge(wrapped, program, runs, unclear || fed(wrapped));
}

/** The names that a command line of awk sets; undefined where it may set others. */
function givenNames(args: Arguments): ReadonlySet<string> | undefined {
  const set = [...valuesOf(args, ['v', 'assign']), ...args.operands.slice(1)];
  const plain = [...args.flags.keys()].every((flag) => /^(?:F|v|field-separator|assign)$/.test(flag));
  // A pattern may stand for a file whose name sets one.
  const clear = set.every(({ known, glob, text }) => (known && !glob) || /^[\w.-]*\//.test(text));
  return plain && clear ? new Set(set.map(({ text }) => text.split('=', 1)[0] as string)) : undefined;
}

/** `sed 'SCRIPT' FILE…`. */
export function sed(wrapped: Wrapped): void {
  const { args } = wrapped;
  const { operands, flags, unclear } = args;
  const scripted = ['e', 'expression', 'f', 'file'].some((flag) => flags.has(flag));
  const script = scripted ? valuesOf(args, ['e', 'expression']) : [operands[0]];
  judge(
    wrapped,
    script.map(withFolder(wrapped)).map(withName),
    (code) => SED_RUNS.test(code),
    unclear || fed(wrapped),
  );
}

const HERE = /\$PWD|\$\{PWD\}|\$\( ?pwd ?\)/g;
/** `s|$PWD/||`, `s|ROOT|$PWD|`: the folder at hand, which holds no mark of the end of a pattern. */
const withFolder =
  ({ command }: Wrapped) =>
  (word: Word | undefined): Word | undefined => {
    const plain = command.folders.every((folder) => folder !== undefined && /^[\w./-]*$/.test(folder));
    if (word?.around !== true || !plain) return word;
    const text = word.text.replace(HERE, 'folder');
    return /^s([|#,@])[^$`\\\n]*$/.test(text) ? knownWord(text) : word;
  };

/** One substitution, in which a name without slashes stands: it ends nothing. */
const WITH_NAME = /^(?:\d+,?\d*|\$)?s\/[^/\n]*\/[^/\n]*\/[gpI\d]{0,3}$/;
const withName = (word: Word | undefined): Word | undefined =>
  word?.open === true && !/\*\*|[\uE001]/.test(word.text) && WITH_NAME.test(word.text)
    ? knownWord('s/name//')
    : word;

/** Whether its code comes from what is piped in. */
function fed({ args }: Wrapped): boolean {
  return !valuesOf(args, ['f', 'file']).every(standsInFile);
}

function judge(
  wrapped: Wrapped,
  code: readonly (Word | undefined)[],
  runs: (code: string) => boolean,
  unclear: boolean,
): void {
  const doubtful = code.some((word) => {
    if (word === undefined) return false;
    const text = asCode(word);
    return text === undefined || runs(text);
  });
  if (unclear || doubtful)
    wrapped.unknown(`the code of \`${wrapped.command.program}\` may run commands or write files`);
}
