import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { decide, loadPolicy, parseEvent } from '../../src/index.js';

/**
 * Data of the Python CapFence 0.9.0, read where it lies and never copied. Where the folder is not there, there is
 * nothing to compare with.
 */
const FOLDER = process.env['CAPFENCE_COMPAT_DIR'] ?? resolve('..', 'shared', 'cases', 'compat');
const here = existsSync(FOLDER);

interface StarterCase {
  name: string;
  policy: string;
  event: {
    actor: { id: string; role: string };
    action: { capability: string };
    payload: object;
    environment?: string;
  };
  expected: { verdict: string };
}

interface Recorded {
  actor: string;
  tool: string;
  environment?: string;
  payload: object;
  decision: string;
}

function read(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8');
}

function lines(path: string): Recorded[] {
  return read(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded);
}

function replay({ actor, tool, environment, payload }: Recorded, policy: string): string {
  const event = { actor, capability: tool, payload, ...(environment !== undefined && { environment }) };
  return decide(loadPolicy(join(FOLDER, policy)), parseEvent(event)).decision;
}

describe.runIf(here)('data of the Python CapFence', () => {
  const suite = 'tests/fixtures/policy-packs/starter_pack_cases.yaml';
  const { cases } = (here ? parse(read(suite)) : { cases: [] }) as { cases: StarterCase[] };

  it.each(cases.map((item) => [item.name, item] as const))(
    'starter pack case %s',
    (_, { policy, event, expected }) => {
      const { actor, action, payload, environment } = event;
      const decision = decide(loadPolicy(join(FOLDER, 'tests/fixtures/policy-packs', policy)), {
        actor: actor.id,
        capability: action.capability,
        payload,
        context: { user_role: actor.role },
        ...(environment !== undefined && { environment }),
      });
      expect(decision.decision).toBe(expected.verdict);
    },
  );

  const packs = here ? readdirSync(join(FOLDER, 'policies/packs')) : [];
  const recorded = packs.filter((pack) =>
    existsSync(join(FOLDER, 'policies/packs', pack, 'audit_examples.jsonl')),
  );

  it.each(recorded)('recorded decisions of the pack %s', (pack) => {
    for (const record of lines(`policies/packs/${pack}/audit_examples.jsonl`)) {
      expect([record.payload, replay(record, `policies/packs/${pack}/policy.yaml`)]).toEqual([
        record.payload,
        record.decision,
      ]);
    }
  });

  const examples = here ? readdirSync(join(FOLDER, 'examples/side_effects')) : [];

  it.each(examples)('the example %s is denied', (example) => {
    for (const record of lines(`examples/side_effects/${example}/audit_sample.jsonl`)) {
      expect(replay(record, `examples/side_effects/${example}/policy.yaml`)).toBe('deny');
    }
  });

  const older = here ? readdirSync(join(FOLDER, 'policies')).filter((file) => file.endsWith('.yaml')) : [];

  it.each(older)('the older policy %s loads', (file) => {
    expect(loadPolicy(join(FOLDER, 'policies', file)).rules.length).toBeGreaterThan(0);
  });
});
