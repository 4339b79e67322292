import type { Verdict } from '../model/verdict.js';
import { PLAIN } from './paint.js';
import type { TextOptions } from './paint.js';
import { shownFile } from './place.js';
import { visible } from './visible.js';

/** A verdict: whether it may run, why, and where that is recorded. */
export function verdictText(verdict: Verdict, { paint = PLAIN, root }: TextOptions = {}): string {
  const { authorized, decision, reason, rule, record, detail, request } = verdict;
  const word = authorized ? paint.good('authorized') : paint.error('blocked');
  const out = [`${paint.strong(word)} ${paint.dim(`${decision} (${visible(reason)})`)}`];
  const row = (name: string, value: string): void =>
    void out.push(`  ${paint.dim(name.padEnd(7))}  ${value}`);
  if (detail !== undefined) row('because', visible(detail));
  if (rule !== null) row('rule', `${visible(rule.id)} (${visible(shownFile(rule.file, root))}:${rule.line})`);
  if (rule?.reason !== undefined) row('says', visible(rule.reason));
  if (request !== undefined && !authorized && decision === 'require_approval')
    row('ask', `\`capfence approve ${visible(request)}\` lets it through`);
  if (verdict.id !== null) row('event', visible(verdict.id));
  row(
    'record',
    record === null ? paint.error('none could be written') : `${record.seq} of log ${record.log}`,
  );
  return `${out.join('\n')}\n`;
}
