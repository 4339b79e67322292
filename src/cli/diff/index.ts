import type { ComparedPolicy, PolicyDifference } from '../../engine/model/policy-difference.js';
import type { PolicyDiffProof } from '../../engine/model/proof.js';
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
  /** Whether the difference is proved for every event there can be. */
  readonly prove: boolean;
  readonly budget?: number | undefined;
}

/** The shape of `--json`. */
export interface DiffResult {
  readonly old: ComparedPolicy;
  readonly new: ComparedPolicy;
  readonly difference: PolicyDifference;
  /** Only under `--prove`. */
  readonly proof?: PolicyDiffProof;
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
    ...(request.prove && { proof: await proofOf(before, after, request.budget) }),
  };
  if (request.traces.length + request.cases.length === 0) return compared;
  return { ...compared, ...(await onEvents(request, before, after)) };
}

/** Loaded only where it is asked for. */
async function proofOf(before: Policy, after: Policy, steps: number | undefined): Promise<PolicyDiffProof> {
  const { proveDiff } = await import('../../engine/analysis/index.js');
  return proveDiff(before, after, steps === undefined ? {} : { steps });
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
 * The exit code. Without events, what may allow more counts as newly allowed: nobody showed that it does not. What is
 * proved goes before both, and what is not proved counts as found.
 */
export function codeOfDiff(result: DiffResult, failOn: FailOn | undefined): ExitCode {
  const { proof } = result;
  if (proof !== undefined) {
    const asked = failOn === 'any' ? proof.equivalent : proof.allowsNoMore;
    return asked === 'proved' ? ExitCode.ok : ExitCode.found;
  }
  return failOn !== undefined && differs(result, failOn) ? ExitCode.found : ExitCode.ok;
}

function differs({ transitions, difference }: DiffResult, failOn: FailOn): boolean {
  if (transitions !== undefined)
    return transitions.some(({ kind }) => failOn === 'any' || kind === 'newly_allowed');
  return failOn === 'any' ? !difference.same : difference.mayAllow > 0;
}
