import { z } from 'zod';
import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { ConditionTrace } from '../../model/explanation.js';
import type { JsonObject, JsonValue } from '../../model/json.js';
import { parseArgPath, readArgument } from './arg-path.js';
import type { ArgPath, ArgReading } from './arg-path.js';
import { defineOperator } from './define.js';
import type { Build, Condition, EvaluationState, Mode } from './define.js';
import { MATCHERS, matcherSchema } from './matchers.js';
import type { ValueTest } from './matchers.js';
import { deciding, overReadings, reading, trace } from './trace.js';
import { text } from './values.js';

type MatcherValue = JsonValue;
type ArgsValue = Readonly<Record<string, MatcherValue>>;

export const args = defineOperator<ArgsValue>({
  key: 'args',
  doc: {
    value: 'map of argument path to matcher',
    reads: 'one argument each (`to`, `a.b`, `items[].price`)',
    readings: 'the argument; with `[]` each element',
    example: { to: { ends_with: '@example.com' } },
  },
  schema: () =>
    z
      .record(text, matcherSchema, { error: 'must be a map of argument path to matcher' })
      .refine((value) => Object.keys(value).length > 0, { error: 'is an empty map' }),
  check(value, report) {
    for (const [place, matcher] of Object.entries(value)) {
      if (parseArgPath(place) === undefined) {
        const help = 'write `name`, `outer.inner` or `list[].name`';
        report.report('bad_value', [place], `\`${place}\` is not an argument path`, help);
      }
      for (const [key, expected] of Object.entries(asMatchers(matcher))) {
        MATCHERS[key]?.check?.(
          expected as never,
          {
            report: (code, path, message, help, shift) =>
              report.report(code, [place, ...path], message, help, shift),
          },
          key,
        );
      }
    }
  },
  canonical: (value) =>
    Object.fromEntries(Object.entries(value).map(([place, matcher]) => [place, asMatchers(matcher)])),
  compile: (value, build) =>
    new Args(Object.entries(value).map(([place, matcher]) => new Argument(place, matcher, build))),
  region: (value) => ({ kind: 'arguments', paths: Object.keys(value) }),
});

function asMatchers(matcher: MatcherValue): JsonObject {
  const isMap = typeof matcher === 'object' && matcher !== null && !Array.isArray(matcher);
  return isMap ? (matcher as JsonObject) : { eq: matcher };
}

class Args implements Condition {
  readonly cost = 3;

  constructor(private readonly args: readonly Argument[]) {}

  evaluate(state: EvaluationState, mode: Mode): Truth {
    let truth: Truth = TRUE;
    for (const argument of this.args) {
      const next = argument.evaluate(state, mode);
      if (next < truth) truth = next;
      if (truth === FALSE) break;
    }
    return truth;
  }

  explain(state: EvaluationState, mode: Mode): ConditionTrace {
    const children = this.args.map((argument) => argument.explain(state, mode));
    const expected = Object.fromEntries(this.args.map((argument) => [argument.path.text, argument.expected]));
    return trace('args', expected, mode, this.evaluate(state, mode), { children });
  }
}

/** One argument path with everything that is asked of it. */
class Argument {
  readonly path: ArgPath;
  readonly expected: JsonObject;
  readonly #tests: readonly ValueTest[];
  /** `exists: false` is the one matcher that an absent argument can satisfy. */
  readonly #absentSatisfies: boolean;

  constructor(place: string, matcher: MatcherValue, build: Build) {
    this.path = parseArgPath(place) as ArgPath;
    this.expected = asMatchers(matcher);
    const entries = Object.entries(this.expected);
    this.#tests = entries.map(([key, expected]) =>
      (MATCHERS[key] as (typeof MATCHERS)[string]).compile(expected as never, build),
    );
    this.#absentSatisfies = entries.every(([key, expected]) => key === 'exists' && expected === false);
  }

  evaluate(state: EvaluationState, mode: Mode): Truth {
    const { name } = this.path;
    if (name === undefined) {
      const found = readArgument(state.event.payload, this.path);
      return overReadings(found, (item) => this.#truth(item, state, mode), mode);
    }
    // Most arguments are one name, and have one reading.
    const { payload } = state.event;
    if (!Object.hasOwn(payload, name)) return this.#absentSatisfies ? TRUE : FALSE;
    return this.#test(payload[name] as JsonValue, state, mode);
  }

  #truth(found: ArgReading, state: EvaluationState, mode: Mode): Truth {
    if (found.kind === 'missing') return this.#absentSatisfies ? TRUE : FALSE;
    return found.kind === 'misfit' ? UNKNOWN : this.#test(found.value, state, mode);
  }

  #test(value: JsonValue, state: EvaluationState, mode: Mode): Truth {
    let truth: Truth = TRUE;
    for (const test of this.#tests) {
      const next = test(value, state, mode);
      if (next < truth) truth = next;
    }
    return truth;
  }

  explain(state: EvaluationState, mode: Mode): ConditionTrace {
    const items = readArgument(state.event.payload, this.path);
    const found = deciding(items, (item) => this.#truth(item, state, mode), mode);
    const missing = found === undefined || found.kind === 'missing';
    return trace(this.path.text, this.expected, mode, this.evaluate(state, mode), {
      reading: missing ? undefined : reading(found.at, found.value, 'argument'),
      note: missing
        ? 'no such argument'
        : found.kind === 'misfit'
          ? 'the path does not fit what stands there'
          : undefined,
    });
  }
}
