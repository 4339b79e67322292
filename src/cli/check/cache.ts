import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CacheOptions } from '../../engine/scan/cached.js';
import { userSecret } from '../../platform/secret.js';
import { stateFolder } from '../../platform/state.js';
import { UsageError } from '../errors.js';
import type { CheckRequest } from './request.js';

/**
 * Where reports are kept from one run to the next; nowhere where that is not wanted, or not safe.
 * @throws UsageError
 */
export function cacheFor(
  root: string,
  { cache, cacheDir }: Pick<CheckRequest, 'cache' | 'cacheDir'>,
): CacheOptions | undefined {
  if (cacheDir === '')
    throw new UsageError('`--cache-dir` names no folder', { help: 'leave it out, or use --no-cache' });
  if (!cache) return undefined;
  const folder = cacheDir === undefined ? usualFolder(root) : resolve(root, cacheDir);
  const secret = folder === undefined ? undefined : userSecret();
  return folder === undefined || secret === undefined ? undefined : { folder, secret };
}

/** A link in a tree that somebody else wrote must not choose where we write. */
function usualFolder(root: string): string | undefined {
  const folder = join(resolve(root, stateFolder()), 'cache');
  return folder.startsWith(`${root}/`) && realPathOf(folder) !== folder ? undefined : folder;
}

/** Where a path leads, as far as it is there. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return '';
    const above = resolve(path, '..');
    return above === path ? path : join(realPathOf(above), path.slice(above.length));
  }
}
