import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { ANY } from '../conditions/define.js';
import type { Mode } from '../conditions/define.js';
import { hasGlob, matchGlob } from '../text/glob.js';
import { baseName, STANDARD_PLACE } from './programs/index.js';
import type { SimpleCommand } from './script.js';

/** Which programs a policy names, compiled. */
export class ProgramTest {
  readonly #names = new Set<string>();
  readonly #globs: readonly string[];

  constructor(private readonly written: readonly string[]) {
    const folded = written.map((glob) => baseName(glob).toLowerCase());
    for (const glob of folded) if (!hasGlob(glob)) this.#names.add(glob);
    this.#globs = folded.filter(hasGlob);
  }

  /** Whether it names the program of a command; unknown where nobody can say what that is. */
  names(command: SimpleCommand, mode: Mode): Truth {
    if (command.program === undefined) return UNKNOWN;
    if (command.program === '') return FALSE;
    return mode === ANY
      ? this.#loosely(command)
      : this.#exactly(command.program, command.words[0]?.text ?? '');
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
    for (const glob of this.written) {
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
