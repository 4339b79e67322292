import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { ANY } from '../conditions/define.js';
import type { Mode } from '../conditions/define.js';
import { matchGlob } from '../text/glob.js';
import type { Effect, Script, Statement, TableRef } from './script.js';

/** What an `sql` condition asks: of each statement by itself, but for `only` and `multiple`. */
export interface SqlTest {
  readonly statement?: readonly string[];
  readonly only?: readonly string[];
  /** Effects that `only` covers. */
  readonly permit?: readonly Effect[];
  readonly tables?: readonly string[];
  /** Where names without a schema are looked up, as globs. */
  readonly search_path?: readonly string[];
  readonly effects?: readonly Effect[];
  readonly without_where?: boolean;
  readonly limit_missing?: boolean;
  readonly multiple?: boolean;
}

/** One reading of one text: some statement must satisfy the whole test, or every one of them. */
export function testScript(test: SqlTest, script: Script, mode: Mode): Truth {
  if (script.unclear !== undefined) return UNKNOWN;
  const { statements } = script;
  if (statements.length === 0) return FALSE;
  const whole = Math.min(onlyTruth(test, statements), is(script.multiple, test.multiple));
  const truths = statements.map((statement) => statementTruth(test, statement, mode));
  return Math.min(whole, mode === ANY ? Math.max(...truths) : Math.min(...truths)) as Truth;
}

/** The first statement that makes a reading what it is, for an explanation. */
export function decidingStatement(test: SqlTest, script: Script, mode: Mode): Statement | undefined {
  const truths = script.statements.map((statement) => statementTruth(test, statement, mode));
  const wanted = mode === ANY ? Math.max(...truths) : Math.min(...truths);
  return script.statements[truths.indexOf(wanted as Truth)];
}

function statementTruth(test: SqlTest, statement: Statement, mode: Mode): Truth {
  if (statement.kind === undefined) return asksStatements(test) ? UNKNOWN : TRUE;
  return Math.min(
    test.statement === undefined ? TRUE : truth(test.statement.includes(statement.kind)),
    test.tables === undefined ? TRUE : tablesTruth(test, statement.tables, mode),
    test.effects === undefined ? TRUE : effectsTruth(test.effects, statement.effects),
    is(statement.withoutWhere, test.without_where),
    is(statement.limitMissing, test.limit_missing),
  ) as Truth;
}

function asksStatements({ statement, tables, effects, without_where, limit_missing }: SqlTest): boolean {
  return [statement, tables, effects, without_where, limit_missing].some((value) => value !== undefined);
}

/** Every statement is of a kind that is named, and does nothing more than such statements do. */
function onlyTruth({ only, permit = [] }: SqlTest, statements: readonly Statement[]): Truth {
  if (only === undefined) return TRUE;
  let result: Truth = TRUE;
  for (const { kind, effects } of statements) {
    if (kind !== undefined && !only.includes(kind)) return FALSE;
    const beyond = [...effects].filter((effect) => !permit.includes(effect));
    if (beyond.some((effect) => effect !== 'unknown' && !saidByKind(kind, effect))) return FALSE;
    if (kind === undefined || beyond.includes('unknown')) result = UNKNOWN;
  }
  return result;
}

/** To name such a kind is to name what it does. */
function saidByKind(kind: string | undefined, effect: Effect): boolean {
  return (effect === 'privilege' && /^(?:grant|revoke)$/.test(kind ?? '')) || kind === effect;
}

function effectsTruth(wanted: readonly Effect[], effects: ReadonlySet<Effect>): Truth {
  if (wanted.some((effect) => effects.has(effect))) return TRUE;
  return effects.has('unknown') ? UNKNOWN : FALSE;
}

function tablesTruth(test: SqlTest, tables: readonly TableRef[], mode: Mode): Truth {
  const { tables: patterns = [], search_path: path = DEFAULT_SCHEMAS } = test;
  if (tables.length === 0) return FALSE;
  const truths = tables.map((table) =>
    Math.max(...patterns.map((pattern) => tableTruth(pattern, table, path, mode))),
  );
  return (mode === ANY ? Math.max(...truths) : Math.min(...truths)) as Truth;
}

/** A table without a schema may be in any; a pattern without one means that name in any schema where it restricts. */
function tableTruth(
  pattern: string,
  { schema, name, path: looksUp }: TableRef,
  path: readonly string[],
  mode: Mode,
): Truth {
  const fold = (text: string): string => (mode === ANY ? text.toLowerCase() : text);
  const matches = (glob: string, text: string): boolean => matchGlob(fold(glob), fold(text));
  const parts = pattern.split('.');
  const last = parts.at(-1) as string;
  if (name === undefined) {
    // A name that no schema is asked of means the same wherever names are looked up.
    if (looksUp === true && parts.length === 1 && mode === ANY) return FALSE;
    if (schema === undefined || parts.length === 1) return UNKNOWN;
    return matches(parts.slice(0, -1).join('.'), schema) ? UNKNOWN : FALSE;
  }
  const full = schema === undefined ? name : `${schema}.${name}`;
  if (parts.length === 1) return truth(matches(pattern, full) || (mode === ANY && matches(pattern, name)));
  const outer = parts.slice(0, -1).join('.');
  if (schema === undefined) {
    // `vault.keys` may well be meant by `keys`; `vault.*` would be meant by every name.
    const maybe = /[^*]/.test(last) || mayLead(outer, name, path, matches);
    return matches(last, name) && maybe ? UNKNOWN : FALSE;
  }
  return truth(matches(pattern, full) || matches(pattern, full.split('.').slice(-parts.length).join('.')));
}

/** Unless the policy says otherwise. What changes it counts as touching the schemas that it names. */
const DEFAULT_SCHEMAS = ['public', 'dbo', 'main'];

/** Whether a name without a schema may lead to the one that a pattern names. */
function mayLead(
  schema: string,
  name: string,
  path: readonly string[],
  matches: (glob: string, text: string) => boolean,
): boolean {
  const schemas = /^pg_/i.test(name) ? [...path, 'pg_catalog'] : path;
  return schemas.some((item) => matches(schema, item) || matches(item, schema));
}

function is(value: boolean, wanted: boolean | undefined): Truth {
  return wanted === undefined ? TRUE : truth(value === wanted);
}

function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}

const MAX_SHOWN = 8;

/** The statements of a script, for an explanation; the one that decided stands first. */
export function describeScript({ statements, unclear: why }: Script, first: Statement | undefined): string {
  if (why !== undefined) return why;
  if (statements.length === 0) return 'there is no statement in it';
  const rest = statements.filter((statement) => statement !== first);
  const list = first === undefined ? rest : [first, ...rest];
  const more = list.length > MAX_SHOWN ? `; and ${list.length - MAX_SHOWN} more` : '';
  return `statements: ${list.slice(0, MAX_SHOWN).map(describe).join('; ')}${more}`;
}

function describe({ kind, tables, effects, withoutWhere, limitMissing }: Statement): string {
  const named = (written: boolean): string[] => [
    ...new Set(tables.filter((table) => table.written === written).map(tableName)),
  ];
  const facts = [
    ...(named(true).length > 0 ? [`writes ${named(true).join(', ')}`] : []),
    ...(named(false).length > 0 ? [`reads ${named(false).join(', ')}`] : []),
    ...(withoutWhere ? ['all rows'] : []),
    ...(limitMissing ? ['no limit'] : []),
    ...(effects.size > 0 ? [`effects ${[...effects].join(', ')}`] : []),
  ];
  return `${kind ?? 'something that cannot be seen'}${facts.length > 0 ? ` (${facts.join('; ')})` : ''}`;
}

function tableName({ schema, name }: TableRef): string {
  return [schema ?? (name === undefined ? 'any' : undefined), name ?? 'table']
    .filter((part) => part !== undefined)
    .join(name === undefined ? ' ' : '.');
}
