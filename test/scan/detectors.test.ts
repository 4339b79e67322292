import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../../src/engine/scan/index.js';
import { names, scanTree } from './tree.js';

/** How one construct of one framework is written: `make` is the code of a definition, `f` the name of the construct. */
interface Construct {
  readonly framework: string;
  readonly module: string;
  readonly named: string;
  readonly make: (f: string, name: string, run: string) => string;
  /** Names that the framework takes from elsewhere than the definition. */
  readonly unnamed?: boolean;
}

const made = (
  framework: string,
  module: string,
  named: string,
  make: Construct['make'],
  unnamed = false,
): Construct => ({ framework, module, named, make, unnamed });

const config =
  (executor: string, name = 'name', isNew = false): Construct['make'] =>
  (f, n, run) =>
    `${isNew ? 'new ' : ''}${f}({ ${name}: ${n}, description: 'd', ${executor}: ${run} })`;

const CONSTRUCTS: readonly Construct[] = [
  made(
    'langchain',
    '@langchain/core/tools',
    'tool',
    (f, n, run) => `${f}(${run}, { name: ${n}, description: 'd' })`,
  ),
  made('langchain', 'langchain', 'tool', (f, n, run) => `${f}(${run}, { name: ${n}, description: 'd' })`),
  made('langchain', '@langchain/core/tools', 'DynamicTool', config('func', 'name', true)),
  made('langchain', 'langchain/tools', 'DynamicStructuredTool', config('func', 'name', true)),
  made('openai-agents', '@openai/agents', 'tool', config('execute')),
  made('openai', 'openai/helpers/zod', 'zodFunction', config('function')),
  made(
    'vercel-ai',
    'ai',
    'tool',
    (f, _, run) => `${f}({ description: 'd', inputSchema: {}, execute: ${run} })`,
    true,
  ),
  made('vercel-ai', 'ai', 'dynamicTool', (f, _, run) => `${f}({ inputSchema: {}, execute: ${run} })`, true),
  made('mastra', '@mastra/core/tools', 'createTool', config('execute', 'id')),
  made('llamaindex', 'llamaindex', 'tool', config('execute')),
  made('llamaindex', '@llamaindex/core/tools', 'tool', (f, n, run) => `${f}(${run}, { name: ${n} })`),
  made('genkit', 'genkit/beta', 'tool', (f, n, run) => `${f}({ name: ${n}, description: 'd' }, ${run})`),
  made('anthropic', '@anthropic-ai/sdk/helpers/beta/zod', 'betaZodTool', config('run')),
  made('anthropic', '@anthropic-ai/sdk/helpers/beta/json-schema', 'betaTool', config('run')),
  made(
    'claude-agent',
    '@anthropic-ai/claude-agent-sdk',
    'tool',
    (f, n, run) => `${f}(${n}, 'd', {}, ${run})`,
  ),
  made('google-adk', '@google/adk', 'FunctionTool', config('execute', 'name', true)),
  made('beeai', 'beeai-framework/tools/base', 'DynamicTool', config('handler', 'name', true)),
  made('strands', '@strands-agents/sdk', 'tool', config('callback')),
  made('voltagent', '@voltagent/core', 'createTool', config('execute')),
  made('agent-kit', '@inngest/agent-kit', 'createTool', config('handler')),
  made(
    'copilot',
    '@github/copilot-sdk',
    'defineTool',
    (f, n, run) => `${f}(${n}, { description: 'd', handler: ${run} })`,
  ),
  made(
    'opencode',
    '@opencode-ai/plugin',
    'tool',
    (f, _, run) => `${f}({ description: 'd', args: {}, execute: ${run} })`,
    true,
  ),
  made('tanstack-ai', '@tanstack/ai', 'toolDefinition', (f, n, run) => `${f}({ name: ${n} }).server(${run})`),
  made(
    'fastmcp',
    'fastmcp',
    'FastMCP',
    (f, n, run) => `new ${f}({}).addTool({ name: ${n}, execute: ${run} })`,
  ),
  made(
    'mcp',
    '@modelcontextprotocol/sdk/server/mcp.js',
    'McpServer',
    (f, n, run) => `new ${f}({}).registerTool(${n}, {}, ${run})`,
  ),
  made(
    'mcp',
    '@modelcontextprotocol/server',
    'McpServer',
    (f, n, run) => `new ${f}({}).tool(${n}, {}, ${run})`,
  ),
  made('mcp-use', 'mcp-use/server', 'MCPServer', (f, n, run) => `new ${f}({}).tool({ name: ${n} }, ${run})`),
  made('lmstudio', '@lmstudio/sdk', 'tool', config('implementation')),
  made(
    'copilotkit',
    '@copilotkit/react-core',
    'useCopilotAction',
    (f, n, run) => `${f}({ name: ${n}, handler: ${run} })`,
  ),
  made('mcp-lite', 'tmcp', 'McpServer', (f, n, run) => `new ${f}({}).tool({ name: ${n} }, ${run})`),
  made('mcp-lite', 'mcp-lite', 'McpServer', (f, n, run) => `new ${f}({}).tool(${n}, { handler: ${run} })`),
  made(
    'mcp-lite',
    'litemcp',
    'LiteMCP',
    (f, n, run) => `new ${f}('s').addTool({ name: ${n}, execute: ${run} })`,
  ),
  made('vscode', 'vscode', 'lm', (f, n, run) => `${f}.registerTool(${n}, { invoke: ${run} })`),
  made('cloudflare', 'agents/mcp', 'McpAgent', (f, n, run) => `(new ${f}()).server.tool(${n}, {}, ${run})`),
];

type Files = Record<string, string>;
const RUN = 'async (input: any) => fetch(input.url)';

/** The ways in which code comes to a construct, and the names that must be found. */
const WAYS: Readonly<Record<string, (c: Construct) => { files: Files; found: string[] }>> = {
  'a plain import': ({ module, named, make }) => ({
    files: {
      'a.ts': `import { ${named} } from '${module}';\nexport const one = ${make(named, "'one'", RUN)};`,
    },
    found: ['one'],
  }),
  'a renamed import': ({ module, named, make }) => ({
    files: {
      'a.ts': `import { ${named} as define } from '${module}';\nexport const one = ${make('define', "'one'", RUN)};`,
    },
    found: ['one'],
  }),
  'a namespace': ({ module, named, make }) => ({
    files: {
      'a.ts': `import * as sdk from '${module}';\nexport const one = ${make(`sdk.${named}`, "'one'", RUN)};`,
    },
    found: ['one'],
  }),
  'a constant that stands for it': ({ module, named, make }) => ({
    files: {
      'a.ts': `import { ${named} } from '${module}';\nconst alias = ${named};\nexport const one = ${make('alias', "'one'", RUN)};`,
    },
    found: ['one'],
  }),
  're-exports through two files': ({ module, named, make }) => ({
    files: {
      'sdk/inner.ts': `export { ${named} as define } from '${module}';`,
      'sdk/index.ts': `export * from './inner.js';`,
      'a.ts': `import { define } from './sdk/index.js';\nexport const one = ${make('define', "'one'", RUN)};`,
    },
    found: ['one'],
  }),
  'a star export of the package': ({ module, named, make }) => ({
    files: {
      'sdk.ts': `export * from '${module}';`,
      'a.ts': `import { ${named} } from './sdk';\nexport const one = ${make(named, "'one'", RUN)};`,
    },
    found: ['one'],
  }),
  'a wrapper': ({ module, named, make }) => ({
    files: {
      'make.ts': `import { ${named} } from '${module}';\nexport function build(name: string, run: any) { return ${make(named, 'name', 'run')}; }`,
      'a.ts': `import { build } from './make';\nexport const one = build('one', ${RUN});\nexport const two = build('two', ${RUN});`,
    },
    found: ['one', 'two'],
  }),
  'a wrapper of a wrapper, with options': ({ module, named, make }) => ({
    files: {
      'make.ts': `import { ${named} } from '${module}';
const inner = ({ name, run }: any) => ${make(named, 'name', 'run')};
export const build = (name: string, run: any) => inner({ name, run });`,
      'a.ts': `import { build as b } from './make';\nexport const one = b('one', ${RUN});\nexport const two = b('two', ${RUN});`,
    },
    found: ['one', 'two'],
  }),
  'a table that is mapped': ({ module, named, make }) => ({
    files: {
      'a.ts': `import { ${named} } from '${module}';
const TABLE = [{ name: 'one', run: ${RUN} }, { name: 'two', run: ${RUN} }];
export const all = TABLE.map((entry) => ${make(named, 'entry.name', 'entry.run')});`,
    },
    found: ['one', 'two'],
  }),
  'a table that is looped over': ({ module, named, make }) => ({
    files: {
      'table.ts': `export const TABLE = { one: ${RUN}, two: ${RUN} };`,
      'a.ts': `import { ${named} } from '${module}';
import { TABLE } from './table';
export const all: any[] = [];
for (const [name, run] of Object.entries(TABLE)) all.push(${make(named, 'name', 'run')});`,
    },
    found: ['one', 'two'],
  }),
  'a class that makes it': ({ module, named, make }) => ({
    files: {
      'a.ts': `import { ${named} } from '${module}';
export class Kit { one = ${make(named, "'one'", 'this.run')}; private async run(input: any) { return fetch(input.url); } }`,
    },
    found: ['one'],
  }),
  'a default export': ({ module, named, make }) => ({
    files: {
      'one.ts': `import { ${named} } from '${module}';\nexport default ${make(named, "'one'", RUN)};`,
    },
    found: ['one'],
  }),
  CommonJS: ({ module, named, make }) => ({
    files: {
      'a.js': `const { ${named} } = require('${module}');\nmodule.exports = { one: ${make(named, "'one'", RUN.replace(': any', ''))} };`,
    },
    found: ['one'],
  }),
  'a dynamic import': ({ module, named, make }) => ({
    files: {
      'a.ts': `export async function load() { const { ${named} } = await import('${module}'); const one = ${make(named, "'one'", RUN)}; return one; }`,
    },
    found: ['one'],
  }),
};

describe.each(
  CONSTRUCTS.map(
    (construct) => [`${construct.framework}: ${construct.named} of ${construct.module}`, construct] as const,
  ),
)('%s', (_, construct) => {
  it.each(Object.entries(WAYS))('is found by %s', (_way, write) => {
    const { files, found } = write(construct);
    const report = scanTree(files);
    expect(report.tools.map(({ framework }) => framework)).toEqual(found.map(() => construct.framework));
    if (!construct.unnamed) expect(names(report)).toEqual(found);
    const kinds = report.tools.map(({ effects }) =>
      effects.map(({ kind, tainted }) => `${kind}${tainted ? '!' : ''}`),
    );
    expect(kinds).toEqual(found.map(() => ['network!']));
  });

  it('is not found where only its name is', () => {
    const { named, make } = construct;
    const own = named === named.toLowerCase() || !/^[A-Z]/.test(named);
    const files = {
      'own.ts': own
        ? `export function ${named}(...args: any[]): any { return args; }`
        : `export class ${named} { constructor(...a: any[]) {} server: any; addTool(...a: any[]) {} tool(...a: any[]) {} registerTool(...a: any[]) {} }`,
      'a.ts': `import { ${named} } from './own';\n// ${named} of '${construct.module}'\nexport const one = ${make(named, "'one'", RUN)};`,
      'b.ts': `import { z } from '${construct.module}';\nexport const text = \`${named}({ name: 'x' })\`;`,
    };
    expect(scanTree(files).tools).toEqual([]);
  });
});

// LangGraph has no construct of its own, other constructs are decorators, classes or plain objects: they are tried elsewhere.
it('has a construct for every detector', () => {
  const covered = new Set(CONSTRUCTS.map(({ framework }) => framework));
  expect(DETECTORS.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([
    'bedrock',
    'chat-apis',
    'cohere',
    'custom-shape',
    'elizaos',
    'google-genai',
    'langgraph',
    'mcp-framework',
    'mcp-nest',
    'mistral',
    'model-api',
    'ollama',
  ]);
});
