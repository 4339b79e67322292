import type { CheckedProblem, CheckedTool, CheckReport } from '../model/check-report.js';
import type { Effect } from '../model/tool-finding.js';
import {
  countNotes,
  countSentence,
  effectSentence,
  effectsText,
  isFault,
  pathText,
  toolName,
  verdictText,
  worstFirst,
} from './tools.js';
import { plural } from './words.js';
import { visible } from './visible.js';

/** For a comment on a pull request or the summary of a job: what is at fault, then all tools. */
export function toolsMarkdown(report: CheckReport): string {
  const { failing } = report.summary;
  const faults = worstFirst(report.tools.filter((tool) => isFault(tool) && tool.state === 'open'));
  const parts = [
    `## CapFence: ${failing === 0 ? 'passed' : `${plural(failing, 'finding')} to mend`}`,
    `${[countSentence(report), ...countNotes(report.summary)].join('; ')}.`,
    ...(report.problems.length > 0 ? [problemTable(worstFirst(report.problems))] : []),
    ...(faults.length > 0 ? [`### Not gated\n\n${faults.map(faultItem).join('\n')}`] : []),
    ...(report.tools.length > 0 ? [allTools(worstFirst(report.tools))] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function problemTable(problems: readonly CheckedProblem[]): string {
  const rows = problems.map(({ place, code: problem, message, severity, state }) => [
    code(`${place.file}:${place.line}`),
    severity,
    problem,
    `${text(message)}${state === 'baseline' ? ' (in baseline)' : ''}`,
  ]);
  return `### Problems\n\n${table(['place', 'severity', 'problem', 'message'], rows)}`;
}

function faultItem(tool: CheckedTool): string {
  const { place, severity, verdict, why, capability } = tool;
  const at = code(`${place.file}:${place.line}`);
  const head = `- **${severity}** ${at} ${code(toolName(tool))} is ${verdict}: ${text(why)}`;
  const help = `  - gate it as ${code(capability)}`;
  return [head, ...tool.effects.map(effectItem), help].join('\n');
}

function effectItem(effect: Effect): string {
  return `  - ${effectSentence(effect)}${effect.path.length === 0 ? '' : `: ${code(pathText(effect.path))}`}`;
}

function allTools(tools: readonly CheckedTool[]): string {
  const rows = tools.map((tool) => [
    code(`${tool.place.file}:${tool.place.line}`),
    code(toolName(tool)),
    text(tool.framework),
    text(effectsText(tool.effects)),
    tool.severity,
    verdictText(tool),
  ]);
  const head = ['place', 'tool', 'framework', 'effects', 'severity', 'verdict'];
  const summary = `<details><summary>${plural(tools.length, 'tool')}</summary>`;
  return `${summary}\n\n${table(head, rows)}\n\n\\* an argument of the tool gets there\n\n</details>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text of strangers as text: no mark-up, no link, no mention. */
function text(value: string): string {
  const plain = visible(value).replace(/[\\`*_{}[\]<>#!|~@&$:]/g, (char) => `&#${char.charCodeAt(0)};`);
  return plain.replace(/www\./gi, (word) => `${word.slice(0, -1)}&#46;`);
}

/** A code span with a fence longer than any run of backticks in it. */
function code(value: string): string {
  const shown = visible(value);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
