import { describe, expect, it } from 'vitest';
import { EventTable } from '../../src/cli/simulate/event-table.js';
import type { SimulatedEvent } from '../../src/cli/simulate/report.js';
import { PLAIN } from '../../src/engine/reports/paint.js';

const event: SimulatedEvent = {
  line: 7,
  id: 'e-7',
  ts: '2026-03-09T08:13:44.333Z',
  actor: 'ops-agent',
  capability: 'filesystem.write.workspace',
  decision: 'deny',
  reason: 'policy_deny',
  rule: {
    id: 'no-secrets',
    section: 'deny',
    file: 'p.yaml',
    line: 3,
    reason: 'Keys stay \u202eunread\u001b[31m',
  },
  riskLevel: undefined,
  detail: undefined,
  recorded: { decision: 'allow' } as SimulatedEvent['recorded'],
  drift: 'newly_denied',
};

describe('the table of events', () => {
  it.each([60, 80, 119, 120, 200])('keeps to a terminal of %i columns', (columns) => {
    const table = new EventTable(columns, true, PLAIN);
    const lines = (table.head() + table.rows([event])).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    expect(lines.join('\n')).not.toMatch(/[\u202e\u001b]/);
  });

  it('leaves out what the summary has, before it cuts what decides', () => {
    const [head, row] = (
      new EventTable(80, true, PLAIN).head() + new EventTable(80, true, PLAIN).rows([event])
    ).split('\n');
    expect(head).toBe('line  time      capability               decision          rule or reason');
    expect(row).toBe('7     08:13:44  filesystem.write.works…  deny              was allow; no-secr…');
  });
});
