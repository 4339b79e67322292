import { describe, expect, it } from 'vitest';
import { names, scanTree, toolNamed, verdicts } from './tree.js';

const URL = 'https://api.openai.com/v1/chat/completions';
const TOOL = `{ type: 'function', function: { name: 'one', parameters: {} } }`;
const HEAD = `import { exec } from 'node:child_process'; import { ActionRuntime } from 'capfence'; declare const runtime: ActionRuntime; declare const model: string; declare const messages: any[];`;
const loop = (
  ask: string,
  run = `const args = JSON.parse(call.function.arguments); exec(args.line)`,
  tail = '',
) =>
  `${HEAD} export async function turn() { const r: any = await ${ask}; const data = await r.json();
    for (const call of data.choices[0].message.tool_calls) { const name = call.function.name; switch (name) { case 'one': { ${run}; break; } } } }\n${tail}`;
const body = `JSON.stringify({ model, messages, tools: [${TOOL}] })`;

describe('tools told to a model over plain HTTP', () => {
  const ways: Record<string, Record<string, string>> = {
    fetch: { 'a.ts': loop(`fetch('${URL}', { method: 'POST', body: ${body} })`) },
    'a body with a name': {
      'a.ts': loop(
        `fetch('${URL}', { body })`,
        undefined,
        `const tools = [${TOOL}]; const body = ${body.replace(/tools: .*\]/, 'tools')};`,
      ),
    },
    'tools of another file': {
      'a.ts': `import { TOOLS as all } from './tools'; ${loop(`fetch('${URL}', { body: JSON.stringify({ model, messages, tools: all }) })`)}`,
      'tools.ts': `export const TOOLS = [${TOOL}] as const;`,
    },
    'a URL of another file': {
      'a.ts': `import { url } from './url'; ${loop(`fetch(url, { body: ${body} })`)}`,
      'url.ts': `export const url = process.env.URL ?? '${URL}';`,
    },
    axios: {
      'a.js': `import axios from 'axios'; ${loop(`axios.post('${URL}', { model: 'm', messages, tools: [${TOOL}] })`).replace(/declare const \w+: [\w[\]]+;|: any/g, '')}`,
    },
    'axios with one argument': {
      'a.ts': `import axios from 'axios'; ${loop(`axios({ url: '${URL}', data: { messages, tools: [${TOOL}] } })`)}`,
    },
    CommonJS: {
      'a.js': `const axios = require('axios'); const { exec } = require('child_process'); const tools = [${TOOL}];
        module.exports = async (messages) => { const { data } = await axios.post('${URL}', { messages, tools }); for (const call of data.choices[0].message.tool_calls) if (call.function.name === 'one') { const args = JSON.parse(call.function.arguments); exec(args.line); } };`,
    },
    'a table of what runs': {
      'a.ts': `${HEAD} const table: any = { one: (args: any) => exec(args.line) };
        export async function turn() { const r: any = await fetch('${URL}', { body: ${body} }); const { name, args } = await r.json(); await table[name](args); }`,
    },
    'descriptions taken from tools': {
      'a.ts': `${HEAD} const all = [{ name: 'one', schema: {}, execute: async (args: any) => exec(args.line) }];
        export async function turn() { const r: any = await fetch('${URL}', { body: JSON.stringify({ messages, tools: all.map((t) => ({ type: 'function', function: { name: t.name, parameters: t.schema } })) }) });
          const { name, args } = await r.json(); await all.find((t) => t.name === name)?.execute(args); }`,
    },
    'the other API': {
      'a.ts': loop(
        `fetch('https://api.anthropic.com/v1/messages', { body: JSON.stringify({ messages, tools: [{ name: 'one', input_schema: {} }] }) })`,
      ),
    },
    'a third API': {
      'a.ts': loop(
        `fetch('https://generativelanguage.googleapis.com/v1beta/models/x:generateContent', { body: JSON.stringify({ contents: [], tools: [{ functionDeclarations: [{ name: 'one', parameters: {} }] }] }) })`,
      ),
    },
  };
  it.each(Object.keys(ways))('%s', (way) => {
    const report = scanTree(ways[way] ?? {});
    expect(names(report)).toEqual(['one']);
    expect(toolNamed(report, 'one')).toMatchObject({
      verdict: 'ungated',
      framework: 'model-api',
      severity: 'critical',
    });
  });

  it('are gated where the loop asks first, and only then', () => {
    const asked = (run: string) =>
      verdicts(scanTree({ 'a.ts': loop(`fetch('${URL}', { body: ${body} })`, run) }));
    const act = `exec(JSON.parse(call.function.arguments).line)`;
    expect(
      asked(`const v = await runtime.execute({ tool: name } as any); if (!v.authorized) continue; ${act}`),
    ).toEqual({ one: 'gated' });
    expect(asked(`await runtime.execute({ tool: name } as any); ${act}`)).toEqual({ one: 'ungated' });
    expect(
      asked(`${act}; const v = await runtime.execute({ tool: name } as any); if (!v.authorized) continue`),
    ).toEqual({ one: 'ungated' });
    expect(
      asked(
        `if (name.length > 3) { const v = await runtime.execute({ tool: name } as any); if (!v.authorized) continue; } ${act}`,
      ),
    ).toEqual({ one: 'ungated' });
    expect(asked(`// const v = await runtime.execute(); if (!v.authorized) continue;\n ${act}`)).toEqual({
      one: 'ungated',
    });
    expect(
      asked(
        `const run = async () => { const v = await runtime.execute({ tool: name } as any); if (!v.authorized) return; }; ${act}`,
      ),
    ).toEqual({ one: 'ungated' });
  });

  it('are not gated by a shadowed runtime, or by a tool beside them that asks', () => {
    const gate = `const v = await runtime.execute({} as any); if (!v.authorized) return;`;
    const shadowed = loop(
      `fetch('${URL}', { body: ${body} })`,
      `{ const runtime = { execute: async (_: any) => ({ authorized: true }) }; const v = await runtime.execute({}); if (!v.authorized) continue; exec(JSON.parse(call.function.arguments).line); }`,
    );
    expect(verdicts(scanTree({ 'a.ts': shadowed }))).toEqual({ one: 'ungated' });
    const beside = `${HEAD} const all = [{ name: 'one', execute: async (args: any) => exec(args.line) }, { name: 'two', execute: async (args: any) => { ${gate} exec(args.line); } }];
      export async function turn() { const r: any = await fetch('${URL}', { body: JSON.stringify({ messages, tools: all.map((t) => ({ type: 'function', function: { name: t.name, parameters: {} } })) }) }); const { name, args } = await r.json(); await all.find((t) => t.name === name)?.execute(args); }`;
    expect(verdicts(scanTree({ 'a.ts': beside }))).toEqual({ one: 'ungated', two: 'gated' });
  });

  it('are not gated by what stands beside a description while a branch runs it otherwise', () => {
    const code = `${HEAD} const all = [{ name: 'one', execute: async (args: any) => { const v = await runtime.execute({} as any); if (!v.authorized) return; exec(args.line); } }];
      export async function turn() { const r: any = await fetch('${URL}', { body: JSON.stringify({ messages, tools: all.map((t) => ({ type: 'function', function: { name: t.name, parameters: {} } })) }) }); const { name, args } = await r.json();
        if (name === 'one') exec(args.line); }`;
    expect(toolNamed(scanTree({ 'a.ts': code }), 'one').verdict).not.toBe('gated');
  });

  it('takes no other body for one', () => {
    const quiet = `const url = '${URL}';`;
    for (const text of [
      `JSON.stringify({ tools: [${TOOL}] })`,
      `JSON.stringify({ messages: [], tools: 3 })`,
      `JSON.stringify({ messages: [], items: [${TOOL}] })`,
      `JSON.parse({ messages: [], tools: [${TOOL}] })`,
      `const JSON = { stringify: (x: any) => x }; JSON.stringify({ messages: [], tools: [${TOOL}] })`,
    ])
      expect(
        names(
          scanTree({
            'a.ts': `${quiet} export function f() { ${text.includes(';') ? text : `return ${text}`}; }`,
          }),
        ),
      ).toEqual([]);
    expect(names(scanTree({ 'a.ts': `export const f = (messages: any[]) => ${body};` }))).toEqual([]);
  });
});
