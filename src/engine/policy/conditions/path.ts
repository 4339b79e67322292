import { z } from 'zod';
import { TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { JsonValue } from '../../model/json.js';
import { readFields } from '../readings/fields.js';
import type { ArgPath } from './arg-path.js';
import { defineOperator } from './define.js';
import type { Condition, EvaluationState, Mode, Reporter } from './define.js';
import { checkPlaces, placesOf, readNamed } from './named.js';
import type { NamedText } from './named.js';
import { checkPathText, CompiledPathTest } from './path-test.js';
import type { PathTest } from './path-test.js';
import { deciding, overReadings, reading, trace } from './trace.js';
import { listOf, texts } from './values.js';
import type { Texts } from './values.js';

interface PathValue {
  readonly in?: Texts;
  readonly within?: Texts;
  readonly outside?: Texts;
  readonly glob?: Texts;
}

const READS = '`path file filename target directory root source destination` and the like';
const TESTS = ['within', 'outside', 'glob'] as const;

export const pathPrefix = defineOperator<Texts>({
  key: 'path_prefix',
  doc: {
    value: 'path or list (any)',
    reads: `${READS}, at any depth`,
    readings:
      'raw, normalised, and, where relative, against the payload’s own `cwd`; a prefix ends at a segment border',
    example: './workspace',
  },
  schema: () => texts,
  check: (value, report) => checkPaths(value, [], report),
  canonical: (value) => [...listOf(value)],
  compile: (value) => new PathCondition('path_prefix', [...listOf(value)], { within: listOf(value) }, []),
  region: (value) => ({ kind: 'paths', within: listOf(value), outside: [], globs: [] }),
});

export const path = defineOperator<PathValue>({
  key: 'path',
  doc: {
    value: 'map of `within outside glob in`',
    reads: `${READS}, or \`in:\``,
    readings: 'every path',
    example: { within: './workspace' },
  },
  schema: () =>
    z
      .strictObject({
        in: texts.optional(),
        within: texts.optional(),
        outside: texts.optional(),
        glob: texts.optional(),
      })
      .refine((value) => TESTS.some((key) => value[key] !== undefined), {
        error: 'needs `within`, `outside` or `glob`',
      }),
  check(value, report) {
    for (const key of TESTS) if (value[key] !== undefined) checkPaths(value[key], [key], report);
    checkPlaces(value.in, report);
  },
  canonical: (value) =>
    Object.fromEntries(
      (['in', ...TESTS] as const).flatMap((key) =>
        value[key] === undefined ? [] : [[key, [...listOf(value[key])]]],
      ),
    ),
  compile(value) {
    const test = Object.fromEntries(
      TESTS.flatMap((key) => (value[key] === undefined ? [] : [[key, listOf(value[key])]])),
    );
    return new PathCondition('path', value as JsonValue, test, placesOf(value.in));
  },
  region: (value) => ({
    kind: 'paths',
    within: listOf(value.within ?? []),
    outside: listOf(value.outside ?? []),
    globs: listOf(value.glob ?? []),
  }),
});

function checkPaths(value: Texts, at: readonly string[], report: Reporter): void {
  for (const [index, text] of listOf(value).entries()) {
    const fault = checkPathText(text);
    if (fault) report.report('bad_value', Array.isArray(value) ? [...at, index] : at, `\`${text}\` ${fault}`);
  }
}

class PathCondition implements Condition {
  readonly cost = 3;
  readonly #test: CompiledPathTest;

  constructor(
    private readonly key: string,
    private readonly value: JsonValue,
    test: PathTest,
    private readonly places: readonly ArgPath[],
  ) {
    this.#test = new CompiledPathTest(test);
  }

  evaluate(state: EvaluationState, mode: Mode): Truth {
    const { hostCwd } = state.readings;
    if (this.places.length > 0)
      return overReadings(readNamed(state, this.places), (item) => this.#truth(state, item, mode), mode);
    const truthOf = (forms: (typeof state.readings.paths)[number]): Truth =>
      forms === undefined ? UNKNOWN : this.#test.evaluate(forms, hostCwd, mode);
    return overReadings(state.readings.paths, truthOf, mode);
  }

  #truth(state: EvaluationState, item: NamedText, mode: Mode): Truth {
    if (item.text === undefined || item.text === '') return UNKNOWN;
    return this.#test.evaluate(state.readings.path(item.text), state.readings.hostCwd, mode);
  }

  explain(state: EvaluationState, mode: Mode) {
    const truth = this.evaluate(state, mode);
    const items =
      this.places.length > 0
        ? readNamed(state, this.places)
        : readFields(state.event.payload, true).paths.map(({ value, at, raw }) => ({ text: value, at, raw }));
    const found = deciding(items, (item) => this.#truth(state, item, mode), mode);
    const unclear = found !== undefined && this.#truth(state, found, mode) === UNKNOWN && truth !== TRUE;
    return trace(this.key, this.value, mode, truth, {
      reading: found && reading(found.at, found.raw, 'raw'),
      note:
        found === undefined
          ? 'no path in the payload'
          : unclear
            ? 'nobody can say where this leads'
            : undefined,
    });
  }
}
