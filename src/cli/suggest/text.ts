import { visible } from '../safe-text.js';
import type { SuggestResult } from './index.js';

/** What was written where, and what it comes to. */
export function suggestText({ rules, counts, unused, policy, notes }: SuggestResult, out: string): string {
  const { events, allow, require_approval: asked, deny, invalid } = counts;
  const lines = [
    `wrote \`${visible(out)}\`: ${rules.length} rule${rules.length === 1 ? '' : 's'}`,
    `${events} events: ${allow} allow, ${asked} require_approval, ${deny} deny, ${invalid} invalid`,
    ...notes.map((note) => `note: ${visible(note)}`),
  ];
  if (policy !== undefined) {
    lines.push(`rules of \`${visible(policy.name)}\` that decided no event: ${unused.length}`);
    lines.push(...unused.slice(0, 20).map(({ section, id }) => `  ${section} ${visible(id)}`));
  }
  return `${lines.join('\n')}\n`;
}
