import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/engine/replay/index.js';
import { capfence, golden, steady } from './run.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const HELPDESK = ['policies/helpdesk.yaml', '--map', 'traces/helpdesk.map.yaml'];
const CODING = ['policies/coding-agent.yaml'];

/** The sample of each form, with the policy that it was written for. */
const SAMPLES: readonly (readonly [form: string, trace: string, ...args: string[]])[] = [
  ['native', 'agent_trace.jsonl', 'policies/quickstart.yaml'],
  ['short', 'short-form.jsonl', 'policies/helpdesk.yaml', '--map', 'traces/short-form.map.yaml'],
  ['tool', '../test/fixtures/traces/tool.jsonl', 'test/fixtures/traces/policy.yaml'],
  ['audit', 'audit.jsonl', 'policies/quickstart.yaml'],
  ['replay', 'replay.json', 'policies/helpdesk.yaml', '--map', 'traces/short-form.map.yaml'],
  ['claude-code', 'claude-code.jsonl', ...CODING],
  ['codex', 'codex.jsonl', ...CODING],
  ['otel', 'otel.json', ...HELPDESK],
  ['openai-chat', 'openai-chat.jsonl', ...HELPDESK],
  ['openai-responses', 'openai-responses.jsonl', ...HELPDESK],
  ['openai-agents', 'openai-agents.jsonl', ...HELPDESK],
  ['langsmith', 'langsmith.jsonl', ...HELPDESK],
  ['mcp', 'mcp.jsonl', 'policies/mcp/baseline.yaml'],
  ['inspect', 'inspect.json', ...CODING],
  ['agentdojo', 'agentdojo.json', 'policies/payments/baseline.yaml', '--map', 'traces/agentdojo.map.yaml'],
];

describe('the samples under replay', () => {
  it('are of every form', () => {
    expect(SAMPLES.map(([form]) => form).sort()).toEqual(FORMATS.map(({ name }) => name).sort());
    for (const [, trace] of SAMPLES) expect(existsSync(`${ROOT}/traces/${trace}`)).toBe(true);
  });

  it.each(SAMPLES)('%s', async (form, trace, policy, ...map) => {
    const args = ['replay', `traces/${trace}`, '--policy', policy as string, ...map];
    const { code, stdout, stderr } = await capfence(args, { cwd: ROOT });
    expect([code, stderr]).toEqual([0, '']);
    await expect(steady(stdout)).toMatchFileSnapshot(golden(`replay-sample-${form}`));
  });
});
