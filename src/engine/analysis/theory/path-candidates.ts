import type { Region } from '../../policy/conditions/define.js';

type PathRegion = Region & { readonly kind: 'paths' };

const USUAL = [
  'notes.txt',
  'src/main.ts',
  './x',
  '/tmp/x',
  '/etc/hosts',
  '/home/user/x',
  '../x',
  '~/x',
  '/x',
  '.',
  '/',
];
/** Past so many, none of them will do. */
const MAX_CANDIDATES = 600;

/** Paths that are likely to fall on one side or the other of what conditions name, the plain ones first. */
export function pathCandidates(regions: readonly PathRegion[]): readonly string[] {
  const folders = [...new Set(regions.flatMap(({ within, outside }) => [...within, ...outside]))];
  const globs = [...new Set(regions.flatMap((region) => region.globs))];
  const names = [...new Set(globs.flatMap(filled))];
  const inside = folders.flatMap((folder) => [join(folder, 'x'), folder]);
  const besides = folders.flatMap((folder) => [
    `${trimmed(folder)}-old/x`,
    join(folder, '../x'),
    swapCase(folder),
  ]);
  const crossed = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const odd = ['~root/x', '$HOME/x', 'x*', '/x*', ...folders.map((folder) => join(folder, '*'))];
  const all = [
    ...USUAL,
    ...inside,
    ...names,
    ...crossed,
    ...besides,
    ...names.map((name) => `/${name}`),
    ...odd,
  ];
  return [...new Set(all)].filter((text) => text !== '').slice(0, MAX_CANDIDATES);
}

function join(folder: string, name: string): string {
  return `${trimmed(folder)}/${name.replace(/^\.?\//, '')}`;
}

function trimmed(folder: string): string {
  return folder.replace(/[/\\]+$/, '');
}

/** A glob with its stars filled in, shortly and at length. */
function filled(glob: string): string[] {
  const short = glob.replaceAll('**/', '').replaceAll('/**', '/x').replaceAll('*', '').replaceAll('?', 'x');
  const long = glob
    .replaceAll('**/', 'a/')
    .replaceAll('/**', '/a/x')
    .replaceAll('*', 'x')
    .replaceAll('?', 'x');
  return [short, long];
}

function swapCase(text: string): string {
  return [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('');
}
