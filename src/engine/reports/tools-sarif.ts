import { resolve } from 'node:path';
import type { CheckedProblem, CheckedTool, CheckReport, FindingState } from '../model/check-report.js';
import type { Effect, Place, Step } from '../model/tool-finding.js';
import { uriFrom } from './place.js';
import { ruleName } from './sarif-name.js';
import {
  effectSentence,
  effectsText,
  isFault,
  levelOf,
  pathText,
  ruleOf,
  TOOL_RULES,
  toolHelp,
  toolSentence,
} from './tools.js';
import { visible, visibleJson } from './visible.js';

export interface ToolsSarifOptions {
  readonly version: string;
  /** The folder that URIs are relative to, as the checkout; the scan's root where it is not given. */
  readonly base?: string;
}

/** SARIF 2.1.0 of what is at fault: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function toolsSarif(report: CheckReport, { version, base }: ToolsSarifOptions): string {
  const root: Root = { root: report.root, base: base ?? report.root };
  const rules = Object.keys(TOOL_RULES);
  const results = [
    ...report.problems.map((problem) => problemResult(problem, rules, root)),
    ...report.tools.filter(isFault).map((tool) => toolResult(tool, rules, root)),
  ];
  const run = {
    tool: { driver: { name: 'capfence', semanticVersion: version, rules: rules.map(ruleObject) } },
    columnKind: 'utf16CodeUnits',
    // What could not be read is a result; the check itself ran.
    invocations: [{ executionSuccessful: true }],
    results,
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${visibleJson(JSON.stringify(log, null, 2))}\n`;
}

interface Root {
  readonly root: string;
  readonly base: string;
}

function ruleObject(id: string) {
  return {
    id,
    ...ruleName(id),
    shortDescription: { text: TOOL_RULES[id] },
    defaultConfiguration: { level: 'warning' },
    properties: { tags: ['security'] },
  };
}

function toolResult(tool: CheckedTool, rules: readonly string[], root: Root) {
  const rule = ruleOf(tool);
  const paths = tool.effects.map((effect) => `\n${effectSentence(effect)}: ${pathText(effect.path)}`);
  const text = `${toolSentence(tool)}.\nHelp: ${toolHelp(tool)}.${paths.join('')}`;
  return {
    ...resultBase(rule, rules, levelOf(tool), text),
    locations: [location(root, tool.place, tool.endLine)],
    ...flowsOf(tool.effects, root),
    ...stateOf(tool.state, tool.ignored?.reason, tool.fingerprint),
    properties: {
      tool: tool.tool ?? null,
      framework: tool.framework,
      construct: tool.construct,
      severity: tool.severity,
      effects: effectsText(tool.effects),
      capability: tool.capability,
    },
  };
}

function problemResult(problem: CheckedProblem, rules: readonly string[], root: Root) {
  return {
    ...resultBase(problem.code, rules, levelOf(problem), visible(problem.message)),
    locations: [location(root, problem.place)],
    ...stateOf(problem.state, undefined, problem.fingerprint),
    properties: { severity: problem.severity },
  };
}

function resultBase(ruleId: string, rules: readonly string[], level: string, text: string) {
  return { ruleId, ruleIndex: rules.indexOf(ruleId), level, message: { text: withoutLinks(text) } };
}

function location(root: Root, { file, line, column }: Place, endLine?: number) {
  const region = { startLine: line, startColumn: column, ...(endLine !== undefined && { endLine }) };
  return {
    physicalLocation: { artifactLocation: { uri: uriFrom(root.base, resolve(root.root, file)) }, region },
  };
}

function flowsOf(effects: readonly Effect[], root: Root) {
  const paths = effects.filter((effect) => effect.path.length > 0);
  if (paths.length === 0) return {};
  const codeFlows = paths.map(({ path }) => ({
    threadFlows: [{ locations: path.map((step) => flowLocation(step, root)) }],
  }));
  return { codeFlows };
}

function flowLocation(step: Step, root: Root) {
  return { location: { ...location(root, step), message: { text: withoutLinks(visible(step.text)) } } };
}

/** What does not count is still in the log, said to be so. */
function stateOf(state: FindingState, reason: string | undefined, fingerprint: string) {
  const suppressions =
    state === 'ignored' ? [{ kind: 'inSource', justification: visible(reason ?? '') }] : [];
  return {
    partialFingerprints: { 'capfence/v1': fingerprint },
    suppressions,
    ...(state === 'baseline' && { baselineState: 'unchanged' }),
  };
}

/** `[text](target)` in a message is a link to viewers; quoted text of a file must not become one. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
