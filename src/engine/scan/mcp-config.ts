import type ts from 'typescript';
import type { FileProblem, Severity } from '../model/tool-finding.js';
import { isOurCommand } from './gate-command.js';
import { elementsOf, JsonTree, readJson, textOf } from './json-tree.js';
import type { JsonMember } from './json-tree.js';

/** Where clients keep the servers that they start: VS Code says `servers`, the others `mcpServers`. */
const LISTS = ['mcpServers', 'servers', 'context_servers'];

/** The servers of an MCP client's configuration that are started, or reached, past our gateway. */
export function mcpConfigProblems(text: string, file: string): FileProblem[] {
  const tree = readJson(text, file, 'mcp-config');
  if (!(tree instanceof JsonTree)) return [tree];
  return serverLists(tree)
    .flatMap((list) => tree.members(list))
    .flatMap((server) => serverProblem(tree, server));
}

/** `mcp.servers` is how VS Code's own settings hold them. */
function serverLists(tree: JsonTree): ts.Expression[] {
  const roots = [tree.root, ...tree.all(tree.root, 'mcp')];
  return roots.flatMap((root) => LISTS.flatMap((name) => tree.all(root, name)));
}

function serverProblem(tree: JsonTree, { name, value, place }: JsonMember): FileProblem[] {
  const commands = tree.all(value, 'command').map(textOf);
  const args = tree.all(value, 'args').map((list) => elementsOf(list).map(textOf));
  if (commands.length === 1 && args.length <= 1 && isGateway(commands[0], args[0] ?? [])) return [];
  const remote =
    commands.length === 0 && ['url', 'serverUrl', 'httpUrl'].some((key) => tree.all(value, key).length > 0);
  const severity: Severity = remote ? 'medium' : 'high';
  const how = remote ? 'is reached over the network' : 'is started';
  const help = 'put `capfence gateway --` before its command';
  const message = `the MCP server \`${name}\` ${how} without the gateway, so its tools are not asked about: ${help}`;
  return [{ place, code: 'mcp-config', message, severity }];
}

/** Every word must be text: what is anything else is not understood. */
function isGateway(command: string | undefined, args: readonly (string | undefined)[]): boolean {
  const words = [command, ...args];
  return words.every((word) => word !== undefined) && isOurCommand(words, 'gateway');
}
