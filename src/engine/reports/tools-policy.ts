import { atLeast } from '../model/check-report.js';
import { safeCapability } from '../model/safe-capability.js';
import type { Severity, ToolFinding } from '../model/tool-finding.js';
import { pathText } from './tools.js';
import { plural } from './words.js';
import { visible } from './visible.js';

export interface PolicyDraftOptions {
  /** The first line, which makes editors complete and check the file. */
  readonly schema?: string | undefined;
  readonly name: string;
}

/** Tools that share a capability share a rule. */
interface DraftRule {
  readonly capability: string;
  readonly tools: readonly ToolFinding[];
  readonly severity: Severity;
}

const MOST_TOOLS = 12;
const HEAD = `# A draft from what the tools in these sources can do. What no rule allows is denied. Look at each rule: narrow it
# with conditions on the arguments (paths, hosts, commands, amounts), and delete what no agent should do.`;

/** A default-deny policy with a rule for each capability: a person is asked where a tool could do harm. */
export function toolsPolicy(tools: readonly ToolFinding[], { schema, name }: PolicyDraftOptions): string {
  const rules = rulesOf(tools.filter(isDrafted));
  const asked = rules.filter((rule) => needsPerson(rule));
  const allowed = rules.filter((rule) => !needsPerson(rule));
  const parts = [
    [...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]), HEAD].join('\n'),
    `version: 1\nname: ${JSON.stringify(name)}`,
    section('require_approval', asked),
    section('allow', allowed),
    ...leftOut(tools.filter((tool) => !isDrafted(tool))),
  ];
  return `${parts.join('\n\n')}\n`;
}

function isDrafted({ verdict, ignored }: ToolFinding): boolean {
  return verdict !== 'hosted' && verdict !== 'unreachable' && ignored === undefined;
}

function rulesOf(tools: readonly ToolFinding[]): DraftRule[] {
  const byCapability = new Map<string, ToolFinding[]>();
  for (const tool of tools) {
    const capability = safeCapability(tool.capability);
    byCapability.set(capability, [...(byCapability.get(capability) ?? []), tool]);
  }
  return [...byCapability]
    .map(([capability, same]) => ({ capability, tools: same, severity: worst(same) }))
    .sort((a, b) => (a.capability < b.capability ? -1 : 1));
}

function worst(tools: readonly ToolFinding[]): Severity {
  return tools.reduce<Severity>(
    (most, tool) => (atLeast(tool.severity, most) ? tool.severity : most),
    'none',
  );
}

function needsPerson({ severity, tools }: DraftRule): boolean {
  return atLeast(severity, 'high') || tools.some(isDoubtful);
}

/** A person is asked already, or nobody knows what it does. */
function isDoubtful({ verdict, severity, effects }: ToolFinding): boolean {
  const unseen = effects.length === 0 && atLeast(severity, 'medium');
  return verdict === 'human-only' || verdict === 'unknown' || unseen;
}

function section(name: string, rules: readonly DraftRule[]): string {
  if (rules.length === 0) return `${name}: []`;
  return `${name}:\n${rules.map(ruleText).join('\n')}`;
}

function ruleText(rule: DraftRule): string {
  const { capability, tools, severity } = rule;
  const shown = tools.slice(0, MOST_TOOLS).map(toolComment);
  if (tools.length > MOST_TOOLS) shown.push(`  # … and ${plural(tools.length - MOST_TOOLS, 'more tool')}`);
  const lines = [...shown, `  - id: ${idOf(capability)}`, `    capability: ${capability}`];
  if (needsPerson(rule)) lines.push('    approval: { expires_in: 10m }', `    reason: ${reasonOf(severity)}`);
  return lines.join('\n');
}

function idOf(capability: string): string {
  return JSON.stringify(capability.toLowerCase().replaceAll('.', '-'));
}

function reasonOf(severity: Severity): string {
  return atLeast(severity, 'high')
    ? `A person looks at what may do ${severity === 'critical' ? 'great harm' : 'harm'}`
    : 'It is not known that this is harmless';
}

function toolComment({ tool, construct, place, severity, effects }: ToolFinding): string {
  const name = tool === undefined ? `an unnamed ${visible(construct)}` : visible(tool);
  const [first] = effects;
  const way = first === undefined ? '' : `: ${pathText(first.path)}`;
  return cut(`  # ${name} (${visible(place.file)}:${place.line}, severity ${severity})${way}`);
}

function leftOut(tools: readonly ToolFinding[]): string[] {
  if (tools.length === 0) return [];
  const lines = tools.map((tool) => {
    const why = tool.ignored === undefined ? tool.verdict : 'ignored in the source';
    return cut(
      `#   ${visible(tool.tool ?? tool.construct)} (${visible(tool.place.file)}:${tool.place.line}): ${why}`,
    );
  });
  return [['# No rule stands here for:', ...lines].join('\n')];
}

function cut(line: string): string {
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}
