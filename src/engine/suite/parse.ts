import { PolicyError, SuiteError } from '../model/errors.js';
import type { DecisionKind } from '../model/decision.js';
import type { Problem, SourcePosition } from '../model/errors.js';
import { readYaml } from '../policy/source.js';
import type { PathKey, SourceTree } from '../policy/source.js';
import { eventOfLegacy } from './legacy-event.js';
import { problemsOf } from './problems.js';
import { caseSchema, legacyCaseSchema, suiteSchema } from './schema.js';
import type { CaseShape, LegacyCaseShape } from './schema.js';

export interface Suite {
  readonly name: string;
  readonly file: string;
  readonly cases: readonly SuiteCase[];
}

export interface SuiteCase {
  readonly name: string;
  readonly position: SourcePosition;
  /** The part of the suite that is the policy, or names its file. */
  readonly policy: SourceTree;
  /** As written: an event that does not parse is decided as such, which may be what the case expects. */
  readonly event: unknown;
  readonly expected: Expected;
}

export interface Expected {
  readonly decision: DecisionKind;
  readonly reason?: string;
  readonly rule?: string;
}

/** A suite may inline many policies, so it may be longer than one of them. */
const LIMITS = { bytes: 8 * 1024 * 1024, aliasNodes: 500_000 };

/**
 * Reads a suite in either of its forms.
 * @throws PolicyError with every problem of the file
 * @throws SuiteError where there is no case in it
 */
export function parseSuite(text: string, file: string): Suite {
  const tree = readYaml(text, file, LIMITS);
  const shape = suiteSchema.safeParse(tree.value);
  if (!shape.success) fail(problemsOf(tree, [], shape.error.issues, suiteSchema));
  if (shape.data.cases.length === 0) {
    throw new SuiteError('empty_suite', `\`${file}\` has no cases`, { position: tree.locate([]).position });
  }
  const read = shape.data.cases.map((value, index) =>
    readCase(tree, index, value, shape.data.policy !== undefined),
  );
  const problems = [...read.flatMap((item) => item.problems), ...twice(tree, shape.data.cases)];
  if (problems.length > 0) fail(problems);
  return { name: shape.data.suite ?? stem(file), file, cases: read.flatMap((item) => item.cases) };
}

function fail(problems: readonly Problem[]): never {
  const sorted = [...problems].sort(
    ({ position: a }, { position: b }) => a.line - b.line || a.column - b.column,
  );
  throw new PolicyError(sorted as [Problem, ...Problem[]]);
}

interface CaseRead {
  readonly cases: readonly SuiteCase[];
  readonly problems: readonly Problem[];
}

/** The key of the expectation tells the form. */
function readCase(
  tree: SourceTree,
  index: number,
  value: Record<string, unknown>,
  hasDefault: boolean,
): CaseRead {
  const path: PathKey[] = ['cases', index];
  const schema = 'expected' in value ? legacyCaseSchema : caseSchema;
  const shape = schema.safeParse(value);
  if (!shape.success) return { cases: [], problems: problemsOf(tree, path, shape.error.issues, schema) };
  if (shape.data.policy === undefined && !hasDefault) {
    const help = 'name one here, or at the top of the suite';
    return { cases: [], problems: [tree.problem('bad_value', path, '`policy` is missing', { help })] };
  }
  const item: SuiteCase = {
    name: shape.data.name,
    position: tree.locate([...path, 'name']).position,
    policy: tree.at(shape.data.policy === undefined ? ['policy'] : [...path, 'policy']),
    ...outcomeOf(shape.data),
  };
  return { cases: [item], problems: [] };
}

function outcomeOf(shape: CaseShape | LegacyCaseShape): Pick<SuiteCase, 'event' | 'expected'> {
  if ('expect' in shape) {
    const { decision, reason, rule } = shape.expect;
    const expected = {
      decision,
      ...(reason !== undefined && { reason }),
      ...(rule !== undefined && { rule }),
    };
    return { event: shape.event, expected };
  }
  const { verdict } = shape.expected;
  return {
    event: eventOfLegacy(shape.event),
    expected: { decision: verdict === 'block' ? 'deny' : verdict },
  };
}

/** A name twice would make a failure point at the wrong case. */
function twice(tree: SourceTree, cases: readonly Record<string, unknown>[]): Problem[] {
  const seen = new Map<unknown, number>();
  return cases.flatMap(({ name }, index) => {
    const first = seen.get(name);
    if (typeof name !== 'string' || first === undefined) {
      seen.set(name, index);
      return [];
    }
    const { line } = tree.locate(['cases', first, 'name']).position;
    const message = `the case name \`${name}\` stands here twice`;
    return [
      tree.problem('duplicate_id', ['cases', index, 'name'], message, {
        help: `the first is on line ${line}`,
      }),
    ];
  });
}

/** `tests/shell.cases.yaml` is the suite `shell`. */
function stem(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? file;
  return base.replace(/\.(?:ya?ml|json)$/i, '').replace(/\.cases$/i, '') || base;
}
