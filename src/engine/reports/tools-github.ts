import { resolve } from 'node:path';
import type { CheckedProblem, CheckedTool, CheckReport } from '../model/check-report.js';
import type { Place } from '../model/tool-finding.js';
import {
  effectSentence,
  isFault,
  levelOf,
  pathText,
  ruleOf,
  toolHelp,
  toolSentence,
  worstFirst,
} from './tools.js';
import { placeFrom } from './place.js';
import { visible } from './visible.js';

const LEVEL = { error: 'error', warning: 'warning', note: 'notice' } as const;

/**
 * One workflow command a finding, which GitHub shows beside the line: the worst first, since it shows ten of a kind.
 * Places are relative to `base`, the folder of the checkout; the scan's root where it is not given.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function toolsGithub(report: CheckReport, base = report.root): string {
  const tools = worstFirst(report.tools.filter((tool) => isFault(tool) && tool.state === 'open'));
  const problems = worstFirst(report.problems.filter((problem) => problem.state === 'open'));
  const seen = <T extends { readonly place: Place }>(one: T): T => ({
    ...one,
    place: placeIn(one.place, report.root, base),
  });
  return [...tools.map(seen).map(toolLine), ...problems.map(seen).map(problemLine)].join('');
}

function placeIn(place: Place, root: string, base: string): Place {
  return { ...place, file: placeFrom(base, resolve(root, place.file)) };
}

function toolLine(tool: CheckedTool): string {
  const paths = tool.effects.map((effect) => `${effectSentence(effect)}: ${pathText(effect.path)}`);
  const message = [toolSentence(tool), ...paths, `help: ${toolHelp(tool)}`].join('\n');
  return command(LEVEL[levelOf(tool)], tool.place, `${ruleOf(tool)} (${tool.severity})`, message);
}

function problemLine(problem: CheckedProblem): string {
  return command(LEVEL[levelOf(problem)], problem.place, problem.code, visible(problem.message));
}

function command(level: string, { file, line, column }: Place, title: string, message: string): string {
  const properties = { file, line, col: column, title: `capfence: ${title}` };
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${level} ${listed.join(',')}::${data(message)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(visible(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
