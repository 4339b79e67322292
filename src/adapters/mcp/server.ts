import { badOption, gatesByName, hold } from '../gate/index.js';
import type { AnyFunction, Gate, GateToolsOptions } from '../gate/index.js';
import { answer, gateRegistered } from './registered-tool.js';
import type { GateMarks } from './registered-tool.js';

/** A server of the MCP SDK: McpServer, or the Server below it, of version 1 or 2. */
export interface McpServerLike {
  setRequestHandler?: unknown;
  registerTool?: unknown;
  server?: unknown;
}

/** What both versions keep below their public face. Every call of a tool comes through here. */
interface Protocol {
  _requestHandlers: Map<string, AnyFunction>;
  fallbackRequestHandler?: AnyFunction | undefined;
}

const METHOD = 'tools/call';

/**
 * Gates a server in place: every `tools/call`, to tools that are there and those that come, whether by `registerTool`, `tool`
 * or `setRequestHandler`. A name without a capability is denied. Gives the server back.
 * @throws RuntimeError `bad_option` where it is no server that can be gated
 */
export function gateServer<S extends McpServerLike>(server: S, options: GateToolsOptions): S {
  const gateOf = gatesByName(options);
  const protocol = protocolOf(server);
  const marks: GateMarks = new WeakMap();
  const gated = (handler: AnyFunction): AnyFunction =>
    function (this: unknown, request, ...rest) {
      const { name, tool } = called(server, request);
      const gate = gateOf(name);
      if (tool !== undefined && gateRegistered(tool, gate, marks)) {
        return Reflect.apply(handler, this, [request, ...rest]);
      }
      return byRequest(handler, gate, request as CallRequest, rest);
    };
  holdHandlers(protocol, gated);
  holdFallback(protocol, gated);
  return server;
}

interface CallRequest {
  readonly method?: unknown;
  readonly params?: { readonly name?: unknown; readonly arguments?: unknown };
}

/** A server that handles calls itself is asked about them as they came. */
function byRequest(
  handler: AnyFunction,
  gate: Gate,
  request: CallRequest,
  rest: unknown[],
): Promise<unknown> {
  return answer(gate, request.params?.arguments, rest[0], (args) =>
    handler({ ...request, params: { ...request.params, arguments: args } }, ...rest),
  );
}

function called(server: McpServerLike, request: unknown): { name: string; tool: object | undefined } {
  const name = String((request as CallRequest | undefined)?.params?.name);
  const { _registeredTools: tools } = server as { _registeredTools?: Record<string, unknown> };
  const tool = tools !== undefined && Object.hasOwn(tools, name) ? tools[name] : undefined;
  return { name, tool: typeof tool === 'object' && tool !== null ? tool : undefined };
}

function protocolOf(server: McpServerLike): Protocol {
  const below = (
    typeof server.server === 'object' && server.server !== null ? server.server : server
  ) as object;
  const { _requestHandlers: handlers } = below as Partial<Protocol>;
  if (handlers instanceof Map) return below as Protocol;
  throw badOption(
    'this is no MCP server that can be gated',
    'give an McpServer or Server of @modelcontextprotocol/sdk 1 or @modelcontextprotocol/server 2',
  );
}

/** The handler that is there, and each that is put in its place. */
function holdHandlers(
  { _requestHandlers: handlers }: Protocol,
  gated: (handler: AnyFunction) => AnyFunction,
): void {
  const set = handlers.set.bind(handlers);
  const standing = handlers.get(METHOD);
  if (standing !== undefined) set(METHOD, gated(standing));
  handlers.set = (method, handler) => {
    set(method, method === METHOD ? gated(handler) : handler);
    return handlers;
  };
}

/** Takes what no handler is there for: a call of a tool too. */
function holdFallback(protocol: Protocol, gated: (handler: AnyFunction) => AnyFunction): void {
  const wrap = (fallback: AnyFunction | undefined): AnyFunction | undefined => {
    if (fallback === undefined) return undefined;
    const forCalls = gated(fallback);
    return (request, ...rest) =>
      ((request as CallRequest).method === METHOD ? forCalls : fallback)(request, ...rest);
  };
  hold(protocol, 'fallbackRequestHandler', wrap);
}
