import type { z } from 'zod';
import type { Problem } from '../model/errors.js';
import type { PathKey, SourceTree } from '../policy/source.js';
import { suggest } from '../policy/suggest.js';

type Issue = z.core.$ZodIssue;

/** What a schema found in an assert file, as problems with places. */
export function shapeProblems(
  tree: SourceTree,
  prefix: readonly PathKey[],
  issues: readonly Issue[],
  known: readonly string[],
): Problem[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...(issue.path as PathKey[])];
    if (issue.code !== 'unrecognized_keys') return [valueProblem(tree, path, issue)];
    return issue.keys.map((key) =>
      tree.problem('unknown_key', [...path, key], `unknown key \`${key}\``, {
        part: 'key',
        help: suggest(key, known) ?? `known here: ${known.join(', ')}`,
      }),
    );
  });
}

const WANTED: Readonly<Record<string, string>> = {
  name: 'must be a text of 1 to 200 characters',
  never: 'must be allow, deny or require_approval, or a list of them',
  always: 'must be allow, deny or require_approval, or a list of them',
  description: 'must be text',
  assertions: 'must be a list',
};

function valueProblem(tree: SourceTree, path: readonly PathKey[], issue: Issue): Problem {
  const key = path.findLast((part) => typeof part === 'string');
  const missing = issue.code === 'invalid_type' && valueAt(tree.value, path) === undefined;
  if (missing) return tree.problem('bad_value', path.slice(0, -1), `\`${key}\` is missing`);
  if (path.length === 0)
    return tree.problem('wrong_type', path, 'an assert file must be a map with `assertions`');
  if (typeof path.at(-1) === 'number' && path.length === 2)
    return tree.problem('wrong_type', path, 'an assertion must be a map');
  return tree.problem('bad_value', path, `\`${key}\` ${WANTED[key ?? ''] ?? 'has a wrong value'}`);
}

function valueAt(value: unknown, path: readonly PathKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PathKey, unknown>)[key] : undefined),
    value,
  );
}
