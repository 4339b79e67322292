import { argumentsOf } from './arguments.js';
import type { CodeEffect } from './inline/index.js';
import type { Place } from './recorder.js';
import type { SimpleCommand, Word } from './script.js';
import type { Hands } from './wrapped.js';

/** Notes what code does: the files that it makes hold what nobody has read, and what it starts is followed. */
export function runsCode(
  code: readonly CodeEffect[],
  command: SimpleCommand,
  index: number,
  { recorder, nested }: Hands,
  place: Place,
): void {
  recorder.setCode(index, code);
  if (code.length === 0) return;
  const { written } = recorder;
  // `\i x.sql` of a client: what the script has put there nobody has read.
  if (code.some(({ kind, path }) => kind === 'execute' && path && written.of(command, path)))
    recorder.makeOpaque(index, 'it runs a file that the script has written');
  const loads = command.model?.names[0] === 'ruby' && code.some(({ kind }) => kind === 'execute');
  if (loads && written.holdsCode(command, scriptOf(command)))
    recorder.makeOpaque(index, 'it may load code that the script has written');
  written.noteCode(command, code);
  for (const { script } of code)
    if (script !== undefined) nested(script, { ...place, depth: place.depth + 1, parent: index });
}

/** The file that a program runs, or that it is. */
export function scriptOf(command: SimpleCommand): Word | undefined {
  const [first] = command.words;
  const model = command.model;
  if (model !== undefined && (model.feeds || model.names[0] === 'sh')) {
    const { flags, operands } = argumentsOf(command);
    return ['c', 'm', 'e', 'p'].some((flag) => flags.has(flag)) ? undefined : operands[0];
  }
  return first?.text.includes('/') === true ? first : undefined;
}
