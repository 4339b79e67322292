import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { ANY } from '../conditions/define.js';
import type { Mode } from '../conditions/define.js';
import { hasGlob, matchGlob } from '../text/glob.js';
import { argumentsOf } from './arguments.js';
import { matchesWord } from './command-words.js';
import { baseName, STANDARD_PLACE } from './programs/index.js';
import type { SimpleCommand } from './script.js';

/** `git push`: a program, and what its first operands are. */
interface Phrase {
  readonly program: ProgramTest;
  readonly verbs: readonly string[];
}

/** Which programs a policy names, compiled. */
export class ProgramTest {
  readonly #names = new Set<string>();
  readonly #globs: readonly string[];
  readonly #written: readonly string[];
  readonly #phrases: readonly Phrase[];

  constructor(entries: readonly string[]) {
    this.#written = entries.filter((entry) => !entry.includes(' '));
    this.#phrases = entries.filter((entry) => entry.includes(' ')).map(phraseOf);
    const folded = this.#written.map((glob) => baseName(glob).toLowerCase());
    for (const glob of folded) if (!hasGlob(glob)) this.#names.add(glob);
    this.#globs = folded.filter(hasGlob);
  }

  /** Whether it names the program of a command; unknown where nobody can say what that is. */
  names(command: SimpleCommand, mode: Mode): Truth {
    if (command.program === undefined) return UNKNOWN;
    if (command.program === '') return FALSE;
    let truth =
      mode === ANY ? this.#loosely(command) : this.#exactly(command.program, command.words[0]?.text ?? '');
    for (const phrase of this.#phrases) {
      if (truth === TRUE) break;
      truth = Math.max(truth, says(phrase, command, mode)) as Truth;
    }
    return truth;
  }

  #loosely({ folded, program }: SimpleCommand): Truth {
    if (this.#names.has(folded) || this.#names.has(program as string)) return TRUE;
    return this.#globs.some((glob) => matchGlob(glob, folded) || matchGlob(glob, program as string))
      ? TRUE
      : FALSE;
  }

  /** A grant means the program of that name, not one that happens to lie under the same name somewhere. */
  #exactly(program: string, path: string): Truth {
    let truth: Truth = FALSE;
    for (const glob of this.#written) {
      if (glob.includes('/')) {
        if (matchGlob(glob, path)) return TRUE;
      } else if (matchGlob(glob, program)) {
        if (path === program || STANDARD_PLACE.test(path)) return TRUE;
        truth = UNKNOWN;
      }
    }
    return truth;
  }
}

function phraseOf(entry: string): Phrase {
  const [program = '', ...verbs] = entry.split(/ +/);
  return { program: new ProgramTest([program]), verbs };
}

/** Behind a flag in front of them, of which nobody knows whether it takes a value, they may stand anywhere. */
function says({ program, verbs }: Phrase, command: SimpleCommand, mode: Mode): Truth {
  let truth = program.names(command, mode);
  if (truth === FALSE) return FALSE;
  const { operands, firstOperand, unclear } = argumentsOf(command);
  const anywhere = mode === ANY && firstOperand > 1;
  for (const [i, verb] of verbs.entries()) {
    const places = anywhere ? operands : operands.slice(i, i + 1);
    const found = places.map((operand) => matchesWord(verb, operand, mode === ANY));
    truth = Math.min(truth, Math.max(FALSE, ...found)) as Truth;
  }
  return truth === FALSE && unclear && operands.length < verbs.length ? UNKNOWN : truth;
}
