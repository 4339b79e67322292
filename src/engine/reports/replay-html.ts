import { createHash } from 'node:crypto';
import type { ReportData } from '../model/report-data.js';
import { grouped, Html, html } from './html.js';
import { legend, timelineChart } from './replay-html-charts.js';
import { changedEvents, KINDS } from './replay-html-events.js';
import { REPLAY_STYLE } from './replay-html-style.js';
import {
  capabilityTable,
  driftMatrix,
  plural,
  ruleTable,
  sourceTable,
  timelineTable,
} from './replay-html-tables.js';

/** Its text is hashed, so not a blank may come into it. */
const STYLE = new Html(`<style>${REPLAY_STYLE}</style>`);

/**
 * A report on a replay as one page that loads nothing: no script, no font, no picture, and a policy of its own that
 * forbids them. The same data gives the same bytes.
 */
export function replayHtml(data: ReportData): string {
  const { title, timeline } = data;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${STYLE}
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p class="soft">${leadLine(data)}</p>
          ${cards(data)}
        </header>
        <main>
          <section aria-labelledby="drift">
            <h2 id="drift">Drift</h2>
            ${driftMatrix(data)}
          </section>
          <section aria-labelledby="time">
            <h2 id="time">Decisions over time</h2>
            ${timeline.length === 0 ? html`<p>No times were recorded.</p>` : html`${legend()}${timelineChart(timeline)}${timelineTable(timeline)}`}
          </section>
          <section aria-labelledby="capabilities">
            <h2 id="capabilities">Capabilities</h2>
            ${capabilityTable(data)}
          </section>
          <section aria-labelledby="rules">
            <h2 id="rules">Rules</h2>
            ${ruleTable(data)}
          </section>
          <section aria-labelledby="changed">
            <h2 id="changed">Changed decisions</h2>
            ${changedEvents(data)}
          </section>
          <section aria-labelledby="sources">
            <h2 id="sources">What this rests on</h2>
            ${sourceTable(data)}
          </section>
        </main>
        <footer>
          Made by <code>capfence replay</code>. The same trace, map and policy give this page again, byte by
          byte.
        </footer>
      </body>
    </html> `;
  return page.text;
}

/** Nothing is loaded or sent; the style sheet is allowed by what it says. */
function contentPolicy(): string {
  const hash = createHash('sha256').update(REPLAY_STYLE, 'utf8').digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function leadLine({ policy, baseline, traces }: ReportData): Html {
  const beside =
    baseline === undefined
      ? 'what was decided at the time'
      : html`the policy <b class="name">${baseline.name}</b>`;
  return html`The policy <b class="name">${policy.name}</b> on ${plural(traces.length, 'trace')}, beside
    ${beside}.`;
}

function cards({ traces, matrix, changedTotal }: ReportData): Html {
  const sum = (list: readonly { count: number }[]): number => list.reduce((all, { count }) => all + count, 0);
  const to = (replayed: string): number =>
    sum(
      matrix.filter(
        (cell) => cell.replayed === replayed && cell.original !== replayed && isDecision(cell.original),
      ),
    );
  const counts = [to('allow'), to('require_approval'), to('deny')];
  const card = (name: string, count: number, alarm: boolean): Html =>
    html`<li class="${alarm && count > 0 ? 'alarm' : 'plain'}"><b>${grouped(count)}</b> ${name}</li> `;
  return html`<ul class="cards">
    ${card(
      'events',
      traces.reduce((all, { events }) => all + events, 0),
      false,
    )}${card('changed decisions', changedTotal, false)}${KINDS.map(([kind, title], index) => card(title, counts[index] ?? 0, kind === 'newly_allowed'))}
  </ul>`;
}

function isDecision(name: string): boolean {
  return name === 'allow' || name === 'deny' || name === 'require_approval';
}
