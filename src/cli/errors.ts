import { CapfenceError } from '../engine/model/errors.js';

/** The command line asks for something that cannot be. */
export class UsageError extends CapfenceError {
  readonly code = 'usage';
}

/** A file or stream that the command line names and that cannot be read, or that cannot be written. */
export class InputError extends CapfenceError {
  readonly code: 'unreadable' | 'bad_input' | 'exists' | 'unwritable';

  constructor(code: InputError['code'], message: string, options: { help?: string; cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is no directory',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
  EMFILE: 'too many open files',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
};

/** Why the system refused, in words; undefined where the error is not the system's. */
export function systemReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error)) return undefined;
  const code = String((error as NodeJS.ErrnoException).code);
  return SYSTEM[code] ?? code;
}

/** What to tell of a file that could not be written. An error that is not the system's is thrown as it is. */
export function writeError(file: string, error: unknown): InputError {
  const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  const reason = exists ? 'it exists' : systemReason(error);
  if (reason === undefined) throw error;
  return new InputError(exists ? 'exists' : 'unwritable', `cannot write \`${file}\`: ${reason}`, {
    cause: error,
  });
}
