import { parse } from 'unbash';
import { ParseCache } from '../parse-cache.js';
import { tooCostly } from './limits.js';
import { doubtTexts, parseNested } from './nested-script.js';
import { settlePlaces } from './own-places.js';
import type { Place } from './place.js';
import { LimitReached, Recorder } from './recorder.js';
import { knownWord } from './script.js';
import type { Script } from './script.js';
import { markReaching } from './unparsed/mark.js';
import { Walker } from './walker.js';

const START: Place = { folders: [''], remote: false, mounts: null, parent: -1, depth: 0, stdin: 'inherited' };
const AFTERWARDS: Place = { ...START, depth: 1 };
const TOO_LARGE = 'it is too large to parse';
const EMPTY = 'true';

/** A command is held with its words and what follows from them; a short text may come to thousands. */
const weigh = (text: string, { commands }: Script): number => text.length + commands.length * 256;
const scripts = new ParseCache(parseText, 4096, 4 * 1024 * 1024, weigh);
const lists = new ParseCache((key) => parseWords(JSON.parse(key) as string[]), 4096, 4 * 1024 * 1024, weigh);

/** The simple commands of a script. Total: what cannot be parsed within bounds is unclear. */
export function parseScript(text: string): Script {
  return scripts.get(text);
}

/** The simple commands of a command that is given word by word, without a shell to read it. */
export function parseArgv(words: readonly string[]): Script {
  return lists.get(JSON.stringify(words));
}

function parseText(text: string): Script {
  if (tooCostly(text)) return { commands: [], unclear: TOO_LARGE, memo: { loose: undefined } };
  return guarded((recorder) => {
    recorder.spend(text.length);
    const script = parse(text);
    const [error] = script.errors ?? [];
    if (error !== undefined) return `it does not parse: ${error.message}`;
    doubtTexts(script, text, START, recorder);
    new Walker(script, recorder, START).run(script);
    followStarted(recorder);
    settlePlaces(recorder.commands);
    markReaching(recorder.commands, recorder.written.code);
    return undefined;
  });
}

function parseWords(words: readonly string[]): Script {
  return guarded((recorder) => {
    new Walker(parse(EMPTY), recorder, START).words(words.map(knownWord));
    settlePlaces(recorder.commands);
    markReaching(recorder.commands, recorder.written.code);
    return undefined;
  });
}

/** What code starts that was written, with the script or later with the project. */
function followStarted(recorder: Recorder): void {
  for (const text of [...recorder.written.code.started]) {
    const script = parseNested(text, AFTERWARDS, recorder);
    if (script !== undefined) new Walker(script, recorder, AFTERWARDS).run(script);
  }
}

/** A failure of ours or of the parser's is a script that nobody understands, and never one that is let through. */
function guarded(walk: (recorder: Recorder) => string | undefined): Script {
  const recorder = new Recorder();
  try {
    return { unclear: walk(recorder), commands: recorder.commands, memo: { loose: undefined } };
  } catch (error) {
    const why = error instanceof LimitReached ? error.message : 'it is nested too deep';
    return { unclear: why, commands: [], memo: { loose: undefined } };
  }
}
