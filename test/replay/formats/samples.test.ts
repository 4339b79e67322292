import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/engine/replay/index.js';
import type { SimulatedEvent, Summary } from '../../../src/engine/replay/index.js';
import { run, toolMap, trace } from './run.js';

/** Each sample with the policy, and the map, that it was written for. */
const SAMPLES: readonly (readonly [name: string, file: string, policy: string, map: string | undefined])[] = [
  ['claude-code', 'claude-code.jsonl', 'coding-agent.yaml', undefined],
  ['codex', 'codex.jsonl', 'coding-agent.yaml', undefined],
  ['inspect', 'inspect.json', 'coding-agent.yaml', undefined],
  ['mcp', 'mcp.jsonl', 'mcp/baseline.yaml', undefined],
  ['openai-chat', 'openai-chat.jsonl', 'helpdesk.yaml', 'helpdesk.map.yaml'],
  ['openai-responses', 'openai-responses.jsonl', 'helpdesk.yaml', 'helpdesk.map.yaml'],
  ['openai-agents', 'openai-agents.jsonl', 'helpdesk.yaml', 'helpdesk.map.yaml'],
  ['langsmith', 'langsmith.jsonl', 'helpdesk.yaml', 'helpdesk.map.yaml'],
  ['otel', 'otel.json', 'helpdesk.yaml', 'helpdesk.map.yaml'],
  ['agentdojo', 'agentdojo.json', 'payments/baseline.yaml', 'agentdojo.map.yaml'],
  ['audit', 'audit.jsonl', 'quickstart.yaml', undefined],
  ['replay', 'replay.json', 'helpdesk.yaml', 'short-form.map.yaml'],
  ['short', 'short-form.jsonl', 'helpdesk.yaml', 'short-form.map.yaml'],
];

function told({
  line,
  id,
  actor,
  capability,
  decision,
  rule,
  reason,
  recorded,
  drift,
}: SimulatedEvent): string {
  const was = recorded === undefined ? '' : `, was ${recorded.text}${drift ? ` (${drift})` : ''}`;
  return `${line} ${id} ${actor} ${capability}: ${decision} by ${rule?.id ?? reason}${was}`;
}

function counted({ lines, events, skipped, withoutPayload, decisions, unmappedTools }: Summary): string {
  const unmapped = unmappedTools.map(({ name }) => name);
  return JSON.stringify({ lines, events, skipped, withoutPayload, ...decisions, unmapped });
}

describe('the samples', () => {
  it('are of every form that is not shown by the native ones', () => {
    const shown = SAMPLES.map(([name]) => name);
    expect([...shown, 'native', 'tool'].sort()).toEqual(FORMATS.map(({ name }) => name).sort());
  });

  it.each(SAMPLES)(
    '%s is decided as ever, and something in it is stopped',
    async (name, file, policy, map) => {
      const options = map === undefined ? {} : { map: toolMap(map) };
      const { events, badLines, summary, error } = await run(trace(file), options, policy);
      expect([error, badLines]).toEqual([undefined, []]);
      expect(summary.decisions.allow).toBeGreaterThan(0);
      expect(events.some(({ rule }) => rule?.section === 'deny')).toBe(true);
      const text = [...events.map(told), counted(summary), ''].join('\n');
      await expect(text).toMatchFileSnapshot(`golden/${name}.txt`);
    },
  );

  it.each(SAMPLES)(
    '%s comes out the same by its name and however it is cut',
    async (name, file, policy, map) => {
      const options = map === undefined ? {} : { map: toolMap(map) };
      const bytes = trace(file);
      const whole = await run(bytes, options, policy);
      expect(await run(bytes, { ...options, from: name as 'audit' }, policy)).toEqual(whole);
      for (const size of [1, 7, 1000]) {
        const chunks: Buffer[] = [];
        for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
        expect(await run(chunks, options, policy)).toEqual(whole);
      }
    },
  );
});
