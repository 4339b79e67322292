import { existsSync, readFileSync } from 'node:fs';
import { globSync } from 'fast-glob';
import { describe, expect, it } from 'vitest';
import { parseSuite, runSuites } from '../../src/engine/suite/index.js';
import { checkPolicyFile, compilePolicy, decide, loadPolicy } from '../../src/index.js';

const LEVELS = ['strict', 'baseline', 'permissive'] as const;
const packs = globSync('policies/*/baseline.yaml').map((file) => file.split('/')[1] as string);
const shipped = globSync([
  'policies/*.yaml',
  'policies/*/*.yaml',
  '!policies/**/*cases.yaml',
  '!policies/*/assert.yaml',
]).sort();
const suiteFiles = globSync(['policies/*/cases.yaml', 'policies/*.cases.yaml']).sort();
const suites = suiteFiles.map((file) => parseSuite(readFileSync(file, 'utf8'), file));

/** Policies that show what went wrong somewhere, and so are not clean. */
const STORIES = /incident-/;

describe('the shipped policies', () => {
  it('are there', () => {
    expect(packs.length).toBeGreaterThanOrEqual(8);
    for (const pack of packs)
      for (const file of [...LEVELS.map((level) => `${level}.yaml`), 'cases.yaml', 'README.md'])
        expect([pack, file, existsSync(`policies/${pack}/${file}`)]).toEqual([pack, file, true]);
  });

  it.each(shipped.filter((file) => !STORIES.test(file)))('pass the check without a warning: %s', (file) => {
    const { findings } = checkPolicyFile(file);
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it.each(suites.map((suite) => [suite.file, suite] as const))('answer their suite: %s', (_, suite) => {
    const { suites: outcomes } = runSuites([suite]);
    const wrong = outcomes.flatMap(({ cases }) => cases.filter(({ ok }) => !ok));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('have no rule that decides no case of any suite', () => {
    const { unreached } = runSuites(suites).coverage;
    expect(unreached.map(({ id, file }) => `${file}: ${id}`)).toEqual([]);
  });

  it('say in every pack what they cannot see', () => {
    for (const pack of packs) {
      const text = readFileSync(`policies/${pack}/README.md`, 'utf8');
      for (const title of ['## What it stops', '## What it lets through', '## What it cannot see'])
        expect([pack, title, text.includes(title)]).toEqual([pack, title, true]);
    }
  });
});

describe('the sites where data is dropped', () => {
  const listIn = (file: string): string[] => {
    const [, list = ''] = /host:\s*\[(webhook\.site,[^\]]*)\]/.exec(readFileSync(file, 'utf8')) ?? [];
    return list.split(',').map((host) => host.trim());
  };
  const own = listIn('policies/http/baseline.yaml');

  it.each([
    ...['http', 'mcp'].flatMap((pack) => LEVELS.map((level) => `policies/${pack}/${level}.yaml`)),
    'policies/shell/parts/floor.yaml',
  ])('are the same list everywhere: %s', (file) => {
    expect(own.length).toBeGreaterThan(100);
    expect(listIn(file)).toEqual(own);
  });
});

describe('the levels of a pack', () => {
  it.each(packs)('allow no more the stricter they are, on every event of its suite: %s', (pack) => {
    const policies = LEVELS.map((level) => compilePolicy(loadPolicy(`policies/${pack}/${level}.yaml`)));
    const cases = suites.find(({ file }) => file === `policies/${pack}/cases.yaml`)?.cases ?? [];
    const torn = cases.filter(({ event }) => {
      const allowed = policies.map((policy) => decide(policy, event as never).decision === 'allow');
      return allowed.some((yes, i) => yes && allowed[i + 1] === false);
    });
    expect(cases.length).toBeGreaterThan(20);
    expect(torn.map(({ name }) => name)).toEqual([]);
  });
});
