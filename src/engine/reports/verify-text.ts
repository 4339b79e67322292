import type { VerifyReport } from '../audit/verify-report.js';
import { PLAIN } from './paint.js';
import type { TextOptions } from './paint.js';
import { visible } from './visible.js';
import { plural } from './words.js';

/** What was proven of a log, and no more; or each fault. */
export function verifyText(report: VerifyReport, { paint = PLAIN }: TextOptions = {}): string {
  const out: string[] = [];
  if (report.ok) {
    out.push(paint.good(`✓ Audit chain intact. ${report.entries} entries verified.`));
  } else {
    out.push(paint.error(`✗ Audit log does not verify: ${plural(report.faultCount, 'fault')}.`), '');
    for (const { message } of report.faults) out.push(`  ${paint.error('✗')} ${visible(message)}`);
    const more = report.faultCount - report.faults.length;
    if (more > 0) out.push(`  … and ${more} more`);
  }
  out.push('', ...facts(report).map(([name, value]) => `  ${paint.dim(name.padEnd(11))}  ${value}`));
  return `${out.join('\n')}\n`;
}

function facts(report: VerifyReport): [string, string][] {
  const { signed, first, size, completeness } = report;
  const out: [string, string][] = [
    ['log', visible(report.log)],
    ['records', first === 0 ? `0 to ${size - 1}` : `${first} to ${size - 1}; those before by their hashes`],
    ['signed', signedText(signed)],
    ['key', TRUST[report.trust]],
    [
      'anchored',
      report.anchored === null
        ? 'not checked against a checkpoint kept elsewhere (--checkpoint)'
        : `up to record ${report.anchored - 1}`,
    ],
    [
      'unprotected',
      report.unprotected === 0
        ? 'nothing: the last checkpoint covers all'
        : `${plural(report.unprotected, 'record')} at the end, after the last checkpoint`,
    ],
  ];
  const notes = completenessNotes(completeness);
  if (notes.length > 0) out.push(['to look at', notes.join('; ')]);
  return out;
}

const TRUST: Readonly<Record<VerifyReport['trust'], string>> = {
  given: 'the one that you gave',
  'keys folder': 'from the keys folder of this machine (--public-key for one that you kept)',
  'own word': 'the log’s own word only (--public-key for one that you kept)',
};

function signedText(signed: VerifyReport['signed']): string {
  if (signed === null) return 'by nobody whose key is known';
  const when = signed.time === null ? '' : ` at ${visible(signed.time)}`;
  return `up to record ${signed.size - 1}${when}, key ${signed.key}`;
}

function completenessNotes({
  openWriters,
  writerGaps,
  clockBack,
  bypasses,
}: VerifyReport['completeness']): string[] {
  const notes: string[] = [];
  if (bypasses > 0) notes.push(plural(bypasses, 'bypass', 'bypasses'));
  if (openWriters > 0) notes.push(`${plural(openWriters, 'writer')} without a close (at work, or killed)`);
  if (writerGaps > 0) notes.push(`${plural(writerGaps, 'number')} of writers missing`);
  if (clockBack > 0) notes.push(`the clock stepped back ${clockBack === 1 ? 'once' : `${clockBack} times`}`);
  return notes;
}
