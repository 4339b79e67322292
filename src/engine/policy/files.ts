import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../model/errors.js';
import { PolicyError } from '../model/errors.js';
import type { FileSource } from './file-source.js';

const PACK = /^pack:([a-z0-9-]+)(?:\/([a-z0-9-]+))?$/;
const ROOT_MARKS = ['.capfence.yaml', '.git', 'package.json'];

/** The folder of the packs that are shipped with the package. */
export function packsFolder(): string {
  return fileURLToPath(new URL('../../../policies/', import.meta.url));
}

/** The file of `pack:shell/strict`; the level is `baseline` unless given. Undefined for anything else. */
export function packFile(name: string): string | undefined {
  const match = PACK.exec(name);
  return match === null
    ? undefined
    : join(packsFolder(), match[1] as string, `${match[2] ?? 'baseline'}.yaml`);
}

/** Reads a policy's text. @throws PolicyError when it cannot be read, is too large, or is not UTF-8. */
export function readPolicyText(file: string, bytes: number): string {
  const fail = (code: Problem['code'], message: string, help?: string): PolicyError =>
    new PolicyError([
      {
        code,
        message,
        ...(help !== undefined && { help }),
        position: { file, line: 1, column: 1 },
        length: 1,
      },
    ]);
  let content: Buffer;
  try {
    if (statSync(file).size > bytes * 4) throw fail('too_large', `the file is over ${bytes} bytes`);
    content = readFileSync(file);
  } catch (error) {
    if (error instanceof PolicyError) throw error;
    throw fail('unreadable', `cannot read the file: ${reasonOf(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw fail('syntax', 'the file is not UTF-8', 'save it as UTF-8');
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'EACCES' ? 'permission denied' : (code ?? 'unknown reason');
}

/**
 * Parents on disk. A path stays inside `root`, also through links; without one, root is the nearest folder above the
 * policy that a project starts at (`.git`, `package.json`, `.capfence.yaml`), else the folder above the policy's own.
 */
export function diskSource(root: string | undefined, bytes = 1024 * 1024): FileSource {
  return {
    read: (file) => readPolicyText(file, bytes),
    identity: (file) => (existsSync(file) ? realpathSync(file) : resolve(file)),
    resolve(path, from) {
      const pack = packFile(path);
      if (path.startsWith('pack:')) {
        if (pack !== undefined && existsSync(pack)) return { file: pack };
        const help = '`capfence init --list` shows the packs';
        return { code: 'extends_missing', message: `there is no pack \`${path.slice(5)}\``, help };
      }
      const file = isAbsolute(path) ? path : join(dirname(from), path);
      const base = from.startsWith(packsFolder()) ? packsFolder() : (root ?? findRoot(resolve(from)));
      if (!inside(resolve(base), resolve(file))) return outside(path, base);
      if (!existsSync(file)) return { code: 'extends_missing', message: `\`${path}\` does not exist` };
      return inside(realpathSync(base), realpathSync(file)) ? { file } : outside(path, base);
    },
  };
}

function outside(path: string, base: string): { code: 'extends_outside'; message: string; help: string } {
  const help = `the policy’s root is \`${base}\`; a wider one can be named (\`--root\`)`;
  return { code: 'extends_outside', message: `\`${path}\` leaves the policy’s root folder`, help };
}

function inside(base: string, file: string): boolean {
  const way = relative(base, file);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function findRoot(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (ROOT_MARKS.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) return dirname(dirname(file));
  }
}
