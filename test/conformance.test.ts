import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { decide, parsePolicy } from '../src/index.js';
import type { EventInput } from '../src/index.js';

interface Case {
  name: string;
  policy: object;
  event: EventInput;
  expect: { decision: string; reason?: string; rule?: string };
}

const { cases } = parse(readFileSync('test/fixtures/conformance/policy.yaml', 'utf8')) as { cases: Case[] };

describe('the conformance cases of the language', () => {
  it.each(cases.map((item) => [item.name, item] as const))('%s', (_, { policy, event, expect: expected }) => {
    const decision = decide(parsePolicy(JSON.stringify(policy)), event);
    expect(decision.decision).toBe(expected.decision);
    if (expected.reason !== undefined) expect(decision.reason).toBe(expected.reason);
    if (expected.rule !== undefined) expect(decision.rule?.id).toBe(expected.rule);
  });

  it('pass through the command that users run', () => {
    const suite = join(mkdtempSync(join(tmpdir(), 'capfence-conformance-')), 'cases.yaml');
    writeFileSync(suite, JSON.stringify({ suite: 'policy-language', cases }));
    const { status, stdout } = spawnSync(
      process.execPath,
      ['bin/run.js', 'policy', 'test', suite, '--json'],
      { encoding: 'utf8' },
    );
    const { passed, failed } = JSON.parse(stdout) as { passed: number; failed: number };
    expect({ status, passed, failed }).toEqual({ status: 0, passed: cases.length, failed: 0 });
  });

  it('are all of them', () => {
    expect(cases.length).toBe(58);
  });
});
