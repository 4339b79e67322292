import { existsSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { newFile } from '../audit/new-file.js';
import { InputError, systemReason } from '../errors.js';

/** Every path that the command names must be there: a check of nothing must not succeed. @throws InputError */
export function assertPaths(paths: readonly string[]): void {
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false }) === undefined)
      throw new InputError('unreadable', `no such file or folder: \`${path}\``);
  }
}

/** @throws InputError */
export function assertFile(path: string): void {
  assertPaths([path]);
  if (!statSync(path).isFile()) throw new InputError('unreadable', `\`${path}\` is no file`);
}

const MAGIC = /[*?[\]{}!]|[@+]\(/;

/** The files and folders that settings include: paths as they are, and globs for what they match. @throws InputError */
export async function includedPaths(include: readonly string[], base: string): Promise<string[]> {
  const found: string[] = [];
  for (const pattern of include) {
    const path = resolve(base, pattern);
    if (existsSync(path)) found.push(path);
    else if (MAGIC.test(pattern)) found.push(...(await matches(pattern, base)));
    else
      throw new InputError('unreadable', `no such file or folder: \`${pattern}\`, which \`include\` names`);
  }
  return found;
}

async function matches(pattern: string, base: string): Promise<string[]> {
  const { default: fastGlob } = await import('fast-glob');
  const options = { cwd: base, absolute: true, onlyFiles: false, followSymbolicLinks: false, ignore: NEVER };
  const found = await fastGlob(pattern, options);
  if (found.length > 0) return found.sort();
  throw new InputError('unreadable', `nothing matches \`${pattern}\`, which \`include\` names`);
}

const NEVER = ['**/node_modules/**', '**/.git/**'];

/** Globs that count from a folder, for a search that begins at any. */
export async function globsFrom(base: string, patterns: readonly string[]): Promise<string[]> {
  if (patterns.length === 0) return [];
  const { default: fastGlob } = await import('fast-glob');
  return patterns.map((pattern) => `${fastGlob.escapePath(base)}/${pattern}`);
}

/** Writes a report, over one that is there. @throws InputError */
export async function writeReport(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new InputError('unwritable', `cannot write \`${file}\`: ${reason}`, { cause: error });
  }
}

/** Writes a draft that somebody will go on with: never over one that is there. @throws InputError */
export async function writeDraft(file: string, text: string): Promise<void> {
  await newFile(file, text);
}

/** Reads a source of the tree again; undefined where that is not possible, or it is not UTF-8. */
export function sourceReader(root: string): (file: string) => string | undefined {
  return (file) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        readFileSync(join(root, file)),
      );
    } catch {
      return undefined;
    }
  };
}
