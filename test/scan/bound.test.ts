import { describe, expect, it } from 'vitest';
import { names, scanTree, toolNamed } from './tree.js';

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; import { exec } from 'node:child_process'; import { writeFileSync } from 'node:fs';
const server = new McpServer({ name: 's', version: '1' }); const s: any = {};
const one = async ({ line }: any) => exec(line); const two = async ({ text }: any) => writeFileSync('x', text);
`;
const CALLS = `add('one', one); add('two', two);`;

/** A function that two calls make two tools of: what it registers, it got from them in a roundabout way. */
const WAYS: readonly (readonly [string, string])[] = [
  ['at once', `function add(name: any, run: any) { server.registerTool(name, s, run); } ${CALLS}`],
  [
    'by constants of other names',
    `function add(name: any, run: any) { const called = name; const body = run; server.registerTool(called, s, body); } ${CALLS}`,
  ],
  [
    'by a table taken apart',
    `function add(name: any, run: any) { const { a, b } = { a: name, b: run }; server.registerTool(a, s, b); } ${CALLS}`,
  ],
  [
    'by what is assigned later',
    `function add(name: any, run: any) { let body; body = run; server.registerTool(name, s, body); } ${CALLS}`,
  ],
  [
    'by a property that is set later',
    `function add(name: any, run: any) { const tool: any = { name }; tool.run = run; server.registerTool(tool.name, s, tool.run); } ${CALLS}`,
  ],
  [
    'by a list that is filled later',
    `function add(name: any, run: any) { const all: any[] = []; all.push(run); server.registerTool(name, s, all[0]); } ${CALLS}`,
  ],
  [
    'by a function inside it',
    `function add(name: any, run: any) { const body = async (input: any) => run(input); server.registerTool(name, s, body); } ${CALLS}`,
  ],
  [
    'by a declared function inside it',
    `function add(name: any, run: any) { async function body(input: any) { return run(input); } server.registerTool(name, s, body); } ${CALLS}`,
  ],
  [
    'by the parameters of a callback',
    `function add(name: any, run: any) { [{ name, run }].forEach((tool) => server.registerTool(tool.name, s, tool.run)); } ${CALLS}`,
  ],
  [
    'in a loop over a list of its own',
    `function add(name: any, run: any) { const all = [{ name, run }]; for (const tool of all) server.registerTool(tool.name, s, tool.run); } ${CALLS}`,
  ],
  [
    'through a second function',
    `function put(n: any, f: any) { server.registerTool(n, s, f); } function add(name: any, run: any) { put(name, async (input: any) => run(input)); } ${CALLS}`,
  ],
  [
    'by what a function gives back',
    `const wrap = (fn: any) => async (input: any) => fn(input); function add(name: any, run: any) { server.registerTool(name, s, wrap(run)); } ${CALLS}`,
  ],
  [
    'by a field of what is made',
    `class Tool { constructor(readonly name: any, readonly run: any) {} } function add(name: any, run: any) { const tool = new Tool(name, run); server.registerTool(tool.name, s, tool.run); } ${CALLS}`,
  ],
  [
    'by fields that a class of its own is given',
    `function add(name: any, run: any) { const tool = new (class { body = run; })(); server.registerTool(name, s, tool.body); } ${CALLS}`,
  ],
  [
    'in a loop, by a constant',
    `const tools = [{ name: 'one', run: one }, { name: 'two', run: two }]; for (const tool of tools) { const body = tool.run; const called = tool.name; server.registerTool(called, s, async (input: any) => body(input)); }`,
  ],
  [
    'in a loop over pairs',
    `for (const [name, run] of Object.entries({ one, two })) { const body = run; server.registerTool(name, s, async (input: any) => body(input)); }`,
  ],
];

describe('what a function is given', () => {
  it.each(WAYS)('is told apart from call to call: %s', (_, code) => {
    const report = scanTree({ 'a.ts': `${HEAD}${code}` });
    expect(names(report).sort()).toEqual(['one', 'two']);
    expect(toolNamed(report, 'one').effects.map(({ kind }) => kind)).toEqual(['exec']);
    expect(toolNamed(report, 'two').effects.map(({ kind }) => kind)).toEqual(['fs.write']);
  });
});
