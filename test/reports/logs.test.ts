import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../src/engine/audit/index.js';
import { fit } from '../../src/engine/reports/fit.js';
import { csvBadLine, csvLine, CSV_HEAD } from '../../src/engine/reports/log-csv.js';
import { badRow, cell, logRow } from '../../src/engine/reports/log-row.js';
import { StatsCounter } from '../../src/engine/reports/log-stats.js';
import { logStatsText } from '../../src/engine/reports/log-stats-text.js';
import { traceText } from '../../src/engine/reports/trace-text.js';
import { textWidth } from '../../src/engine/reports/width.js';
import { decision } from '../support/sample-log.js';

const HOSTILE = '\u001b[2J\u202egnp\u0007\u009b1m\n\r\t\u200b\ud800';
/** All that a terminal could obey, or that a reader would not see. */
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e\ud800]/;

function record(fields: object = {}): AuditRecord {
  return {
    ...{ v: 1, log: 'aa'.repeat(16), seq: 5, prev: 'bb'.repeat(32), ts: '2024-01-31T09:00:00.000Z' },
    ...{ w: 'cc'.repeat(8), wseq: 3 },
    ...decision(),
    ...fields,
  } as AuditRecord;
}

describe('a text that is cut', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['データ分析', 7, 'データ…'],
    ['データ分析', 6, 'デー…'],
    ['😀😀', 3, '😀…'],
  ])('%j has room in %i cells as %j', (text, cells, shown) => {
    expect(fit(text, cells)).toBe(shown);
    expect(textWidth(fit(text, cells))).toBeLessThanOrEqual(cells);
  });

  it('does not let marks pile up without end', () => {
    expect(fit(`a${'\u0301'.repeat(10_000)}`, 10).length).toBeLessThan(50);
  });

  it('is no text of a megabyte, and holds nothing that a terminal obeys', () => {
    expect(cell('x'.repeat(1_000_000))).toHaveLength(80);
    expect(cell(HOSTILE)).not.toMatch(OBEYED);
  });
});

describe('the row of a record', () => {
  it('says the decision, the reason and the rule', () => {
    expect(logRow(record())).toMatchObject({
      ...{ seq: 5, agent: 'support-agent', capability: 'shell.execute', decision: 'deny', tone: 'deny' },
      ...{ reason: 'policy_deny (no-rm)', why: 'no-rm', despite: false },
    });
  });

  it('marks what was let through although the policy did not allow it', () => {
    const observed = { authorized: true, mode: 'observe', reason: 'observed:policy_deny' };
    expect(logRow(record(observed))).toMatchObject({ tone: 'observed', despite: true });
    const bypassed = { authorized: true, reason: 'bypassed:outage', bypass: 3 };
    expect(logRow(record(bypassed))).toMatchObject({ tone: 'bypass', despite: true });
  });

  it('gives the detail where no rule decided', () => {
    const row = logRow(record({ rule: null, reason: 'invalid_event', detail: 'missing field `actor`' }));
    expect(row.reason).toBe('invalid_event: missing field `actor`');
  });

  it.each([
    ['objects', { toString: 1, valueOf: 1 }],
    ['lists', [HOSTILE]],
    ['numbers', 7],
    ['null', null],
    ['nothing', undefined],
    ['hostile texts', HOSTILE.repeat(5000)],
  ])('stands %s in any place', (_, value) => {
    const names = [
      'id',
      'actor',
      'capability',
      'decision',
      'reason',
      'rule',
      'policy',
      'bypass',
      'detail',
      'ts',
    ];
    for (const name of [...names, 'payload', 'authorized', 'mode', 'by', 'ends', 'session']) {
      for (const type of ['decision', 'outcome', 'bypass.start', 'policy.load', HOSTILE]) {
        const odd = record({ [name]: name === 'ts' ? JSON.stringify(value ?? 1) : value, type });
        const counter = new StatsCounter();
        counter.add(odd);
        const view = { record: odd, outcome: odd, bypass: odd, payload: null, inclusion: null, story: [odd] };
        const text = [
          ...Object.values(logRow(odd)),
          csvLine(odd).replace(/\r\n$/, ''),
          logStatsText(counter.stats()),
          traceText(view),
        ].join('');
        expect(text).not.toMatch(OBEYED);
      }
    }
  });
});

describe('csv', () => {
  it('has a column to each thing that one would sort by', () => {
    expect(CSV_HEAD + csvLine(record({ id: 'ev-1', session: 's,1' }))).toBe(
      'seq,time,type,agent,capability,decision,authorized,mode,rule,session,id,reason\r\n' +
        '5,2024-01-31T09:00:00.000Z,decision,support-agent,shell.execute,deny,false,enforce,no-rm,"s,1",ev-1,policy_deny\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '"=1'])(
    'has no cell that a spreadsheet takes for a formula: %j',
    (actor) => {
      const shown = csvLine(record({ actor })).split(',')[3] ?? '';
      expect(shown.replace(/^"/, '')).toMatch(/^['\\]/);
    },
  );

  it('quotes, and keeps a record on its line', () => {
    const line = csvLine(record({ actor: 'a "b"\nc' }));
    expect(line).toContain(',"a ""b""\\nc",');
    expect(line.split('\n')).toHaveLength(2);
    expect(csvBadLine(9, 'the record is no JSON')).toBe('9,,unreadable,,,,,,,,,the record is no JSON\r\n');
  });
});

describe('statistics', () => {
  const counter = new StatsCounter();
  const at = (hour: string, fields: object = {}): void =>
    counter.add(record({ ts: `2024-01-31T${hour}:30:00.000Z`, ...fields }));
  for (let i = 0; i < 16; i++) at('09', { decision: 'allow', reason: 'policy_allow', rule: { id: 'reads' } });
  for (let i = 0; i < 4; i++) at('09');
  at('11', { reason: 'observed:policy_deny', actor: 'データ分析' });
  at('11', { reason: 'default_deny', rule: null, actor: HOSTILE });
  at('11', { type: 'policy.load' });

  it('count decisions, rules, agents and hours', () => {
    expect(counter.stats()).toMatchObject({
      records: 23,
      decisions: [
        { name: 'allow', count: 16 },
        { name: 'deny', count: 5 },
        { name: 'deny (observed)', count: 1 },
      ],
      rules: [
        { name: 'reads', count: 16 },
        { name: 'no-rm', count: 5 },
        { name: '(default_deny)', count: 1 },
      ],
      hours: [
        { name: '2024-01-31 09:00', count: 20 },
        { name: '2024-01-31 11:00', count: 2 },
      ],
    });
  });

  it('are drawn as bars, with the hours in which nothing was', () => {
    expect(logStatsText(counter.stats(), { columns: 80 })).toMatchInlineSnapshot(`
      "22 decisions

      By decision
        allow                                     16  ████████████████████████████████
        deny                                       5  ██████████
        deny (observed)                            1  ██

      By rule
        reads                                     16  ████████████████████████████████
        no-rm                                      5  ██████████
        (default_deny)                             1  ██

      By agent
        support-agent                             20  ████████████████████████████████
        <U+001B>[2J<U+202E>gnp<U+0007><U+009B>1…   1  █▋
        データ分析                                 1  █▋

      By hour (UTC)
        2024-01-31 09:00                          20  ████████████████████████████████
        2024-01-31 10:00                           0
        2024-01-31 11:00                           2  ███▎
      "
    `);
  });

  it('stay within the columns', () => {
    const lines = logStatsText(counter.stats(), { columns: 50 }).split('\n');
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(50);
  });

  it('do not grow with the names that a log has', () => {
    const many = new StatsCounter();
    for (let i = 0; i < 12_000; i++) many.add(record({ actor: `agent-${i}` }));
    expect(many.stats().agents).toHaveLength(10_001);
    expect(logStatsText(many.stats())).toContain('… and 9991 more');
  });
});

describe('the row of what is no record', () => {
  it('says why', () => {
    expect(badRow(7, 'the record is no JSON')).toMatchObject({ seq: 7, decision: 'unreadable', tone: 'bad' });
  });
});
