import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportData } from '../../src/engine/replay/report-data.js';
import { grouped, html } from '../../src/engine/reports/html.js';
import { together } from '../../src/engine/reports/replay-html-charts.js';
import { replayHtml } from '../../src/engine/reports/replay-html.js';

/** A report in which every text is what `text` makes of its name. */
function report(text: (name: string) => string = (name) => name): ReportData {
  const source = (name: string) => ({ name: text(name), digest: text('ab12'.repeat(16)) });
  const change = (line: number, kind: string, original: string, replayed: string) => ({
    ...{ line, trace: text('trace.jsonl'), ts: text('2026-01-31T09:30:00Z'), actor: text('bot') },
    ...{ capability: text('shell.exec.workspace'), payload: { [text('command')]: text('rm -rf build') } },
    ...{ original, replayed, kind, explanation: text('deny (policy_deny)\n  rule  no-rm') },
  });
  return {
    title: text('Replay of trace.jsonl'),
    ...{ policy: source('new'), baseline: source('old'), map: source('tools.yaml') },
    traces: [{ ...source('trace.jsonl'), events: 12_345, badLines: 1 }],
    matrix: [
      { original: 'allow', replayed: 'allow', count: 12_000 },
      { original: 'deny', replayed: 'allow', count: 2 },
      { original: 'allow', replayed: 'deny', count: 340 },
      { original: text('not recorded'), replayed: 'deny', count: 3 },
    ],
    timeline: [
      { from: text('2026-01-31T09:00Z'), allow: 5, deny: 1, require_approval: 0 },
      { from: text('2026-01-31T10:00Z'), allow: 0, deny: 0, require_approval: 7 },
    ],
    capabilities: [
      { name: text('shell.exec.workspace'), allow: 5, deny: 1, require_approval: 7, changed: 2 },
    ],
    rules: [
      { name: text('no-rm'), count: 10 },
      { name: text('(policy_default_deny)'), count: 1 },
    ],
    changed: [
      change(3, 'newly_denied', 'allow', 'deny'),
      change(9, 'newly_allowed', 'deny', 'allow'),
      change(10, text('of some other kind'), text('who knows'), 'deny'),
    ],
    changedTotal: 342,
  };
}

const tagsOf = (page: string): string[] =>
  [...page.matchAll(/<\/?[a-zA-Z!][^>]*>/g)].map(([tag]) => /^<\/?[a-zA-Z!0-9]+/.exec(tag)?.[0] ?? '');
const VOID = new Set(['<meta', '<!doctype', '<rect', '<line']);
const ALLOWED =
  /^(?:!doctype|html|head|meta|title|style|body|header|h[1-4]|p|b|ul|li|main|section|div|table|caption|thead|tbody|tr|th|td|code|span|svg|desc|line|text|rect|g|details|summary|article|pre|footer)$/;

describe('the HTML report of a replay', () => {
  it('is the page that was looked at', async () => {
    await expect(replayHtml(report())).toMatchFileSnapshot('golden/replay-html.txt');
  });

  it('is well formed, and of elements that do nothing', () => {
    const open: string[] = [];
    for (const tag of tagsOf(replayHtml(report()))) {
      expect(tag.replace(/^<\/?/, '')).toMatch(ALLOWED);
      if (tag.startsWith('</')) expect(open.pop()).toBe(`<${tag.slice(2)}`);
      else if (!VOID.has(tag)) open.push(tag);
    }
    expect(open).toEqual([]);
  });

  it('loads nothing, and forbids itself to: only its own style sheet, by its hash', () => {
    const page = replayHtml(report());
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
    expect(page).not.toMatch(/https?:|url\(|@import|\s(?:src|href|style|on\w+)=/i);
    expect(style).toContain('@media print');
    expect(style).toContain('prefers-color-scheme: dark');
  });

  it('shows the newly allowed first, and says how many are not shown', () => {
    const page = replayHtml(report());
    expect(page.indexOf('Newly allowed (1)')).toBeLessThan(page.indexOf('Newly denied (1)'));
    expect(page).toContain('and 339 more that are not shown');
    expect(page).toMatch(/class="newly_allowed"[^>]*>2</);
    expect(page).toContain('12,345 events, 1 bad line passed over');
  });

  it('has something to say where there is nothing', () => {
    const empty = {
      ...report(),
      timeline: [],
      changed: [],
      changedTotal: 0,
      capabilities: [],
      rules: [],
      matrix: [],
    };
    expect(replayHtml(empty)).toContain('No decision changed.');
    expect(replayHtml(empty)).toContain('No times were recorded.');
  });

  it.each([
    '</pre></style></title><script>alert(1)</script>',
    '"\'><img src=x onerror=alert(1)>',
    '<!--',
    ']]>',
    '&lt;b&gt;',
    '\u202eevil\u2066',
    '\u001b[2J\u0007\u0000\r',
    '\ud800',
    '`${1}`',
    'javascript:alert(1)',
    '__proto__',
  ])('takes %j for text, wherever it stands', (hostile) => {
    const page = replayHtml(report((name) => `${name}${hostile}`));
    expect(tagsOf(page)).toEqual(tagsOf(replayHtml(report())));
    expect(page).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])/,
    );
  });

  it('has the same elements whatever the texts are', () => {
    const plain = tagsOf(replayHtml(report()));
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('<', '>', '"', "'", '&', '</', '<script', '-->', '=', '/', '\n', '\u2028'),
    );
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (hostile) => {
        expect(tagsOf(replayHtml(report((name) => name + hostile)))).toEqual(plain);
      }),
      { numRuns: 400 },
    );
  });

  it('cuts what is very long, between characters', () => {
    const page = replayHtml(report((name) => name + '😀'.repeat(40_000)));
    expect(page).toContain('more characters)');
    expect(page).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  it('puts neighbours of a long timeline together, and loses none', () => {
    const long = Array.from({ length: 1001 }, (_, i) => ({
      from: `t${i}`,
      allow: 1,
      deny: i % 2,
      require_approval: 0,
    }));
    const bars = together(long);
    expect(bars.length).toBeLessThanOrEqual(160);
    expect(bars[0]?.from).toBe('t0');
    expect(bars.reduce((sum, { allow }) => sum + allow, 0)).toBe(1001);
    expect(bars.reduce((sum, { deny }) => sum + deny, 0)).toBe(500);
  });
});

describe('markup', () => {
  it('escapes texts and keeps what it made itself', () => {
    const inner = html`<b>${'<&>'}</b>`;
    expect(html`<p title="${'"\''}">${inner}${[inner, 'x']}${5}</p>`.text).toBe(
      '<p title="&quot;&#39;"><b>&lt;&amp;&gt;</b><b>&lt;&amp;&gt;</b>x5</p>',
    );
  });

  it('groups digits', () => {
    expect([0, 999, 1000, 12_345_678].map(grouped)).toEqual(['0', '999', '1,000', '12,345,678']);
  });
});
