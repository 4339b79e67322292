import { SEVERITIES } from '../model/check-report.js';
import type { CheckedProblem, CheckedTool, CheckReport, CheckSummary } from '../model/check-report.js';
import type { Effect, FileProblem, Severity, Step } from '../model/tool-finding.js';
import { visible } from './visible.js';
import { plural } from './words.js';

/* What the outputs of the scanner share: names, sentences and orders. Everything returned is safe to print. */

/** What each machine name means, for outputs that describe their rules. */
export const TOOL_RULES: Readonly<Record<string, string>> = {
  'ungated-tool': 'A tool whose executor can be reached without the gate.',
  'unknown-tool': 'A tool of which it could not be found out whether it goes through the gate.',
  unreadable: 'A file that cannot be read: what it defines was not checked.',
  syntax: 'A file with broken syntax: what was understood of it was checked.',
  tsconfig: 'A tsconfig that cannot be used as it stands.',
  'too-large': 'A file that is too large to look into.',
  'ignored-without-reason': 'An ignore comment without a reason ignores nothing.',
  'mcp-config': 'An MCP client configuration that starts a server without the gateway.',
  'agent-settings': 'Settings of a coding agent that let tools run without the hook.',
} satisfies Record<FileProblem['code'], string> & Record<string, string>;

/** `src/a.ts:12:3`. */
export function placeText({ file, line, column }: Step | CheckedTool['place']): string {
  return `${visible(file)}:${line}:${column}`;
}

/** `tool run_command`, or the construct where it has no name that is known. */
export function toolName({ tool, construct }: CheckedTool): string {
  return tool === undefined ? `unnamed (${visible(construct)})` : visible(tool);
}

/** Whether it is one that outputs about faults speak of. */
export function isFault(tool: CheckedTool): boolean {
  return tool.verdict === 'ungated' || tool.verdict === 'unknown';
}

export function ruleOf(tool: CheckedTool): string {
  return tool.verdict === 'unknown' ? 'unknown-tool' : 'ungated-tool';
}

/** What is wrong with a tool, in a sentence. */
export function toolSentence(tool: CheckedTool): string {
  const name = tool.tool === undefined ? 'an unnamed tool' : `tool \`${visible(tool.tool)}\``;
  const what =
    tool.verdict === 'unknown' ? 'may be ungated' : tool.verdict === 'ungated' ? 'is ungated' : tool.verdict;
  return `${name} ${what}: ${visible(tool.why)}`;
}

/** What to do about it. */
export function toolHelp(tool: CheckedTool): string {
  return `gate it as \`${visible(tool.capability)}\` before an agent gets it`;
}

/** `exec, network?`: what it can do; a star where an argument of the tool gets there, `…` where the search was cut off. */
export function effectsText(effects: readonly Effect[]): string {
  const names = effects.map(({ kind, tainted, cut }) => `${kind}${tainted ? '*' : ''}${cut ? '…' : ''}`);
  return names.length === 0 ? '-' : [...new Set(names)].join(', ');
}

/** `tool arg command -> run() -> child_process.exec`. */
export function pathText(path: readonly Step[]): string {
  return path.map((step) => visible(step.text)).join(' -> ');
}

/** `exec of high severity, reached by an argument`. */
export function effectSentence({ kind, tainted, cut }: Effect): string {
  const reach = tainted ? ', which an argument reaches' : '';
  return `${kind}${reach}${cut ? ' (the search was cut off)' : ''}`;
}

/** `ungated`, and why it does not count where it does not. */
export function verdictText({ verdict, state }: CheckedTool): string {
  return state === 'open' ? verdict : `${verdict} (${state === 'ignored' ? 'ignored' : 'in baseline'})`;
}

/** The worst first, then by place. */
export function worstFirst<T extends { readonly severity: Severity; readonly fails: boolean }>(
  all: readonly T[],
): T[] {
  const rank = (one: T): number => (one.fails ? 0 : SEVERITIES.length) + SEVERITIES.indexOf(one.severity);
  return [...all].sort((a, b) => rank(a) - rank(b));
}

/** The level that CI outputs give a finding. */
export function levelOf({ severity }: CheckedTool | CheckedProblem): 'error' | 'warning' | 'note' {
  if (severity === 'critical' || severity === 'high') return 'error';
  return severity === 'medium' ? 'warning' : 'note';
}

/** `6 tools in 120 files: 3 gated, 2 ungated, 1 hosted`. */
export function countSentence({ files, summary }: CheckReport): string {
  const verdicts = Object.entries(summary.verdicts).filter(([, count]) => count > 0);
  const each = verdicts.map(([verdict, count]) => `${count} ${verdict}`);
  const head = `${plural(summary.tools, 'tool')} in ${plural(files, 'file')}`;
  return each.length === 0 ? head : `${head}: ${each.join(', ')}`;
}

/** What else there is to know: `1 ignored`, `2 in the baseline`, `1 problem`. */
export function countNotes(summary: CheckSummary): string[] {
  const { problems, ignored, baseline, hidden, stale } = summary;
  const notes: string[] = [];
  if (problems > 0) notes.push(plural(problems, 'problem'));
  if (ignored > 0) notes.push(`${ignored} ignored`);
  if (baseline > 0) notes.push(`${baseline} in the baseline`);
  if (stale > 0) notes.push(`${plural(stale, 'entry', 'entries')} of the baseline gone`);
  if (hidden > 0) notes.push(`${hidden} not listed`);
  return notes;
}
