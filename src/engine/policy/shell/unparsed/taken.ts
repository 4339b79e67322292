import { knownWord } from '../script.js';
import type { Word } from '../script.js';

/** Files that name packages by their folders. */
export const MANIFESTS = /(?:^|\/)(?:Cargo\.toml|go\.(?:mod|work)|package\.json|pyproject\.toml)$/;
/** `path = "/x"`, `replace a => /x`, `"file:/x"`. */
const FOLDER =
  /\bpath\s*=\s*["'](\/[\w./-]+)["']|=>\s+(\/[\w./-]+)|^[ \t]*use\s+(?:\(\s*)?(\/[\w./-]+)|["'](?:file|link|portal):(?:\/\/)?(\/[\w./-]+)["']|@\s*file:\/\/(\/[\w./-]+)/gm;

/** Folders that a manifest names by their full paths: whether they are of the project, their place tells. */
export const takenBy = (text: string): readonly Word[] =>
  [...text.matchAll(FOLDER)].map(([, ...paths]) =>
    knownWord(paths.find((path) => path !== undefined) as string),
  );
