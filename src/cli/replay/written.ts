import { stat, writeFile } from 'node:fs/promises';
import { InputError, writeError } from '../errors.js';

/** Says no before the work, not after it, where a file is there that must not be written over. */
export async function assertFree(file: string | undefined, force: boolean): Promise<void> {
  if (file === undefined || force) return;
  const facts = await stat(file).catch(() => undefined);
  if (facts !== undefined) throw exists(file);
}

/** Writes a file that is asked for beside the report. */
export async function write(file: string, text: string, force: boolean): Promise<void> {
  try {
    await writeFile(file, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw exists(file);
    throw writeError(file, error);
  }
}

function exists(file: string): InputError {
  return new InputError('exists', `\`${file}\` exists already`, { help: 'overwrite it with --force' });
}
