import { describe, expect, it } from 'vitest';
import { names, scanTree, toolNamed, verdicts } from './tree.js';

const HEAD = `import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { execSync } from 'node:child_process';
import { rmSync } from 'node:fs';
const server = new Server({ name: 's', version: '1' }, {});
`;
const LIST = `server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: 'run', inputSchema: {} }, { name: 'drop', inputSchema: {} }, { name: 'ping', inputSchema: {} }] }));\n`;

/** The effects of each tool of a server whose handler of calls is `handler`. */
function effectsWith(handler: string, more: Record<string, string> = {}, list = LIST) {
  const code = `${HEAD}${list}server.setRequestHandler(CallToolRequestSchema, ${handler});\n`;
  const report = scanTree({ 'server.ts': code, ...more });
  return Object.fromEntries(
    report.tools.map(({ tool, effects }) => [
      tool,
      effects.map(({ kind, tainted }) => kind + (tainted ? '!' : '')),
    ]),
  );
}

const EACH = { run: ['exec!'], drop: ['fs.delete!'], ping: [] };

describe('a handler of tools/call', () => {
  it.each([
    [
      'a switch',
      `async (request) => { const { name, arguments: args } = request.params; switch (name) { case 'run': return execSync(args.line); case 'drop': { rmSync(args.path); return {}; } default: return {}; } }`,
    ],
    [
      'ifs, on a pattern of parameters',
      `async ({ params: { name, arguments: args } }: any) => { if (name === 'run') { return execSync(args.line); } else if ('drop' === name) rmSync(args.path); return {}; }`,
    ],
    [
      'early returns',
      `async (request) => { const args: any = request.params.arguments; if (request.params.name !== 'run' && request.params.name !== 'drop') return {}; if (request.params.name !== 'run') { rmSync(args.path); return {}; } return execSync(args.line); }`,
    ],
    [
      'a function of its own',
      `async (request) => dispatch(request.params.name, request.params.arguments as any)); async function dispatch(tool: string, input: any): Promise<any> { switch (tool) { case 'run': return execSync(input.line); case 'drop': return rmSync(input.path); } }; void (0`,
    ],
    [
      'a table of functions',
      `async (request) => { const handler = TABLE[request.params.name]; return handler?.(request.params.arguments); }); const TABLE: Record<string, (input: any) => any> = { run: ({ line }) => execSync(line), drop: ({ path }) => rmSync(path), ping: () => ({}) }; void (0`,
    ],
    [
      'a list that is searched',
      `async (request) => { const found = ALL.find((one) => one.name === request.params.name); return found?.run(request.params.arguments); }); const ALL = [{ name: 'run', run: ({ line }: any) => execSync(line) }, { name: 'drop', run: ({ path }: any) => rmSync(path) }, { name: 'ping', run: (_: any) => 1 }]; void (0`,
    ],
    [
      'cases that fall through, and one choice in another',
      `async (request) => { const { name, arguments: args } = request.params; switch (name) { case 'other': case 'drop': rmSync(args.path); break; default: return name === 'run' ? execSync(args.line) : {}; } return {}; }`,
    ],
  ])('stands for the tools of its server, by %s', (_, handler) => {
    expect(effectsWith(handler)).toMatchObject(EACH);
  });

  it('names what it tells apart where nothing is listed', () => {
    const handler = `async (request) => { switch (request.params.name) { case 'run': return execSync(request.params.arguments.line); case 'ping': return {}; } }`;
    expect(effectsWith(handler, {}, '')).toEqual({ run: ['exec!'], ping: [] });
  });

  it('knows no tool by the aliases of a name', () => {
    const handler = `async (request) => { const name = ALIAS[request.params.name] ?? request.params.name; return TABLE[name](); }); const ALIAS: any = { go: 'run' }; const TABLE: any = { run: () => execSync('x') }; void (0`;
    const list = `server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: 'run' }] }));`;
    expect(Object.keys(effectsWith(handler, {}, list))).toEqual(['run']);
  });

  it('finds the list through mapped tables, registries and other files', () => {
    const report = scanTree({
      'registry.ts': `export class Registry { private tools = new Map<string, any>(); add(tool: any) { this.tools.set(tool.definition.name, tool); } list() { return Array.from(this.tools.values()).map((t) => t.definition); } async call(name: string, input: any) { return this.tools.get(name).run(input); } }`,
      'tools.ts': `import { rmSync } from 'node:fs'; export const drop = { definition: { name: 'drop' }, run: async (i: any) => rmSync(i.path) }; export const ping = { definition: { name: 'ping' }, run: async () => 1 };`,
      'server.ts': `${HEAD} import { Registry } from './registry.js'; import { drop, ping } from './tools.js'; const registry = new Registry(); registry.add(drop); registry.add(ping);
        server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: registry.list() }));
        server.setRequestHandler(CallToolRequestSchema, async (r) => registry.call(r.params.name, r.params.arguments));`,
    });
    expect(report.tools.map(({ tool, place }) => [tool, place.file])).toEqual([
      ['drop', 'tools.ts'],
      ['ping', 'tools.ts'],
    ]);
  });

  it('finds what a server of a class keeps in its fields, by names of an enum', () => {
    const code = `${HEAD} import type { Tool } from '@modelcontextprotocol/sdk/types.js'; enum Name { Drop = 'drop', Ping = 'ping' }
      export class App { private tools: Tool[] = []; private handlers = new Map<string, any>();
        constructor() { this.add({ name: Name.Drop } as any, (i: any) => rmSync(i.path)); this.add({ name: Name.Ping } as any, () => 1);
          server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: this.tools })); server.setRequestHandler(CallToolRequestSchema, async (r) => this.handlers.get(r.params.name)(r.params.arguments)); }
        private add(tool: Tool, run: any) { this.tools.push(tool); this.handlers.set(tool.name, run); } }`;
    expect(names(scanTree({ 'a.ts': code }))).toEqual(['drop', 'ping']);
  });

  it('stays one tool where its tools cannot be told', () => {
    const code = `${HEAD} export function serve(registry: any) { server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: registry.all() })); server.setRequestHandler(CallToolRequestSchema, async (r) => registry.call(r.params.name)); }`;
    expect(names(scanTree({ 'a.ts': code }))).toEqual(['?']);
  });
});

describe('the gate of a handler of tools/call', () => {
  const gated = (handler: string) => {
    const code = `${HEAD}import { ActionRuntime, gate } from 'capfence'; import { gateServer } from 'capfence/mcp'; declare const runtime: ActionRuntime;
      const run = async (name: string, input: any) => { switch (name) { case 'run': return execSync(input.line); case 'drop': return rmSync(input.path); } };
      server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: 'run' }, { name: 'drop' }] }));
      server.setRequestHandler(CallToolRequestSchema, ${handler});`;
    return verdicts(scanTree({ 'a.ts': code }));
  };
  const ask = `const verdict = await runtime.execute({ tool: 'x' } as any); if (!verdict.authorized) throw new Error('no');`;
  const both = (run: string, drop = run) => ({ run, drop });

  it.each([
    ['asks for all', `async (r) => { ${ask} return run(r.params.name, r.params.arguments); }`, both('gated')],
    ['is a gate', `gate(async (r: any) => run(r.params.name, r.params.arguments), {} as any)`, both('gated')],
    [
      'asks for one of them',
      `async (r) => { if (r.params.name === 'run') { ${ask} } return run(r.params.name, r.params.arguments); }`,
      both('gated', 'ungated'),
    ],
    [
      'asks in one case',
      `async (r) => { switch (r.params.name) { case 'run': { ${ask} return execSync('x'); } default: return rmSync('x'); } }`,
      both('gated', 'ungated'),
    ],
    [
      'asks for one, of a name that was changed before',
      `async (r) => { let name = r.params.name; name = name.trim(); if (name === 'run') { ${ask} } return run(name, r.params.arguments); }`,
      both('ungated'),
    ],
    [
      'asks for one, of a name that may be another',
      `async (r) => { const name = r.params.alias ? lookup(r) : r.params.name; if (name === 'run') { ${ask} } return run(name, r.params.arguments); }); declare function lookup(r: any): string; void (0`,
      both('ungated'),
    ],
    [
      'asks for one, of a name that a function gives back in two ways',
      `async (r) => { const name = clean(r.params.name); if (name === 'run') { ${ask} } return run(name, r.params.arguments); }); function clean(n: string) { if (n.length > 3) return n.slice(1); return n; } void (0`,
      both('ungated'),
    ],
    [
      'asks after a way out of the case',
      `async (r) => { switch (r.params.name) { case 'run': { if (r.params.fast) break; ${ask} return execSync('x'); } } return execSync('y'); }`,
      both('ungated'),
    ],
  ])('%s', (_, handler, expected) => {
    expect(gated(handler)).toEqual(expected);
  });

  it('is that of its server', () => {
    const code = `async (r) => run(r.params.name, r.params.arguments)); gateServer(server, {} as any); void (0`;
    expect(gated(code)).toEqual(both('gated'));
  });
});

describe('other servers', () => {
  it('finds paid tools, servers of own classes, and tools of modules that are looped over', () => {
    const report = scanTree({
      'agent.ts': `import { McpAgent } from 'agents/mcp'; import { withX402 } from 'agents/x402'; import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
        export class A extends McpAgent { server = withX402(new McpServer({}), {}); async init() { this.server.paidTool('paid', 'd', 0.1, {}, {}, async ({ id }: any) => fetch(id)); } }`,
      'own.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; import * as tools from './tools/index.js'; class Own extends McpServer {} const server = new Own({}); for (const tool of Object.values(tools)) server.registerTool(tool.name, {}, tool.run);`,
      'tools/index.ts': `export const one = { name: 'one', run: async () => fetch('x') }; export const two = { name: 'two', run: async () => 1 };`,
    });
    expect(names(report)).toEqual(['one', 'paid', 'two']);
    expect(toolNamed(report, 'paid').effects).toMatchObject([{ kind: 'network', tainted: true }]);
  });
});
