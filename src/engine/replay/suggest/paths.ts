import type { ActionEvent } from '../../model/event.js';
import { checkPathText } from '../../policy/conditions/path-test.js';
import { EventReadings } from '../../policy/readings/event-readings.js';

/** Folders that are never granted whole, only what was used in them. */
const SHARED = new Set([
  'etc',
  'home',
  'Users',
  'root',
  'var',
  'usr',
  'opt',
  'bin',
  'sbin',
  'lib',
  'dev',
  'proc',
  'sys',
  'mnt',
  'srv',
  'boot',
]);
const MOST_FOLDERS = 8;
const MOST_PREFIXES = 100;

interface Node {
  readonly children: Map<string, Node>;
  /** Whether a path ends here. */
  end: boolean;
  /** Paths that end here or below. */
  paths: number;
  /** Something ends here or below that must not be granted. */
  avoided: boolean;
}

const newNode = (): Node => ({ children: new Map(), end: false, paths: 0, avoided: false });

/**
 * The folders that hold all paths of these events, as narrow as is still a generalisation, and without the paths of
 * those to avoid. Undefined where a path says nothing certain.
 */
export function commonFolders(
  events: readonly ActionEvent[],
  avoid: readonly ActionEvent[],
): string[] | undefined {
  const roots = new Map<string, Node>();
  for (const event of events) if (!addPaths(roots, event, false)) return undefined;
  for (const event of avoid) addPaths(roots, event, true);
  const found = [...roots].flatMap(([root, node]) =>
    foldersOf(node, [], root).map((segments) => pathText(root, segments)),
  );
  // What a path is read as may hold signs that a policy cannot name one by.
  const named = found.every((folder) => checkPathText(folder) === undefined);
  return named && found.length > 0 && found.length <= MOST_PREFIXES ? found : undefined;
}

function addPaths(roots: Map<string, Node>, event: ActionEvent, avoided: boolean): boolean {
  for (const forms of EventReadings.of(event).paths) {
    for (const { root, segments, unknown } of forms?.exact ?? [UNREAD]) {
      const climbs = segments.lastIndexOf('..') >= leadingClimbs(segments);
      // A folder that is written with `..` in the middle would mean another one.
      if (unknown || climbs) {
        if (avoided) continue;
        return false;
      }
      add(roots, root, segments, avoided);
    }
  }
  return true;
}

const UNREAD = { root: '', segments: [] as readonly string[], unknown: true };

function leadingClimbs(segments: readonly string[]): number {
  const down = segments.findIndex((segment) => segment !== '..');
  return down < 0 ? segments.length : down;
}

/** Paths to avoid only mark the folders of those that are granted: what lies beside them is not granted anyway. */
function add(roots: Map<string, Node>, root: string, segments: readonly string[], avoided: boolean): void {
  let node: Node | undefined = childOf(roots, root, !avoided);
  if (node !== undefined) mark(node, avoided);
  for (const segment of segments) {
    node = node === undefined ? undefined : childOf(node.children, segment, !avoided);
    if (node === undefined) return;
    mark(node, avoided);
  }
  if (node !== undefined && !avoided) node.end = true;
}

function childOf(nodes: Map<string, Node>, name: string, make: boolean): Node | undefined {
  const known = nodes.get(name);
  if (known !== undefined || !make) return known;
  const fresh = newNode();
  nodes.set(name, fresh);
  return fresh;
}

function mark(node: Node, avoided: boolean): void {
  if (avoided) node.avoided = true;
  else node.paths++;
}

function foldersOf(node: Node, at: readonly string[], root: string): string[][] {
  if (node.paths === 0) return [];
  const children = [...node.children].filter(([, child]) => child.paths > 0);
  // A path that is granted itself covers all below it in any case.
  if (node.end) return [[...at]];
  if (children.length === 1) return below();
  return isFolder(node, at, root, children.length) ? [[...at]] : below();

  function below(): string[][] {
    return children.flatMap(([segment, child]) => foldersOf(child, [...at, segment], root));
  }
}

/** Whether a folder in which several things were used is granted as one. */
function isFolder(node: Node, at: readonly string[], root: string, children: number): boolean {
  if (node.avoided || at.includes('..')) return false;
  if (at.length === 0) return root === '' && children > MOST_FOLDERS;
  return (
    !(root === '/' && at.length === 1 && SHARED.has(at[0] as string)) &&
    !(root === '/' && at.length === 2 && /^(?:home|Users)$/.test(at[0] as string))
  );
}

function pathText(root: string, segments: readonly string[]): string {
  const joined = segments.join('/');
  if (root === '/') return `/${joined}`;
  if (root !== '') return joined === '' ? root : `${root}/${joined}`;
  if (joined === '') return '.';
  return segments[0] === '..' ? joined : `./${joined}`;
}
