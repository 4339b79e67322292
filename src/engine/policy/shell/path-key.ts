import { parseNormalPath } from '../readings/path.js';

/** A path under which what is known of a file is kept: its root, and its folders as most tools resolve them; undefined where nobody can say. */
export function pathKey(text: string): string | undefined {
  const path = parseNormalPath(text);
  return path.unknown ? undefined : `${path.root}|${path.segments.join('/')}`;
}
