import { readFile, stat } from 'node:fs/promises';
import { InputError, systemReason } from './errors.js';

/** What to say of a folder. */
const ENDINGS = {
  policy: ['check every policy', 'yaml'],
  trace: ['replay every trace', 'jsonl'],
} as const;

const MAGIC = /[*?[\]{}!]|[@+]\(/;

/**
 * The files that the arguments name: paths and packs (`pack:shell/baseline`) as they are, and patterns for what
 * they match. A file whose name looks like a pattern is a file. What matches nothing is an error: a check of nothing must not succeed.
 */
export async function expandFiles(
  patterns: readonly string[],
  kind: keyof typeof ENDINGS = 'policy',
): Promise<string[]> {
  const found = new Set<string>();
  const missing: string[] = [];
  for (const pattern of patterns) {
    const files = await filesOf(pattern, kind);
    if (files.length === 0) missing.push(pattern);
    for (const file of files) found.add(file);
  }
  if (missing.length > 0) throw nothingFound(missing);
  return [...found];
}

async function filesOf(pattern: string, kind: keyof typeof ENDINGS): Promise<string[]> {
  const facts = await stat(pattern).catch(() => undefined);
  if (facts?.isDirectory() === true) {
    throw new InputError('unreadable', `\`${pattern}\` is a directory`, {
      help: `to ${ENDINGS[kind][0]} in it: '${pattern.replace(/\/+$/, '')}/**/*.${ENDINGS[kind][1]}'`,
    });
  }
  if (facts !== undefined || pattern.startsWith('pack:')) return [pattern];
  if (!MAGIC.test(pattern)) return [];
  const { default: fastGlob } = await import('fast-glob');
  const ignore = pattern.includes('node_modules') ? [] : ['**/node_modules/**'];
  return (await fastGlob(pattern, { ignore, dot: true })).sort();
}

function nothingFound(patterns: readonly string[]): InputError {
  const named = patterns.map((pattern) => `\`${pattern}\``).join(', ');
  const kind = patterns.some((pattern) => MAGIC.test(pattern)) ? 'no file matches' : 'no such file:';
  return new InputError('unreadable', `${kind} ${named}`);
}

/** The text of a file of the command line. Not UTF-8 is an error, since what was read is what is judged. */
export async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch (error) {
    const reason = systemReason(error) ?? (error instanceof TypeError ? 'it is not UTF-8' : undefined);
    if (reason === undefined) throw error;
    throw new InputError('unreadable', `cannot read \`${file}\`: ${reason}`, { cause: error });
  }
}
