import { hasGlob, matchGlob } from '../text/glob.js';

/**
 * Globs over the end of a path: one of a single segment is compared with the name, one of several with the path from
 * the last folder of that name. Told apart once, since most names are none of them.
 */
export class EndGlobs {
  readonly #names = new Set<string>();
  readonly #nameGlobs: string[] = [];
  /** By their first folder. */
  readonly #folders = new Map<string, string[]>();

  constructor(readonly globs: readonly string[]) {
    for (const glob of globs) {
      const slash = glob.indexOf('/');
      if (slash >= 0) this.#below(glob.slice(0, slash)).push(glob);
      else if (hasGlob(glob)) this.#nameGlobs.push(glob);
      else this.#names.add(glob);
    }
  }

  #below(folder: string): string[] {
    const globs = this.#folders.get(folder) ?? [];
    this.#folders.set(folder, globs);
    return globs;
  }

  match(segments: readonly string[]): boolean {
    const last = segments.at(-1) ?? '';
    if (this.#names.has(last) || this.#nameGlobs.some((glob) => matchGlob(glob, last))) return true;
    const seen = new Set<string>();
    for (let i = segments.length - 1; i >= 0; i--) {
      const folder = segments[i] as string;
      const globs = this.#folders.get(folder);
      if (globs === undefined || seen.has(folder)) continue;
      seen.add(folder);
      const end = segments.slice(i).join('/');
      if (globs.some((glob) => matchGlob(glob, end) || glob === `${end}/*`)) return true;
    }
    return false;
  }
}
