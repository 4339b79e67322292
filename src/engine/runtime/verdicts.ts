import type { Decision } from '../model/decision.js';
import type { Mode, Verdict } from '../model/verdict.js';

type Facts = Pick<Verdict, 'authorized' | 'reason' | 'mode' | 'id' | 'record'> &
  Partial<Pick<Verdict, 'decision' | 'request' | 'detail'>>;

export function verdictOf(made: Decision, facts: Facts): Verdict {
  const { rule, policy, riskLevel, approval } = made;
  const { decision = made.decision, detail = made.detail, request } = facts;
  return Object.freeze({
    authorized: facts.authorized,
    decision,
    reason: facts.reason,
    rule,
    policy,
    mode: facts.mode,
    id: facts.id,
    record: facts.record === null ? null : Object.freeze(facts.record),
    ...(riskLevel !== undefined && { riskLevel }),
    ...(approval !== undefined && { approval }),
    ...(request !== undefined && { request }),
    ...(detail !== undefined && { detail }),
  });
}

/** What could not be recorded is not authorized, whatever the policy said. */
export function auditFailure(
  error: unknown,
  made: Decision | undefined,
  id: string | null,
  mode: Mode,
): Verdict {
  const detail = error instanceof Error ? error.message : String(error);
  return Object.freeze({
    authorized: false,
    decision: 'deny',
    reason: 'audit_error',
    rule: null,
    policy: made?.policy ?? Object.freeze({ name: '', digest: '' }),
    mode,
    id,
    record: null,
    detail,
  });
}

/** The decision while no policy has ever loaded. */
export function noPolicy(error: Error | undefined): Decision {
  return Object.freeze({
    decision: 'deny',
    reason: 'policy_error',
    rule: null,
    policy: Object.freeze({ name: '', digest: '' }),
    detail: error?.message ?? 'no policy is loaded',
  });
}
