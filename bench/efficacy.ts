import type { Engine } from './engine.js';
import { measureEfficacy, type Efficacy, type EfficacyOptions } from './efficacy/efficacy.js';
import { shareText, type Share } from './efficacy/wilson.js';
import type { Cell, Section, Table } from './table.js';

/** How much packs stop and let through, with intervals, beside rules on texts. Counted, not timed. */
export function efficacySection(engine: Engine, options: EfficacyOptions): Section {
  const results = measureEfficacy(engine, options);
  return { name: 'efficacy', rows: results.map(row), tables: [shares(results), ...mistakes(results)] };
}

function shares(results: readonly Efficacy[]): Table {
  return {
    title: 'efficacy: what packs block and let through, with Wilson intervals of 95 %',
    head: ['pack / level, corpus', 'attacks blocked', 'of them denied', 'benign passed unasked', 'asked'],
    body: results.map(({ pack, level, corpus, blocked, denied, passed, asked }) => [
      `${pack} / ${level}, ${corpus}`,
      shareText(blocked),
      String(denied.hits),
      shareText(passed),
      String(asked.hits),
    ]),
    notes: [
      'blocked: denied or asked of a person, by every tool that would run it. passed: by the tool that is made for it.',
      'text-only: the same corpus under rules on texts, as packs had them before.',
    ],
  };
}

/** The attacks that the baseline lets through, and the harmless calls that it does not. */
function mistakes(results: readonly Efficacy[]): Table[] {
  const body = results
    .filter(({ level }) => level === 'baseline')
    .flatMap(({ pack, corpus, wrong }) =>
      wrong.map(({ attack, text, decision, rule }) => [
        `${pack}, ${corpus}`,
        attack ? 'attack' : 'benign',
        decision,
        rule,
        shortened(JSON.stringify(text)),
      ]),
    );
  if (body.length === 0) return [];
  return [
    { title: 'what the baseline got wrong', head: ['pack', 'label', 'decision', 'rule', 'text'], body },
  ];
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function row({ pack, level, corpus, wrong, ...rest }: Efficacy): Readonly<Record<string, Cell>> {
  const cells = (['blocked', 'denied', 'passed', 'asked'] as const).flatMap((name) => flat(name, rest[name]));
  return { pack, level, corpus, ...Object.fromEntries(cells), wrong: wrong.length };
}

function flat(name: string, { hits, of, low, high }: Share): [string, Cell][] {
  return [
    [name, hits],
    [`${name}_of`, of],
    [`${name}_low`, round(low)],
    [`${name}_high`, round(high)],
  ];
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
