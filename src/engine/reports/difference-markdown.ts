import type {
  ComparedPolicy,
  ComparedRule,
  LoneRule,
  PolicyDifference,
  RuleChange,
} from '../model/policy-difference.js';
import type { Transition, TransitionEvent } from '../model/transition.js';
import { summaryLine } from './difference-text.js';
import { detailWords, extendsWords, payloadWords, ruleWords, rulesText } from './difference-words.js';
import { codeCell, codeSpan, markdownTable } from './markdown.js';
import { shownFile } from './place.js';
import { answerWords, countWords, KIND_WORDS } from './transitions-text.js';
import type { TransitionReport } from './transitions-text.js';
import { upperFirst } from './words.js';

const PAYLOAD = 120;
const MARK = ' **may allow more**';

/** The two policies as the head of a comment on a pull request. */
export function comparedMarkdown(old: ComparedPolicy, now: ComparedPolicy, root?: string): string {
  const line = (side: string, { name, file, digest, rules, extends: parents }: ComparedPolicy): string =>
    `- ${side}: ${codeSpan(name)} (${codeSpan(shownFile(file, root))}, sha256 \`${digest.slice(0, 16)}\`, ${rulesText(rules)}${extendsWords(parents, codeSpan)})`;
  return `## Policy diff\n\n${line('old', old)}\n${line('new', now)}\n`;
}

/** How two policies differ as they stand. */
export function differenceMarkdown(difference: PolicyDifference, root?: string): string {
  if (difference.same) return 'The policies are the same: no decision can differ.\n';
  const { added, removed, changed, settings } = difference;
  return [
    ...list(
      'Added',
      added.map((one) => loneItem(one, root)),
    ),
    ...list(
      'Removed',
      removed.map((one) => loneItem(one, root)),
    ),
    ...list(
      'Changed',
      changed.map((one) => changeItem(one, root)),
    ),
    ...list(
      'Settings',
      settings.map((one) => `- ${detailWords(one, codeSpan)}${one.mayAllow ? MARK : ''}`),
    ),
    `**${summaryLine(difference)}**\n`,
  ].join('\n');
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`### ${title} (${items.length})\n\n${items.join('\n')}\n`];
}

function loneItem({ rule, mayAllow }: LoneRule, root: string | undefined): string {
  return `- ${named(rule, root)}: ${ruleWords(rule, codeSpan)}${mayAllow ? MARK : ''}`;
}

function changeItem({ new: now, details, mayAllow }: RuleChange, root: string | undefined): string {
  const items = details.map((detail) => `  - ${detailWords(detail, codeSpan)}`);
  return [`- ${named(now, root)}${mayAllow ? MARK : ''}`, ...items].join('\n');
}

function named({ section, id, file, line }: ComparedRule, root: string | undefined): string {
  return `${section} ${codeSpan(id)} (${codeSpan(`${shownFile(file, root)}:${line}`)})`;
}

/** Each transition with the events that show it, as tables. */
export function transitionsMarkdown(report: TransitionReport, root?: string): string {
  const tables = report.transitions.map((transition) => transitionTable(transition, root));
  return [`**${countWords(report)}**\n`, ...tables].join('\n');
}

function transitionTable({ kind, old, new: now, count, events }: Transition, root?: string): string {
  const more = count - events.length;
  return [
    `### ${upperFirst(KIND_WORDS[kind])}: ${old} -> ${now} (${count})\n`,
    ...markdownTable(
      ['event', 'capability', 'actor', 'payload', 'was', 'is'],
      events.map((event) => eventRow(event, root)),
    ),
    ...(more > 0 ? [`\n… and ${more} more`] : []),
    '',
  ].join('\n');
}

function eventRow(event: TransitionEvent, root: string | undefined): string[] {
  const place = `${shownFile(event.source, root)}:${event.line}`;
  return [
    codeCell(event.name === undefined ? place : `${place} ${event.name}`),
    codeCell(event.capability ?? '(invalid)'),
    codeCell(event.actor ?? '(invalid)'),
    codeCell(payloadWords(event.payload, PAYLOAD)),
    codeCell(`${event.old.decision} by ${answerWords(event.old, root)}`),
    codeCell(`${event.new.decision} by ${answerWords(event.new, root)}`),
  ];
}
