import type { Comparison, Counted, Tallied } from '../../engine/replay/index.js';
import type { Paint } from '../../engine/reports/paint.js';
import { visible } from '../safe-text.js';
import { tableText } from '../table.js';
import type { Subject, Summary, Timing } from './report.js';
import { plural } from '../../engine/reports/words.js';

/** How many names of a kind are listed; the rest are counted. */
const TOP = 10;
const LONGEST_NAME = 80;
const DECISIONS = ['allow', 'deny', 'require_approval'] as const;

/** The counts of a simulation, for a person. */
export function summaryText(subject: Subject, summary: Summary, timing: Timing, look: Look): string {
  const tables = [
    tallyText('capability', summary.capabilities, look),
    tallyText('rule', summary.rules, look),
    tallyText('actor', summary.actors, look),
  ];
  const notes = noteLines(summary);
  return [
    headText(subject, summary, timing),
    ...tables,
    ...(notes.length > 0 ? [`${notes.join('\n')}\n`] : []),
  ].join('\n');
}

/** How it may look: colours, and the columns of the terminal. */
export interface Look {
  readonly paint: Paint;
  readonly columns: number;
}

function headText(
  { trace, policy }: Subject,
  summary: Summary,
  { elapsedMs, eventsPerSecond }: Timing,
): string {
  const source = trace === '-' ? 'standard input' : `\`${visible(trace)}\``;
  const seconds = (elapsedMs / 1000).toFixed(2);
  return [
    `policy \`${visible(policy.name)}\` (${policy.digest.slice(0, 12)}) on ${source}`,
    `${countLine(summary)} in ${seconds} s (${eventsPerSecond} events/s)`,
    '',
  ].join('\n');
}

/** `12 events: 7 allow, 4 deny, 1 require_approval` */
export function countLine({ events, decisions }: Summary): string {
  const parts = DECISIONS.map((decision) => `${decisions[decision]} ${decision}`);
  return `${plural(events, 'event')}: ${parts.join(', ')}`;
}

export function tallyText(name: string, tallied: readonly Tallied[], { paint, columns }: Look): string {
  const rows = tallied
    .slice(0, TOP)
    .map((item) => [
      shownName(item.name),
      String(item.events),
      ...DECISIONS.map((decision) => String(item[decision])),
    ]);
  const strongHead = (text: string, _: number, row: number): string =>
    row === 0 ? paint.strong(text) : text;
  const table = tableText([[name, 'events', ...DECISIONS], ...rows], columns, strongHead);
  const more = tallied.length - rows.length;
  return more > 0 ? `${table}… and ${more} more\n` : table;
}

/** What a reader must know beside the counts. Nothing that was left out is left unsaid. */
export function noteLines(summary: Summary, original = 'recorded decisions'): string[] {
  const { badLines, invalidEvents, unmappedTools, ignoredKeys, comparison, skipped, withoutPayload } =
    summary;
  const notes: string[] = [];
  if (comparison !== undefined) notes.push(...comparisonLines(comparison, original));
  if (badLines > 0) notes.push(`bad lines: ${badLines}, passed over`);
  if (skipped > 0) notes.push(`lines without a call: ${skipped}, passed over`);
  if (withoutPayload > 0) notes.push(`payload not recorded: ${withoutPayload}, decided without it`);
  if (invalidEvents > 0) notes.push(`invalid events: ${invalidEvents}, denied`);
  if (unmappedTools.length > 0)
    notes.push(`unmapped tools, to be named by \`--map\`: ${listText(unmappedTools)}`);
  if (ignoredKeys.length > 0) notes.push(`ignored keys: ${listText(ignoredKeys)}`);
  return notes;
}

function comparisonLines(
  { compared, same, drift, notRecorded, notUnderstood }: Comparison,
  original: string,
): string[] {
  const { total, newly_allowed, newly_denied, newly_needs_approval } = drift;
  const kinds = `${newly_allowed} newly_allowed, ${newly_denied} newly_denied, ${newly_needs_approval} newly_needs_approval`;
  const lines = [`${original}: ${compared} compared, ${same} same, ${total} drift (${kinds})`];
  if (notRecorded > 0) lines.push(`not recorded: ${notRecorded}`);
  if (notUnderstood > 0) lines.push(`recorded decisions that are not understood: ${notUnderstood}`);
  return lines;
}

function listText(items: readonly Counted[]): string {
  const shownItems = items.slice(0, TOP).map(({ name, events }) => `${shownName(name)} (${events})`);
  const more = items.length - shownItems.length;
  return shownItems.join(', ') + (more > 0 ? `, and ${more} more` : '');
}

export function shownName(name: string): string {
  return visible(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);
}
