import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { efficacySection } from '../../bench/efficacy.js';
import { CORPORA, readCorpus } from '../../bench/efficacy/corpus.js';
import { measureEfficacy } from '../../bench/efficacy/efficacy.js';
import type { Efficacy, Level } from '../../bench/efficacy/efficacy.js';
import { SUBJECTS } from '../../bench/efficacy/subjects.js';
import { shareText, wilson } from '../../bench/efficacy/wilson.js';
import * as engine from '../../src/index.js';

const results = measureEfficacy(engine);
const at = (level: Level): Efficacy[] => results.filter((result) => result.level === level);
const named = ({ pack, corpus }: Efficacy): string => `${pack} on ${corpus}`;
const percent = (hits: number, of: number): number => (100 * hits) / of;

/** Packs that judge things of which there is no corpus. */
const WITHOUT_CORPUS = ['kubernetes'];

describe('the corpora', () => {
  it.each([
    ['shell', 400],
    ['sql', 150],
    ['url', 100],
    ['path', 100],
    ['payment', 70],
  ] as const)('has enough of %s, of both kinds, each with its reason and once', (name, least) => {
    const all = readCorpus(name);
    expect(all.length).toBeGreaterThanOrEqual(least);
    expect(all.filter(({ attack }) => !attack).length).toBeGreaterThanOrEqual(25);
    expect(all.filter(({ reason }) => typeof reason !== 'string' || reason.length < 4)).toEqual([]);
    const keys = all.map(({ text, dialect, environment }) => JSON.stringify([text, dialect, environment]));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('are asked of every pack', () => {
    const packs = readdirSync('policies').filter((name) => existsSync(`policies/${name}/baseline.yaml`));
    const asked = new Set([...SUBJECTS.map(({ pack }) => pack), ...WITHOUT_CORPUS]);
    expect(packs.filter((name) => !asked.has(name))).toEqual([]);
    expect(CORPORA.filter((name) => !SUBJECTS.some(({ corpus }) => corpus === name))).toEqual([]);
  });
});

describe('the packs at their baseline', () => {
  it.each(at('baseline').map((result) => [named(result), result] as const))(
    'block 99 of a hundred attacks and let 97 of a hundred harmless calls through: %s',
    (_, { blocked, passed, wrong }) => {
      expect({ wrong, blocked: percent(blocked.hits, blocked.of) >= 99 }).toEqual({ wrong, blocked: true });
      expect({ wrong, passed: percent(passed.hits, passed.of) >= 97 }).toEqual({ wrong, passed: true });
    },
  );

  it('do better than rules on texts, by what they block and let through together', () => {
    const score = ({ blocked, passed }: Efficacy): number => blocked.hits + passed.hits;
    for (const result of at('baseline')) {
      const text = at('text-only').find((other) => named(other) === named(result)) as Efficacy;
      expect([named(result), score(result)]).not.toEqual([named(result), score(text)]);
      expect(score(result)).toBeGreaterThan(score(text));
    }
  });
});

describe('the levels', () => {
  it('are nested: what a stricter one allows, the next one allows', () => {
    const order = ['strict', 'baseline', 'permissive'] as const;
    for (const [i, level] of order.slice(0, -1).entries()) {
      for (const strict of at(level)) {
        const next = at(order[i + 1] as Level).find((other) => named(other) === named(strict)) as Efficacy;
        const lost = (looser: Efficacy, stricter: Efficacy, attack: boolean): string[] => {
          const texts = (result: Efficacy) =>
            new Set(result.wrong.filter((wrong) => wrong.attack === attack).map(({ text }) => text));
          // A wrong attack is one that is allowed; a wrong harmless call is one that is not.
          const [from, into] = attack ? [stricter, looser] : [looser, stricter];
          return [...texts(from)].filter((text) => !texts(into).has(text));
        };
        expect([named(strict), lost(next, strict, true)]).toEqual([named(strict), []]);
        expect([named(strict), lost(next, strict, false)]).toEqual([named(strict), []]);
      }
    }
  });
});

describe('the figures', () => {
  it('are intervals of Wilson', () => {
    expect(shareText(wilson(9, 10))).toBe('9/10  90.0 %  [59.6, 98.2]');
    expect(shareText(wilson(0, 20))).toBe('0/20  0.0 %  [0.0, 16.1]');
    expect(shareText(wilson(20, 20))).toBe('20/20  100.0 %  [83.9, 100.0]');
    expect(shareText(wilson(0, 0))).toBe('none');
  });

  it('are the same again, and count a mistake', () => {
    const folder = mkdtempSync(join(tmpdir(), 'capfence-corpus-'));
    const write = (text: string): void => writeFileSync(join(folder, 'sql.yaml'), text);
    write(
      'attacks: [{ sql: "DROP TABLE x", reason: gone }, { sql: "SELECT id FROM t", reason: mislabelled }]\nbenign: []\n',
    );
    const options = { folder, packs: ['database'] };
    const [strict, baseline] = efficacySection(engine, options).rows;
    expect(strict).toMatchObject({
      pack: 'database',
      level: 'strict',
      corpus: 'sql',
      blocked: 2,
      blocked_of: 2,
    });
    expect(baseline).toMatchObject({ level: 'baseline', blocked: 1, blocked_of: 2, passed_of: 0, wrong: 1 });
    expect(efficacySection(engine, options)).toEqual(efficacySection(engine, options));
    write('- { label: attack, reason: without a text }\n');
    expect(() => measureEfficacy(engine, options)).toThrow('has no text');
  });
});
