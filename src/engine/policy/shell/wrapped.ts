import type { Arguments } from './arguments.js';
import { riskyAssignment } from './environment.js';
import { standsAsCode } from './forms.js';
import type { CodeEffect } from './inline/index.js';
import { placeWith, type Place } from './place.js';
import type { Recorder } from './recorder.js';
import type { Positional } from './scope.js';
import type { SimpleCommand, Word } from './script.js';

/** What records the commands that are found: the walker's hands. */
export interface Hands {
  readonly recorder: Recorder;
  /** Records a command given word by word, and all that it wraps. */
  run(words: readonly Word[], place: Place): void;
  /** Walks a script that a new shell runs. */
  nested(text: string, place: Place, positional?: Positional): void;
  /** Walks a script that the shell at hand runs, as `eval` does: it sees the same variables. */
  inline(text: string, place: Place, positional?: Positional): void;
}

/** A wrapper at hand, and what records the commands in it. */
export class Wrapped {
  constructor(
    readonly command: SimpleCommand,
    readonly args: Arguments,
    readonly place: Place,
    private readonly hands: Hands,
  ) {}

  /** The same wrapper with other arguments. */
  as(args: Arguments): Wrapped {
    return new Wrapped(this.command, args, this.place, this.hands);
  }

  /** A command that is given word by word. */
  runWords(words: readonly Word[], place: Place = this.place): void {
    if (words.length > 0) this.hands.run(words, placeWith(place, { stdin: this.command.stdin }));
  }

  /** A script that is given as one word. */
  runScript(word: Word | undefined, how: 'nested' | 'inline' = 'nested', positional?: Positional): void {
    if (word === undefined) return;
    const here = word.at === undefined || word.at === this.place.folders;
    if (here && (word.known || standsAsCode(word))) this.hands[how](word.text, this.place, positional);
    else this.unknown('the script it runs is not known before it runs');
  }

  /** The commands that have been found so far, with those around this one. */
  get before(): readonly SimpleCommand[] {
    return this.hands.recorder.commands;
  }

  /** Notes what else the wrapper itself does. */
  does(kind: CodeEffect['kind']): void {
    this.hands.recorder.setCode(this.place.parent, [{ kind, path: undefined }]);
  }

  /** Notes a file that the wrapper itself writes. */
  writes(target: Word): void {
    const { recorder } = this.hands;
    recorder.written.note(recorder.add({ words: [], redirects: [{ target, writes: true }] }, this.place));
  }

  /** There may be a command here of which nothing is known. */
  unknown(reason: string): void {
    this.hands.recorder.addUnknown(reason, this.place);
  }

  /** The words behind the wrapper's own flags and `skip` operands, or behind assignments too. */
  rest(skip = 0, assigns = false): readonly Word[] {
    const { words } = this.command;
    let start = this.args.firstOperand;
    if (words.slice(1, start + skip).some((word) => word.splits))
      this.unknown('what it runs is not known before it runs');
    start += skip;
    while (assigns && /^[^-=/][^=/]*=/.test(words[start]?.text ?? ''))
      if (riskyAssignment(words[start++] as Word)) this.unknown('a variable that changes what it runs');
    const rest = words.slice(start);
    return rest[0]?.text === '--' ? rest.slice(1) : rest;
  }
}

/** Words as the one line that some programs make of them. */
export function joinWords(words: readonly Word[]): Word {
  return {
    text: words.map(({ text }) => text).join(' '),
    known: words.every(({ known }) => known),
    splits: words.some(({ splits }) => splits),
    glob: false,
  };
}
