import type { DecisionKind } from '../model/decision.js';
import { PolicyError } from '../model/errors.js';
import type { Problem, SourcePosition } from '../model/errors.js';
import { readDocument } from '../policy/document.js';
import type { PolicyRule } from '../policy/model.js';
import { readYaml } from '../policy/source.js';
import type { PathKey, SourceTree } from '../policy/source.js';
import { ASSERTION_KEYS, assertFileSchema, assertionSchema } from './schema.js';
import { shapeProblems } from './schema-problems.js';

/** A property in the policy's own words: for the events that `rule` matches, none of `never` is decided. */
export interface Assertion {
  readonly name: string;
  readonly never: readonly DecisionKind[];
  /**
   * Which events it is about. Where `allow` may never be decided these are as many as a restriction would match, else
   * as few as a grant would.
   */
  readonly rule: PolicyRule;
  readonly position: SourcePosition;
}

const DECISIONS: readonly DecisionKind[] = ['deny', 'require_approval', 'allow'];
const LIMITS = { bytes: 1024 * 1024 };
const MAX_ASSERTIONS = 1000;
/** Keys of rules that say nothing about which events are meant. */
const OF_RULES: ReadonlySet<string> = new Set(['id', 'approval']);

/**
 * Reads an assert file.
 * @throws PolicyError with every problem of the file
 */
export function parseAssertions(text: string, file: string): readonly Assertion[] {
  const tree = readYaml(text, file, LIMITS);
  const shape = assertFileSchema.safeParse(tree.value);
  if (!shape.success) fail(shapeProblems(tree, [], shape.error.issues, Object.keys(assertFileSchema.shape)));
  const { assertions } = shape.data;
  if (assertions.length === 0)
    fail([tree.problem('empty', ['assertions'], 'there is no assertion in this file')]);
  if (assertions.length > MAX_ASSERTIONS)
    fail([tree.problem('too_many_rules', ['assertions'], `the file has over ${MAX_ASSERTIONS} assertions`)]);
  const read = assertions.map((value, index) => readAssertion(tree, index, value));
  const problems = [...read.flatMap((one) => one.problems), ...twice(tree, assertions)];
  if (problems.length > 0) fail(problems);
  return read.flatMap((one) => one.assertion ?? []);
}

function fail(problems: readonly Problem[]): never {
  const sorted = [...problems].sort(
    ({ position: a }, { position: b }) => a.line - b.line || a.column - b.column,
  );
  throw new PolicyError(sorted as [Problem, ...Problem[]]);
}

interface AssertionRead {
  readonly assertion?: Assertion;
  readonly problems: readonly Problem[];
}

function readAssertion(tree: SourceTree, index: number, value: Record<string, unknown>): AssertionRead {
  const path: PathKey[] = ['assertions', index];
  const shape = assertionSchema.safeParse(value);
  if (!shape.success) return { problems: shapeProblems(tree, path, shape.error.issues, ASSERTION_KEYS) };
  const never = forbidden(shape.data);
  if (never === undefined) {
    const help = 'as `never: allow`, or `always: [deny, require_approval]`';
    return { problems: [tree.problem('bad_value', path, 'give one of `never` and `always`', { help })] };
  }
  if (never.length === 0 || never.length === DECISIONS.length) {
    const message = 'each event is decided somehow: this holds always or never';
    return { problems: [tree.problem('bad_value', path, message)] };
  }
  const { rule, problems } = readRule(tree, path, value, never.includes('allow'));
  const { position } = tree.locate(path);
  return { problems, ...(rule && { assertion: { name: shape.data.name, never, rule, position } }) };
}

function forbidden({ never, always }: { never?: unknown; always?: unknown }): DecisionKind[] | undefined {
  if ((never === undefined) === (always === undefined)) return undefined;
  const named = [never ?? always].flat();
  return DECISIONS.filter((decision) => named.includes(decision) === (never !== undefined));
}

/** What stands beside the assertion's own keys, read as the one rule of a policy. */
function readRule(
  tree: SourceTree,
  path: readonly PathKey[],
  value: Record<string, unknown>,
  restricts: boolean,
): { rule: PolicyRule | undefined; problems: readonly Problem[] } {
  const foreign = Object.keys(value).filter((key) => OF_RULES.has(key));
  const faults = foreign.map((key) =>
    tree.problem('unknown_key', [...path, key], `\`${key}\` belongs to a rule, not to an assertion`, {
      part: 'key',
    }),
  );
  const rest = Object.entries(value).filter(([key]) => !ASSERTION_KEYS.includes(key));
  const section = restricts ? 'require_approval' : 'allow';
  const whole = { capability: '*', ...Object.fromEntries(rest) };
  const document = readDocument(new RuleTree(tree, path, { [section]: [whole] }));
  return { rule: document.rules[0], problems: [...faults, ...document.problems] };
}

/** A policy with one rule, whose places are those of the assertion. */
class RuleTree implements SourceTree {
  readonly file: string;
  readonly text: string;

  constructor(
    private readonly tree: SourceTree,
    private readonly path: readonly PathKey[],
    readonly value: unknown,
  ) {
    this.file = tree.file;
    this.text = tree.text;
  }

  locate(path: readonly PathKey[], part?: 'key' | 'value') {
    return this.tree.locate(this.#place(path), part);
  }

  at(path: readonly PathKey[]): SourceTree {
    return this.tree.at(this.#place(path));
  }

  problem(...[code, path, message, options]: Parameters<SourceTree['problem']>): Problem {
    return this.tree.problem(code, this.#place(path), message, options);
  }

  /** Below the section and the index of its rule. */
  #place(path: readonly PathKey[]): PathKey[] {
    return [...this.path, ...path.slice(2)];
  }
}

/** A name twice would make a failure point at the wrong assertion. */
function twice(tree: SourceTree, assertions: readonly Record<string, unknown>[]): Problem[] {
  const seen = new Set<unknown>();
  return assertions.flatMap(({ name }, index) => {
    if (typeof name !== 'string' || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = `the assertion name \`${name}\` stands here twice`;
    return [tree.problem('duplicate_id', ['assertions', index, 'name'], message)];
  });
}
