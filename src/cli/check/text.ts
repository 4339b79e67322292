import type { CheckedTool, CheckReport } from '../../engine/model/check-report.js';
import { fit } from '../../engine/reports/fit.js';
import type { Paint } from '../../engine/reports/paint.js';
import { toolsCount, toolsText } from '../../engine/reports/tools-text.js';
import type { ToolsTextOptions } from '../../engine/reports/tools-text.js';
import { effectsText, toolName, verdictText, worstFirst } from '../../engine/reports/tools.js';
import { visible } from '../safe-text.js';
import { tableText } from '../table.js';

const HEAD = ['place', 'tool', 'framework', 'effects', 'severity', 'verdict'];
const WIDEST = [60, 32, 20, 40, 8, 24];
const SEVERITY = 4;
const VERDICT = 5;

/** What is at fault, a table of all tools, and the count. */
export function checkText(
  report: CheckReport,
  options: ToolsTextOptions & { paint: Paint },
  columns: number,
): string {
  const details = toolsText(report, options);
  const parts = details === '' ? [] : [details];
  if (report.tools.length > 0) parts.push(toolTable(report.tools, options.paint, columns));
  parts.push(toolsCount(report, options.paint));
  return parts.join('\n');
}

function toolTable(tools: readonly CheckedTool[], paint: Paint, columns: number): string {
  const sorted = worstFirst(tools);
  const table = tableText([HEAD, ...sorted.map(rowOf)], columns, (text, column, row) => {
    if (row === 0) return paint.dim(text);
    const tool = sorted[row - 1];
    return tool === undefined ? text : paintCell(text, column, tool, paint);
  });
  const starred = tools.some((tool) => tool.effects.some((effect) => effect.tainted));
  return starred ? `${table}${paint.dim('* an argument of the tool gets there')}\n` : table;
}

function rowOf(tool: CheckedTool): string[] {
  const { place, framework, effects, severity } = tool;
  const cells = [`${visible(place.file)}:${place.line}`, toolName(tool), visible(framework)];
  const rest = [effectsText(effects), severity, verdictText(tool)];
  return [...cells, ...rest].map((cell, column) => cutCell(cell, column));
}

/** A place keeps its end, which is the line. */
function cutCell(cell: string, column: number): string {
  const most = WIDEST[column] ?? 40;
  if (column > 0 || cell.length <= most * 2) return column === 0 ? cell : fit(cell, most);
  return `…${cell.slice(-most * 2)}`;
}

function paintCell(text: string, column: number, tool: CheckedTool, paint: Paint): string {
  if (column === SEVERITY) {
    if (tool.severity === 'critical' || tool.severity === 'high') return paint.error(text);
    return tool.severity === 'medium' ? paint.warning(text) : text;
  }
  if (column !== VERDICT || tool.state !== 'open') return column === VERDICT ? paint.dim(text) : text;
  if (tool.verdict === 'gated') return paint.good(text);
  if (tool.verdict === 'ungated') return paint.error(text);
  return tool.verdict === 'unknown' ? paint.warning(text) : text;
}
