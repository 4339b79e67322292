import type { Answer, Transition, TransitionEvent, TransitionKind } from '../model/transition.js';
import { payloadWords } from './difference-words.js';
import { fit } from './fit.js';
import { PLAIN } from './paint.js';
import type { Paint, TextOptions } from './paint.js';
import { shownFile } from './place.js';
import { visible } from './visible.js';

export const KIND_WORDS: Readonly<Record<TransitionKind, string>> = {
  newly_allowed: 'newly allowed',
  newly_denied: 'newly denied',
  newly_needs_approval: 'newly needs approval',
};

/** What was decided of how many events. */
export interface TransitionReport {
  readonly events: number;
  readonly changed: number;
  readonly transitions: readonly Transition[];
}

/** Each transition with the events that show it, the worst first. */
export function transitionsText(report: TransitionReport, options: TextOptions = {}): string {
  const parts = report.transitions.map((transition) => transitionText(transition, options));
  return [...parts, `${countWords(report)}\n`].join('\n');
}

/** `41 events: 38 as before, 3 changed (1 newly allowed, 2 newly denied)` */
export function countWords({ events, changed, transitions }: TransitionReport): string {
  const counts = new Map<TransitionKind, number>();
  for (const { kind, count } of transitions) counts.set(kind, (counts.get(kind) ?? 0) + count);
  const kinds = [...counts].map(([kind, count]) => `${count} ${KIND_WORDS[kind]}`).join(', ');
  const tail = changed === 0 ? '' : ` (${kinds})`;
  return `${events} event${events === 1 ? '' : 's'}: ${events - changed} as before, ${changed} changed${tail}`;
}

function transitionText(transition: Transition, options: TextOptions): string {
  const { paint = PLAIN } = options;
  const { old, new: now, kind, count, events } = transition;
  const title = paint.strong(`${KIND_WORDS[kind]}: ${old} -> ${now} (${count})`);
  const more = count - events.length;
  return [
    kind === 'newly_allowed' ? paint.error(title) : title,
    ...events.flatMap((event) => eventLines(event, options)),
    ...(more > 0 ? [`  … and ${more} more (\`--limit 0\` shows all)`] : []),
    '',
  ].join('\n');
}

function eventLines(event: TransitionEvent, options: TextOptions): string[] {
  const { paint = PLAIN, root, columns = 110 } = options;
  const place = paint.dim(`${visible(shownFile(event.source, root))}:${event.line}`);
  const name = event.name === undefined ? '' : ` ${fit(visible(event.name), 120)}:`;
  const who = event.actor === null ? '' : ` by ${fit(visible(event.actor), 60)}`;
  const what = event.capability === null ? '(invalid)' : fit(visible(event.capability), 120);
  const where = event.environment === null ? '' : ` in ${fit(visible(event.environment), 60)}`;
  return [
    `  ${place}${name} ${paint.strong(what)}${who}${where}`,
    `      ${payloadWords(event.payload, Math.max(40, columns - 6))}`,
    `      ${answerText('was', event.old, paint, root)}`,
    `      ${answerText('is', event.new, paint, root)}`,
  ];
}

function answerText(verb: string, answer: Answer, paint: Paint, root: string | undefined): string {
  const colour = { allow: paint.good, deny: paint.error, require_approval: paint.warning }[answer.decision];
  return `${verb.padEnd(4)}${colour(answer.decision)} ${paint.dim(`by ${answerWords(answer, root)}`)}`;
}

/** The rule that decided with its place, or the reason where none did. */
export function answerWords({ rule, reason, riskLevel }: Answer, root: string | undefined): string {
  if (rule === null) return riskLevel === undefined ? visible(reason) : `risk_level:${riskLevel}`;
  return `${visible(rule.id)} (${visible(shownFile(rule.file, root))}:${rule.line})`;
}
