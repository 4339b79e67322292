/** The name of a tool on a tool server. */
export interface McpTool {
  readonly server: string;
  readonly tool: string;
}

const MCP_NAME = /^mcp__(.+?)__(.+)$/s;
const LONGEST = 100;

/** How agents name the tools of a tool server: `mcp__<server>__<tool>`; or the log says the server apart. */
export function mcpTool(name: string, server?: unknown): McpTool | undefined {
  const [, first, second] = MCP_NAME.exec(name) ?? [];
  if (first !== undefined && second !== undefined) return { server: first, tool: second };
  return typeof server === 'string' && server !== '' ? { server, tool: name } : undefined;
}

/**
 * A name as a part of a capability, whose segments are letters, digits, `_` and `-`: everything else becomes `_`.
 * Where dots may stay, `functions.run` has two segments.
 */
export function wordsOf(name: string, dot: '.' | '_'): string {
  const words = name
    .slice(0, LONGEST)
    .split(dot === '.' ? '.' : /\.+/)
    .map((word) => word.replace(/[^A-Za-z0-9_-]+/g, '_'))
    .filter((word) => word !== '');
  return words.length === 0 ? 'unnamed' : words.join(dot);
}
