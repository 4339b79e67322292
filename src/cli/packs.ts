import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packFile, packsFolder } from '../engine/policy/index.js';
import { readYaml } from '../engine/policy/source.js';
import { suggest } from '../engine/policy/suggest.js';
import { UsageError } from './errors.js';

/** A shipped pack: a folder with a policy for each level of strictness. */
export interface Pack {
  readonly name: string;
  readonly levels: readonly PackLevel[];
}

export interface PackLevel {
  readonly name: string;
  /** What `extends` names it by. */
  readonly ref: string;
  readonly description: string;
}

export const DEFAULT_LEVEL = 'baseline';

/** Files beside a pack's levels: what it must decide, and what is proved of it. */
const BESIDE: readonly string[] = ['cases.yaml', 'assert.yaml'];

export function listPacks(): Pack[] {
  const folders = readdirSync(packsFolder(), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => ({ name, levels: levelsOf(name) }))
    .filter(({ levels }) => levels.length > 0);
}

function levelsOf(pack: string): PackLevel[] {
  const files = readdirSync(join(packsFolder(), pack)).filter(
    (file) => file.endsWith('.yaml') && !BESIDE.includes(file),
  );
  const levels = files.map((file) => file.slice(0, -'.yaml'.length)).sort();
  return levels.map((name) => ({ name, ref: `pack:${pack}/${name}`, description: describe(pack, name) }));
}

function describe(pack: string, level: string): string {
  const file = packFile(`pack:${pack}/${level}`) ?? '';
  const { description } = readYaml(readFileSync(file, 'utf8'), file).value as { description?: unknown };
  return typeof description === 'string' ? description.trim() : '';
}

/** The pack and level that `shell` or `shell/strict` names. @throws UsageError with the nearest name */
export function findPack(wanted: string): { pack: Pack; level: PackLevel } {
  const [name = '', level = DEFAULT_LEVEL] = wanted.replace(/^pack:/, '').split('/', 2);
  const packs = listPacks();
  const pack = packs.find((one) => one.name === name);
  if (pack === undefined)
    throw unknown(
      'pack',
      name,
      packs.map((one) => one.name),
    );
  const found = pack.levels.find((one) => one.name === level);
  if (found === undefined)
    throw unknown(
      `level of \`${name}\``,
      level,
      pack.levels.map((one) => one.name),
    );
  return { pack, level: found };
}

function unknown(kind: string, wanted: string, known: readonly string[]): UsageError {
  const listed = known.map((name) => `\`${name}\``).join(', ');
  return new UsageError(`\`${wanted}\` is no ${kind}`, {
    help: suggest(wanted, known) ?? `known: ${listed}`,
  });
}
