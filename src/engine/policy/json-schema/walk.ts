import type { PathKey } from '../source.js';

export type SchemaMap = Readonly<Record<string, unknown>>;

const ONE = [
  ...['not', 'if', 'then', 'else', 'items', 'contains', 'additionalItems', 'additionalProperties'],
  ...['propertyNames', 'unevaluatedItems', 'unevaluatedProperties', 'contentSchema'],
];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items'];
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies'];

/** A copy of a schema with each schema in it, itself included, replaced. Values of `const`, `enum` and the like stay. */
export function mapSchemas(
  schema: unknown,
  replace: (schema: SchemaMap, path: readonly PathKey[]) => SchemaMap,
  path: readonly PathKey[] = [],
): unknown {
  if (!isMap(schema)) return schema;
  const copy: Record<string, unknown> = { ...schema };
  const put = (key: string, below: readonly PathKey[], value: unknown): unknown =>
    mapSchemas(value, replace, [...path, key, ...below]);
  for (const key of ONE) if (isMap(schema[key])) copy[key] = put(key, [], schema[key]);
  for (const key of LISTS) {
    const list = schema[key];
    if (Array.isArray(list)) copy[key] = list.map((item, i) => put(key, [i], item));
  }
  for (const key of MAPS) {
    const map = schema[key];
    if (isMap(map))
      copy[key] = Object.fromEntries(
        Object.entries(map).map(([name, item]) => [name, put(key, [name], item)]),
      );
  }
  return replace(copy, path);
}

function isMap(value: unknown): value is SchemaMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
