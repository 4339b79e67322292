import { matchGlob } from '../text/glob.js';
import { parseNormalPath } from '../readings/path.js';
import { STARTER_PLACES, STARTERS, SECRET_PLACES, SECRETS } from './notable-names.js';
import type { EndGlobs } from './end-globs.js';
import { mayOverlap, patternOf } from './forms.js';
import { edgesOf, knownWord, tellable } from './script.js';
import type { Word } from './script.js';

/** Examples and public halves, which hold no secret. */
const PUBLIC =
  /(?:^|[/.])(?:example|sample|template|dist)(?:\.[a-z]+)?$|\.defaults?(?:\.[a-z]+)?$|(?:^|\/)defaults?\.env$|\.pub$|known_hosts(?:\.old)?$/;

/** What source code and what is written about it is called; nothing of that kind is a key. */
const SOURCE =
  /[\w)}\]-]\.(?:[cm]?[jt]sx?|py|pyi|go|rs|rb|java|kts?|php|swift|scala|cs|fs|exs?|erl|hs|c|h|cc|cpp|hpp|lua|r|jl|dart|vue|svelte|astro|html?|s?css|less|md|mdx|rst|adoc|log|snap|proto|graphql|svg|png)$/i;

/** `"${f%.go}_test.go"`: a name of which the end is known. */
const isSource = (word: Word): boolean => {
  const end = edgesOf(word)?.end ?? '';
  return SOURCE.test(end.startsWith('.') ? `x${end}` : end);
};

type Guess = boolean | undefined;

/** Whether a file that is read holds secrets; undefined where nobody can say. */
export function holdsSecret(word: Word): Guess {
  return notable(word, SECRETS, SECRET_PLACES, PUBLIC);
}

/** Whether something that is written starts by itself later. */
export function startsLater(word: Word): Guess {
  return notable(word, STARTERS, STARTER_PLACES, undefined);
}

function notable(
  word: Word,
  ends: EndGlobs,
  absolutes: readonly string[],
  except: RegExp | undefined,
): Guess {
  if (!tellable(word)) return ends === SECRETS && isSource(word) ? false : undefined;
  const path = parseNormalPath(patternOf(word));
  if (path.unknown) return undefined;
  const segments = path.segments.map((segment) => segment.toLowerCase());
  const last = segments.at(-1) ?? '';
  const text = segments.join('/');
  if (except?.test(text) === true) return false;
  if (ends.match(segments)) return true;
  if (ends === SECRETS && holdsAll(path.root, text)) return true;
  if (path.root === '/' && absolutes.some((glob) => matchGlob(glob, `/${text}`))) return true;
  const wild = (glob: string): boolean => mayOverlap(glob, { ...word, text: `/${text}` });
  if (word.glob && path.root === '/' && absolutes.some(wild)) return undefined;
  const may = (glob: string): boolean =>
    (mayBe(last, glob) && mayStandIn(segments, glob)) || mayLead(segments, glob);
  return word.glob && (ends.globs.some(may) || mayBeBelow(segments, ends)) ? undefined : false;
}

/** Whether folders that are patterns, as in `~/.a?s/cr*`, may be those of a glob; as above for their beginnings. */
function mayLead(segments: readonly string[], glob: string): boolean {
  const wanted = glob.split('/');
  const there = segments.slice(-wanted.length);
  if (wanted.length === 1 || there.length < wanted.length) return false;
  if (!there.slice(0, -1).some((segment) => /[*?[]/.test(segment))) return false;
  return wanted.every((name, i) => {
    const segment = there[i] as string;
    if (i < wanted.length - 1 && (name.startsWith('.') ? !/^[.[]/.test(segment) : /^[*?[]/.test(segment)))
      return false;
    return mayOverlap(name, knownWord(segment));
  });
}

/** Whether the folder of a glob may be the one that is named: patterns stand for none that is hidden. */
function mayStandIn(segments: readonly string[], glob: string): boolean {
  const wanted = glob.split('/').at(-2);
  if (wanted?.startsWith('.') !== true || segments.length < 2) return true;
  const folder = segments.slice(0, -1).findLast((segment) => !/^\*+$/.test(segment));
  return folder !== undefined && !/^[*?[]/.test(folder) && mayOverlap(wanted, knownWord(folder));
}

/** Whole homes and systems, which a program that reads folders reads with all that is in them. */
function holdsAll(root: string, text: string): boolean {
  if (root.startsWith('~')) return HOLDS_SETTINGS.test(text);
  if (root !== '/') return false;
  const home = /^(?:home\/[^/]+|users\/[^/]+|root)\/?/.exec(text)?.[0];
  return home === undefined
    ? /^(?:|etc|proc|home|users)$/.test(text)
    : HOLDS_SETTINGS.test(text.slice(home.length));
}

/** A home, and where programs keep their settings in it: those of clouds and forges hold keys. */
const HOLDS_SETTINGS = /^(?:|\.config|\.local|\.local\/share|library|library\/application support)$/;

/** `~/.a?s/cr*s`: whether a pattern among the folders may stand for one that holds such files. */
function mayBeBelow(segments: readonly string[], { globs }: EndGlobs): boolean {
  const patterns = segments.slice(0, -1).filter((segment) => /[*?[]/.test(segment));
  const folders = globs.flatMap((glob) => (glob.includes('/') ? [glob.slice(0, glob.indexOf('/'))] : []));
  return patterns.some((pattern) => folders.some((folder) => mayBe(pattern, folder)));
}

/**
 * Whether a pattern of file names may stand for such a name. A leading dot must be written out, and of other names the
 * beginning: `*.json` is not taken for `credentials.json`.
 */
function mayBe(pattern: string, glob: string): boolean {
  const name = glob.slice(glob.lastIndexOf('/') + 1).replaceAll('*', '\u0001');
  if (name.startsWith('.') ? !/^[.[]/.test(pattern) : /^[*?[]/.test(pattern)) return false;
  const plain = pattern.includes('[')
    ? pattern.replace(/\[[^\]]*(\]?)/g, (all, end) => (end === '' ? all : '?'))
    : pattern;
  return matchGlob(plain, name);
}
