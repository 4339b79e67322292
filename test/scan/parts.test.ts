import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/engine/scan/parts.js';
import { closure } from '../../src/engine/scan/related.js';
import { scan } from '../../src/engine/scan/index.js';
import { toolNamed, treeOf, verdicts } from './tree.js';

const APP = (name: string) => ({
  [`${name}/tools.ts`]: `import { tool } from '@langchain/core/tools'; import { run } from '../shared/run';
export const open = tool(async ({ c }) => run(c), { name: '${name}_open' });
export const shut = tool(async ({ c }) => run(c), { name: '${name}_shut' });`,
  [`${name}/agent.ts`]: `import { createAgent } from 'langchain'; import { gateTool } from 'capfence/langchain'; import { open, shut } from './tools';
createAgent({ tools: [open, gateTool(shut, {})] });`,
});

const SHARED = {
  'shared/run.ts': `import { exec } from 'node:child_process'; export const run = (c: string) => exec(c);`,
};

/** Every component on its own; with `whole`, even these are cut. */
const EACH = { whole: 1_000_000, batch: 1 };
const TINY = { whole: 1, batch: 1 };

describe('a program that is looked at in parts', () => {
  it('says the same of parts that share only plain code', () => {
    const root = treeOf({ ...SHARED, ...APP('a'), ...APP('b'), ...APP('c') });
    const whole = scan({ root });
    expect(scan({ root, bounds: EACH })).toEqual(whole);
    expect(verdicts(whole)).toMatchObject({ a_open: 'ungated', a_shut: 'gated', c_shut: 'gated' });
    expect(toolNamed(whole, 'b_open').severity).toBe('critical');
  });

  const GATED = `import { createAgent } from 'langchain'; import { tool } from '@langchain/core/tools'; import { gateTool } from 'capfence/langchain';`;
  const MADE = `const t = tool(async () => 1, { name: 't' }); createAgent({ tools: [gateTool(t, {})] });`;
  const AGENT = `import { createAgent } from 'langchain';`;
  const ways: Record<string, Record<string, string>> = {
    'a list that another part hands over': {
      'store.ts': `export const store: unknown[] = [];`,
      'a.ts': `${GATED} import { store } from './store'; ${MADE} store.push(t);`,
      'b.ts': `${AGENT} import { store } from './store'; createAgent({ tools: store });`,
    },
    'a list under another name': {
      'store.ts': `const kept: unknown[] = []; export { kept as store };`,
      'a.ts': `${GATED} import { store as mine } from './store'; ${MADE} mine.push(t);`,
      'b.ts': `${AGENT} import { store as theirs } from './store'; createAgent({ tools: theirs });`,
    },
    'a list behind a barrel': {
      'store.ts': `export const store: unknown[] = [];`,
      'index.ts': `export * from './store';`,
      'a.ts': `${GATED} import { store } from './index'; ${MADE} store.push(t);`,
      'b.ts': `${AGENT} import * as all from './index'; createAgent({ tools: all.store });`,
    },
    'a list that is exported by default': {
      'store.ts': `const store: unknown[] = []; export default store;`,
      'a.ts': `${GATED} import mine from './store'; ${MADE} mine.push(t);`,
      'b.ts': `${AGENT} import theirs from './store'; createAgent({ tools: theirs });`,
    },
    'a list that functions put into and give': {
      'store.ts': `const kept: unknown[] = []; export const put = (one: unknown) => { kept.push(one); }; export const all = () => kept;`,
      'a.ts': `${GATED} import { put } from './store'; ${MADE} put(t);`,
      'b.ts': `${AGENT} import { all } from './store'; createAgent({ tools: all() });`,
    },
    'a field of a shared object': {
      'store.ts': `export const store: { tool?: unknown } = {};`,
      'a.ts': `${GATED} import { store } from './store'; ${MADE} store.tool = t;`,
      'b.ts': `${AGENT} import { store } from './store'; createAgent({ tools: [store.tool] });`,
    },
    'a class that keeps what it is given': {
      'store.ts': `export class Store { tools: unknown[] = []; add(one: unknown) { this.tools.push(one); } } export const store = new Store();`,
      'a.ts': `${GATED} import { store } from './store'; ${MADE} store.add(t);`,
      'b.ts': `${AGENT} import { store } from './store'; createAgent({ tools: store.tools });`,
    },
    'a CommonJS file that is held whole': {
      'store.js': `module.exports = { tools: [] };`,
      'a.ts': `${GATED} import * as store from './store.js'; ${MADE} store.tools.push(t);`,
      'b.js': `const { createAgent } = require('langchain'); const store = require('./store.js'); createAgent({ tools: store.tools });`,
    },
  };
  it.each(Object.keys(ways))('does not call gated what another part may have: %s', (way) => {
    const root = treeOf(ways[way] ?? {});
    expect(toolNamed(scan({ root }), 't').verdict).not.toBe('gated');
    expect(toolNamed(scan({ root, bounds: EACH }), 't').verdict).not.toBe('gated');
    expect(toolNamed(scan({ root, bounds: TINY }), 't').verdict).not.toBe('gated');
  });

  it('does not call unreachable what another part may use', () => {
    const root = treeOf({
      'make.ts': `import { tool } from '@langchain/core/tools'; export const t = tool(async () => 1, { name: 't' });`,
      'barrel.ts': `export * from './make';`,
      'z/agent.ts': `import { createAgent } from 'langchain'; import { t } from '../barrel'; createAgent({ tools: [t] });`,
    });
    expect(toolNamed(scan({ root }), 't').verdict).toBe('ungated');
    expect(['ungated', 'unknown']).toContain(toolNamed(scan({ root, bounds: TINY }), 't').verdict);
  });

  it('says what it could not follow to the end', () => {
    const root = treeOf({
      'a.ts': `import { tool } from '@langchain/core/tools'; import { helper } from './helper'; export const t = tool(async ({ c }) => helper(c), { name: 't' });`,
      'helper.ts': `import { deep } from './deep'; export const helper = (c: string) => deep(c);`,
      'deep.ts': `import { exec } from 'node:child_process'; export const deep = (c: string) => exec(c);`,
      'b.ts': `import { createAgent } from 'langchain'; import { gateTool } from 'capfence/langchain'; import { t } from './a'; export const agent = createAgent({ tools: [gateTool(t, {})] });`,
      'c.ts': `import { createAgent } from 'langchain'; import { t } from './a'; export const agent = createAgent({ tools: [t] });`,
    });
    expect(toolNamed(scan({ root }), 't')).toMatchObject({ verdict: 'ungated', severity: 'critical' });
    const { tools, problems } = scan({ root, bounds: TINY });
    const [found] = tools;
    expect(tools).toHaveLength(1);
    expect(found?.verdict).not.toBe('gated');
    expect(['medium', 'critical']).toContain(found?.severity);
    expect(problems.map(({ code }) => code)).toEqual(found?.verdict === 'unknown' ? ['too-large'] : []);
  });
});

describe('dividing a program', () => {
  const graph = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 80 });

  it('leaves nothing out, has every file in one part, and keeps together what belongs together', () => {
    fc.assert(
      fc.property(graph, fc.nat(40), fc.nat(40), fc.uniqueArray(fc.nat(30)), (edges, whole, batch, seeds) => {
        const uses = new Map<string, string[]>();
        const usedBy = new Map<string, string[]>();
        const add = (map: Map<string, string[]>, from: number, to: number) =>
          map.set(`${from}`, [...(map.get(`${from}`) ?? []), `${to}`]);
        for (const [from, to] of edges) {
          add(uses, from, to);
          add(usedBy, to, from);
        }
        const near = closure(seeds.map(String), usedBy);
        const related = { near, all: closure(near, uses), uses, usedBy };
        const parts = partsOf(related, () => 1, { whole, batch });
        expect(parts.flatMap(({ own }) => [...own]).sort()).toEqual([...near].sort());
        for (const { own, files, isCut } of parts) {
          for (const file of own) expect(files.has(file)).toBe(true);
          if (!isCut) expect([...closure(own, uses)].every((file) => files.has(file))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
