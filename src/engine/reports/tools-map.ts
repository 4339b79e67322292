import { atLeast } from '../model/check-report.js';
import { safeCapability } from '../model/safe-capability.js';
import type { ToolFinding } from '../model/tool-finding.js';
import { visible, visibleJson } from './visible.js';

const LONGEST = 256;

/** A map from tool names to capabilities, as `simulate --map` and `replay --map` read it. */
export function toolsMap(tools: readonly ToolFinding[]): string {
  const named = new Map<string, ToolFinding>();
  const without: string[] = [];
  for (const tool of tools) {
    if (tool.tool === undefined || !isMappable(tool.tool)) without.push(comment(tool));
    else if (isWorse(tool, named.get(tool.tool))) named.set(tool.tool, tool);
  }
  const lines = [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, tool]) => entry(name, tool));
  const head = '# What tools do, by their names in a trace: <tool>: <capability>.';
  const rest = without.length === 0 ? [] : ['', '# No line stands here for:', ...without];
  return `${[head, ...(lines.length === 0 ? ['{}'] : lines), ...rest].join('\n')}\n`;
}

/** A star or question mark would make it a pattern for other names too. */
function isMappable(name: string): boolean {
  return name !== '' && name.length <= LONGEST && name !== '__proto__' && !/[*?]/.test(name);
}

/** Of two tools of one name a trace cannot tell which one ran: the worse of them counts. */
function isWorse(tool: ToolFinding, than: ToolFinding | undefined): boolean {
  return than === undefined || (tool.severity !== than.severity && atLeast(tool.severity, than.severity));
}

function entry(name: string, { capability, place }: ToolFinding): string {
  const key = visibleJson(JSON.stringify(name)).replaceAll('\n', '\\n');
  return `${key}: ${safeCapability(capability)} # ${visible(place.file)}:${place.line}`;
}

function comment({ tool, construct, place }: ToolFinding): string {
  const name = tool === undefined ? `an unnamed ${construct}` : tool.slice(0, LONGEST);
  return `#   ${visible(name)} (${visible(place.file)}:${place.line})`;
}
