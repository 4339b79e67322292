import { posix } from 'node:path';
import type { Mounts } from '../place.js';
import type { Word } from '../script.js';

/** A folder of this machine that a container has at a place of its own. */
interface Mount {
  readonly target: string;
  /** Undefined for what is no folder of this machine that can be named: a volume. */
  readonly source: string | undefined;
}

/** Flags that change nothing about which files a container has; the first stand alone, the others take a word. */
const ALONE =
  /^(?:-(?:[itq]+|-(?:rm|interactive|tty|init|quiet|read-only))|--(?:pull|platform|network|net|name|user|memory|cpus|env|publish|hostname|shm-size|label|entrypoint|workdir|ulimit)=.*)$/;
const WITH_WORD =
  /^-(?:[eupmhl]|-(?:pull|platform|network|net|name|user|memory|cpus|env|publish|hostname|shm-size|label|entrypoint|ulimit))$/;
const FOLDER = /^(?:-w|--workdir)$/;
const VOLUME = /^(?:-v|--volume)$/;
const OPTIONS = /^(?:(?:ro|rw|z|Z|cached|delegated|consistent)(?:,|$))+$/;
/** Where what lies in the container alone is taken to lie: it goes with the container. */
const OWN = '/tmp/.container';
/** Through these one comes to any folder. */
const LEADS = /^\/(?:proc|dev|sys)\//;
/** By these a place in a container may lead to another. */
const LINKS = /\bln\b|link|mount/i;

/**
 * What the paths of a container stand for, where its flags are all understood; undefined where they are not.
 * @param flags the words between `run` and the image
 * @param inner the words behind the image
 */
export function mountsOf(flags: readonly Word[], inner: readonly Word[]): Mounts | undefined {
  const mounts: Mount[] = [];
  let folder: string | undefined;
  if (![...flags, ...inner].every(({ splits }) => !splits)) return undefined;
  if (inner.some(({ text }) => LINKS.test(text))) return undefined;
  for (let i = 0; i < flags.length; i++) {
    const { text, known } = flags[i] as Word;
    if (!known) return undefined;
    if (ALONE.test(text)) {
      folder = /^--workdir=(.*)$/s.exec(text)?.[1] ?? folder;
      continue;
    }
    const value = flags[++i];
    if (value === undefined) return undefined;
    if (WITH_WORD.test(text)) continue;
    if (!value.known || value.glob) return undefined;
    const mount = VOLUME.test(text) ? volumeOf(value.text) : undefined;
    if (mount !== undefined) mounts.push(mount);
    else if (FOLDER.test(text)) folder = value.text;
    else return undefined;
  }
  return { folder: folder?.startsWith('/') === true ? folder : undefined, hostPath: pathsIn(mounts) };
}

/** `$PWD:/src:ro`. */
function volumeOf(text: string): Mount | undefined {
  const [source = '', target = '', options = 'rw', ...more] = text.split(':');
  if (!target.startsWith('/') || more.length > 0 || !OPTIONS.test(options)) return undefined;
  const named = /^[A-Za-z0-9][\w.-]*$/.test(source);
  if (!named && !/^(?:\.|\/|~)/.test(source)) return undefined;
  return { target: posix.normalize(`${target}/`), source: named ? undefined : source };
}

/** Nothing can be said of what holds such a folder: it changes with it. */
const pathsIn =
  (mounts: readonly Mount[]): Mounts['hostPath'] =>
  (path, isPattern) => {
    // Behind a link, two dots lead to where the link leads.
    if (!path.startsWith('/') || /(?:^|\/)\.\.(?:\/|$)/.test(path)) return undefined;
    const place = posix.normalize(`${path}/`);
    const beginning = isPattern ? place.slice(0, place.search(/[*?[{]/)).replace(/[^/]*$/, '') : place;
    const [only, ...more] = mounts.filter(({ target }) => target.startsWith(beginning));
    if (only !== undefined)
      return !isPattern && more.length === 0 && only.target === place ? only.source : undefined;
    const over = mounts.filter(({ target }) => place.startsWith(target));
    const nearest = over.sort((a, b) => b.target.length - a.target.length)[0];
    if (nearest === undefined) return LEADS.test(place) ? undefined : OWN + path;
    return nearest.source === undefined
      ? undefined
      : posix.join(nearest.source, place.slice(nearest.target.length));
  };
