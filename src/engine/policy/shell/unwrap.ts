import { argumentsOf, readArguments, valuesOf } from './arguments.js';
import type { Arguments } from './arguments.js';
import { followConventions } from './conventions/index.js';
import { MAX_DEPTH } from './limits.js';
import { onlyParses } from './parsers.js';
import type { Program, Runs } from './programs/define.js';
import { below, placeWith } from './place.js';
import type { Place } from './place.js';
import { LimitReached } from './recorder.js';
import type { Found, Recorder } from './recorder.js';
import { exampleOf } from './forms.js';
import { handsOn } from './hands-on.js';
import { isClient, judgeStatements } from './clients/index.js';
import type { WrittenFile } from './clients/index.js';
import { judgeFile, judgeInline } from './inline/index.js';
import { harmlessThere, loadsWritten } from './loaded.js';
import type { CodeEffect } from './inline/index.js';
import { runsCode, scriptOf } from './runs-code.js';
import { fedText, knownWord, tellable } from './script.js';
import type { SimpleCommand, Word } from './script.js';
import { joinFolder } from './scope.js';
import type { Positional } from './scope.js';
import { setNone } from './walked-nodes.js';
import { smuggles } from './smuggled.js';
import { SPECIAL } from './special/index.js';
import { takesCode } from './takes-code.js';
import { toldOfCode } from './told-flags.js';
import { onTests } from './test-databases.js';
import { joinWords, Wrapped } from './wrapped.js';
import type { Hands } from './wrapped.js';
import type { Content } from './written.js';

/** Records a command, and every command that it wraps. */
export function unwrap(found: Found, place: Place, hands: Hands): void {
  const { recorder } = hands;
  if (place.depth > MAX_DEPTH) throw new LimitReached('its commands are wrapped too deep');
  const index = recorder.next;
  const command = recorder.add(found, place, found.opaque ?? opacity(found.words));
  const { model } = command;
  if (onTests(command, recorder.commands, recorder.written)) recorder.markOnTests(index);
  if (!recorder.written.empty) {
    runsWritten(command, index, hands, place);
    handsOn(command, index, hands, place);
  }
  const told = model === undefined ? undefined : toldOfCode(command, recorder.written, recorder.commands);
  if (told !== undefined) recorder.markReaching(index, told);
  followConventions(command, place, index, hands);
  if (model === undefined) return;
  if (plain(model)) return;
  const args = argumentsOf(command);
  const folders = foldersOf(model, args, place);
  if (folders !== place.folders) recorder.moveTo(index, folders);
  const client = isClient(model.names[0] as string);
  const taken = takesCode(model, command, args);
  if (taken || client) {
    const written = (file: Word): Content | undefined => recorder.written.of(command, file);
    const code = recorder.reads(codeSize(command)) ? codeOf(model, command, args, written) : undefined;
    if (code === undefined && !taken) return;
    if (code === undefined || loadsWritten(model, code, command, recorder.written))
      recorder.makeOpaque(index, 'it is given code to run');
    else runsCode(code, command, index, hands, place);
  }
  if (model.runs.length === 0) return;
  const remote = place.remote || model.remote;
  const inner = placeWith(
    below(place, index),
    model.remote ? { folders, remote, mounts: null } : { folders },
  );
  const wrapped = new Wrapped(command, args, inner, hands);
  if (args.strange) wrapped.unknown(`a flag of \`${command.program}\` that is not known`);
  for (const runs of model.runs) follow(runs, wrapped);
}

/** What the code does that it is given, where that can be told. */
function codeOf(
  model: Program,
  command: SimpleCommand,
  given: Arguments,
  written: WrittenFile,
): readonly CodeEffect[] | undefined {
  const args = withDatabase(model, command, given);
  return (
    judgeStatements(model.names[0] as string, command, args, written) ??
    judgeInline(model, command, args) ??
    harmlessThere(model, command, args)
  );
}

/** `psql "$DATABASE_URL"`: which database that is, whoever runs the script has said. */
function withDatabase(model: Program, { words }: SimpleCommand, args: Arguments): Arguments {
  const said = ({ text, splits }: Word): boolean => !splits && /^\$\{?DATABASE_URL\}?$/.test(text);
  if (model.names[0] !== 'psql' || !words.some(said)) return args;
  return readArguments(
    words.map((word) => (said(word) ? knownWord('DATABASE_URL') : word)),
    model,
  );
}

function codeSize({ words, stdin }: SimpleCommand): number {
  const fed = fedText(stdin)?.length ?? 0;
  return words.reduce((sum, { text }) => sum + text.length, fed);
}

/** A file that the script has written before it runs it: what it says is judged, or nobody can say what it does. */
function runsWritten(command: SimpleCommand, index: number, hands: Hands, place: Place): void {
  const { recorder } = hands;
  if (onlyParses(command.words)) return;
  const others = othersOf(command).filter((word) => recorder.written.of(command, word) !== undefined);
  const runner = RUNNERS.test(command.model?.names[0] ?? '');
  if (others.length > (runner ? 1 : 0))
    return recorder.makeOpaque(index, 'it runs files that the script has written');
  const file = runner ? others[0] : scriptOf(command);
  const content = file === undefined ? byName(command, recorder) : recorder.written.ofRun(command, file);
  if (content === undefined) return;
  const name = command.model?.names[0] ?? '';
  if (name === 'sh' && argumentsOf(command).flags.has('n') && !argumentsOf(command).flags.has('i')) return;
  const shell =
    name === 'sh' ||
    name === 'source' ||
    (!runner && !/^#! *\S*(?:env +\S*)?(?:python|node|perl|ruby|php)/.test(content.text ?? ''));
  const ran = file ?? (command.words[0] as Word);
  if (content.text === undefined)
    return recorder.makeOpaque(index, 'it runs a file that the script has written');
  if (shell && (name === 'sh' || name === 'source' || command.model?.feeds !== true)) {
    recorder.setCode(index, []);
    if (ran === command.words[0] && FOR_SHELL.test(content.text)) recorder.makeOwn(index);
    return hands.nested(content.text, below(place, index), calledWith(command, ran));
  }
  const code = recorder.reads(content.text.length)
    ? judgeFile(name, content.text, ran, behindFile(command, ran), command, argumentsOf(command))
    : undefined;
  if (code === undefined || loadsWritten(command.model, code, command, recorder.written, ran))
    recorder.makeOpaque(index, 'it runs code that the script has written');
  else runsCode(code, command, index, hands, place);
}

/** A program that the script has put where programs are found by their names. */
function byName({ words }: SimpleCommand, { written }: Recorder): Content | undefined {
  const [first] = words;
  return first?.known === true && !first.text.includes('/') ? written.started(first.text) : undefined;
}

/** A script that says so, or that says nothing: a shell runs it. */
const FOR_SHELL = /^(?!#!)|^#! *\S*(?:\/|env +)(?:ba|da|z|k)?sh\b/;

const behindFile = ({ words }: SimpleCommand, file: Word): readonly Word[] | undefined =>
  words.includes(file) ? words.slice(words.indexOf(file) + 1) : undefined;

/** `$0` and the words behind the file. */
function calledWith({ words }: SimpleCommand, file: Word): Positional | undefined {
  const behind = words.slice(words.indexOf(file) + 1);
  const plain = behind.every((word) => tellable(word) && !word.splits && !word.glob) && setNone(behind);
  return plain ? [file, ...behind] : [file, undefined];
}

/** What runs code by the names of files, wherever those stand. */
const RUNNERS = /^(?:bun|deno)$/;

/** Words that may name a file that runs: `node --test a.mjs b.mjs` runs all of them, `bun run a.ts` one. */
function othersOf(command: SimpleCommand): readonly Word[] {
  const name = command.model?.names[0] ?? '';
  if (RUNNERS.test(name)) return command.words.slice(1);
  if (name !== 'node') return [];
  const { flags, operands } = argumentsOf(command);
  return flags.has('test') ? operands.slice(1) : [];
}

/** Whether a program neither runs another nor code, and runs where it stands: most do. */
function plain({ runs, opaque, feeds, folder }: Program): boolean {
  return runs.length === 0 && opaque === undefined && !feeds && folder.length === 0;
}

/** Where it runs, if a flag names another folder. */
function foldersOf(model: Program, args: Arguments, { folders }: Place): Place['folders'] {
  if (!model.folder.some((name) => args.flags.has(name))) return folders;
  const [target, ...more] = valuesOf(args, model.folder);
  const clear = target !== undefined && more.length === 0 && tellable(target) && !target.splits;
  // A pattern may be several words; what a loop over one holds is one.
  if (!clear || (target.known && target.glob) || /^(?!\*\/?$)[*?[]/.test(target.text)) return [undefined];
  return (target.at ?? folders).map((folder) => joinFolder(folder, exampleOf(target)));
}

function follow(runs: Runs, wrapped: Wrapped): void {
  if ('special' in runs) return SPECIAL[runs.special](wrapped);
  if ('script' in runs) {
    for (const script of valuesOf(wrapped.args, runs.script.split(' '))) wrapped.runScript(script);
    return;
  }
  const rest = wrapped.rest(runs.skip, runs.assigns);
  if (rest.length === 0) return;
  if (runs.rest === 'words') wrapped.runWords(rest);
  else wrapped.runScript(joinWords(rest), runs.inline === true ? 'inline' : 'nested');
}

/** Builtins that take names evaluate subscripts in them. */
function opacity(words: readonly Word[]): string | undefined {
  if (words[0]?.text === 'shopt' && words.some(({ text, known }) => !known || text === 'dotglob'))
    return 'patterns may stand for hidden files';
  return words.length > 1 && TAKES_NAMES.has(words[0]?.text ?? '') && words.some(({ text }) => smuggles(text))
    ? 'a subscript in a name runs what stands in it'
    : undefined;
}

const TAKES_NAMES = new Set([
  ...['test', '[', 'printf', 'read', 'unset', 'declare', 'typeset', 'local', 'export', 'readonly', 'let'],
  ...['wait', 'mapfile', 'readarray', 'command', 'builtin'],
]);
