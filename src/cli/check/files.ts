import { readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newFile } from '../audit/new-file.js';
import { InputError, systemReason } from '../errors.js';

/** Every path that the command names must be there: a check of nothing must not succeed. @throws InputError */
export function assertPaths(paths: readonly string[]): void {
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false }) === undefined)
      throw new InputError('unreadable', `no such file or folder: \`${path}\``);
  }
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
