import type { JsonValue } from '../../model/json.js';
import { ANY } from '../../policy/conditions/define.js';
import type { Mode } from '../../policy/conditions/define.js';
import { foldersWithin } from './folders.js';
import { sameList, subset, textsOf } from './define.js';
import type { Relation, Settings } from './define.js';
import { globsWithin, globWithin } from './globs.js';

const REST = ['flags', 'args', 'pipes_to', 'writes_to', 'effects'] as const;

/**
 * Commands. Every part but the program is asked of one command and only ever makes a condition narrower; programs also say
 * what may be unclear about a command, so that conditions of different programs are comparable in few ways.
 */
export const shellRelation: Relation = {
  names: ['shell'],

  narrower(first, second, mode) {
    const [a, b] = [first as Settings, second as Settings];
    if (!sameList(a['in'], b['in'])) return false;
    const programs = mode === ANY ? restricts(a, b) : grants(a, b);
    return programs && namesWithin(a, b, mode) && restWithin(a, b);
  },

  // A grant for commands covers a bare assignment, and one for effects a command without any: neither is such a command.
  sureIsPossible: () => false,
};

function has(value: Settings, ...keys: readonly string[]): boolean {
  return keys.some((key) => value[key] !== undefined);
}

/** A command of another program may still run one that is asked for, and then the rest is not looked at. */
function restricts(a: Settings, b: Settings): boolean {
  if (sameList(a['command'], b['command']) && sameList(a['only'], b['only'])) return true;
  return !has(b, ...REST) || (!has(b, 'command', 'only') && !has(a, 'only'));
}

/** What a grant does not cover unless it says so must be covered by the wider one too. */
function grants(a: Settings, b: Settings): boolean {
  if (has(a, 'command') !== has(b, 'command')) return false;
  if (!has(a, 'command') && has(a, 'only') !== has(b, 'only')) return false;
  if (!subset(a['permit'], b['permit'])) return false;
  const judged = (value: Settings): boolean => has(value, 'writes_to', 'effects');
  if (judged(a) && !judged(b)) return false;
  const asked = (value: Settings): boolean => has(value, 'command', 'only', 'effects');
  return !has(b, 'writes_to') || !asked(a) || asked(b);
}

function namesWithin(a: Settings, b: Settings, mode: Mode): boolean {
  const commands = has(b, 'command')
    ? has(a, 'command') && programsWithin(a['command'], b['command'], mode)
    : true;
  return commands && (!has(b, 'only') || (has(a, 'only') && subset(a['only'], b['only'])));
}

/** In a grant a glob of nothing but stars names no program, and one with a slash is a place. */
function programsWithin(some: JsonValue | undefined, all: JsonValue | undefined, mode: Mode): boolean {
  const outer = textsOf(all);
  const plain = outer.filter((glob) => !glob.includes('/') && (mode === ANY || !/^[*?]+$/.test(glob)));
  return textsOf(some).every(
    (glob) =>
      outer.includes(glob) || (!glob.includes('/') && plain.some((other) => phraseWithin(glob, other))),
  );
}

/** `git push` is within `git`, and within `git p*`: word by word. */
function phraseWithin(some: string, other: string): boolean {
  const [words, globs] = [some.split(/ +/), other.split(/ +/)];
  return globs.length <= words.length && globs.every((glob, i) => globWithin(words[i] as string, glob));
}

function restWithin(a: Settings, b: Settings): boolean {
  return (
    (!has(b, 'flags') || subset(b['flags'], a['flags'])) &&
    (!has(b, 'args') || (has(a, 'args') && subset(a['args'], b['args']))) &&
    (!has(b, 'pipes_to') || (has(a, 'pipes_to') && subset(a['pipes_to'], b['pipes_to']))) &&
    (!has(b, 'writes_to') || (has(a, 'writes_to') && writesWithin(a['writes_to'], b['writes_to']))) &&
    (!has(b, 'effects') || (has(a, 'effects') && effectsWithin(a, b)))
  );
}

function writesWithin(some: JsonValue | undefined, all: JsonValue | undefined): boolean {
  const [a, b] = [some as Settings, all as Settings];
  return foldersWithin(a, b) && (!has(b, 'glob') || (has(a, 'glob') && subset(a['glob'], b['glob'])));
}

function effectsWithin(a: Settings, b: Settings): boolean {
  if (!subset(a['effects'], b['effects']) || !foldersWithin(a, b)) return false;
  if (has(b, 'host') && !(has(a, 'host') && globsWithin(lower(a['host']), lower(b['host'])))) return false;
  return (
    !has(b, 'not_host') || (has(a, 'not_host') && globsWithin(lower(b['not_host']), lower(a['not_host'])))
  );
}

function lower(list: JsonValue | undefined): readonly string[] {
  return textsOf(list).map((text) => text.toLowerCase());
}
