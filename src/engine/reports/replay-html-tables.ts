import type { ReportData } from '../model/report-data.js';
import { grouped, html } from './html.js';
import type { Html } from './html.js';
import { countBar, shareBar, together } from './replay-html-charts.js';

const DECISIONS = ['allow', 'deny', 'require_approval'] as const;
const TOP = 25;

/** A decision as a word in its colour. A word that is none of ours has none. */
export function decisionWord(decision: string): Html {
  const known = DECISIONS.find((name) => name === decision);
  return known === undefined ? html`${decision}` : html`<span class="word ${known}">${known}</span>`;
}

/** What the report rests on, each with its digest. */
export function sourceTable(data: ReportData): Html {
  const row = (what: string, name: string, digest: string, more = ''): Html =>
    html`<tr>
      <th scope="row">${what}</th>
      <td><code>${name}</code> ${more}</td>
      <td class="digest"><code>${digest}</code></td>
    </tr> `;
  const traces = data.traces.map(({ name, digest, events, badLines }) =>
    row(
      'trace',
      name,
      digest,
      `${plural(events, 'event')}${badLines > 0 ? `, ${plural(badLines, 'bad line')} passed over` : ''}`,
    ),
  );
  const { policy, baseline, map } = data;
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">what</th>
          <th scope="col">name</th>
          <th scope="col">SHA-256</th>
        </tr>
      </thead>
      <tbody>
        ${row('policy', policy.name, policy.digest)}${baseline === undefined ? '' : row('baseline', baseline.name, baseline.digest)}${map === undefined ? '' : row('map', map.name, map.digest)}${traces}
      </tbody>
    </table>
  </div>`;
}

/** How many events went from which decision to which. */
export function driftMatrix({ matrix, baseline }: ReportData): Html {
  const rows = ordered(matrix.map(({ original }) => original));
  const columns = ordered(matrix.map(({ replayed }) => replayed));
  const count = (original: string, replayed: string): number =>
    matrix.reduce(
      (sum, cell) => sum + (cell.original === original && cell.replayed === replayed ? cell.count : 0),
      0,
    );
  const cell = (original: string, replayed: string): Html => {
    const found = count(original, replayed);
    return html`<td class="${found === 0 ? 'none' : cellClass(original, replayed)}">${grouped(found)}</td>`;
  };
  const was =
    baseline === undefined ? 'original decision, as recorded' : 'original decision, by the baseline';
  return html`<div class="wide">
    <table class="matrix">
      <caption>
        rows: ${was}; columns: decision of the policy
      </caption>
      <thead>
        <tr>
          <th scope="col">original</th>
          ${columns.map((name) => html`<th scope="col" class="count">${decisionWord(name)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (name) =>
            html`<tr>
              <th scope="row">${decisionWord(name)}</th>
              ${columns.map((column) => cell(name, column))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Our words first and always, then what else there is. */
function ordered(names: readonly string[]): string[] {
  return [...new Set([...DECISIONS, ...names])];
}

function cellClass(original: string, replayed: string): string {
  if (original === replayed || !DECISIONS.some((name) => name === original)) return 'same';
  return replayed === 'allow' ? 'newly_allowed' : 'changed';
}

/** The numbers of the timeline, for those who cannot see it. */
export function timelineTable(timeline: ReportData['timeline']): Html {
  const rows = together(timeline).map(
    (bucket) =>
      html`<tr>
        <th scope="row">${bucket.from}</th>
        ${decisionCells(bucket)}
      </tr> `,
  );
  return html`<details>
    <summary>The timeline in numbers</summary>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">from</th>
            ${decisionHeads()}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </details>`;
}

export function capabilityTable({ capabilities }: ReportData): Html {
  const shown = capabilities.slice(0, TOP);
  const rows = shown.map(
    (item) =>
      html`<tr>
        <th scope="row"><code>${item.name}</code></th>
        ${decisionCells(item)}
        <td class="count">${item.changed === 0 ? '0' : html`<b>${grouped(item.changed)}</b>`}</td>
        <td class="chart">${shareBar(item)}</td>
      </tr> `,
  );
  return html`<div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">capability</th>
            ${decisionHeads()}
            <th scope="col" class="count">changed</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${moreLine(capabilities.length - shown.length, 'capability', 'capabilities')}`;
}

export function ruleTable({ rules }: ReportData): Html {
  const shown = rules.slice(0, TOP);
  const most = shown.reduce((max, { count }) => Math.max(max, count), 1);
  const rows = shown.map(
    ({ name, count }) =>
      html`<tr>
        <th scope="row"><code>${name}</code></th>
        <td class="count">${grouped(count)}</td>
        <td class="chart">${countBar(count, most)}</td>
      </tr> `,
  );
  return html`<div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">rule that decided</th>
            <th scope="col" class="count">events</th>
            <th scope="col">beside the first</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${moreLine(rules.length - shown.length, 'rule', 'rules')}`;
}

function moreLine(more: number, one: string, many: string): Html {
  return more > 0 ? html`<p class="soft">… and ${grouped(more)} more ${more === 1 ? one : many}</p>` : html``;
}

function decisionHeads(): Html[] {
  return DECISIONS.map((name) => html`<th scope="col" class="count">${name}</th>`);
}

function decisionCells(counts: Record<(typeof DECISIONS)[number], number>): Html[] {
  return DECISIONS.map((name) => html`<td class="count">${grouped(counts[name])}</td>`);
}

export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
