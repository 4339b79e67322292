/** `capfence/langgraph`: the node of a graph that runs tools. */
import { badOption, gatesByName, hold } from '../gate/index.js';
import type { GateToolsOptions } from '../gate/index.js';
import { langchain } from '../langchain/tool.js';

/** A ToolNode, of LangGraph or of LangChain: it looks for its tools in `tools` with every call. */
export interface ToolNodeLike {
  tools: readonly unknown[];
}

/**
 * Gates a ToolNode in place, since a graph that holds it already holds this very object, and gives it back. Tools that are
 * put into `tools` later are gated too; the list itself can no longer be changed. Calls that have their answer are not run
 * again, and so not asked about. @throws RuntimeError `bad_option`
 */
export function gateToolNode<N extends ToolNodeLike>(node: N, options: GateToolsOptions): N {
  const gateOf = gatesByName(options);
  const gated = (tools: readonly unknown[]): readonly unknown[] =>
    Object.freeze(
      tools.map((tool) => {
        if (typeof tool !== 'object' || tool === null)
          throw badOption('this node has a tool that cannot be gated');
        return langchain.wrap(tool, gateOf(String((tool as { name?: unknown }).name)));
      }),
    );
  if (!Array.isArray(node.tools)) throw badOption('this is no ToolNode: it has no `tools`');
  hold(node as ToolNodeLike, 'tools', gated);
  return node;
}

export { gateTool, gateTools } from '../langchain/index.js';
export type { GateOptions, GateToolsOptions } from '../gate/index.js';
