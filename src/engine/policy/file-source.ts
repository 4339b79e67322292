import type { Problem } from '../model/errors.js';

/** Finds and reads the files that a policy names. The disk stands behind it, or a test. */
export interface FileSource {
  /** The canonical name of what `path` means in the file `from`, or why it may not be read. */
  resolve(
    path: string,
    from: string,
  ): { file: string } | { code: Problem['code']; message: string; help?: string };
  read(file: string): string;
  /** One name for a file however it is reached, so that a cycle is seen. */
  identity(file: string): string;
}
