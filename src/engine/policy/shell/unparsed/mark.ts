import { ANY_KIND, bitsOf } from '../effect-bits.js';
import { kindsOf } from '../effects.js';
import type { SimpleCommand } from '../script.js';
import type { WrittenCode } from './written-code.js';

const EXECUTES = bitsOf(['execute']);
/** Compilers: what they make is there to be run, now or later. */
const COMPILES =
  /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|tcc|nvcc|hipcc|ld|rustc|javac|scalac|swiftc|ocaml\w*|csc|fsc|vbc|ghc|ldc2|dmd|gdc|zig|nim|kotlinc|kotlinc-jvm|emcc|em\+\+)(?:-[\d.]+)?$/;
/** Programs that run code of their own at most, or that of a container. */
const APART =
  /^(?:git|gh|glab|docker|docker-compose|podman|nerdctl|kill|killall|pkill|lsof|psql|mysql|sqlite3|redis-cli|eslint|prettier|stylelint|ruff|black|flake8|mypy|pylint|rubocop|code|cursor)$/;

const mayRun = (command: SimpleCommand): boolean =>
  !APART.test(command.folded) &&
  (COMPILES.test(command.folded) || (kindsOf(command) & (EXECUTES | ANY_KIND)) !== 0);

/**
 * Marks what may run the code that the script has written, where that reaches further. Wherever in the script it stands:
 * loops and functions run in another order than they are written in.
 */
export function markReaching(commands: SimpleCommand[], code: WrittenCode): void {
  const { taken } = code;
  if (code.empty && taken.length === 0) return;
  const why = code.reaches();
  if (why === undefined && taken.length === 0) return;
  commands.forEach((command, i) => {
    if (!mayRun(command)) return;
    commands[i] = {
      ...command,
      reaches: command.reaches ?? why,
      taken,
      memo: { args: command.memo.args, effects: undefined, kinds: undefined },
    };
  });
}
