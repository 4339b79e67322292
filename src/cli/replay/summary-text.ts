import type { Drifted } from '../../engine/replay/index.js';
import { plural } from '../../engine/reports/words.js';
import { visible } from '../safe-text.js';
import { countLine, noteLines, shownName, tallyText } from '../simulate/summary-text.js';
import type { Look } from '../simulate/summary-text.js';
import { tableText } from '../table.js';
import type { Named, Outcome, TraceOutcome } from './outcome.js';

/** How many names of a kind are listed; the rest are counted. */
const TOP = 10;
/** How many traces are named. */
const MOST_TRACES = 20;
const KINDS = ['newly_allowed', 'newly_denied', 'newly_needs_approval'] as const;

/** What a replay came to, for a person: what was read, what was decided, and where that differs. */
export function summaryText(outcome: Outcome, look: Look): string {
  const { summary } = outcome;
  const parts = [
    headText(outcome),
    tallyText('capability', summary.capabilities, look),
    tallyText('rule', summary.rules, look),
    ...driftTables(outcome, look),
    notesText(outcome),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** The counts alone. */
export function countText(outcome: Outcome): string {
  return `${[countLine(outcome.summary), ...notesOf(outcome)].join('\n')}\n`;
}

/** For forms that have no room for a summary. */
export function asideText(outcome: Outcome): string {
  return countText(outcome);
}

function headText(outcome: Outcome): string {
  const { policy, baseline, map, traces, summary } = outcome;
  const against = baseline === undefined ? 'against the recorded decisions' : `against ${named(baseline)}`;
  const lines = [`${named(policy)} ${against}`];
  if (map !== undefined) lines.push(`map \`${visible(map.file)}\` (sha256 ${map.digest.slice(0, 16)})`);
  lines.push(...traces.slice(0, MOST_TRACES).map(traceText));
  if (traces.length > MOST_TRACES) lines.push(`… and ${traces.length - MOST_TRACES} more traces`);
  return `${[...lines, countLine(summary)].join('\n')}\n`;
}

function named({ name, digest }: Named): string {
  return `policy \`${visible(name)}\` (sha256 ${digest.slice(0, 16)})`;
}

function traceText({ name, digest, events, badLines }: TraceOutcome): string {
  const bad = badLines > 0 ? `, ${plural(badLines, 'bad line')}` : '';
  const hash = digest === null ? '' : ` (sha256 ${digest.slice(0, 16)})`;
  return `trace ${traceName(name)}${hash}: ${plural(events, 'event')}${bad}`;
}

/** How a trace is called. */
export function traceName(name: string): string {
  return name === '-' ? 'standard input' : `\`${visible(name)}\``;
}

/** By the decisions, then by each kind of name. What is newly allowed stands first in all of them. */
function driftTables({ summary }: Outcome, look: Look): string[] {
  const { breakdown } = summary;
  if (breakdown === undefined || (summary.comparison?.drift.total ?? 0) === 0) return [];
  const moved = breakdown.transitions
    .filter(({ original, replayed }) => original !== replayed && !original.startsWith('not '))
    .map(({ original, replayed, events }) => [`${original} -> ${replayed}`, String(events)]);
  return [
    table([['drift', 'events'], ...moved], look),
    driftTable('drift by capability', breakdown.capabilities, look),
    driftTable('drift by rule', breakdown.rules, look),
    driftTable('drift by actor', breakdown.actors, look),
  ];
}

function driftTable(title: string, names: readonly Drifted[], look: Look): string {
  const rows = names
    .slice(0, TOP)
    .map((item) => [shownName(item.name), ...KINDS.map((kind) => String(item[kind]))]);
  const more = names.length - rows.length;
  const rest = more > 0 ? `… and ${more} more\n` : '';
  return table([[title, ...KINDS], ...rows], look) + rest;
}

function table(rows: string[][], { paint, columns }: Look): string {
  return tableText(rows, columns, (text, _, row) => (row === 0 ? paint.strong(text) : text));
}

function notesText(outcome: Outcome): string {
  const notes = notesOf(outcome);
  return notes.length === 0 ? '' : `${notes.join('\n')}\n`;
}

function notesOf({ summary, baseline }: Outcome): string[] {
  return noteLines(summary, baseline === undefined ? 'recorded decisions' : 'decisions of the baseline');
}
