import { proveWithin } from '../../engine/analysis/index.js';
import type { Proof } from '../../engine/model/proof.js';
import { comparedPolicy, loadPolicy } from '../../engine/policy/index.js';
import type { ComparedPolicy } from '../../engine/model/policy-difference.js';
import { ExitCode } from '../exit.js';
import type { ProofReport } from './render.js';

export interface WithinRequest {
  readonly ceiling: string;
  readonly policy: string;
  readonly budget?: number | undefined;
  readonly root?: string | undefined;
}

/** The shape of `--json`. */
export interface WithinResult {
  readonly ceiling: ComparedPolicy;
  readonly policy: ComparedPolicy;
  readonly proof: Proof;
}

/** Whether a policy allows nothing that a ceiling does not. */
export function within({ ceiling, policy, budget, root }: WithinRequest): WithinResult {
  const options = root === undefined ? {} : { root };
  const [above, below] = [loadPolicy(ceiling, options), loadPolicy(policy, options)];
  const proof = proveWithin(above, below, budget === undefined ? {} : { steps: budget });
  return { ceiling: comparedPolicy(above), policy: comparedPolicy(below), proof };
}

export function codeOfWithin({ proof }: WithinResult): ExitCode {
  return proof.outcome === 'proved' ? ExitCode.ok : ExitCode.found;
}

export function reportOfWithin({ policy, proof }: WithinResult): ProofReport {
  return { head: '', proofs: [proof], findings: [], word: 'claim', file: policy.file };
}
