import { UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { exampleOf } from '../shell/forms.js';
import { tellable } from '../shell/script.js';
import type { SimpleCommand, Word } from '../shell/script.js';
import { joinFolder } from '../shell/scope.js';
import { ANY } from './define.js';
import type { EvaluationState, Mode } from './define.js';
import type { CompiledPathTest } from './path-test.js';
import { overReadings } from './trace.js';
import { wildMatches } from './wild-path.js';

/** Whether a test of paths holds for a word of a command. */
export function pathHolds(
  test: CompiledPathTest,
  word: Word,
  command: SimpleCommand,
  state: EvaluationState,
  mode: Mode,
): Truth {
  // A name with blanks would be several words.
  if (!tellable(word) || word.splits || word.text === '') return UNKNOWN;
  if (command.remote && command.mounts === null) return UNKNOWN;
  return overReadings(
    word.at ?? command.folders,
    (folder) => {
      const joined = joinFolder(folder, exampleOf(word));
      const path = joined === undefined || !command.remote ? joined : pathInside(joined, word, command);
      if (path === undefined) return UNKNOWN;
      return test.evaluate(state.readings.path(path), state.readings.hostCwd, mode);
    },
    mode,
  );
}

/** Which path of this machine a path in a container stands for. */
function pathInside(path: string, { glob }: Word, { mounts }: SimpleCommand): string | undefined {
  if (mounts === null || /^~/.test(path)) return undefined;
  if (path.startsWith('/')) return mounts.hostPath(path, glob);
  return mounts.folder === undefined ? undefined : mounts.hostPath(`${mounts.folder}/${path}`, glob);
}

/** Whether the globs of a test, which asks nothing else, name a path, or one that a pattern may stand for. */
export function globbed(
  test: CompiledPathTest,
  globs: readonly string[] | undefined,
  path: Word,
  command: SimpleCommand,
  state: EvaluationState,
  mode: Mode,
): Truth {
  const wild = path.glob && tellable(path) && !command.remote && mode === ANY;
  if (!wild || globs === undefined) return pathHolds(test, path, command, state, mode);
  return overReadings(
    path.at ?? command.folders,
    (folder) => {
      const joined = joinFolder(folder, path.text);
      return joined === undefined ? UNKNOWN : wildMatches(globs, joined, path, state.readings.hostCwd);
    },
    mode,
  );
}
