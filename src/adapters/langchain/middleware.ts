import { gatesByName } from '../gate/index.js';
import type { GateToolsOptions } from '../gate/index.js';
import { langchain } from './tool.js';

/** What `createAgent` hands `wrapToolCall`, as far as it is used here. */
export interface ToolCallRequest {
  readonly toolCall: { readonly name: string };
  readonly tool: unknown;
}

/** A middleware as `createMiddleware` of LangChain makes one. */
export interface GateMiddleware {
  readonly name: string;
  wrapToolCall<Request extends ToolCallRequest, Answer>(
    request: Request,
    handler: (request: Request) => Answer,
  ): Answer;
}

/** How LangChain knows its middlewares. */
const BRAND = Symbol.for('AgentMiddleware');

/**
 * The gate of a whole agent: `createAgent({middleware: […, gateMiddleware(options)]})`. Every tool that the agent runs is
 * gated by its name, also one that another middleware brought; a name without a capability is denied. Put it last: what
 * stands after it could swap the tool again. @throws RuntimeError `bad_option`
 */
export function gateMiddleware(options: GateToolsOptions): GateMiddleware {
  const gateOf = gatesByName(options);
  const middleware: GateMiddleware = {
    name: 'capfence',
    wrapToolCall(request, handler) {
      const { tool, toolCall } = request;
      if (typeof tool !== 'object' || tool === null) return handler(request);
      return handler({ ...request, tool: langchain.wrap(tool, gateOf(toolCall.name)) });
    },
  };
  return Object.assign(middleware, { [BRAND]: true });
}
