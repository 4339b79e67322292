import { ruleFaults } from '../../engine/analysis/index.js';
import type { Finding } from '../../engine/model/finding.js';
import type { Policy } from '../../engine/policy/index.js';
import { faultFindings } from '../../engine/reports/fault-findings.js';

/** A check is run all the time, so that it asks for the plain cases only. */
const STEPS = 3000;

/** What can be proved about a policy's rules in next to no time. */
export function quickFindings(policy: Policy): readonly Finding[] {
  return faultFindings(ruleFaults(policy, { steps: STEPS }));
}
