import type { Word } from '../script.js';

/** What inline code does that is known to do nothing else. */
export interface CodeEffect {
  readonly kind: 'read' | 'write' | 'delete' | 'execute' | 'read_secret' | 'network' | 'run';
  readonly path: Word | undefined;
  /** The machine that `network` asks. */
  readonly host?: string;
  /** The shell script that `run` starts: its commands are recorded and judged like any others. */
  readonly script?: string;
}

/** Thrown where code is more than can be shown to be harmless. */
export class NotShown extends Error {}

/** Code that is longer is nothing that somebody wrote on a line. */
export const MAX_CODE = 20 * 1024;
/** Expressions and blocks within each other. */
export const MAX_NESTING = 60;

/** What a judge found; undefined where it could not show it, or where the code is too much for a parser's stack. */
export function shown(judge: () => readonly CodeEffect[]): readonly CodeEffect[] | undefined {
  try {
    return judge();
  } catch (error) {
    if (error instanceof NotShown || error instanceof RangeError || error instanceof SyntaxError)
      return undefined;
    throw error;
  }
}

/** Names of variables of the environment that hold secrets. */
export const SECRET_VARIABLE =
  /SECRET|TOKEN|PASS|CREDENTIAL|KEY|AUTH|DATABASE_URL|DSN|COOKIE|SESSION|PRIVATE/i;

/** More files than these are not told apart. */
export const MAX_PATHS = 16;
/** What stands for a folder that a program has made for itself, under a name that nobody else knows. */
export const SCRATCH = '/tmp/a-folder-of-its-own';
/** What would be changed is a whole tree, or what git keeps, or lies above. */
const TOO_MUCH = /^(?:[./*]*|(?:.*\/)?\.git\b.*|.*\.\..*)$/s;
/** A pattern over a whole project names the kind of file. */
const WHOLE = /^(?:\.\/)*\*\*?\/(?!.*\.[A-Za-z]\w*$)/s;

/** Deleting by a path from the root is nothing that a program of the project needs, but in `/tmp`. */
const ELSEWHERE = /^(?:~|\/(?!(?:var\/)?tmp\/))/;

/** The effects of touching files. @throws NotShown where nobody can say which */
export function touching(
  kind: CodeEffect['kind'],
  paths: readonly Word[] | undefined,
): readonly CodeEffect[] {
  if (paths === undefined || paths.length > MAX_PATHS)
    throw new NotShown('a file that is not known before it runs');
  for (const { text } of paths) {
    if (text.includes('\0') || text.includes('://')) throw new NotShown('no file has such a name');
    if (text.startsWith(`${SCRATCH}/`) && text.includes('..'))
      throw new NotShown('out of a folder of its own');
    if (kind === 'delete' && ELSEWHERE.test(text)) throw new NotShown('what is deleted lies elsewhere');
    if (kind !== 'read' && kind !== 'execute' && (TOO_MUCH.test(text) || WHOLE.test(text)))
      throw new NotShown('what is changed is more than a file');
  }
  return paths.map((path) => ({ kind, path }));
}
