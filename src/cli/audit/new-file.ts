import { writeFile } from 'node:fs/promises';
import { writeError } from '../errors.js';

/** Writes a file that must not be there yet. @throws InputError */
export async function newFile(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    throw writeError(file, error);
  }
}
