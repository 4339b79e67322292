import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/engine/model/text-edit.js';
import { newFileDiff, unifiedDiff } from '../../src/engine/reports/unified-diff.js';
import { planFixes } from '../../src/engine/scan/fix/index.js';
import type { FixPlan } from '../../src/engine/scan/fix/index.js';
import { scan } from '../../src/engine/scan/index.js';
import { temporaryFolder } from '../cli/run.js';
import { typeErrors, writeFiles, writePackages } from '../support/fix-project.js';
import { place, tool } from '../support/scan-reports.js';

const PACKAGE = { 'package.json': '{ "type": "module" }' };

/** Scans, mends in place, and gives what is needed to judge it. */
function mend(files: Readonly<Record<string, string>>, bundler = false) {
  const root = realpathSync(temporaryFolder());
  writePackages(root);
  writeFiles(root, { ...PACKAGE, ...files });
  const names = Object.keys(files).filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  const before = scan({ root });
  const plan = planFixes(
    before.tools.filter(({ verdict }) => verdict === 'ungated'),
    { read: (file) => files[file], exists: (file) => Object.hasOwn(files, file) },
  );
  expect(typeErrors(root, names, bundler)).toEqual([]);
  for (const { file, before: text, edits } of plan.files)
    writeFiles(root, { [file]: applyEdits(text ?? '', edits) });
  const all = [...new Set([...names, ...plan.files.map(({ file }) => file)])];
  const verdicts = (report: typeof before) =>
    report.tools.map(({ tool: name, verdict }) => `${name} ${verdict}`);
  const text = (file: string) => readFileSync(join(root, file), 'utf8');
  return {
    before: verdicts(before),
    after: verdicts(scan({ root })),
    errors: typeErrors(root, all, bundler),
    plan,
    text,
  };
}

const why = ({ left }: FixPlan) => left.map(({ tool: { tool: name }, why: reason }) => `${name}: ${reason}`);

const LANGCHAIN = `import { createAgent } from 'langchain';
import { DynamicStructuredTool, tool } from '@langchain/core/tools';
import { z } from 'zod';

const one = tool(async ({ command }) => command.trim(), {
  name: 'one',
  schema: z.object({ command: z.string() }),
});
export const agent = createAgent({
  model: 'm',
  tools: [
    one,
    new DynamicStructuredTool({ name: 'two', description: 'd', schema: z.object({ path: z.string() }), func: async ({ path }) => path }),
  ],
});
`;

describe('a fix', () => {
  it('gates tools of LangChain, and what it writes type-checks', async () => {
    const { before, after, errors, plan, text } = mend({ 'src/agent.ts': LANGCHAIN });
    expect({ before, after, errors, left: why(plan) }).toEqual({
      before: ['one ungated', 'two ungated'],
      after: ['one gated', 'two gated'],
      errors: [],
      left: [],
    });
    await expect(text('src/agent.ts')).toMatchFileSnapshot('golden/fix-langchain.txt');
    expect(text('src/capfence-runtime.ts')).toContain("ActionRuntime.fromPolicy('capfence.yaml')");
  });

  it('gates tools of the AI SDK, made and written in place', () => {
    const { before, after, errors, text } = mend({
      'src/agent.ts': `import { generateText, tool } from "ai"
import { z } from "zod"

const made = tool({ inputSchema: z.object({ q: z.string() }), execute: async ({ q }) => q.trim() })

export async function run() {
  return generateText({
    model: "m",
    prompt: "p",
    tools: {
      made,
      inPlace: {
        inputSchema: z.object({ q: z.string() }),
        execute: async (input: { q: string }) => input.q.trim(),
      },
    },
  })
}
`,
    });
    expect({ before, errors }).toEqual({ before: ['made ungated', 'inPlace ungated'], errors: [] });
    expect(after.filter((one) => !one.endsWith(' gated'))).toEqual([]);
    expect(text('src/agent.ts').match(/gateTool\(/g)).toHaveLength(2);
    expect(text('src/agent.ts')).toContain(
      'import { gateTool } from "capfence/ai"\nimport { runtime } from "./capfence-runtime.js"\n',
    );
  });

  it('gates tools of the OpenAI Agents SDK, in a bundler’s sources', () => {
    const { after, errors, text } = mend(
      {
        'app/lib/shared.ts': `export const upper = (text: string): string => text.toUpperCase();\n`,
        'app/agent.ts': `import { Agent, tool } from '@openai/agents';
import { z } from 'zod';
import { upper } from './lib/shared';

const runtime = 'mine';
const gateTool = upper(runtime);

export const agent = new Agent({
  name: gateTool,
  tools: [tool({ name: 't', description: 'd', parameters: z.object({ q: z.string() }), execute: ({ q }) => upper(q) })],
});
`,
      },
      true,
    );
    expect({ after, errors }).toEqual({ after: ['t gated'], errors: [] });
    expect(text('app/agent.ts')).toContain(
      "import { runtime as capfenceRuntime } from './capfence-runtime';",
    );
  });

  it('gates an MCP server before anything is registered on it', async () => {
    const { before, after, errors, text } = mend({
      'src/server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

export function build(): McpServer {
  const server = new McpServer({ name: 's', version: '1' });
  server.registerTool('read-it', { inputSchema: { path: z.string() } }, async ({ path }) => ({ content: [{ type: 'text', text: path }] }));
  server.registerTool('write', { inputSchema: { path: z.string() } }, async ({ path }) => ({ content: [{ type: 'text', text: path }] }));
  return server;
}
`,
    });
    expect({ before, after, errors }).toEqual({
      before: ['read-it ungated', 'write ungated'],
      after: ['read-it gated', 'write gated'],
      errors: [],
    });
    await expect(text('src/server.ts')).toMatchFileSnapshot('golden/fix-mcp.txt');
  });

  it('uses what is imported already, and a runtime’s module that is there', () => {
    const { plan, text, errors } = mend({
      'capfence-runtime.ts': `import { ActionRuntime } from 'capfence';\nexport const runtime = ActionRuntime.fromPolicy('p.yaml');\n`,
      'src/agent.ts': `import { gateTool as put } from 'capfence/langchain';\nimport { runtime } from '../capfence-runtime.js';\n${LANGCHAIN}export const other = put({}, { runtime, actor: 'a', capability: 'a.b.c' });\n`,
    });
    expect(errors).toEqual([]);
    expect(plan.files.map(({ file }) => file)).toEqual(['src/agent.ts']);
    expect(text('src/agent.ts')).toContain('const one = put(tool(');
    expect(text('src/agent.ts').match(/import/g)).toHaveLength(5);
  });

  it('writes JavaScript for JavaScript', () => {
    const source = LANGCHAIN.replace(/\n\s*new DynamicStructuredTool.*\n/, '\n').replace(
      'DynamicStructuredTool, ',
      '',
    );
    const { after, errors, plan } = mend({ 'src/agent.js': source });
    expect({ after, errors }).toEqual({ after: ['one gated'], errors: [] });
    expect(plan.files.map(({ file }) => file)).toEqual(['src/agent.js', 'src/capfence-runtime.mjs']);
  });

  it('keeps the line endings of a file', () => {
    const { text } = mend({ 'src/agent.ts': LANGCHAIN.replaceAll('\n', '\r\n') });
    expect(text('src/agent.ts').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('what is left to do by hand', () => {
  const plan = (text: string, at: Parameters<typeof place>, changes: Parameters<typeof tool>[0] = {}) => {
    const finding = tool({ tool: 't', place: place(...at), endLine: at[1], ...changes });
    return planFixes([finding], { read: () => text, exists: () => false });
  };

  it.each([
    ['a call that registers', `import x from 'x';\nregister(1);`, 1, {}, 'nothing to wrap'],
    ['a class', `import x from 'x';\nclass A extends B {}`, 1, {}, 'no single expression'],
    ['an entry of a table', `import x from 'x';\nconst a = [{ a: 1 }];`, 12, {}, 'entry of a table'],
    [
      'something that is changed at once',
      `import x from 'x';\nconst a = tool(1).as(2).b;`,
      11,
      { endLine: 2 },
      'changed before',
    ],
    ['a promise', `import x from 'x';\nconst a = await tool(1);`, 17, {}, 'asynchronously'],
    ['CommonJS', `const x = require('x');\nconst a = tool(1);`, 11, {}, 'CommonJS'],
    ['a place that is not there', `import x from 'x';`, 9, {}, 'no single expression'],
    ['hooks', `import x from 'x';\nconst a = tool(1);`, 11, { framework: 'claude-agent' }, 'gateHooks'],
    [
      'a server from elsewhere',
      `import s from 's';\ns.registerTool(1);`,
      1,
      { framework: 'mcp' },
      'where it is made',
    ],
    [
      'a server that comes and goes',
      `import x from 'x';\nlet s = f(); s.registerTool(1);`,
      14,
      { framework: 'mcp' },
      'where it is made',
    ],
    [
      'a server without a name',
      `import x from 'x';\nf().registerTool(1);`,
      1,
      { framework: 'mcp' },
      'gateServer',
    ],
  ])('%s', (_, text, column, changes, reason) => {
    const { files, left } = plan(text, ['a.ts', 2, column], changes);
    expect(files).toEqual([]);
    expect(left).toMatchObject([{ why: expect.stringContaining(reason) }]);
  });

  it('a file that is gone, and one expression of several tools', () => {
    const twice = [
      tool({ place: place('a.ts', 2, 11), endLine: 2 }),
      tool({ place: place('a.ts', 2, 11), endLine: 2 }),
    ];
    const text = `import x from 'x';\nconst a = make(1);`;
    expect(planFixes(twice, { read: () => text, exists: () => false }).left).toHaveLength(2);
    expect(planFixes(twice, { read: () => undefined, exists: () => false }).left).toHaveLength(2);
  });

  it('no name of a tool becomes code', () => {
    const text = `import { McpServer } from 'm';\nconst s = new McpServer(); s.registerTool(n);`;
    const names = ['__proto__', `a': evil(), 'b`, '`${x}`', 'x\u2028y', 'ok'];
    const tools = names.map((name) =>
      tool({ tool: name, framework: 'mcp', place: place('a.ts', 2, 28), capability: `a.'+evil()+'` }),
    );
    const [file] = planFixes(tools, { read: () => text, exists: () => true }).files;
    const written = applyEdits(text, file?.edits ?? []);
    expect(written).toContain('["__proto__"]:');
    expect(written).toContain(`"a': evil(), 'b":`);
    expect(written).not.toMatch(/'[^"\n]*evil\(\)\+/);
  });
});

describe('a unified diff', () => {
  /** Applies a diff the way that `patch` does. */
  function patched(text: string, diff: string): string {
    const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    const out: string[] = [];
    let at = 0;
    for (const hunk of diff.split(/^(?=@@)/m).slice(1)) {
      const [head = '', ...body] = hunk.replace(/\n\\ No newline at end of file/g, '\u0000').split(/(?<=\n)/);
      const [, from = '1', count = '0'] = /@@ -(\d+),(\d+)/.exec(head) ?? [];
      const start = Number(from) - (count === '0' ? 0 : 1);
      out.push(...lines.slice(at, start));
      at = start;
      for (const line of body) {
        const whole = line.slice(1).replace(/\u0000\n/, '');
        if (line.startsWith('+')) out.push(whole);
        else {
          expect(whole).toBe(lines[at]);
          if (line.startsWith(' ')) out.push(whole);
          at++;
        }
      }
    }
    return [...out, ...lines.slice(at)].join('');
  }

  it('says what the edits do, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', 'c'), maxLength: 60 });
    const points = fc.array(fc.tuple(fc.nat(60), fc.nat(3), text), { maxLength: 4 });
    fc.assert(
      fc.property(text, points, (old, raw) => {
        let last = 0;
        const edits = raw
          .map(([start, length, put]) => ({
            start: Math.min(start, old.length),
            length,
            text: put.slice(0, 8),
          }))
          .sort((a, b) => a.start - b.start)
          .filter(({ start }) => start >= last)
          .map(({ start, length, text: put }) => {
            const end = Math.min(old.length, start + length);
            last = end + 1;
            return { start, end, text: put };
          });
        expect(patched(old, unifiedDiff('f', old, edits))).toBe(applyEdits(old, edits));
      }),
      { numRuns: 3000 },
    );
  });

  it('of a new file is all of it', () => {
    expect(newFileDiff('f', 'a\nb\n')).toBe('--- /dev/null\n+++ b/f\n@@ -0,0 +1,2 @@\n+a\n+b\n');
  });

  it('shows nothing that is hidden', () => {
    const diff = unifiedDiff('\u001b[2J', 'a\u202eb\nc\n', [{ start: 0, end: 0, text: '\u0007' }]);
    expect(diff.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
