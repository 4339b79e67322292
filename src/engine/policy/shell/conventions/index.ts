import { argumentsOf, valuesOf } from '../arguments.js';
import { below, placeWith } from '../place.js';
import type { Place } from '../place.js';
import { knownWord } from '../script.js';
import type { SimpleCommand, Word } from '../script.js';
import type { Hands } from '../wrapped.js';
import { bake, compose, composedImage, composeTool, dockerfile } from './containers.js';
import type { Convention, Shown } from './define.js';
import { inputOf, isInput, namedBy, runsInput } from './fed.js';
import { goGenerate } from './go-generate.js';
import { javascriptCode, javascriptModules } from './javascript-code.js';
import { makefile } from './makefile.js';
import { packageJson, terraform, terraformConsole } from './manifests.js';
import { namedScripts } from './named-scripts.js';
import { cargo, cargoTold, cmake } from './native.js';
import { loadTests } from './load-tests.js';
import { bats, debuggerCommands, environments, ninja, procfile, requirements } from './processes.js';
import { pythonBuilds, pythonTests } from './python-code.js';
import { filter, justfile, SCRIPTS_OF_TEXT, taskfile } from './recipes.js';
import { scriptsSetBy } from './set-scripts.js';
import { TOLD } from './told.js';

export const CONVENTIONS: readonly Convention[] = [
  makefile,
  justfile,
  taskfile,
  packageJson,
  pythonTests,
  pythonBuilds,
  javascriptCode,
  javascriptModules,
  terraform,
  terraformConsole,
  cmake,
  cargo,
  cargoTold,
  loadTests,
  environments,
  compose,
  composeTool,
  dockerfile,
  composedImage,
  bake,
  procfile,
  ninja,
  bats,
  debuggerCommands,
  requirements,
  filter,
  goGenerate,
  ...SCRIPTS_OF_TEXT,
  ...TOLD,
];

const OF_PROGRAM = new Map<string, Convention[]>();
for (const convention of CONVENTIONS)
  for (const program of convention.programs)
    OF_PROGRAM.set(program, [...(OF_PROGRAM.get(program) ?? []), convention]);

const MAX_SCRIPTS = 200;
const MAX_LENGTH = 64 * 1024;
const TOO_LONG: Shown = { scripts: [], doubt: 'it runs what a long file says' };
const INPUT = knownWord('-');
const UNREAD = 'it runs what it is fed, which nobody has read';

/** Follows what a program runs of the files that the script has written before it, without being told their names. */
export function followConventions(command: SimpleCommand, at: Place, index: number, hands: Hands): void {
  const { program } = command;
  const { written } = hands.recorder;
  if (program === undefined) return;
  const fed = command.stdin !== 'inherited' || command.substitutes;
  if (!written.empty || fed)
    for (const convention of OF_PROGRAM.get(program) ?? [])
      follow(convention, command, below(at, index), hands);
  if (fed && runsInput(command)) hands.recorder.addUnknown(UNREAD, below(at, index));
  if (written.scripts.length > 0 && packageJson.programs.includes(program))
    for (const shown of written.scripts) runShown(shown, below(at, index), hands);
  // A script may start the task by which it is run itself.
  for (const script of namedScripts(command, written))
    once(script, hands, () => hands.nested(script, below(at, index)));
  const set = scriptsSetBy(command);
  if (set !== undefined) written.scripts.push(set);
}

function follow(convention: Convention, command: SimpleCommand, at: Place, hands: Hands): void {
  const { files, flags, verbs, operand, input, read, remote } = convention;
  const { recorder } = hands;
  if (verbs !== undefined && !mayBeVerb(command, verbs)) return;
  const args = argumentsOf(command);
  const named = [
    ...(flags === undefined ? [] : [...valuesOf(args, flags), ...namedBy(command, flags).filter(isInput)]),
    ...(operand === true ? args.operands.filter((word) => isInput(word) || convention === bats) : []),
  ];
  if (input === true && args.operands.length === 1 && command.stdin !== 'inherited') named.push(INPUT);
  const place = remote === true ? placeWith(at, { remote: true, mounts: null }) : at;
  const texts = new Set(recorder.written.named(files));
  for (const word of named) {
    const from = isInput(word) ? inputOf(command, word) : word;
    const text = typeof from === 'object' ? recorder.written.of(command, from)?.text : from;
    if (text !== undefined) texts.add(text);
    // What it is told to run has a name that nobody knows: it may be what the script has just written.
    if (from === undefined) recorder.addUnknown(UNREAD, at);
    else if (typeof from === 'object' && !from.known && !recorder.written.empty)
      recorder.addUnknown('it runs a file that is not known', at);
  }
  // A test may start the program by which it is run itself.
  for (const text of texts)
    once(text, hands, () => runShown(text.length > MAX_LENGTH ? TOO_LONG : read(text), place, hands));
}

/** Follows a text, but where it is being followed already. */
function once(text: string, { recorder: { following } }: Hands, follow: () => void): void {
  if (following.has(text)) return;
  following.add(text);
  follow();
  following.delete(text);
}

function mayBeVerb(command: SimpleCommand, verbs: RegExp): boolean {
  const { operands, unclear } = argumentsOf(command);
  const [first, second] = operands as readonly (Word | undefined)[];
  return (
    unclear ||
    first?.known !== true ||
    verbs.test(second === undefined ? first.text : `${first.text} ${second.text}`)
  );
}

function runShown({ scripts, doubt }: Shown, place: Place, { recorder, nested }: Hands): void {
  if (doubt !== undefined || scripts.length > MAX_SCRIPTS)
    recorder.addUnknown(doubt ?? 'it runs more scripts than anybody reads', place);
  for (const script of scripts.slice(0, MAX_SCRIPTS)) nested(script, place);
}
