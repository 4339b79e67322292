import type { ReportChange, ReportData } from '../model/report-data.js';
import { grouped, html, preformatted } from './html.js';
import type { Html } from './html.js';
import { decisionWord } from './replay-html-tables.js';
import { upperFirst } from './words.js';

/** The worst first. */
export const KINDS: readonly (readonly [kind: string, title: string])[] = [
  ['newly_allowed', 'newly allowed'],
  ['newly_needs_approval', 'newly needs approval'],
  ['newly_denied', 'newly denied'],
];
const LONGEST_TEXT = 6000;
const LONGEST_NAME = 300;

/** Each event whose decision changed, with why. */
export function changedEvents({ changed, changedTotal }: ReportData): Html {
  if (changedTotal === 0) return html`<p>No decision changed.</p>`;
  const more = changedTotal - changed.length;
  const known = KINDS.map(([kind]) => kind);
  const others = [...new Set(changed.map(({ kind }) => kind))].filter((kind) => !known.includes(kind));
  const groups = [...KINDS, ...others.map((kind) => [kind, kind] as const)].map(([kind, title]) =>
    groupOf(
      title,
      changed.filter((event) => event.kind === kind),
    ),
  );
  return html`${groups}${more > 0 ? html`<p class="soft">… and ${grouped(more)} more that are not shown</p>` : ''}`;
}

function groupOf(title: string, events: readonly ReportChange[]): Html {
  if (events.length === 0) return html``;
  return html`<h3>${upperFirst(cut(title, LONGEST_NAME))} (${grouped(events.length)})</h3>
    ${events.map(eventArticle)}`;
}

function eventArticle(event: ReportChange): Html {
  const kind = KINDS.some(([name]) => name === event.kind) ? event.kind : 'other';
  const when = event.ts === undefined ? '' : html`, ${cut(event.ts, LONGEST_NAME)}`;
  return html`<article class="${kind}">
    <h4>
      <code>${cut(event.capability, LONGEST_NAME)}</code>: ${decisionWord(event.original)} &rarr;
      ${decisionWord(event.replayed)}
    </h4>
    <p class="soft">
      <code>${cut(event.trace, LONGEST_NAME)}:${event.line}</code> by
      <code>${cut(event.actor, LONGEST_NAME)}</code>${when}
    </p>
    <pre tabindex="0" aria-label="payload">
${preformatted(cut(JSON.stringify(event.payload, null, 2) ?? '', LONGEST_TEXT))}</pre>
    <details open>
      <summary>Why</summary>
      <pre tabindex="0" aria-label="explanation">
${preformatted(cut(event.explanation, LONGEST_TEXT).trimEnd())}</pre>
    </details>
  </article> `;
}

/** Cut between characters, and said to be cut. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return `${text.slice(0, end)}… (${grouped(text.length - end)} more characters)`;
}
