import type { CheckedProblem, CheckedTool, CheckReport } from '../model/check-report.js';
import type { Effect, Step } from '../model/tool-finding.js';
import {
  countNotes,
  countSentence,
  effectSentence,
  effectsText,
  isFault,
  placeText,
  toolHelp,
  toolName,
  verdictText,
  worstFirst,
} from './tools.js';
import { plural } from './words.js';
import { visible } from './visible.js';

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --bad: #c0262d; --warn: #9a6700; --good: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff7b72; --warn: #d29922; --good: #3fb950; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); }
code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.wide { overflow-x: auto; } td:has(> .place) { min-width: 13rem; } td:has(> .name) { min-width: 8rem; }
@media (max-width: 45rem) { td:has(> .place) { min-width: 8rem; } }
details { border-bottom: 1px solid var(--line); padding: .5rem 0; } summary { cursor: pointer; }
details > p { margin: .4rem 0; }
ol { margin: .3rem 0; } .critical, .high, .ungated { color: var(--bad); } .medium, .unknown { color: var(--warn); }
.gated { color: var(--good); } .critical { font-weight: 700; } .note { opacity: .75; }
@media print {
  details::details-content { content-visibility: visible; block-size: auto; }
  body { margin: 0; max-width: none; font-size: 12px; } code { font-size: 10.5px; } .wide { overflow: visible; }
  td:has(> .place) { min-width: 9rem; } td:has(> .name) { min-width: 6rem; } tr, li { break-inside: avoid; }
}`;

/** A page that stands alone: no script, no network, nothing but what the scan found. */
export function toolsHtml(report: CheckReport): string {
  const { failing } = report.summary;
  const faults = worstFirst(report.tools.filter((tool) => isFault(tool)));
  const body = [
    `<h1>CapFence: ${failing === 0 ? 'passed' : `${plural(failing, 'finding')} to mend`}</h1>`,
    `<p>${escape([countSentence(report), ...countNotes(report.summary)].join('; '))}.</p>`,
    report.frameworks.length > 0
      ? `<p class="note">Frameworks: ${escape(report.frameworks.map(visible).join(', '))}.</p>`
      : '',
    report.problems.length > 0 ? problemsSection(worstFirst(report.problems)) : '',
    faults.length > 0 ? `<h2>Not gated</h2>\n${faults.map(faultDetails).join('\n')}` : '',
    report.tools.length > 0 ? toolsSection(worstFirst(report.tools)) : '',
  ].filter((part) => part !== '');
  return page(body.join('\n'));
}

function page(body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CapFence check</title>
<style>${STYLE}
</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function problemsSection(problems: readonly CheckedProblem[]): string {
  const rows = problems.map((problem) => [
    codeOf(placeText(problem.place), 'place'),
    severityOf(problem.severity),
    escape(problem.code),
    prose(`${visible(problem.message)}${problem.state === 'baseline' ? ' (in baseline)' : ''}`),
  ]);
  return `<h2>Problems</h2>\n${table(['place', 'severity', 'problem', 'message'], rows)}`;
}

function faultDetails(tool: CheckedTool): string {
  const head = `${severityOf(tool.severity)} ${codeOf(toolName(tool))} at ${codeOf(placeText(tool.place))}`;
  const state = `<span class="${tool.verdict}">${escape(verdictText(tool))}</span>`;
  const ignored =
    tool.ignored === undefined ? [] : [`<p>Ignored: ${escape(visible(tool.ignored.reason))}</p>`];
  const inner = [`<p>${escape(visible(tool.why))}</p>`, ...ignored, ...tool.effects.map(effectBlock)];
  const open = tool.fails ? ' open' : '';
  return `<details${open}><summary>${head}: ${state}</summary>\n${inner.join('\n')}\n<p>${prose(toolHelp(tool))}</p></details>`;
}

function effectBlock(effect: Effect): string {
  const steps = effect.path.map(
    (step: Step) =>
      `<li>${codeOf(visible(step.text))} <span class="note">${codeOf(placeText(step))}</span></li>`,
  );
  const list = steps.length === 0 ? '' : `\n<ol>${steps.join('')}</ol>`;
  return `<p>${severityOf(effect.severity)} ${escape(effectSentence(effect))}</p>${list}`;
}

function toolsSection(tools: readonly CheckedTool[]): string {
  const rows = tools.map((tool) => [
    codeOf(placeText(tool.place), 'place'),
    codeOf(toolName(tool), 'name'),
    escape(visible(tool.framework)),
    escape(effectsText(tool.effects)),
    severityOf(tool.severity),
    `<span class="${tool.verdict}">${escape(verdictText(tool))}</span>`,
    codeOf(visible(tool.capability), 'name'),
  ]);
  const head = ['place', 'tool', 'framework', 'effects', 'severity', 'verdict', 'capability'];
  return `<h2>All tools</h2>\n${table(head, rows)}\n<p class="note">* an argument of the tool gets there</p>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<div class="wide"><table><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function severityOf(severity: string): string {
  return `<span class="${severity}">${severity}</span>`;
}

function codeOf(shown: string, kind?: 'place' | 'name'): string {
  return `<code${kind === undefined ? '' : ` class="${kind}"`}>${escape(shown)}</code>`;
}

/** A sentence of ours, with what stands in backticks as code. */
function prose(shown: string): string {
  return escape(shown).replace(/`([^`]*)`/g, '<code>$1</code>');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
