import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The tree is a stranger's: nothing that its configuration names is started. */
const QUIET = [
  ...['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'core.quotePath=false', '--no-optional-locks', '--no-pager'],
];
const MOST_OUTPUT = 256 * 1024 * 1024;

export type GitFault = 'no-git' | 'no-repository' | 'no-base' | 'unknown-base' | 'no-common-commit';

/** Why git could not say what changed. */
export class GitProblem extends Error {
  constructor(readonly fault: GitFault) {
    super(fault);
  }
}

export interface ChangedFiles {
  /** The commit that the tree is compared with. */
  readonly base: string;
  /** Relative to `folder`, with forward slashes; those that are gone are left out. */
  readonly files: readonly string[];
}

/**
 * The files below a folder that differ from where its branch left `base`: committed, staged, edited and new ones.
 * @throws GitProblem
 */
export async function changedFiles(folder: string, base: string | undefined): Promise<ChangedFiles> {
  const git = async (...args: string[]): Promise<string> => gitIn(folder, args);
  await git('rev-parse', '--git-dir').catch(rethrow('no-repository'));
  const commit = await baseCommit(git, base);
  const from = await git('merge-base', commit, 'HEAD').catch(rethrow('no-common-commit'));
  const diff = ['diff', '--name-only', '-z', '--no-renames', '--diff-filter=d', '--no-ext-diff'];
  const edited = await git(...diff, '--no-textconv', '--relative', from.trim(), '--');
  const fresh = await git('ls-files', '-z', '--others', '--exclude-standard');
  return { base: from.trim(), files: [...new Set([...names(edited), ...names(fresh)])].sort() };
}

type Git = (...args: string[]) => Promise<string>;

async function baseCommit(git: Git, base: string | undefined): Promise<string> {
  if (base !== undefined) {
    const found = await commitOf(git, base);
    if (found === undefined) throw new GitProblem('unknown-base');
    return found;
  }
  for (const name of usualBases()) {
    const found = await commitOf(git, name);
    if (found !== undefined) return found;
  }
  throw new GitProblem('no-base');
}

/** What a pull request goes into, in a CI job and at a desk. */
function usualBases(): string[] {
  const target = process.env['GITHUB_BASE_REF'] ?? process.env['CI_MERGE_REQUEST_TARGET_BRANCH_NAME'] ?? '';
  const named = target === '' ? [] : [`origin/${target}`, target];
  return [...named, 'origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];
}

/** The dash and the suffix leave no way for a name to be an option or anything but a commit. */
async function commitOf(git: Git, name: string): Promise<string | undefined> {
  if (name === '' || name.startsWith('-') || name.includes('\0')) return undefined;
  const asked = ['rev-parse', '--verify', '--quiet', `${name}^{commit}`];
  return git(...asked).then(
    (text) => text.trim(),
    () => undefined,
  );
}

async function gitIn(folder: string, args: readonly string[]): Promise<string> {
  try {
    const options = { cwd: folder, maxBuffer: MOST_OUTPUT, encoding: 'utf8' as const, windowsHide: true };
    return (await run('git', [...QUIET, ...args], options)).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new GitProblem('no-git');
    throw error;
  }
}

function rethrow(fault: GitFault): (error: unknown) => never {
  return (error) => {
    throw error instanceof GitProblem ? error : new GitProblem(fault);
  };
}

function names(output: string): string[] {
  return output.split('\0').filter((name) => name !== '');
}
