import { z } from 'zod';
import { FALSE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { JsonValue } from '../../model/json.js';
import { readFields } from '../readings/fields.js';
import { DIALECTS, dialectFault, sqlReaders } from '../sql/dialects.js';
import type { Dialect, SqlReader } from '../sql/dialects.js';
import { EFFECTS, KINDS } from '../sql/script.js';
import type { Effect, Kind, Script } from '../sql/script.js';
import { tablePattern } from '../sql/table-patterns.js';
import { decidingStatement, describeScript, testScript } from '../sql/test.js';
import type { SqlTest } from '../sql/test.js';
import { suggest } from '../suggest.js';
import type { ArgPath } from './arg-path.js';
import { ANY, defineOperator, EVERY } from './define.js';
import type { Condition, EvaluationState, Mode } from './define.js';
import { checkPlaces, placesOf, readNamed } from './named.js';
import type { NamedText } from './named.js';
import { deciding, overReadings, reading, trace } from './trace.js';
import { listOf, orList, texts } from './values.js';
import type { Texts } from './values.js';

interface SqlValue {
  readonly in?: Texts;
  readonly dialect?: Dialect;
  readonly statement?: Kind | readonly Kind[];
  readonly only?: Kind | readonly Kind[];
  readonly permit?: Effect | readonly Effect[];
  readonly tables?: Texts;
  readonly search_path?: Texts;
  readonly effects?: Effect | readonly Effect[];
  readonly without_where?: boolean;
  readonly limit_missing?: boolean;
  readonly multiple?: boolean;
}

const LISTS = ['statement', 'only', 'permit', 'tables', 'search_path', 'effects'] as const;
const FLAGS = ['without_where', 'limit_missing', 'multiple'] as const;
const TESTS = ['statement', 'only', 'tables', 'effects', ...FLAGS] as const;

const KIND = 'must be a kind of statement or a list of them';
const EFFECT = `must be one of ${EFFECTS.join(', ')}, or a list of them`;
const kind = z.enum(KINDS, {
  error: ({ input }) => `${KIND}${typeof input === 'string' ? (suggest(input, KINDS) ?? '') : ''}`,
});
const effect = z.enum(EFFECTS, { error: EFFECT });
const flag = z.boolean({ error: 'must be true or false' });

export const sql = defineOperator<SqlValue>({
  key: 'sql',
  doc: {
    value: `map of \`${[...TESTS, 'permit', 'search_path', 'dialect', 'in'].join(' ')}\``,
    reads: '`sql query statement` and the like, or `in:`',
    readings: 'every statement, those inside others too; with `dialect: any` in every dialect',
    example: { statement: ['drop', 'truncate'] },
  },
  schema: () =>
    z
      .strictObject({
        in: texts.optional(),
        dialect: z.enum(DIALECTS, { error: `must be one of ${DIALECTS.join(', ')}` }).optional(),
        statement: orList(kind, KIND).optional(),
        only: orList(kind, KIND).optional(),
        permit: orList(effect, EFFECT).optional(),
        tables: texts.optional(),
        search_path: texts.optional(),
        effects: orList(effect, EFFECT).optional(),
        without_where: flag.optional(),
        limit_missing: flag.optional(),
        multiple: flag.optional(),
      })
      .refine((value) => TESTS.some((key) => value[key] !== undefined), {
        error: `needs one of ${TESTS.map((key) => `\`${key}\``).join(', ')}`,
      }),
  check(value, report) {
    checkPlaces(value.in, report);
    if (value.permit !== undefined && value.only === undefined)
      report.report('bad_value', ['permit'], '`permit` says what `only` covers, and there is no `only`');
    if (value.search_path !== undefined && value.tables === undefined)
      report.report(
        'bad_value',
        ['search_path'],
        '`search_path` says where `tables` are looked up, and there are none',
      );
    const fault = dialectFault(value.dialect ?? 'postgres');
    if (fault) report.report('bad_value', value.dialect ? ['dialect'] : [], fault.message, fault.help);
  },
  canonical: (value) =>
    Object.fromEntries([
      ...(['in', ...LISTS] as const).flatMap((key) =>
        value[key] === undefined ? [] : [[key, [...listOf<string>(value[key])]]],
      ),
      ...(['dialect', ...FLAGS] as const).flatMap((key) =>
        value[key] === undefined ? [] : [[key, value[key]]],
      ),
    ]) as JsonValue,
  compile(value) {
    const lists = LISTS.flatMap((key) =>
      value[key] === undefined ? [] : [[key, listOf<string>(value[key])]],
    );
    const tables = value.tables && { tables: listOf<string>(value.tables).map(tablePattern) };
    const test = { ...value, ...Object.fromEntries(lists), ...tables } as SqlTest;
    return new SqlCondition(
      value as JsonValue,
      test,
      sqlReaders(value.dialect ?? 'postgres'),
      placesOf(value.in),
    );
  },
  region: () => ({ kind: 'arguments', paths: [] }),
});

class SqlCondition implements Condition {
  readonly cost = 4;
  /** What came of scripts that are still known, by the mode that asked. */
  readonly #known = new Map<Mode, WeakMap<Script, Truth>>([
    [ANY, new WeakMap()],
    [EVERY, new WeakMap()],
  ]);

  constructor(
    private readonly value: JsonValue,
    private readonly test: SqlTest,
    private readonly readers: readonly SqlReader[],
    private readonly places: readonly ArgPath[],
  ) {}

  evaluate(state: EvaluationState, mode: Mode): Truth {
    if (this.places.length > 0)
      return overReadings(readNamed(state, this.places), ({ text }) => this.#truth(text, mode), mode);
    return overReadings(state.readings.fields.statements, ({ value }) => this.#truth(value, mode), mode);
  }

  /** Further dialects are asked only while they may still change what comes of it. */
  #truth(text: string | undefined, mode: Mode): Truth {
    if (text === undefined) return UNKNOWN;
    return overReadings(this.readers, (read) => this.#ofScript(read(text), mode), mode);
  }

  #ofScript(script: Script, mode: Mode): Truth {
    const known = this.#known.get(mode)?.get(script);
    if (known !== undefined) return known;
    const truth = testScript(this.test, script, mode);
    this.#known.get(mode)?.set(script, truth);
    return truth;
  }

  explain(state: EvaluationState, mode: Mode) {
    const items: readonly NamedText[] =
      this.places.length > 0
        ? readNamed(state, this.places)
        : readFields(state.event.payload, true).statements.map(({ value, at, raw }) => ({
            text: value,
            at,
            raw,
          }));
    const found = deciding(items, ({ text }) => this.#truth(text, mode), mode);
    return trace('sql', this.value, mode, found === undefined ? FALSE : this.evaluate(state, mode), {
      reading: found && reading(found.at, found.raw, 'raw'),
      note: found === undefined ? 'no statement in the payload' : this.#note(found.text, mode),
    });
  }

  #note(text: string | undefined, mode: Mode): string {
    if (text === undefined) return 'this is no text, and nobody can say what will be run';
    const scripts = this.readers.map((read) => read(text));
    const script = deciding(scripts, (item) => testScript(this.test, item, mode), mode) as Script;
    return describeScript(script, decidingStatement(this.test, script, mode));
  }
}
