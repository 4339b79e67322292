import { writeFile } from 'node:fs/promises';
import { InputError, systemReason } from '../errors.js';

/** Writes a file that must not be there yet. @throws InputError */
export async function newFile(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const reason = exists ? 'it exists' : systemReason(error);
    if (reason === undefined) throw error;
    throw new InputError(exists ? 'exists' : 'unwritable', `cannot write \`${file}\`: ${reason}`, {
      cause: error,
    });
  }
}
