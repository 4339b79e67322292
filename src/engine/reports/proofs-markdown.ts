import type { Finding } from '../model/finding.js';
import type { Proof } from '../model/proof.js';
import { codeCell, codeSpan, markdownTable } from './markdown.js';
import { placeFrom } from './place.js';
import { decidedBy, jsonLine, whyWords } from './proof-words.js';

const MARK = { proved: '✅ proved', refuted: '❌ refuted', unknown: '⚠️ unknown' } as const;
const LONGEST = 2000;

/** Claims as a table for a comment on a pull request, with the events that refute some of them. */
export function proofsMarkdown(proofs: readonly Proof[], root?: string): string {
  const rows = proofs.map((proof) => [
    MARK[proof.outcome],
    codeCell(proof.claim),
    proof.outcome === 'unknown' ? whyWords(proof) : '',
  ]);
  const table = markdownTable(['outcome', 'claim', ''], rows).join('\n');
  return [`${table}\n`, ...proofs.flatMap((proof) => witnessSection(proof, root))].join('\n');
}

function witnessSection({ claim, witness }: Proof, root: string | undefined): string[] {
  if (witness === undefined) return [];
  const event = jsonLine(witness.event);
  const shown = event.length > LONGEST ? `${event.slice(0, LONGEST)}…` : event;
  const decisions = witness.decisions.map(
    (one) =>
      `- ${codeSpan(placeFrom(root ?? '/', one.policy))}: ${one.decision} by ${codeSpan(decidedBy(one, root))}\n`,
  );
  return [`### ${codeSpan(claim)} is refuted by\n\n${codeSpan(shown)}\n\n${decisions.join('')}`];
}

/** Findings about rules as a list. */
export function findingsMarkdown(findings: readonly Finding[], root: string): string {
  const items = findings.map(
    ({ position, message, code }) =>
      `- ${codeSpan(`${placeFrom(root, position.file)}:${position.line}`)} ${codeSpan(message)} (${code})\n`,
  );
  return items.join('');
}
