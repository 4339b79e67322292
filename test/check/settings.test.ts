import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { baselineText, parseSettings, readBaseline } from '../../src/cli/check/settings.js';
import { withBase } from '../../src/cli/check/changed.js';
import { CapfenceError, PolicyError } from '../../src/engine/model/errors.js';
import { settingsJsonSchema } from '../../src/engine/scan/schema.js';
import { baselineOf } from '../../src/engine/scan/baseline.js';
import { HOSTILE, SAMPLE } from '../support/scan-reports.js';
import { temporaryFolder } from '../cli/run.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WHOLE = `include: [src]
exclude: ["**/*.test.ts"]
tsconfig: tsconfig.json
min_severity: low
strict: true
fail_on_ungated: false
baseline: known.json
custom:
  - { module: "@acme/agents", construct: defineSkill, name_argument: 0, executor: run }
effects:
  - { module: "@acme/db", function: query, effect: database }
`;

function problemsOf(text: string): string[] {
  try {
    parseSettings(text, 's.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.problems.map(
      ({ message, help, position: { line, column } }) => `${line}:${column} ${message} (${help})`,
    );
  }
}

describe('settings', () => {
  it('are read whole', () => {
    expect(parseSettings(WHOLE, 's.yaml')).toMatchObject({
      custom: [{ construct: 'defineSkill', name_argument: 0, executor: 'run' }],
      min_severity: 'low',
      strict: true,
    });
    expect(parseSettings('', 's.yaml')).toEqual({});
  });

  it('have a JSON Schema that editors take, and that says the same', () => {
    const validate = new Ajv({ strict: false }).compile(settingsJsonSchema());
    expect(validate(parse(WHOLE))).toBe(true);
    for (const wrong of ['strikt: true', 'min_severity: hgih', 'custom: [{}]', 'include: src'])
      expect([wrong, validate(parse(wrong))]).toEqual([wrong, false]);
  });

  it('say what is wrong, and where, all at once', () => {
    const text =
      'min_severty: low\nstrict: yes please\ncustom:\n  - modul: x\n    construct: f\neffects: [{module: m, function: f, effect: nuke}]\n';
    expect(problemsOf(text)).toMatchInlineSnapshot(`
      [
        "1:1 unknown key \`min_severty\` (did you mean \`min_severity\`?)",
        "2:9 \`strict\` must be boolean, not text (undefined)",
        "4:5 \`module\` is missing (undefined)",
        "4:5 unknown key \`modul\` (undefined)",
        "6:44 \`effect\` must be one of \`exec\`, \`eval\`, \`fs.read\`, \`fs.write\`, \`fs.delete\`, \`network\`, \`database\`, \`payment\`, \`mail\`, \`cloud\`, \`process\`, \`env\`, \`browser\`, not \`nuke\` (undefined)",
      ]
    `);
    expect(problemsOf('[a]')).toMatchInlineSnapshot(`
      [
        "1:1 the settings must be a map (undefined)",
      ]
    `);
    expect(problemsOf('a: [')).toHaveLength(1);
  });

  it('make nothing fall over that is not YAML, or not ours', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          parseSettings(text, 's');
        } catch (error) {
          if (!(error instanceof CapfenceError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a baseline file', () => {
  it('is read as it was written', async () => {
    for (const report of [SAMPLE, HOSTILE, { ...SAMPLE, tools: [], problems: [] }]) {
      const file = join(temporaryFolder(), 'baseline.json');
      writeFileSync(file, baselineText(baselineOf(report)));
      expect(await readBaseline(file)).toEqual(baselineOf(report));
    }
  });

  it.each([
    '',
    '[]',
    '{}',
    '{"version": 2, "findings": []}',
    '{"version": 1, "findings": [{"fingerprint": "x"}]}',
    'x: [',
  ])('is refused where it is none: %j', async (text) => {
    const file = join(temporaryFolder(), 'baseline.json');
    writeFileSync(file, text);
    await expect(readBaseline(file)).rejects.toThrow(PolicyError);
  });
});

describe('--changed', () => {
  it.each([
    [['--changed'], ['--changed=:usual']],
    [
      ['--changed', 'main'],
      ['--changed', 'main'],
    ],
    [
      ['--changed', 'src'],
      ['--changed=:usual', 'src'],
    ],
    [
      ['--changed', '--json'],
      ['--changed=:usual', '--json'],
    ],
    [['--changed=src'], ['--changed=src']],
    [
      ['src', '--changed'],
      ['src', '--changed=:usual'],
    ],
    [
      ['--', '--changed'],
      ['--', '--changed'],
    ],
    [
      ['--changed', '--', 'x'],
      ['--changed=:usual', '--', 'x'],
    ],
  ])('%j is %j', (given, expected) => {
    expect(withBase(given, (path) => path === 'src')).toEqual(expected);
  });
});
