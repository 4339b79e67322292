import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/engine/reports/csv.js';
import { codeCell, markdownTable } from '../../src/engine/reports/markdown.js';
import { replayCsv, REPLAY_CSV_HEAD } from '../../src/engine/reports/replay-csv.js';
import { junitBroken, junitCase } from '../../src/engine/reports/replay-junit.js';
import { replayMarkdown } from '../../src/engine/reports/replay-markdown.js';
import type { ReplayRow } from '../../src/engine/reports/replay-row.js';

const row = (over: Partial<ReplayRow> = {}): ReplayRow => ({
  ...{ trace: 't.jsonl', line: 3, id: 'e', ts: 1, actor: 'bot', capability: 'a.b' },
  original: { decision: 'deny', text: 'deny', reason: undefined, rule: undefined },
  replayed: {
    decision: 'allow',
    reason: 'policy_allow',
    rule: null,
    riskLevel: undefined,
    detail: undefined,
  },
  drift: 'newly_allowed',
  ...over,
});

const nasty = fc.string({
  unit: fc.constantFrom('`', '|', '\\', ' ', 'a', '<', '@', '[', '\n', '\u202e', '=', '"', ',', "'"),
});

describe('Markdown', () => {
  it('keeps whatever a stranger wrote inside of one cell, and inside of code', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const cell = codeCell(text, 120);
        if (text === '') return;
        // As readers of tables split a line: a backslash takes the next character along.
        const line = markdownTable(['a', 'b'], [[cell, 'end']])[2] as string;
        const cells = [...line.matchAll(/((?:\\[^]|[^|\\])*)\|/g)].map(([, inner]) =>
          (inner as string).trim(),
        );
        expect(cells.filter((inner) => inner !== '')).toEqual([cell, 'end']);
        const fence = /^`+/.exec(cell)?.[0] ?? '';
        expect(fence.length).toBeGreaterThan(0);
        expect(cell.endsWith(fence)).toBe(true);
        const inner = cell.slice(fence.length, -fence.length);
        expect([...inner.matchAll(/`+/g)].some(([run]) => run === fence)).toBe(false);
        expect(inner.startsWith('`') || inner.endsWith('`')).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  it('says that nothing changes where nothing does', () => {
    const none = { total: 0, newly_allowed: 0, newly_denied: 0, newly_needs_approval: 0 };
    const facts = {
      policy: { name: 'p', digest: 'd' },
      traces: [],
      events: 1,
      drift: none,
      capabilities: [],
      notes: [],
    };
    const text = replayMarkdown({ ...facts, chosen: 0 }, []);
    expect(text).toContain('## Replay: no decision changes in 1 event\n');
  });
});

describe('CSV', () => {
  it('has as many cells in each line as in its head, and no formula', () => {
    fc.assert(
      fc.property(nasty, nasty, (one, two) => {
        const text = replayCsv(row({ trace: one, actor: two, capability: one, ts: two, id: one }));
        const cells = parseCsv(text);
        expect(cells).toHaveLength(REPLAY_CSV_HEAD.split(',').length);
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@]/);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves empty what is not known', () => {
    const text = replayCsv(
      row({ original: undefined, drift: undefined, ts: undefined, id: undefined, actor: null }),
    );
    expect(text).toBe('t.jsonl,3,,,,a.b,,allow,,,,policy_allow,policy_allow\r\n');
    expect(csvLine(['a"b', 'c,d'])).toBe('"a""b","c,d"\r\n');
  });
});

describe('JUnit', () => {
  it('fails what it is told to, and is well-formed', () => {
    const isFailure = ({ drift }: ReplayRow): boolean => drift === 'newly_allowed';
    expect(junitCase(row({ drift: null }), isFailure)).toMatch(/^ {4}<testcase [^<>]*\/>\n$/);
    fc.assert(
      fc.property(nasty, (text) => {
        const all = junitCase(row({ trace: text, capability: text }), isFailure) + junitBroken(text, text);
        expect(all).toMatch(/<failure type="newly_allowed" message="original deny, replayed allow">/);
        const inner = all.replace(/<\/?(testcase|failure|error)((?: \w+="[^"<>]*")*)\/?>/g, '');
        expect(inner).not.toMatch(/[<>"]/);
      }),
      { numRuns: 2000 },
    );
  });
});

/** The cells of one line of RFC 4180. */
function parseCsv(text: string): string[] {
  expect(text.endsWith('\r\n')).toBe(true);
  const cells = [...`,${text.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"]*))(?=,|$)/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
