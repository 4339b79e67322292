import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';

const IGNORED = ['**/node_modules/**', '**/.git/**'];

/** The package.json files of a tree, by absolute path: they say by what names its parts import each other. */
export function packageTexts(root: string): ReadonlyMap<string, string> {
  const options = {
    cwd: root,
    absolute: true,
    ignore: IGNORED,
    followSymbolicLinks: false,
    suppressErrors: true,
  };
  const texts = new Map<string, string>();
  for (const file of fastGlob.sync('**/package.json', options).sort()) {
    try {
      texts.set(file, readFileSync(file, 'utf8'));
    } catch {
      // One that cannot be read names nothing.
    }
  }
  return texts;
}
