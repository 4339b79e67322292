import type { z } from 'zod';
import type { PolicyErrorCode, Problem } from '../model/errors.js';
import { RISK_LEVELS } from '../model/decision.js';
import { MATCHERS } from './conditions/matchers.js';
import { KNOWN_KEYS } from './schema.js';
import type { PathKey, SourceTree } from './source.js';
import { suggest } from './suggest.js';

type Issue = z.core.$ZodIssue;

/** Enough to work on, and a bound on what a hostile file costs. */
const MAX_ISSUES = 1000;
const MAX_UNKNOWN_KEYS = 100;

/** Schema issues as problems: one an offence, at its place, in our words. */
export function problemsOf(error: z.ZodError, tree: SourceTree): Problem[] {
  const issues = error.issues.slice(0, MAX_ISSUES).flatMap(flatten);
  const misspelt = new Set(
    issues.filter((issue) => issue.code === 'unrecognized_keys').map((issue) => issue.path.join('/')),
  );
  const problems = issues
    .filter((issue) => issue.code !== 'custom' || !misspelt.has(issue.path.join('/')))
    .flatMap((issue) => toProblems(issue, tree));
  return problems.filter((problem) => !problems.some((other) => explains(other, problem)));
}

/** A key that is missing because it is misspelt is one mistake. */
function explains(misspelling: Problem, missing: Problem): boolean {
  const name = /^`(\w+)` is missing$/.exec(missing.message)?.[1];
  return (
    name !== undefined &&
    misspelling.help === `did you mean \`${name}\`?` &&
    misspelling.position.line >= missing.position.line
  );
}

/** Of a union's branches, the one that the writer must have meant: the first that got further than its type. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const deeper = issue.errors.filter(
    (branch) => !branch.every((inner) => inner.path.length === 0 && isTypeIssue(inner)),
  );
  const branch = deeper[0];
  if (branch === undefined) return [issue];
  return branch.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }));
}

function isTypeIssue(issue: Issue): boolean {
  if (issue.code === 'invalid_union')
    return issue.errors.every((branch) =>
      branch.every((inner) => inner.path.length === 0 && isTypeIssue(inner)),
    );
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function isValueIssue(issue: Issue): boolean {
  if (issue.code === 'invalid_union') return issue.errors.every((branch) => branch.every(isValueIssue));
  return issue.code === 'invalid_value';
}

function toProblems(issue: Issue, tree: SourceTree): Problem[] {
  const path = issue.path as PathKey[];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MAX_UNKNOWN_KEYS).map((key) => unknownKey(key, path, tree));
  const value = valueAt(tree.value, path);
  if (value === undefined) return [missing(path, tree)];
  const label = labelOf(path);
  const subject = label === undefined ? '' : `\`${label}\` `;
  if (isTypeIssue(issue) && !isValueIssue(issue)) return [wrongType(issue, path, value, subject, tree)];
  return [tree.problem(codeOf(issue), path, `${subject}${issue.message}`)];
}

function codeOf(issue: Issue): PolicyErrorCode {
  if (issue.code === 'too_small' && issue.message.startsWith('is')) return 'empty';
  if (issue.code === 'custom' && issue.params?.['code'] === 'bad_unit') return 'bad_unit';
  return issue.code === 'custom' && /^(is an empty|has no)/.test(issue.message) ? 'empty' : 'bad_value';
}

function missing(path: PathKey[], tree: SourceTree): Problem {
  return tree.problem('bad_value', path.slice(0, -1), `\`${String(path.at(-1))}\` is missing`);
}

function wrongType(
  issue: Issue,
  path: PathKey[],
  value: unknown,
  subject: string,
  tree: SourceTree,
): Problem {
  const wanted = wantedBy(issue, path);
  const scalar = typeof value !== 'object' || value === null;
  const quote = wanted.includes('text') && scalar ? `put it in quotes: \`"${String(value)}"\`` : undefined;
  const list =
    Array.isArray(value) && path.includes('args')
      ? 'for a list write `in:` (one of it) or `eq:` (the same list)'
      : undefined;
  return tree.problem('wrong_type', path, `${subject}${wanted}, not ${nameOf(value)}`, {
    help: quote ?? list,
  });
}

function wantedBy(issue: Issue, path: PathKey[]): string {
  if (/(?:^| )must /.test(issue.message)) return issue.message;
  if (issue.code !== 'invalid_union') return 'has the wrong type';
  if (path.at(-2) === 'args') return 'must be a value or a map of matchers';
  if (path.length === 2) return 'must be a capability or a map with `capability`';
  return 'must be text or a list of texts';
}

function nameOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : `a ${typeof value}`;
}

function unknownKey(key: string, path: PathKey[], tree: SourceTree): Problem {
  const at = [...path, key];
  const [where, known] = keysAt(path);
  const help =
    suggest(key, known) ??
    (known.length > 0 && known.length <= 12 ? `known here: ${known.join(', ')}` : undefined);
  return tree.problem('unknown_key', at, `unknown key \`${key}\` in ${where}`, { part: 'key', help });
}

/** What may stand at a place of the file. */
function keysAt(path: PathKey[]): [string, readonly string[]] {
  const last = path.at(-1);
  const names = path.filter((key) => typeof key === 'string');
  if (path.length === 0) return ['the policy', KNOWN_KEYS.policy];
  if (last === 'approval') return ['`approval`', KNOWN_KEYS.approval];
  if (names.at(-2) === 'args') return ['a matcher', Object.keys(MATCHERS)];
  const below = typeof last === 'string' ? KNOWN_KEYS.below.get(last) : undefined;
  if (below !== undefined) return [`\`${last}\``, below];
  if (path[0] === 'risk_levels')
    return path.length === 1 ? ['`risk_levels`', RISK_LEVELS] : ['a risk level', KNOWN_KEYS.riskLevel];
  if (path.length === 2) {
    const section = String(path[0]);
    const rule = [...KNOWN_KEYS.rule, ...(section === 'require_approval' ? ['approval'] : [])];
    return section === 'rules'
      ? ['a rule', KNOWN_KEYS.legacyRule]
      : [`${section === 'allow' ? 'an' : 'a'} ${section} rule`, rule];
  }
  return ['a condition map', KNOWN_KEYS.conditions];
}

function labelOf(path: PathKey[]): string | undefined {
  const name = path.findLast((key) => typeof key === 'string');
  const index = path.at(-1);
  return name === undefined ? undefined : typeof index === 'number' ? `${name}[${index}]` : name;
}

function valueAt(value: unknown, path: PathKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<PathKey, unknown> | null | undefined)?.[key],
    value,
  );
}

/**
 * A copy of a file without the keys that its schema objects to, so that the rest can be looked at. Places stay what they
 * were; a rule that loses its capability gets one that means nothing.
 */
export function withoutFaults(value: unknown, issues: readonly Issue[]): unknown {
  const copy = structuredClone(value);
  for (const issue of issues.slice(0, MAX_ISSUES)) {
    // Of a rule whose one key is at fault, the others are kept; what is nested in a condition goes with it.
    for (const inner of flatten(issue)) {
      remove(copy, inner.path as PathKey[], inner.code === 'unrecognized_keys' ? inner.keys : []);
    }
  }
  return copy;
}

const RULE_DEPTH = 2;

function remove(root: unknown, path: readonly PathKey[], keys: readonly string[]): void {
  if (path.length <= RULE_DEPTH && keys.length > 0) {
    const object = valueAt(root, [...path]);
    if (typeof object === 'object' && object !== null)
      for (const key of keys) delete (object as Record<string, unknown>)[key];
    return;
  }
  const [section, index, key] = path;
  const list = (root as Record<PathKey, unknown> | null)?.[section ?? ''];
  if (Array.isArray(list) && typeof index === 'number') {
    const rule = list[index] as Record<string, unknown> | null;
    if (typeof rule !== 'object' || rule === null || key === undefined) list[index] = { capability: 'none' };
    else if (key === 'capability') rule['capability'] = 'none';
    else delete rule[String(key)];
  } else if (typeof root === 'object' && root !== null && section !== undefined) {
    delete (root as Record<PathKey, unknown>)[section];
  }
}
