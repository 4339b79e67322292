import { existsSync } from 'node:fs';
import { changedFiles, GitProblem } from '../../platform/git.js';
import type { GitFault } from '../../platform/git.js';
import { UsageError } from '../errors.js';

/** Stands for a base that nobody named. No name of a commit has a colon. */
export const USUAL_BASE = ':usual';

/**
 * The arguments with a value for a bare `--changed`. A word after it is the base, unless a file or folder has that name:
 * then it is a path to check, and `--changed=WORD` names the base.
 */
export function withBase(argv: readonly string[], isPath = existsSync): string[] {
  const end = argv.indexOf('--');
  const at = argv.indexOf('--changed');
  if (at < 0 || (end >= 0 && end < at)) return [...argv];
  const next = argv[at + 1];
  const named = next !== undefined && next !== '' && !next.startsWith('-') && !isPath(next);
  if (named) return [...argv];
  return [...argv.slice(0, at), `--changed=${USUAL_BASE}`, ...argv.slice(at + 1)];
}

const HELP: Readonly<Record<GitFault, (base: string) => readonly [string, string]>> = {
  'no-git': () => ['--changed needs git, which is not installed', 'leave --changed out to report all'],
  'no-repository': () => ['--changed needs a git repository', 'leave --changed out to report all'],
  'no-base': () => ['no branch to compare with was found', 'name one: --changed origin/main'],
  'unknown-base': (base) => [
    `git knows no commit \`${base}\``,
    'name a branch, tag or commit; in CI, fetch it first',
  ],
  'no-common-commit': (base) => [
    `this branch and \`${base}\` have no commit in common`,
    'a shallow clone has too little history: fetch it whole (fetch-depth: 0)',
  ],
};

/** The changed files below the working folder. @throws UsageError where git cannot say */
export async function changedSince(base: string): Promise<ReadonlySet<string>> {
  try {
    const { files } = await changedFiles(process.cwd(), base === USUAL_BASE ? undefined : base);
    return new Set(files);
  } catch (error) {
    if (!(error instanceof GitProblem)) throw error;
    const [message, help] = HELP[error.fault](base === USUAL_BASE ? 'its base' : base);
    throw new UsageError(message, { help });
  }
}
