import type { ComparedPolicy, PolicyDifference } from '../../engine/model/policy-difference.js';
import type { Transition } from '../../engine/model/transition.js';
import { comparedPolicy, comparePolicies, loadPolicy } from '../../engine/policy/index.js';
import type { Policy } from '../../engine/policy/index.js';
import { PolicyComparison } from '../../engine/replay/transitions.js';
import { ExitCode } from '../exit.js';
import { caseEvents } from './cases.js';
import { traceEvents } from './trace.js';
import type { TraceRequest } from './trace.js';

export interface DiffRequest extends TraceRequest {
  readonly old: string;
  readonly new: string;
  readonly root?: string | undefined;
  readonly traces: readonly string[];
  readonly cases: readonly string[];
  /** The most events of each transition; 0 for all. */
  readonly limit: number;
}

/** The shape of `--json`. */
export interface DiffResult {
  readonly old: ComparedPolicy;
  readonly new: ComparedPolicy;
  readonly difference: PolicyDifference;
  /** Only where there are events. */
  readonly sources?: readonly EventSource[];
  readonly events?: number;
  readonly changed?: number;
  readonly transitions?: readonly Transition[];
}

/** Where events came from, and what of it could not be read. */
export interface EventSource {
  readonly name: string;
  readonly events: number;
  readonly badLines: number;
  readonly invalidEvents: number;
}

export type FailOn = 'newly-allowed' | 'any';

/** Compares two policies as they stand, and on events where some are given. */
export async function diffPolicies(request: DiffRequest): Promise<DiffResult> {
  const options = request.root === undefined ? {} : { root: request.root };
  const [before, after] = [loadPolicy(request.old, options), loadPolicy(request.new, options)];
  const compared = {
    old: comparedPolicy(before),
    new: comparedPolicy(after),
    difference: comparePolicies(before, after),
  };
  if (request.traces.length + request.cases.length === 0) return compared;
  return { ...compared, ...(await onEvents(request, before, after)) };
}

async function onEvents(request: DiffRequest, before: Policy, after: Policy) {
  const comparison = new PolicyComparison(before, after, request.limit === 0 ? Infinity : request.limit);
  const sources = [
    ...(await traceEvents(request.traces, comparison, request)),
    ...(await caseEvents(request.cases, comparison)),
  ];
  const { events, changed } = comparison;
  return { sources, events, changed, transitions: comparison.transitions() };
}

/**
 * The exit code. Without events, what may allow more counts as newly allowed: nobody showed that it does not.
 */
export function codeOfDiff(result: DiffResult, failOn: FailOn | undefined): ExitCode {
  const { transitions, difference } = result;
  if (failOn === undefined) return ExitCode.ok;
  const found =
    transitions === undefined
      ? failOn === 'any'
        ? !difference.same
        : difference.mayAllow > 0
      : transitions.some(({ kind }) => failOn === 'any' || kind === 'newly_allowed');
  return found ? ExitCode.found : ExitCode.ok;
}
