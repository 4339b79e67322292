import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compilePolicy, decide, parsePolicy } from '../../../src/index.js';

interface Sample {
  readonly label: 'attack' | 'benign';
  readonly command: string;
  readonly reason: string;
  /** What this policy does not answer for, but the packs do. */
  readonly packs?: boolean;
}

const FOLDER = 'test/fixtures/attacks';
const samples = (parse(readFileSync(`${FOLDER}/shell.yaml`, 'utf8')) as readonly Sample[]).filter(
  ({ packs }) => packs !== true,
);
const policy = compilePolicy(parsePolicy(readFileSync(`${FOLDER}/shell-policy.yaml`, 'utf8')));

function decisionOn(command: string): string {
  return decide(policy, {
    actor: 'agent',
    capability: 'shell.exec.dev',
    payload: { command },
    context: { cwd: '/work/project' },
  }).decision;
}

const of = (label: Sample['label']): readonly Sample[] => samples.filter((sample) => sample.label === label);

describe('the corpus of commands', () => {
  it('is as large as it says, without repeats, and gives a reason for each label', () => {
    expect(new Set(samples.map(({ command }) => command)).size).toBe(samples.length);
    expect(of('attack').length).toBeGreaterThanOrEqual(250);
    expect(of('benign').length).toBeGreaterThanOrEqual(150);
    expect(samples.filter(({ reason }) => reason.length < 8)).toEqual([]);
  });

  it('has no attack that a policy lets through', () => {
    expect(of('attack').filter(({ command }) => decisionOn(command) === 'allow')).toEqual([]);
  });

  it('has no ordinary work that a policy stops', () => {
    expect(of('benign').filter(({ command }) => decisionOn(command) !== 'allow')).toEqual([]);
  });
});
