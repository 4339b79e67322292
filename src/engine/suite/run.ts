import { PolicyError, SuiteError } from '../model/errors.js';
import type { Decision } from '../model/decision.js';
import type { Problem } from '../model/errors.js';
import type { Explanation } from '../model/explanation.js';
import { decide } from '../decision/decide.js';
import { explain } from '../decision/explain.js';
import { coverageOf } from './coverage.js';
import type { Coverage } from './coverage.js';
import type { Expected, Suite, SuiteCase } from './parse.js';
import { PolicyShelf } from './policies.js';
import type { PolicyOptions, ShelvedPolicy } from './policies.js';

export interface RunOptions extends PolicyOptions {
  /** Runs only the cases whose name contains this. */
  readonly filter?: string | undefined;
}

export interface CaseOutcome {
  readonly name: string;
  readonly line: number;
  readonly ok: boolean;
  readonly expected: Expected;
  readonly got: Decision;
  /** Only where the case failed. */
  readonly explanation?: Explanation;
}

export interface SuiteOutcome {
  readonly name: string;
  readonly file: string;
  readonly cases: readonly CaseOutcome[];
}

export interface RunOutcome {
  readonly suites: readonly SuiteOutcome[];
  readonly passed: number;
  readonly failed: number;
  readonly coverage: Coverage;
}

interface Prepared {
  readonly item: SuiteCase;
  readonly shelved: ShelvedPolicy;
}

/**
 * Decides every case and compares. Nothing runs unless every policy loads: a case left out would look like one
 * that passed.
 * @throws PolicyError with the problems of all policies
 * @throws SuiteError where the filter leaves no case
 */
export function runSuites(suites: readonly Suite[], options: RunOptions = {}): RunOutcome {
  const shelf = new PolicyShelf(options);
  const prepared = suites.map((suite) => ({ suite, cases: prepare(suite, shelf, options.filter) }));
  if (shelf.problems.length > 0) throw new PolicyError(shelf.problems as [Problem, ...Problem[]]);
  const all = prepared.flatMap(({ cases }) => cases);
  if (all.length === 0) throw new SuiteError('empty_suite', nothingLeft(options.filter));

  const outcomes = new Map(all.map((one) => [one, runCase(one)]));
  const named = prepared.map(({ suite, cases }) => ({
    name: suite.name,
    file: suite.file,
    cases: cases.flatMap((one) => outcomes.get(one) ?? []),
  }));
  const failed = [...outcomes.values()].filter((outcome) => !outcome.ok).length;
  const decided = all.map((one) => ({
    policy: one.shelved.policy,
    rule: outcomes.get(one)?.got.rule ?? null,
  }));
  return { suites: named, passed: all.length - failed, failed, coverage: coverageOf(decided) };
}

function nothingLeft(filter: string | undefined): string {
  return filter === undefined ? 'there are no cases' : `no case has \`${filter}\` in its name`;
}

function prepare(suite: Suite, shelf: PolicyShelf, filter: string | undefined): Prepared[] {
  const wanted = suite.cases.filter((item) => filter === undefined || item.name.includes(filter));
  return wanted.flatMap((item) => {
    const shelved = shelf.get(item.policy);
    return shelved === undefined ? [] : [{ item, shelved }];
  });
}

function runCase({ item, shelved }: Prepared): CaseOutcome {
  const got = decide(shelved.compiled, item.event);
  const ok = meets(item.expected, got);
  const outcome = { name: item.name, line: item.position.line, ok, expected: item.expected, got };
  return ok ? outcome : { ...outcome, explanation: explain(shelved.compiled, item.event) };
}

function meets(expected: Expected, got: Decision): boolean {
  if (expected.decision !== got.decision) return false;
  if (expected.rule !== undefined && expected.rule !== got.rule?.id) return false;
  return expected.reason === undefined || reasonBase(expected.reason) === reasonBase(got.reason);
}

/** The runtime adds the id of the request; a policy alone has none to compare. */
function reasonBase(reason: string): string {
  return reason.startsWith('approval_required:') ? 'approval_required' : reason;
}
