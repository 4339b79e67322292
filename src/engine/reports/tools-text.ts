import { atLeast } from '../model/check-report.js';
import type { CheckedProblem, CheckedTool, CheckReport } from '../model/check-report.js';
import type { Step } from '../model/tool-finding.js';
import { PLAIN } from './paint.js';
import type { Paint, TextOptions } from './paint.js';
import {
  countNotes,
  countSentence,
  effectSentence,
  isFault,
  levelOf,
  pathText,
  placeText,
  toolHelp,
  toolSentence,
  worstFirst,
} from './tools.js';
import { visible } from './visible.js';

export interface ToolsTextOptions extends TextOptions {
  /** The steps of every tool, and not only of what is ungated and dangerous. */
  readonly verbose?: boolean;
}

/** The problems, then each tool that is at fault with the way to what it can do. */
export function toolsText(report: CheckReport, options: ToolsTextOptions = {}): string {
  const { paint = PLAIN, verbose = false } = options;
  const problems = worstFirst(report.problems.filter((problem) => problem.state === 'open' || verbose));
  const tools = worstFirst(report.tools.filter((tool) => verbose || isShown(tool)));
  const parts = [
    ...problems.map((problem) => problemText(problem, paint)),
    ...tools.map((tool) => toolText(tool, paint)),
  ];
  return parts.join('\n');
}

function isShown(tool: CheckedTool): boolean {
  return tool.state === 'open' && isFault(tool) && (tool.fails || atLeast(tool.severity, 'high'));
}

function problemText(problem: CheckedProblem, paint: Paint): string {
  const level = levelOf(problem);
  const head = `${paint.strong(`${placeText(problem.place)}:`)} ${paint[level](`${level}:`)}`;
  return `${head} ${visible(problem.message)} ${paint.dim(`[${problem.code}]`)}\n`;
}

function toolText(tool: CheckedTool, paint: Paint): string {
  const out = [headLine(tool, paint)];
  for (const effect of tool.effects) {
    out.push(`  ${paint.strong(effect.severity)} ${effectSentence(effect)}`);
    if (effect.path.length > 0) out.push(`    ${pathText(effect.path)}`, ...places(effect.path, paint));
  }
  for (const step of tool.evidence) out.push(`  ${paint.dim('seen:')} ${stepText(step)}`);
  if (tool.ignored !== undefined)
    out.push(`  ${paint.dim('ignored:')} ${visible(tool.ignored.reason)} (${placeText(tool.ignored.place)})`);
  else if (isFault(tool)) out.push(`  ${paint.note('help:')} ${toolHelp(tool)}`);
  return `${out.join('\n')}\n`;
}

function headLine(tool: CheckedTool, paint: Paint): string {
  const place = paint.strong(`${placeText(tool.place)}:`);
  const about = paint.dim(`(${visible(tool.framework)}, ${visible(tool.construct)})`);
  if (!isFault(tool)) return `${place} ${paint.good('note:')} ${toolSentence(tool)} ${about}`;
  const level = levelOf(tool);
  return `${place} ${paint[level](`${tool.severity}:`)} ${toolSentence(tool)} ${about}`;
}

function places(path: readonly Step[], paint: Paint): string[] {
  return path.map((step) => `      ${paint.dim(placeText(step))} ${visible(step.text)}`);
}

function stepText(step: Step): string {
  return `${visible(step.text)} (${placeText(step)})`;
}

/** The count, as the last line. */
export function toolsCount(report: CheckReport, paint: Paint = PLAIN): string {
  const { failing } = report.summary;
  const rest = [countSentence(report), ...countNotes(report.summary)].join('; ');
  const verdict = failing === 0 ? '' : `${paint.error(`${failing} to mend`)}; `;
  return `${verdict}${rest}\n`;
}
