import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError, systemReason } from './errors.js';

export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Writes all of the files or, where one of them is there already and `force` is not given, none. */
export async function writeNewFiles(files: readonly NewFile[], force: boolean): Promise<void> {
  const there = force ? [] : await existing(files);
  if (there.length > 0) {
    const named = there.map((path) => `\`${path}\``).join(' and ');
    throw new InputError('exists', `${named} ${there.length === 1 ? 'exists' : 'exist'} already`, {
      help: 'name another folder with --dir, or overwrite with --force',
    });
  }
  for (const file of files) await write(file, force);
}

async function existing(files: readonly NewFile[]): Promise<string[]> {
  const there = await Promise.all(
    files.map(async ({ path }) =>
      access(path).then(
        () => [path],
        () => [],
      ),
    ),
  );
  return there.flat();
}

/** `wx` also refuses a file that came into being meanwhile, and a dangling link. */
async function write({ path, text }: NewFile, force: boolean): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const reason = exists ? 'something of that name is there' : systemReason(error);
    if (reason === undefined) throw error;
    throw new InputError('unwritable', `cannot write \`${path}\`: ${reason}`, { cause: error });
  }
}
