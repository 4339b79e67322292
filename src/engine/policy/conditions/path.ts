import { z } from 'zod';
import { TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { JsonValue } from '../../model/json.js';
import { readFields } from '../readings/fields.js';
import { parseArgPath, readArgument } from './arg-path.js';
import type { ArgPath } from './arg-path.js';
import { defineOperator } from './define.js';
import type { Condition, EvaluationState, Mode, Reporter } from './define.js';
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
    for (const [index, text] of listOf(value.in ?? []).entries()) {
      if (parseArgPath(text) === undefined)
        report.report('bad_value', ['in', index], `\`${text}\` is not an argument path`);
    }
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
    const places = listOf(value.in ?? []).map((text) => parseArgPath(text) as ArgPath);
    return new PathCondition('path', value as JsonValue, test, places);
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

interface PathReading {
  readonly text: string | undefined;
  readonly at: string;
  readonly raw: JsonValue;
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
      return overReadings(this.#named(state), (item) => this.#truth(state, item, mode), mode);
    const truthOf = (forms: (typeof state.readings.paths)[number]): Truth =>
      forms === undefined ? UNKNOWN : this.#test.evaluate(forms, hostCwd, mode);
    return overReadings(state.readings.paths, truthOf, mode);
  }

  #truth(state: EvaluationState, item: PathReading, mode: Mode): Truth {
    if (item.text === undefined || item.text === '') return UNKNOWN;
    return this.#test.evaluate(state.readings.path(item.text), state.readings.hostCwd, mode);
  }

  /** The arguments that `in:` names: texts and lists of texts. */
  #named(state: EvaluationState): PathReading[] {
    return this.places.flatMap((place) =>
      readArgument(state.event.payload, place).flatMap((found): PathReading[] => {
        if (found.kind === 'missing') return [];
        const items: readonly JsonValue[] = Array.isArray(found.value)
          ? (found.value as readonly JsonValue[])
          : [found.value];
        return items.map((item) => ({
          text: found.kind === 'value' && typeof item === 'string' ? item : undefined,
          at: found.at,
          raw: item,
        }));
      }),
    );
  }

  explain(state: EvaluationState, mode: Mode) {
    const truth = this.evaluate(state, mode);
    const items =
      this.places.length > 0
        ? this.#named(state)
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
