import type { z } from 'zod';
import type { Problem } from '../model/errors.js';
import type { PathKey, SourceTree } from '../policy/source.js';
import { suggest } from '../policy/suggest.js';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** What a schema found, as problems with places in the file. `prefix` is where the checked value stands. */
export function problemsOf(
  tree: SourceTree,
  prefix: readonly PathKey[],
  issues: readonly Issue[],
  schema: Schema,
): Problem[] {
  const values = new Set<string>();
  return issues.flatMap((issue) => {
    const inner = issue.path as PathKey[];
    const path = [...prefix, ...inner];
    if (issue.code !== 'unrecognized_keys') {
      // A value of the wrong type may break the bounds of the right one too.
      const place = JSON.stringify(path);
      if (values.has(place)) return [];
      values.add(place);
      return [valueProblem(tree, path, issue)];
    }
    const known = keysAt(schema, inner);
    return issue.keys.map((key) => unknownKey(tree, [...path, key], key, known));
  });
}

function unknownKey(tree: SourceTree, path: PathKey[], key: string, known: readonly string[]): Problem {
  const help = suggest(key, known) ?? (known.length > 0 ? `known here: ${listed(known)}` : undefined);
  return tree.problem('unknown_key', path, `unknown key \`${key}\``, { part: 'key', help });
}

function valueProblem(tree: SourceTree, path: readonly PathKey[], issue: Issue): Problem {
  const found = valueAt(tree.value, path);
  const last = path.at(-1);
  const name = last === undefined ? 'a suite' : typeof last === 'number' ? `item ${last + 1}` : `\`${last}\``;
  if (found === undefined) return tree.problem('bad_value', path.slice(0, -1), `${name} is missing`);
  const options = optionsOf(issue);
  if (options.length > 0 && typeof found === 'string') {
    const help = suggest(found, options);
    return tree.problem('bad_value', path, `${name} must be one of ${listed(options)}, not \`${found}\``, {
      help,
    });
  }
  if (issue.code === 'too_small') return tree.problem('empty', path, `${name} must not be empty`);
  const expected = options.length > 0 ? `one of ${listed(options)}` : expectedOf(issue);
  return tree.problem('wrong_type', path, `${name} must be ${expected}, not ${kindOf(found)}`);
}

/** The texts that an enum, or a union with one, accepts. */
function optionsOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union') return issue.errors.flatMap((errors) => errors.flatMap(optionsOf));
  return [];
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a map',
  record: 'a map',
  array: 'a list',
};

function expectedOf(issue: Issue): string {
  if (issue.code === 'invalid_type') return NAMES[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_union') {
    return [...new Set(issue.errors.flatMap((errors) => errors.map(expectedOf)))].join(' or ');
  }
  return 'something else';
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function valueAt(value: unknown, path: readonly PathKey[]): unknown {
  let at = value;
  for (const key of path)
    at = at !== null && typeof at === 'object' ? (at as Record<PathKey, unknown>)[key] : undefined;
  return at;
}

/** The keys that the schema knows at a path, for suggestions. */
function keysAt(schema: Schema, path: readonly PathKey[]): string[] {
  let at: Schema | undefined = schema;
  for (const key of path) at = shapeOf(at)[key];
  return Object.keys(shapeOf(at));
}

/** What a schema is made of, as far as it is looked into. */
interface Definition {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
}

/** The fields of a map, behind whatever makes it optional or one of several. */
function shapeOf(schema: Schema | undefined): Readonly<Record<string, Schema>> {
  const { shape, innerType, options = [] } = (schema?._zod.def ?? {}) as Definition;
  const inner = [...(innerType === undefined ? [] : [innerType]), ...options].map(shapeOf);
  return shape ?? inner.find((one) => Object.keys(one).length > 0) ?? {};
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
