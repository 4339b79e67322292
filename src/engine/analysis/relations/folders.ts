import { parseNormalPath } from '../../policy/readings/path.js';
import { textsOf } from './define.js';
import type { Settings } from './define.js';

/** Whether a path that `within` and `outside` of one condition accept is accepted by those of another. */
export function foldersWithin(a: Settings, b: Settings): boolean {
  const inside = (inner: string, outers: readonly string[]): boolean =>
    outers.some((outer) => inner === outer || isBelow(inner, outer, false));
  const [within, outside] = [textsOf(a['within']), textsOf(a['outside'])];
  if (b['within'] !== undefined) {
    if (a['within'] === undefined) return false;
    const outers = textsOf(b['within']);
    if (!within.every((inner) => inside(inner, outers))) return false;
  }
  return textsOf(b['outside']).every((inner) => inside(inner, outside));
}

/** Whether a folder lies in another whatever the working folder is. */
export function isBelow(inner: string, outer: string, fold: boolean): boolean {
  const [a, b] = [parseNormalPath(inner), parseNormalPath(outer)];
  if (a.unknown || b.unknown || a.root !== b.root || (a.root !== '/' && a.root !== '')) return false;
  if (a.segments.includes('..') || b.segments.includes('..')) return false;
  const of = (text: string | undefined): string | undefined => (fold ? text?.toLowerCase() : text);
  return b.segments.every((segment, i) => of(segment) === of(a.segments[i]));
}
