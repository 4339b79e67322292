import { describe, expect, it } from 'vitest';
import { names, scanTree, toolNamed, verdicts } from './tree.js';

const SDK = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';`;
const RUN = (path: string) => `async execute(input: any) { return fetch('https://x/${path}' + input.q); }`;

describe('a base that registers this.name', () => {
  it('is a tool for each class that says all that is asked, where that class stands', () => {
    const report = scanTree({
      'base.ts': `${SDK} export abstract class Base { abstract name: string; abstract execute(input: any): Promise<any>;
        register(server: McpServer) { const callback = async (input: any) => { try { return await this.execute(input); } catch { return {}; } }; server.tool(this.name, 'd', {}, callback); } }`,
      'middle.ts': `import { Base } from './base.js'; export abstract class Middle extends Base { kind = 'm'; }`,
      'tools.ts': `import { Middle } from './middle.js'; import { Base } from './base.js'; export class One extends Middle { name = 'one'; ${RUN('1')} }
        export class Two extends Base { override name = 'two'; async execute() { return 2; } } export const ALL = [One, Two];`,
      'main.ts': `${SDK} import { ALL } from './tools.js'; const server = new McpServer({}); for (const Tool of ALL) new Tool().register(server);`,
    });
    expect(verdicts(report)).toEqual({ one: 'ungated', two: 'ungated' });
    expect(toolNamed(report, 'one')).toMatchObject({
      place: { file: 'tools.ts', line: 1 },
      severity: 'high',
    });
    expect(toolNamed(report, 'two').effects).toEqual([]);
  });

  it('is named by what its constructor was given, or by what stands beside the class', () => {
    const report = scanTree({
      'base.js': `export class Base { constructor({ name }) { this.name = name; } register(server) { server.registerTool(this.name, {}, async (input) => this.execute(input)); } }
        export class Loose { register(server) { const run = (input) => this.execute(input); server.registerTool(this.name, {}, run); } }`,
      'tools.js': `import { Base, Loose } from './base.js'; export class One extends Base { static toolName = 'one'; execute(input) { return fetch(input.q); } }
        export class Two extends Base { execute() { return 2; } } Two.toolName = 'two';
        export class Three extends Loose { get name() { return this.constructor.toolName; } execute() { return 3; } } Three.toolName = 'three';
        export class Four extends Loose { constructor() { super(...arguments); this.name = 'four'; } execute() { return 4; } }`,
      'main.js': `${SDK} import { One, Two, Three, Four } from './tools.js'; const server = new McpServer({});
        for (const Tool of [One, Two]) { const tool = new Tool({ name: Tool.toolName }); tool.register(server); }
        for (const Tool of [Three, Four]) { const tool = new Tool; if (tool.register(server)) console.log(1); }`,
    });
    expect(names(report)).toEqual(['four', 'one', 'three', 'two']);
  });

  it('is gated where the base asks first, for all of them, and only for those that do not go round it', () => {
    const tree = (more: string) => ({
      'a.ts': `${SDK} import { ActionRuntime } from 'capfence'; declare const runtime: ActionRuntime;
        abstract class Base { abstract name: string; abstract execute(input: any): any; register(server: McpServer) { server.tool(this.name, async (input: any) => this.invoke(input)); }
          async invoke(input: any) { return runtime.guard({ tool: this.name } as any, () => this.execute(input)); } }
        class One extends Base { name = 'one'; execute(input: any) { return fetch(input.q); } } class Two extends Base { name = 'two'; execute(input: any) { return fetch(input.q); } ${more} }
        const server = new McpServer({}); for (const tool of [new One(), new Two()]) tool.register(server);`,
    });
    expect(verdicts(scanTree(tree('')))).toEqual({ one: 'gated', two: 'gated' });
    expect(verdicts(scanTree(tree('async invoke(input: any) { return this.execute(input); }')))).toEqual({
      one: 'gated',
      two: 'ungated',
    });
  });

  it('stays the one tool that it looks like where nothing extends it', () => {
    const report = scanTree({
      'a.ts': `${SDK} export abstract class Base { abstract name: string; abstract execute(): any; register(server: McpServer) { server.tool(this.name, async () => this.execute()); } }`,
    });
    expect(report.tools).toHaveLength(1);
  });
});

describe('a registry of one’s own in plain JavaScript', () => {
  const registry = `import { Server } from '@modelcontextprotocol/sdk/server/index.js'; import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
    var Session = class { #server; constructor({ tools }) { this.#server = new Server({}, {}); if (tools.length) this.#setup(tools); }
      #setup(tools) { this.#server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: await Promise.all(tools.map(async (tool) => ({ name: tool.name }))) }));
        this.#server.setRequestHandler(CallToolRequestSchema, async (request) => { const tool = tools.find((one) => one.name === request.params.name); return tool.execute(request.params.arguments); }); } };
    export class Hub { #tools = []; add(tool) { this.#tools.push(tool); } start(auth) { const allowed = auth ? this.#tools.filter((one) => one.ok) : this.#tools; return new Session({ tools: allowed }); } }`;

  it('has all that is put into it, however much and by whomever', () => {
    const many = Array.from(
      { length: 40 },
      (_, i) => `hub.add({ name: 't${i}', execute: async () => ${i} });`,
    ).join('\n');
    const report = scanTree({
      'hub.js': registry,
      'more.js': `export function more(target) { target.add({ name: 'late', execute: async ({ q }) => fetch(q) }); }`,
      'main.js': `import { Hub } from './hub.js'; import { more } from './more.js'; const hub = new Hub();\n${many}\nmore(hub); hub.start();`,
    });
    expect(report.tools).toHaveLength(41);
    expect(toolNamed(report, 'late').effects).toMatchObject([{ kind: 'network', tainted: true }]);
  });
});

describe('code that leads back to itself', () => {
  it('is followed once, and in time', () => {
    const steps = Array.from(
      { length: 12 },
      (_, i) =>
        `if (text[${i}]) { const inner = parts(text.slice(${i})); found.push(...inner, last); last = found[${i}] ?? last + inner[0]; }`,
    );
    const content = Array.from(
      { length: 6 },
      (_, i) =>
        `if (r.n > ${i}) { if (r.content[0].text) r.content[0].text = r.content[0].text + '${i}'; else r.content = [...(r.content || []), { text: '${i}' }]; }`,
    );
    const started = performance.now();
    const report = scanTree({
      'a.js': `${SDK} const server = new McpServer({});
        function parts(text) { const found = []; let last = ''; ${steps.join('\n')} return [...new Set(found)]; }
        async function one(input) { let r = await two(input); ${content.join('\n')} if (r.content[0] === 'x') return r; return fetch(parts(input.q)[0]); }
        async function two(input) { return input.n ? one(input) : { content: [{ text: 'a' }] }; }
        ${Array.from({ length: 10 }, (_, i) => `server.tool('t${i}', {}, one);`).join('\n')}`,
    });
    expect(report.tools).toHaveLength(10);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
