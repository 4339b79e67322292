/** The one style sheet of the report. It loads nothing; the page's policy allows it by its hash. */
export const REPLAY_STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f5f6f8; --line: #d3d7de; --text: #1b1f24; --soft: #57606a;
  --allow: #1a7f37; --deny: #b3261e; --ask: #8f5b00; --alarm: #fde7e5; --change: #fdf3da;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171b; --panel: #1d2126; --line: #3a4149; --text: #e8eaed; --soft: #a3adb8;
    --allow: #4cc26a; --deny: #ff8a80; --ask: #e3b341; --alarm: #4a1f1c; --change: #3d3213;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 70rem; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.4rem 0 .7rem; }
h3 { font-size: 1rem; margin: 1.6rem 0 .6rem; }
p { margin: .4rem 0; }
a { color: inherit; }
.soft { color: var(--soft); }
code, pre { font: .86em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
code, pre, td, dd, h1, .name { unicode-bidi: isolate; }
code { overflow-wrap: anywhere; }
.allow { color: var(--allow); } .deny { color: var(--deny); } .require_approval { color: var(--ask); }
.word { font-weight: 600; white-space: nowrap; }
.cards { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.2rem 0 0; padding: 0; list-style: none; }
.cards li { flex: 1 1 8.5rem; padding: .7rem .9rem; background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; }
.cards b { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.cards .alarm { background: var(--alarm); border-color: var(--deny); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
caption { text-align: left; color: var(--soft); padding: 0 0 .4rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; overflow-wrap: anywhere; min-width: 13rem; }
.matrix tbody th { min-width: 0; }
.count { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.matrix { width: auto; min-width: 60%; }
.matrix td { text-align: right; font-variant-numeric: tabular-nums; font-size: 1.05rem; }
.matrix .same { color: var(--soft); background: var(--panel); }
.matrix .changed { background: var(--change); font-weight: 700; }
.matrix .newly_allowed { background: var(--alarm); font-weight: 700; outline: 2px solid var(--deny); outline-offset: -2px; }
.digest { font-size: .8em; }
svg { display: block; width: 100%; height: auto; }
svg .bar-allow { fill: var(--allow); } svg .bar-deny { fill: var(--deny); } svg .bar-ask { fill: var(--ask); }
svg .bar-plain { fill: var(--soft); }
svg .axis { stroke: var(--line); stroke-width: 1; }
svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
.chart { min-width: 6rem; width: 22%; }
.chart svg { height: .9rem; margin-top: .28rem; }
.legend { display: flex; flex-wrap: wrap; gap: 1.2rem; margin: .4rem 0; padding: 0; list-style: none; font-size: .9rem; }
.legend svg { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; vertical-align: -.05rem; }
article { border: 1px solid var(--line); border-left: .3rem solid var(--ask); border-radius: .4rem; padding: .7rem .9rem; margin: 0 0 .8rem; }
article.newly_allowed { border-left-color: var(--deny); }
article h4 { margin: 0 0 .3rem; font-size: 1rem; overflow-wrap: anywhere; }
article p { font-size: .92rem; }
pre {
  margin: .5rem 0 0; padding: .6rem .7rem; max-height: 22rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere;
  background: var(--panel); border-radius: .3rem;
}
pre:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--ask); outline-offset: 2px; }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; margin-top: .4rem; }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --panel: #f5f6f8; --line: #bbb; --text: #000; --soft: #444;
    --allow: #1a7f37; --deny: #b3261e; --ask: #8f5b00; --alarm: #fde7e5; --change: #fdf3da;
  }
  @page { margin: 14mm; }
  body { max-width: none; padding: 0; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, h3, h4 { break-after: avoid; }
  tr, svg, article, .cards li { break-inside: avoid; }
  .cards li { flex-basis: 6rem; }
  .chart { min-width: 4rem; width: 14%; }
  section > details { display: none; }
  article h4, article p, summary { break-after: avoid; }
  pre { max-height: none; overflow: visible; }
  .wide { overflow: visible; }
  thead { display: table-header-group; }
}
`;
