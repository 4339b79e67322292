import { argumentsOf, valuesOf } from '../arguments.js';
import { below } from '../place.js';
import type { Place } from '../place.js';
import type { SimpleCommand } from '../script.js';
import type { Hands } from '../wrapped.js';
import type { Convention, Shown } from './define.js';
import { goGenerate } from './go-generate.js';
import { javascriptCode } from './javascript-code.js';
import { makefile } from './makefile.js';
import { compose, packageJson, terraform } from './manifests.js';
import { cargo, cmake } from './native.js';
import { pythonBuilds, pythonTests } from './python-code.js';
import { justfile, taskfile } from './recipes.js';
import { scriptsSetBy } from './set-scripts.js';

export const CONVENTIONS: readonly Convention[] = [
  makefile,
  justfile,
  taskfile,
  packageJson,
  pythonTests,
  pythonBuilds,
  javascriptCode,
  terraform,
  cmake,
  cargo,
  compose,
  goGenerate,
];

const MAX_SCRIPTS = 200;
const MAX_LENGTH = 64 * 1024;
const TOO_LONG: Shown = { scripts: [], doubt: 'it runs what a long file says' };

/** Follows what a program runs of the files that the script has written before it, without being told their names. */
export function followConventions(command: SimpleCommand, at: Place, index: number, hands: Hands): void {
  const { program } = command;
  const { written } = hands.recorder;
  if (program === undefined) return;
  if (!written.empty)
    for (const convention of CONVENTIONS) {
      if (convention.programs.includes(program)) follow(convention, command, below(at, index), hands);
    }
  if (written.scripts.length > 0 && packageJson.programs.includes(program))
    for (const shown of written.scripts) runShown(shown, below(at, index), hands);
  const set = scriptsSetBy(command);
  if (set !== undefined) written.scripts.push(set);
}

function follow(
  { files, flags, verb, read }: Convention,
  command: SimpleCommand,
  place: Place,
  hands: Hands,
): void {
  const { recorder } = hands;
  if (verb !== undefined && !mayBeVerb(command, verb)) return;
  const named = flags === undefined ? [] : valuesOf(argumentsOf(command), flags);
  const texts = new Set([
    ...recorder.written.named(files),
    ...named.flatMap((word) => recorder.written.of(command, word)?.text ?? []),
  ]);
  // What it is told to run has a name that nobody knows: it may be what the script has just written.
  if (named.some((word) => !word.known)) recorder.addUnknown('it runs a file that is not known', place);
  for (const text of texts) {
    // A test that starts the program by which it is run itself: its commands are being followed already.
    if (recorder.following.has(text)) continue;
    recorder.following.add(text);
    runShown(text.length > MAX_LENGTH ? TOO_LONG : read(text), place, hands);
    recorder.following.delete(text);
  }
}

function mayBeVerb(command: SimpleCommand, verb: string): boolean {
  const { operands, unclear } = argumentsOf(command);
  const [first] = operands;
  return unclear || first?.known !== true || first.text === verb;
}

function runShown({ scripts, doubt }: Shown, place: Place, { recorder, nested }: Hands): void {
  if (doubt !== undefined || scripts.length > MAX_SCRIPTS)
    recorder.addUnknown(doubt ?? 'it runs more scripts than anybody reads', place);
  for (const script of scripts.slice(0, MAX_SCRIPTS)) nested(script, place);
}
