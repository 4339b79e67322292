import type { DiffResult, EventSource } from './index.js';
import type { PolicyDiffProof } from '../../engine/model/proof.js';
import { UsageError } from '../errors.js';
import type { DiffFormat } from '../formats.js';
import { textOptions } from '../paint.js';
import { visible } from '../safe-text.js';

/** A diff for a person, or for a comment on a pull request; what was proved comes last. */
export async function renderDiff(
  result: DiffResult,
  format: Exclude<DiffFormat, 'json'>,
  version: string,
): Promise<string> {
  const { proof } = result;
  if (format === 'github' || format === 'sarif') return annotations(result, format, version);
  const shown = format === 'markdown' ? await markdown(result) : await text(result);
  if (proof === undefined) return shown;
  return `${shown}\n${await (format === 'markdown' ? proofMarkdown(proof) : proofText(proof))}`;
}

async function proofText({ proofs }: PolicyDiffProof): Promise<string> {
  const { proofsText } = await import('../../engine/reports/proofs-text.js');
  const { countWords } = await import('../../engine/reports/proof-words.js');
  return `${proofsText(proofs, await textOptions('stdout'))}\n${countWords(proofs, 'claim')}\n`;
}

async function proofMarkdown({ proofs }: PolicyDiffProof): Promise<string> {
  const { proofsMarkdown } = await import('../../engine/reports/proofs-markdown.js');
  return `### Proofs\n\n${proofsMarkdown(proofs, process.cwd())}`;
}

/** Claims that do not hold, beside the lines of a pull request: those about what is newly allowed as errors. */
async function annotations(result: DiffResult, format: 'github' | 'sarif', version: string): Promise<string> {
  const { renderProofs } = await import('../analysis/render.js');
  const { proof, new: now } = result;
  if (proof === undefined)
    throw new UsageError(`\`--format ${format}\` shows what is proved`, { help: 'give --prove too' });
  const report = { head: '', proofs: proof.proofs, findings: [], word: 'claim', file: now.file };
  return renderProofs(report, format, version);
}

async function text(result: DiffResult): Promise<string> {
  const { comparedText, differenceText } = await import('../../engine/reports/difference-text.js');
  const { transitionsText } = await import('../../engine/reports/transitions-text.js');
  const options = await textOptions('stdout');
  const { old, new: now, difference } = result;
  const { events, changed, transitions } = result;
  const head = comparedText(old, now, options);
  if (events === undefined || changed === undefined || transitions === undefined)
    return `${head}\n${differenceText(difference, options)}`;
  const body = transitionsText({ events, changed, transitions }, options);
  return `${head}${sourceLines(result)}\n${body}`;
}

async function markdown(result: DiffResult): Promise<string> {
  const { comparedMarkdown, differenceMarkdown, transitionsMarkdown } =
    await import('../../engine/reports/difference-markdown.js');
  const root = process.cwd();
  const { old, new: now, difference, events, changed, transitions } = result;
  const head = comparedMarkdown(old, now, root);
  if (events === undefined || changed === undefined || transitions === undefined)
    return `${head}\n${differenceMarkdown(difference, root)}`;
  return `${head}\n${transitionsMarkdown({ events, changed, transitions }, root)}`;
}

function sourceLines({ sources = [] }: DiffResult): string {
  return sources.map((source) => `on   ${sourceWords(source)}\n`).join('');
}

function sourceWords({ name, events, badLines, invalidEvents }: EventSource): string {
  const shown = name === '-' ? 'standard input' : visible(name);
  const bad = badLines === 0 ? '' : `, ${badLines} bad line${badLines === 1 ? '' : 's'} passed over`;
  const invalid = invalidEvents === 0 ? '' : `, ${invalidEvents} invalid (both deny)`;
  return `${shown}: ${events} event${events === 1 ? '' : 's'}${bad}${invalid}`;
}
