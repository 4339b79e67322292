import type { Finding } from '../../engine/model/finding.js';
import type { Proof } from '../../engine/model/proof.js';
import { withExcerpts } from '../../engine/policy/index.js';
import { proofFindings } from '../../engine/reports/proof-findings.js';
import type { ProofFormat } from '../formats.js';
import { textOptions } from '../paint.js';

/** What is shown of claims and of rules, whatever the command. */
export interface ProofReport {
  /** What comes before the claims, as text. */
  readonly head: string;
  readonly proofs: readonly Proof[];
  readonly findings: readonly Finding[];
  /** What a claim is called: `assertion`. */
  readonly word: string;
  /** The policy that the claims are about. */
  readonly file: string;
}

export async function renderProofs(
  report: ProofReport,
  format: Exclude<ProofFormat, 'json'>,
  version: string,
): Promise<string> {
  if (format === 'text') return text(report);
  if (format === 'markdown') return markdown(report);
  const root = process.cwd();
  const findings = withExcerpts([...proofFindings(report.proofs, report.file), ...report.findings]);
  if (format === 'github') {
    const { findingsGithub } = await import('../../engine/reports/findings-github.js');
    return findingsGithub(findings, root);
  }
  const { findingsSarif } = await import('../../engine/reports/findings-sarif.js');
  return findingsSarif(findings, { root, version });
}

async function text({ head, proofs, findings, word }: ProofReport): Promise<string> {
  const { casesText, proofsText } = await import('../../engine/reports/proofs-text.js');
  const { findingsText } = await import('../../engine/reports/findings-text.js');
  const { countWords } = await import('../../engine/reports/proof-words.js');
  const options = await textOptions('stdout');
  const parts = [
    head,
    findings.length === 0 ? '' : findingsText(withExcerpts(findings), options),
    proofsText(proofs, options),
    casesText(proofs),
    proofs.length === 0 ? '' : `${countWords(proofs, word)}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

async function markdown({ proofs, findings, word }: ProofReport): Promise<string> {
  const { findingsMarkdown, proofsMarkdown } = await import('../../engine/reports/proofs-markdown.js');
  const { countWords } = await import('../../engine/reports/proof-words.js');
  const root = process.cwd();
  const parts = [
    `## Policy analysis\n`,
    proofs.length === 0 ? '' : `**${countWords(proofs, word)}**\n\n${proofsMarkdown(proofs, root)}`,
    findings.length === 0 ? '' : `### Rules\n\n${findingsMarkdown(findings, root)}`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}
