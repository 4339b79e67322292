import { analyzePolicy, parseAssertions, proveAssertions } from '../../engine/analysis/index.js';
import type { PolicyAnalysis } from '../../engine/analysis/index.js';
import type { Finding } from '../../engine/model/finding.js';
import type { Outcome, Proof } from '../../engine/model/proof.js';
import { outcomeOf } from '../../engine/model/proof.js';
import type { FaultyRule } from '../../engine/model/rule-fault.js';
import { loadPolicy, withExcerpts } from '../../engine/policy/index.js';
import { faultFindings } from '../../engine/reports/fault-findings.js';
import { jsonLine } from '../../engine/reports/proof-words.js';
import { ExitCode } from '../exit.js';
import { readText } from '../files.js';
import { visible } from '../safe-text.js';
import type { ProofReport } from './render.js';

export interface AnalyzeRequest {
  readonly policy: string;
  readonly assert: readonly string[];
  readonly budget?: number | undefined;
  readonly root?: string | undefined;
}

/** The shape of `--json`. */
export interface AnalyzeResult {
  readonly policy: AnalyzedPolicy;
  /** Proved where nothing can be allowed, or sent to a person; else refuted, with the shortest event that is. */
  readonly allowsNothing: Proof;
  readonly holdsNothing: Proof;
  readonly findings: readonly Finding[];
  /** Rules about which nothing could be said. */
  readonly unknownRules: readonly FaultyRule[];
  readonly assertions: readonly Proof[];
  readonly outcome: Outcome;
}

export interface AnalyzedPolicy {
  readonly name: string;
  readonly digest: string;
  readonly file: string;
  readonly rules: number;
}

/** Analyzes a policy, and proves what the files assert of it. */
export async function analyze(request: AnalyzeRequest): Promise<AnalyzeResult> {
  const options = request.root === undefined ? {} : { root: request.root };
  const policy = loadPolicy(request.policy, options);
  const steps = request.budget === undefined ? {} : { steps: request.budget };
  const files = [];
  for (const file of request.assert) files.push(parseAssertions(await readText(file), file));
  const assertions = proveAssertions(policy, files.flat(), steps);
  const { allowsNothing, holdsNothing, faults, unknown }: PolicyAnalysis = analyzePolicy(policy, steps);
  const { name, digest, file, rules } = policy;
  return {
    policy: { name, digest, file, rules: rules.length },
    ...{ allowsNothing, holdsNothing, findings: withExcerpts(faultFindings(faults)) },
    unknownRules: unknown.map(({ id, section, position }) => ({ id, section, position })),
    ...{ assertions, outcome: outcomeOf(assertions) },
  };
}

/** An assertion that is not proved fails; what is found about rules does so under `--strict`. */
export function codeOfAnalysis(result: AnalyzeResult, strict: boolean): ExitCode {
  const faulty = result.findings.length + result.unknownRules.length > 0;
  return result.outcome !== 'proved' || (strict && faulty) ? ExitCode.found : ExitCode.ok;
}

export function reportOfAnalysis(result: AnalyzeResult): ProofReport {
  const { assertions, findings, policy } = result;
  return { head: headOf(result), proofs: assertions, findings, word: 'assertion', file: policy.file };
}

function headOf({ policy, allowsNothing, holdsNothing, unknownRules }: AnalyzeResult): string {
  const lines = [
    `${visible(policy.name)} (${visible(policy.file)}, sha256 ${policy.digest.slice(0, 16)}), ${policy.rules} rules`,
    `  can allow             ${canText(allowsNothing)}`,
    `  can ask for approval  ${canText(holdsNothing)}`,
    ...unknownRules.map(({ id }) => `  nothing could be said of \`${visible(id)}\``),
  ];
  return `${lines.join('\n')}\n`;
}

function canText({ outcome, witness }: Proof): string {
  if (outcome === 'proved') return 'nothing';
  return witness === undefined ? 'unknown' : `for one ${jsonLine(witness.event)}`;
}
