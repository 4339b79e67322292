import type { ReportData } from '../model/report-data.js';
import { grouped, html } from './html.js';
import type { Html } from './html.js';

type Bucket = ReportData['timeline'][number];

const WIDTH = 960;
const HEIGHT = 220;
const LEFT = 56;
const BOTTOM = 26;
const TOP = 10;
/** More bars than this are put together, so that each can be seen. */
const MOST_BARS = 160;

const PARTS = [
  ['allow', 'bar-allow'],
  ['require_approval', 'bar-ask'],
  ['deny', 'bar-deny'],
] as const;

/** Decisions over time, as bars whose parts are the decisions of a span. */
export function timelineChart(timeline: ReportData['timeline']): Html {
  const bars = together(timeline);
  const most = bars.reduce((max, bucket) => Math.max(max, totalOf(bucket)), 1);
  const step = (WIDTH - LEFT) / Math.max(1, bars.length);
  const first = bars[0]?.from ?? '';
  const last = bars.at(-1)?.from ?? '';
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="timeline-title timeline-desc">
    <title id="timeline-title">Decisions over time</title>
    <desc id="timeline-desc">
      ${bars.length} spans from ${first} to ${last}; up to ${grouped(most)} events in one. The table below has
      the numbers.
    </desc>
    <line class="axis" x1="${LEFT}" y1="${y(0, most)}" x2="${WIDTH}" y2="${y(0, most)}" />
    <line class="axis" x1="${LEFT}" y1="${y(most, most)}" x2="${WIDTH}" y2="${y(most, most)}" />
    <text x="${LEFT - 8}" y="${y(most, most) + 4}" text-anchor="end">${grouped(most)}</text>
    <text x="${LEFT - 8}" y="${y(0, most) + 4}" text-anchor="end">0</text>
    ${bars.map((bucket, index) => stack(bucket, LEFT + index * step, step, most))}
    <text x="${LEFT}" y="${HEIGHT - 6}">${first.slice(0, 40)}</text>
    <text x="${WIDTH}" y="${HEIGHT - 6}" text-anchor="end">${bars.length > 1 ? last.slice(0, 40) : ''}</text>
  </svg>`;
}

/** What the colours of charts stand for. */
export function legend(): Html {
  const swatch = (name: string): Html =>
    html`<svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${name}" width="10" height="10" /></svg>`;
  const items = PARTS.map(([decision, name]) => html`<li>${swatch(name)}${decision}</li>`);
  return html`<ul class="legend">
    ${items}
  </ul>`;
}

/** The share of each decision, as one bar. */
export function shareBar(counts: Pick<Bucket, 'allow' | 'deny' | 'require_approval'>): Html {
  const total = Math.max(1, counts.allow + counts.deny + counts.require_approval);
  let x = 0;
  const parts = PARTS.map(([decision, name]) => {
    const width = (counts[decision] / total) * 100;
    const part = html`<rect class="${name}" x="${round(x)}" width="${round(width)}" height="10" />`;
    x += width;
    return part;
  });
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

/** A count beside the greatest of its kind, as a bar. */
export function countBar(count: number, most: number): Html {
  const width = round((count / Math.max(1, most)) * 100);
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="bar-plain" width="${width}" height="10" />
  </svg>`;
}

function stack(bucket: Bucket, x: number, step: number, most: number): Html {
  let below = 0;
  const width = Math.max(0.5, step * 0.86);
  const parts = PARTS.filter(([decision]) => bucket[decision] > 0).map(([decision, name]) => {
    const [low, high] = [below, below + bucket[decision]];
    below = high;
    return html`<rect
      class="${name}"
      x="${round(x)}"
      y="${y(high, most)}"
      width="${round(width)}"
      height="${round(y(low, most) - y(high, most))}"
    />`;
  });
  const words = PARTS.map(([decision]) => `${grouped(bucket[decision])} ${decision}`).join(', ');
  return html`<g><title>${bucket.from}: ${words}</title>${parts}</g> `;
}

function y(count: number, most: number): number {
  return round(HEIGHT - BOTTOM - (count / most) * (HEIGHT - BOTTOM - TOP));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function totalOf(bucket: Bucket): number {
  return bucket.allow + bucket.deny + bucket.require_approval;
}

/** Neighbours put together until there are few enough. */
export function together(timeline: readonly Bucket[]): readonly Bucket[] {
  const size = Math.ceil(timeline.length / MOST_BARS);
  if (size <= 1) return timeline;
  return Array.from({ length: Math.ceil(timeline.length / size) }, (_, index) => {
    const group = timeline.slice(index * size, (index + 1) * size);
    const sum = (name: (typeof PARTS)[number][0]): number => group.reduce((all, one) => all + one[name], 0);
    const from = group[0]?.from ?? '';
    return { from, allow: sum('allow'), deny: sum('deny'), require_approval: sum('require_approval') };
  });
}
