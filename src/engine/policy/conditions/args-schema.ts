import { z } from 'zod';
import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { JsonObject, JsonValue } from '../../model/json.js';
import { checkSchema, compileSchema } from '../json-schema/validator.js';
import type { Misfit, SchemaMap } from '../json-schema/validator.js';
import { defineOperator } from './define.js';
import type { Condition, EvaluationState, Mode } from './define.js';
import { reading, trace } from './trace.js';
import { text } from './values.js';

const EXAMPLE = {
  type: 'object',
  properties: { to: { type: 'string', maxLength: 100 } },
  required: ['to'],
  additionalProperties: false,
};

/** True for a payload that fits a JSON Schema. There is one reading of it: the payload as it is. */
export const argsSchema = defineOperator<SchemaMap>({
  key: 'args_schema',
  doc: {
    value: 'a JSON Schema (2020-12, or what its `$schema` says)',
    reads: 'the whole payload',
    readings: 'one; it fits or does not, and the explanation names the place',
    example: EXAMPLE,
  },
  schema: () => z.record(z.string(), z.unknown(), { error: 'must be a JSON Schema, as a map' }),
  check(value, report) {
    for (const { path, message, help } of checkSchema(value)) report.report('bad_value', path, message, help);
  },
  canonical: (value) => sorted(value as JsonValue),
  compile: (value) => new SchemaCondition(value),
  region: () => ({ kind: 'arguments', paths: [] }),
});

/** The same, in a file of its own. Loading a policy puts the file's content in its place. */
export const schemaFile = defineOperator<string>({
  key: 'schema',
  doc: {
    value: 'file with a JSON Schema, relative to the policy’s',
    reads: 'the whole payload',
    readings: 'as `args_schema`, which it becomes when the policy loads',
    example: 'transfer.schema.json',
  },
  schema: () => text,
  canonical: (value) => value,
  compile: () => {
    throw new TypeError('a schema file was not read');
  },
  region: () => ({ kind: 'arguments', paths: [] }),
});

class SchemaCondition implements Condition {
  readonly cost = 3;
  readonly #misfit: (payload: JsonObject) => Misfit | undefined;

  constructor(private readonly value: SchemaMap) {
    this.#misfit = compileSchema(value);
  }

  evaluate(state: EvaluationState): Truth {
    try {
      return this.#misfit(state.event.payload) === undefined ? TRUE : FALSE;
    } catch {
      return UNKNOWN;
    }
  }

  explain(state: EvaluationState, mode: Mode) {
    const truth = this.evaluate(state);
    const misfit = truth === FALSE ? this.#misfit(state.event.payload) : undefined;
    return trace('args_schema', this.value as JsonValue, mode, truth, {
      reading: misfit && reading(misfit.at, valueAt(state.event.payload, misfit.at), 'raw'),
      note:
        truth === UNKNOWN
          ? 'the payload costs too much to compare with this schema'
          : (misfit?.message ?? 'the payload fits'),
    });
  }
}

/** What stands at a place that a misfit names; the whole payload where its keys make the place ambiguous. */
function valueAt(payload: JsonValue, at: string): JsonValue {
  let value = payload;
  for (const [, name, index] of at.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)) {
    const next = (value as Record<string, JsonValue> | null)?.[name ?? index ?? ''];
    if (next === undefined) return payload;
    value = next;
  }
  return value;
}

function sorted(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(sorted);
  const entries = Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
