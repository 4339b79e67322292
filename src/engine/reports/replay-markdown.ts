import { codeCell, codeSpan, markdownTable } from './markdown.js';
import { originalText, whyText } from './replay-row.js';
import type { ReplayRow } from './replay-row.js';

/** What the page is about, in data. */
export interface MarkdownFacts {
  readonly policy: { readonly name: string; readonly digest: string };
  readonly baseline?: { readonly name: string; readonly digest: string };
  readonly map?: { readonly file: string; readonly digest: string };
  readonly traces: readonly {
    readonly name: string;
    readonly digest: string | null;
    readonly events: number;
  }[];
  readonly events: number;
  readonly drift: Readonly<Record<Kind, number>> & { readonly total: number };
  readonly capabilities: readonly ({ readonly name: string } & Readonly<Record<Kind, number>>)[];
  /** Sentences that a reader must know. */
  readonly notes: readonly string[];
  /** How many events are shown of how many. */
  readonly chosen: number;
}

type Kind = 'newly_allowed' | 'newly_denied' | 'newly_needs_approval';
const KINDS: readonly Kind[] = ['newly_allowed', 'newly_denied', 'newly_needs_approval'];
const TOP = 20;
const LONGEST = 120;

/** A replay as Markdown, for a comment on a change of policy: what changed first, then on what it rests. */
export function replayMarkdown(facts: MarkdownFacts, rows: readonly ReplayRow[]): string {
  const { drift, events } = facts;
  const verdict = drift.total === 0 ? 'no decision changes' : `${drift.total} decisions change`;
  const parts = [`## Replay: ${verdict} in ${events} ${events === 1 ? 'event' : 'events'}\n`];
  if (drift.total > 0) parts.push(driftTable(facts));
  if (rows.length > 0) parts.push(rowTable(rows, facts.chosen));
  parts.push(sources(facts));
  if (facts.notes.length > 0) parts.push(facts.notes.map((note) => `- ${codeSpan(note)}\n`).join(''));
  return parts.join('\n');
}

function driftTable({ drift, capabilities }: MarkdownFacts): string {
  const shown = capabilities.slice(0, TOP).map((item) => [cell(item.name), ...counts(item)]);
  const more = capabilities.length - shown.length;
  const rest = more > 0 ? [[`and ${more} more`, '', '', '']] : [];
  return table(['capability', ...KINDS.map(words)], [...shown, ...rest, ['**all**', ...counts(drift)]]);
}

function counts(item: Readonly<Record<Kind, number>>): string[] {
  return KINDS.map((kind) => String(item[kind]));
}

function words(kind: Kind): string {
  return kind.replaceAll('_', ' ');
}

function rowTable(rows: readonly ReplayRow[], chosen: number): string {
  const head = ['trace', 'line', 'actor', 'capability', 'original', 'replayed', 'rule or reason'];
  const cells = rows.map((row) => [
    cell(row.trace),
    String(row.line),
    cell(row.actor ?? '(invalid)'),
    cell(row.capability ?? '(invalid)'),
    cell(originalText(row, 'not recorded')),
    cell(row.replayed.decision),
    cell(whyText(row)),
  ]);
  const more = chosen > rows.length ? `\n… and ${chosen - rows.length} more\n` : '';
  return table(head, cells) + more;
}

function sources({ policy, baseline, map, traces }: MarkdownFacts): string {
  const rows = [
    ['policy', cell(policy.name), cell(policy.digest)],
    ...(baseline === undefined ? [] : [['baseline', cell(baseline.name), cell(baseline.digest)]]),
    ...(map === undefined ? [] : [['map', cell(map.file), cell(map.digest)]]),
    ...traces
      .slice(0, TOP)
      .map(({ name, digest }) => ['trace', cell(name), digest === null ? '' : cell(digest)]),
  ];
  const more = traces.length > TOP ? `\n… and ${traces.length - TOP} more traces\n` : '';
  return table(['', 'name', 'SHA-256'], rows) + more;
}

function cell(text: string): string {
  return codeCell(text, LONGEST);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return markdownTable(head, rows)
    .map((line) => `${line}\n`)
    .join('');
}
