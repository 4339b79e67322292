import { z } from 'zod';
import { TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { JsonObject, JsonValue } from '../../model/json.js';
import { readCommand } from '../readings/shell.js';
import type { ShellReading } from '../readings/shell.js';
import { ofReading, withScripts } from '../readings/shell-scripts.js';
import type { CommandReading } from '../readings/shell-scripts.js';
import { parseEntry } from '../shell/command-words.js';
import { EFFECTS } from '../shell/programs/define.js';
import { parseArgPath, readArgument } from './arg-path.js';
import type { ArgPath } from './arg-path.js';
import { ANY, defineOperator } from './define.js';
import type { Condition, EvaluationState, Mode, Reporter } from './define.js';
import { checkPathText } from './path-test.js';
import { ShellTest } from './shell-test.js';
import type { ShellQuestion } from './shell-test.js';
import { scriptTraces } from './shell-trace.js';
import { deciding, overReadings, reading, trace } from './trace.js';
import { listOf, texts } from './values.js';
import type { Texts } from './values.js';

const LISTS = [
  'command',
  'flags',
  'args',
  'pipes_to',
  'effects',
  'within',
  'outside',
  'glob',
  'host',
  'not_host',
  'only',
  'permit',
] as const;
const TESTS = ['command', 'flags', 'args', 'pipes_to', 'writes_to', 'effects', 'only'] as const;
const PATHS = ['within', 'outside', 'glob'] as const;
const PERMISSIONS = ['redirect', 'substitution', 'assignment'] as const;

type PathsValue = Readonly<Partial<Record<(typeof PATHS)[number], Texts>>>;
type ShellValue = Readonly<Partial<Record<(typeof LISTS)[number] | 'in', Texts>>> & {
  readonly writes_to?: PathsValue;
};

const paths = z
  .strictObject(
    { within: texts.optional(), outside: texts.optional(), glob: texts.optional() },
    { error: 'must be a map of `within`, `outside` or `glob`' },
  )
  .refine((value) => Object.keys(value).length > 0, { error: 'needs `within`, `outside` or `glob`' });

const choice = <T extends string>(names: readonly T[]) => {
  const one = z.enum(names, { error: `must be one of ${names.join(', ')}` });
  return z.union([one, z.array(one).min(1, { error: 'is an empty list' })]);
};

const shape = z
  .strictObject({
    ...Object.fromEntries(
      [
        'in',
        'command',
        'flags',
        'args',
        'pipes_to',
        'only',
        'within',
        'outside',
        'glob',
        'host',
        'not_host',
      ].map((key) => [key, texts.optional()]),
    ),
    writes_to: paths.optional(),
    effects: choice(EFFECTS).optional(),
    permit: choice(PERMISSIONS).optional(),
  })
  .refine((value) => TESTS.some((key) => (value as ShellValue)[key] !== undefined), {
    error: `needs one of ${TESTS.map((key) => `\`${key}\``).join(', ')}`,
  })
  .refine(
    (value) => needs(value as ShellValue, ['within', 'outside', 'glob', 'host', 'not_host'], ['effects']),
    {
      error:
        '`within`, `outside`, `glob`, `host` and `not_host` say where `effects` are, which it does not name',
    },
  );

function needs(
  value: ShellValue,
  keys: readonly (keyof ShellValue)[],
  others: readonly (keyof ShellValue)[],
): boolean {
  return keys.every((key) => value[key] === undefined) || others.every((key) => value[key] !== undefined);
}

export const shell = defineOperator<ShellValue>({
  key: 'shell',
  doc: {
    value:
      'map of `command flags args pipes_to writes_to effects within outside glob host not_host only permit in`',
    reads: '`command cmd script shell bash argv`, at any depth, or `in:`',
    readings: 'every simple command of the parsed script',
    example: { command: 'rm', flags: ['r', 'f'] },
  },
  schema: () => shape,
  check,
  canonical: (value) => canonical(value),
  compile: (value) => new Shell(value),
  region: (value) => ({
    kind: 'commands',
    programs: listOf(value.command ?? []),
    only: listOf(value.only ?? []),
  }),
});

function canonical(value: ShellValue): JsonObject {
  const lists = (['in', ...LISTS] as const).flatMap((key) =>
    value[key] === undefined ? [] : [[key, [...listOf(value[key])]] as const],
  );
  const { writes_to: writes } = value;
  return Object.fromEntries([
    ...lists,
    ...(writes === undefined ? [] : [['writes_to', spelled(writes)] as const]),
  ]);
}

function spelled(value: PathsValue): JsonObject {
  return Object.fromEntries(
    PATHS.flatMap((key) => (value[key] === undefined ? [] : [[key, [...listOf(value[key])]]])),
  );
}

function check(value: ShellValue, report: Reporter): void {
  const each = (
    key: string,
    items: Texts | undefined,
    fault: (text: string) => string | undefined,
    at: readonly string[] = [],
  ): void => {
    listOf(items ?? []).forEach((text, i) => {
      const found = fault(text);
      const place = Array.isArray(items) ? [...at, key, i] : [...at, key];
      if (found !== undefined) report.report('bad_value', place, `\`${text}\` ${found}`);
    });
  };
  each('in', value.in, (text) => (parseArgPath(text) === undefined ? 'is not an argument path' : undefined));
  each('only', value.only, (text) =>
    parseEntry(text) === undefined
      ? 'is not one plain command: write its words, with `*` for what may vary'
      : undefined,
  );
  each('flags', value.flags, (text) =>
    /^-{0,2}[A-Za-z0-9@#%?][\w.+-]*$/.test(text) ? undefined : 'is not a flag',
  );
  each('within', value.within, checkPathText);
  each('outside', value.outside, checkPathText);
  each('glob', value.glob, checkPathText);
  for (const key of PATHS) each(key, value.writes_to?.[key], checkPathText, ['writes_to']);
}

class Shell implements Condition {
  readonly cost = 3;
  readonly #test: ShellTest;
  readonly #places: readonly ArgPath[];
  readonly #expected: JsonValue;

  constructor(value: ShellValue) {
    this.#expected = canonical(value);
    this.#test = new ShellTest(this.#expected as unknown as ShellQuestion);
    this.#places = listOf(value.in ?? []).map((text) => parseArgPath(text) as ArgPath);
  }

  evaluate(state: EvaluationState, mode: Mode): Truth {
    return overReadings(this.#readings(state), (item) => this.#truth(item, state, mode), mode);
  }

  #readings(state: EvaluationState): readonly CommandReading[] {
    if (this.#places.length === 0) return state.readings.commands;
    return this.#places
      .flatMap((place) => readArgument(state.event.payload, place))
      .flatMap((found): readonly ShellReading[] => {
        if (found.kind === 'missing') return [];
        const read = found.kind === 'value' ? readCommand(found.value, found.at) : [];
        return read.length > 0 ? read : [{ kind: 'unclear', at: found.at, raw: found.value }];
      })
      .map(withScripts);
  }

  #truth(item: CommandReading, state: EvaluationState, mode: Mode): Truth {
    const exact = ofReading(item, false);
    const truth = exact === undefined ? UNKNOWN : this.#test.ofScript(exact, state, mode);
    if (mode !== ANY || truth === TRUE) return truth;
    const loose = ofReading(item, true);
    return loose === undefined ? truth : (Math.max(truth, this.#test.ofScript(loose, state, mode)) as Truth);
  }

  explain(state: EvaluationState, mode: Mode) {
    const truth = this.evaluate(state, mode);
    const items = this.#readings(state);
    const found = deciding(items, (item) => this.#truth(item, state, mode), mode);
    if (found === undefined)
      return trace('shell', this.#expected, mode, truth, { note: 'no command in the payload' });
    const exact = ofReading(found, false);
    const better = exact !== undefined && (mode !== ANY || this.#test.ofScript(exact, state, mode) === truth);
    const script = better ? exact : (ofReading(found, true) ?? exact);
    const form =
      found.reading.kind === 'argv' ? 'words' : better || exact === undefined ? 'script' : 'normalised';
    return trace('shell', this.#expected, mode, truth, {
      reading: reading(found.reading.at, rawOf(found.reading), form),
      note:
        script === undefined ? 'what stands here is neither a script nor a list of words' : script.unclear,
      children:
        script === undefined
          ? []
          : scriptTraces(script, mode, (command) => this.#test.ofCommand(command, script, state, mode)),
    });
  }
}

function rawOf(found: ShellReading): JsonValue {
  return found.kind === 'script' ? found.text : found.kind === 'argv' ? found.words : found.raw;
}
