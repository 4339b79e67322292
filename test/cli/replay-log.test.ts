import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActionRuntime } from '../../src/index.js';
import { capfence, json } from './run.js';

/*
 * The round trip: a thousand events are executed and recorded, and the record is replayed, from the database itself and
 * from what is exported.
 */

const POLICY = `version: 1
name: shop
deny:
  - { id: no-rm, capability: shell, contains: 'rm -rf' }
require_approval:
  - { id: large, capability: payments.refund, amount_gt: 100 }
allow:
  - { id: reads, capability: files.read, path: { within: ./workspace } }
  - { id: small, capability: payments.refund, amount_gte: 0, amount_lte: 100 }
  - { id: shell, capability: shell.exec }
`;
const DENY = `  - { id: no-curl, capability: shell, contains: curl }\n`;
const STRICTER = POLICY.replace('require_approval:', `${DENY}require_approval:`);

const ACTS = [
  { capability: 'shell.exec.dev', payload: { command: 'ls -la' } },
  { capability: 'shell.exec.dev', payload: { command: 'curl https://example.com' } },
  { capability: 'shell.exec.dev', payload: { command: 'rm  -rf /' } },
  { capability: 'payments.refund', payload: { amount: 40 } },
  { capability: 'payments.refund', payload: { amount: '4,000' } },
  { resource: 'files', action: 'read', scope: 'any', payload: { path: './workspace/a.txt' } },
  { capability: 'files.read.any', payload: { path: '/etc/passwd' }, environment: 'production', risk: 3.5 },
  { capability: 'nothing.at.all', payload: {}, host: { require_approval: true } },
];
const EVENTS = 1000;
const CURLS = EVENTS / ACTS.length;

const folder = mkdtempSync(join(tmpdir(), 'capfence-round-trip-'));
const at = (name: string): string => join(folder, name);
const log = at('state/capfence.db');

beforeAll(async () => {
  writeFileSync(at('policy.yaml'), POLICY);
  writeFileSync(at('stricter.yaml'), STRICTER);
  const runtime = ActionRuntime.fromPolicy(at('policy.yaml'), { state: at('state'), storePayloads: true });
  await runtime.executeMany(
    Array.from({ length: EVENTS }, (_, n) => ({
      actor: `agent-${n % 7}`,
      ...ACTS[n % ACTS.length],
      context: { session: `s${n % 50}`, caller_depth: n % 3 },
    })) as never,
  );
  await runtime.execute({ actor: 'not an event' } as never);
  await runtime.close();
  const state = ['--state', at('state')];
  expect((await capfence(['audit', 'export', ...state, '--out', at('events.jsonl')])).code).toBe(0);
  const bundle = ['audit', 'export', ...state, '--bundle', at('bundle.jsonl'), '--payloads'];
  expect((await capfence(bundle)).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  events: { line: number; actor: string; drift: string; replayed: { rule: { id: string } | null } }[];
  traces: { digest: string; badLines: number }[];
  summary: { events: number; withoutPayload: number; comparison: { compared: number; drift: object } };
}

async function replay(trace: string, policy: string): Promise<{ code: number | null; report: Report }> {
  const args = ['replay', trace, '--policy', at(policy), '--only', 'changed', '--fail-on', 'drift', '--json'];
  const ended = await capfence(args);
  expect(ended.stderr).toBe('');
  return { code: ended.code, report: json(ended) as Report };
}

describe.each([
  ['the database', log, EVENTS + 1],
  ['the export', at('events.jsonl'), EVENTS],
])('replaying %s', (_, trace, events) => {
  it('under the same policy: zero drift', async () => {
    const { code, report } = await replay(trace, 'policy.yaml');
    expect(code).toBe(0);
    expect(report.summary).toMatchObject({
      events,
      badLines: 0,
      comparison: { compared: events, drift: { total: 0 } },
    });
    expect(report.events).toEqual([]);
  });

  it('under a policy with one deny more: exactly the expected drift', async () => {
    const { code, report } = await replay(trace, 'stricter.yaml');
    expect(code).toBe(1);
    expect(report.summary.comparison.drift).toEqual({
      total: CURLS,
      newly_allowed: 0,
      newly_denied: CURLS,
      newly_needs_approval: 0,
    });
    expect(report.events).toHaveLength(CURLS);
    expect(new Set(report.events.map(({ replayed }) => replayed.rule?.id))).toEqual(new Set(['no-curl']));
  });
});

describe('every command that reads a trace', () => {
  const packed = at('events.jsonl.gz');
  beforeAll(() => writeFileSync(packed, gzipSync(readFileSync(at('events.jsonl')))));

  it.each([
    ['the database', log, EVENTS + 1],
    ['the export, packed', packed, EVENTS],
  ])('reads %s', async (_, trace, events) => {
    const both = [at('policy.yaml'), at('stricter.yaml')];
    const diff = await capfence(['policy', 'diff', ...both, '--trace', trace, '--json']);
    expect([diff.code, diff.stderr]).toEqual([0, '']);
    expect(json(diff)).toMatchObject({
      events,
      transitions: [{ old: 'allow', new: 'deny', count: CURLS }],
    });

    const suggest = await capfence(['policy', 'suggest', '--trace', trace, '--json']);
    expect([suggest.code, suggest.stderr]).toEqual([0, '']);
    const whole = (await replay(trace, 'policy.yaml')).report.traces;
    expect(json(suggest)).toMatchObject({ trace: { digest: whole[0]?.digest, badLines: 0 } });

    const args = [
      'simulate',
      '--trace-file',
      trace,
      '--policy',
      at('policy.yaml'),
      '--fail-on-drift',
      '--json',
    ];
    const simulated = await capfence(args);
    expect([simulated.code, simulated.stderr]).toEqual([0, '']);
    expect(json(simulated)).toMatchObject({ summary: { events, badLines: 0 } });
  });
});

describe('an audit database', () => {
  it('is read without a trace of the reading, and has the same digest each time', async () => {
    const first = await replay(log, 'policy.yaml');
    const second = await replay(log, 'policy.yaml');
    expect(first.report).toEqual(second.report);
    expect(existsSync(`${log}-journal`)).toBe(false);
    expect((await capfence(['verify', '--state', at('state')])).code).toBe(0);
  });

  it('has the payloads that were stored: only what was no event has none', async () => {
    const { report } = await replay(log, 'policy.yaml');
    expect(report.summary.withoutPayload).toBeLessThanOrEqual(1);
  });

  it('is refused as another form, and through a pipe', async () => {
    const form = await capfence(['replay', log, '--policy', at('policy.yaml'), '--from', 'native']);
    expect([form.code, form.stderr]).toEqual([2, expect.stringContaining('is an audit database')]);
    const input = Buffer.from('SQLite format 3\0 and the rest');
    const piped = await capfence(['replay', '-', '--policy', at('policy.yaml')], { input });
    expect([piped.code, piped.stderr]).toEqual([2, expect.stringContaining('cannot be read from a pipe')]);
  });

  it('that is none of ours is refused', async () => {
    const path = at('other.db');
    writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096)]));
    const { code, stderr } = await capfence(['replay', path, '--policy', at('policy.yaml')]);
    expect([2, 3]).toContain(code);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
