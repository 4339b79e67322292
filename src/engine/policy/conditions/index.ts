import { amountGt, amountGte, amountLt, amountLte } from './amount.js';
import { args } from './args.js';
import { argsSchema, schemaFile } from './args-schema.js';
import { callerDepthOperators } from './caller-depth.js';
import { contains, matchKeywords } from './contains.js';
import type { Operator } from './define.js';
import { hostOperators } from './host.js';
import { allOf, anyOf, notOperator } from './logic.js';
import { matchRegex } from './match-regex.js';
import { path, pathPrefix } from './path.js';
import { shell } from './shell.js';
import { sql } from './sql.js';
import { url } from './url.js';

/** Every condition of the language, in the order of the docs. Schema, JSON Schema, docs and compiler read this list. */
export const OPERATORS: readonly Operator[] = [
  contains,
  matchKeywords,
  matchRegex,
  amountGt,
  amountGte,
  amountLt,
  amountLte,
  pathPrefix,
  path,
  url,
  sql,
  ...hostOperators,
  ...callerDepthOperators,
  args,
  shell,
  argsSchema,
  schemaFile,
  notOperator,
  anyOf,
  allOf,
] as readonly Operator[];

export const OPERATOR_BY_KEY: ReadonlyMap<string, Operator> = new Map(
  OPERATORS.map((operator) => [operator.key, operator]),
);
