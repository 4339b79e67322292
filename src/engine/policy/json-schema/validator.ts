import type { Ajv, AnySchemaObject, ErrorObject, Options, ValidateFunction } from 'ajv';
import type { JsonObject, JsonValue } from '../../model/json.js';
import { loadPackage } from '../lazy-package.js';
import type { PathKey } from '../source.js';
import { checkPattern } from '../text/regex.js';
import { Effort, FORMAT_NAMES, formats, linearRegExp } from './effort.js';
import { mapSchemas } from './walk.js';
import type { SchemaMap } from './walk.js';

export type { SchemaMap } from './walk.js';

/** What is wrong with a schema, and where in it. */
export interface SchemaFault {
  readonly path: readonly PathKey[];
  readonly message: string;
  readonly help?: string;
}

/** Where a payload does not fit. */
export interface Misfit {
  /** JSONPath-like: `$.items[0].price`. */
  readonly at: string;
  readonly message: string;
}

/** A payload fits if there is no misfit. @throws EffortExceeded */
export type Validator = (payload: JsonObject) => Misfit | undefined;

const STEP = 'capfence_step';
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];
const DRAFTS: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/, 'ajv/dist/2020.js'],
  [/^https?:\/\/json-schema\.org\/draft\/2019-09\/schema#?$/, 'ajv/dist/2019.js'],
  [/^https?:\/\/json-schema\.org\/draft-07\/schema#?$/, 'ajv'],
];

const effort = new Effort();
const engines = new Map<string, Ajv>();
const validators = new WeakMap<SchemaMap, Validator>();

/** What is wrong with a schema, or nothing. */
export function checkSchema(schema: SchemaMap): SchemaFault[] {
  if (packageOf(schema) === undefined) {
    const help = 'known are draft-07, 2019-09 and 2020-12, which is meant where there is none';
    return [{ path: ['$schema'], message: 'this `$schema` is not known', help }];
  }
  const faults: SchemaFault[] = [];
  mapSchemas(schema, (inner, path) => {
    faults.push(...faultsOf(inner, path));
    return inner;
  });
  if (faults.length > 0) return faults;
  try {
    compileSchema(schema);
    return [];
  } catch (error) {
    return [compileFault(error)];
  }
}

/** Compiled once for each schema. @throws what `checkSchema` reports. */
export function compileSchema(schema: SchemaMap): Validator {
  let validator = validators.get(schema);
  if (validator === undefined) validators.set(schema, (validator = compile(schema)));
  return validator;
}

function compile(schema: SchemaMap): Validator {
  const engine = engineFor(packageOf(schema) as string);
  const counted = mapSchemas(schema, countReferences) as AnySchemaObject;
  let validate: ValidateFunction;
  try {
    if (engine.validateSchema(counted) !== true) throw new InvalidSchema(engine.errors?.[0]);
    validate = engine.compile(counted);
  } finally {
    engine.removeSchema(counted);
  }
  return (payload) => {
    effort.reset();
    return validate(payload) === true ? undefined : misfitOf(validate.errors?.[0]);
  };
}

class InvalidSchema extends Error {
  constructor(readonly fault: ErrorObject | undefined) {
    super(fault?.message ?? 'is not valid');
  }
}

/** Each reference is counted before it is followed; what else refers to a place in the schema still finds it. */
function countReferences(schema: SchemaMap): SchemaMap {
  const references = REFERENCES.filter((key) => typeof schema[key] === 'string');
  if (references.length === 0) return schema;
  const { allOf } = schema;
  const copy: Record<string, unknown> = { ...schema };
  for (const key of references) delete copy[key];
  const moved = Object.fromEntries(references.map((key) => [key, schema[key]]));
  return { ...copy, allOf: [...(Array.isArray(allOf) ? allOf : []), { [STEP]: true }, moved] };
}

function faultsOf(schema: SchemaMap, path: readonly PathKey[]): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const add = (below: readonly PathKey[], message: string, help?: string): void => {
    faults.push({ path: [...path, ...below], message, ...(help !== undefined && { help }) });
  };
  // A validator that answers later would seem to answer yes.
  for (const key of ['$async', STEP])
    if (Object.hasOwn(schema, key)) add([key], `\`${key}\` is not a keyword here`);
  const { pattern, format, patternProperties } = schema;
  const sources: [PathKey[], string][] = typeof pattern === 'string' ? [[['pattern'], pattern]] : [];
  if (typeof patternProperties === 'object' && patternProperties !== null)
    for (const source of Object.keys(patternProperties))
      sources.push([['patternProperties', source], source]);
  for (const [below, source] of sources) {
    const fault = checkPattern(source);
    if (fault) add(below, fault.message, fault.help);
  }
  if (typeof format === 'string' && !FORMAT_NAMES.includes(format))
    add(
      ['format'],
      `the format \`${format}\` is not checked here`,
      `say it as \`pattern\`, or leave it out; known are ${FORMAT_NAMES.join(', ')}`,
    );
  return faults;
}

function compileFault(error: unknown): SchemaFault {
  if (error instanceof InvalidSchema) {
    const path = pointer(error.fault?.instancePath ?? '');
    return { path, message: `the schema is not valid here: ${error.message}` };
  }
  const text = error instanceof Error ? error.message : 'it does not compile';
  const place = /"#(\/[^"]*)"/.exec(text)?.[1] ?? '';
  const help = /resolve reference/.test(text)
    ? 'only what stands in the schema itself can be referred to'
    : undefined;
  const message = `the schema does not compile: ${text.replace(/^strict mode: /, '').slice(0, 200)}`;
  return { path: pointer(place), message, ...(help !== undefined && { help }) };
}

function packageOf(schema: SchemaMap): string | undefined {
  const { $schema: name } = schema;
  if (name === undefined) return DRAFTS[0]?.[1];
  return typeof name === 'string' ? DRAFTS.find(([pattern]) => pattern.test(name))?.[1] : undefined;
}

function engineFor(name: string): Ajv {
  let engine = engines.get(name);
  if (engine === undefined) engines.set(name, (engine = makeEngine(name)));
  return engine;
}

/** Strict about the schema: a keyword that nobody knows would be a limit that nobody checks. */
function makeEngine(name: string): Ajv {
  const { default: Engine } = loadPackage<{ default: new (options: Options) => Ajv }>(name);
  const regExp = Object.assign(linearRegExp(effort), { code: 'RE2' });
  const engine = new Engine({
    ...{
      strict: true,
      strictTypes: false,
      strictTuples: false,
      strictRequired: false,
      allowUnionTypes: true,
    },
    ...{ ownProperties: true, logger: false, formats: formats(effort), code: { regExp } },
  });
  engine.addKeyword({ keyword: STEP, schemaType: 'boolean', validate: () => effort.step() });
  // The engine's own compares all pairs, which a long list makes endless.
  engine.removeKeyword('uniqueItems');
  engine.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: areUnique,
    errors: false,
  });
  return engine;
}

function areUnique(wanted: boolean, items: readonly JsonValue[]): boolean {
  return !wanted || new Set(items.map(canonical)).size === items.length;
}

function canonical(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value === 0 ? 0 : value);
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(canonical).join(',')}]`;
  const entries = Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

function misfitOf(error: ErrorObject | undefined): Misfit {
  if (error === undefined) return { at: '$', message: 'does not fit' };
  const at = pointer(error.instancePath).reduce<string>(
    (text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : `${text}.${key}`),
    '$',
  );
  const { additionalProperty, unevaluatedProperty, allowedValues } = error.params as Record<string, unknown>;
  const extra = additionalProperty ?? unevaluatedProperty;
  const detail =
    extra === undefined
      ? allowedValues === undefined
        ? ''
        : `: ${JSON.stringify(allowedValues)}`
      : `: ${String(extra)}`;
  return { at, message: `${error.message ?? 'does not fit'}${detail}` };
}

/** RFC 6901. */
function pointer(text: string): string[] {
  return text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
