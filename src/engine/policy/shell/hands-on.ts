import { below } from './place.js';
import type { Place } from './place.js';
import type { SimpleCommand } from './script.js';
import type { Hands } from './wrapped.js';

/** `CC=/tmp/cc`, `--with-editor=/tmp/e`: a file that is named to a program for a purpose of its own. */
const NAMED = /^(?:--?)?[A-Za-z_][\w.:-]*=(?=\S)/;

/** A script that this one has written, and names to a program which may run it: it is judged as if it did. */
export function handsOn(command: SimpleCommand, index: number, hands: Hands, place: Place): void {
  for (const word of command.words.slice(1)) {
    const key = NAMED.exec(word.text)?.[0];
    if (key === undefined) continue;
    const content = hands.recorder.written.of(command, { ...word, text: word.text.slice(key.length) });
    if (content?.text?.startsWith('#!') === true) hands.nested(content.text, below(place, index));
  }
}
