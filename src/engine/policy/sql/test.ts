import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { ANY } from '../conditions/define.js';
import type { Mode } from '../conditions/define.js';
import { overReadings } from '../conditions/trace.js';
import type { Effect, Script, Statement, TableRef } from './script.js';
import { tablesTruth } from './table-patterns.js';
import type { TablePattern } from './table-patterns.js';

/** What an `sql` condition asks: of each statement by itself, but for `only` and `multiple`. */
export interface SqlTest {
  readonly statement?: readonly string[];
  readonly only?: readonly string[];
  /** Effects that `only` covers. */
  readonly permit?: readonly Effect[];
  readonly tables?: readonly TablePattern[];
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
  if (whole === FALSE) return FALSE;
  const truth = overReadings(statements, (statement) => statementTruth(test, statement, mode), mode);
  return Math.min(whole, truth) as Truth;
}

/** The first statement that makes a reading what it is, for an explanation. */
export function decidingStatement(test: SqlTest, script: Script, mode: Mode): Statement | undefined {
  const truths = script.statements.map((statement) => statementTruth(test, statement, mode));
  const wanted = mode === ANY ? Math.max(...truths) : Math.min(...truths);
  return script.statements[truths.indexOf(wanted as Truth)];
}

function statementTruth(test: SqlTest, statement: Statement, mode: Mode): Truth {
  if (statement.kind === undefined) return asksStatements(test) ? UNKNOWN : TRUE;
  if (test.statement?.includes(statement.kind) === false) return FALSE;
  return Math.min(
    test.tables === undefined ? TRUE : tablesTruth(test.tables, test.search_path, statement.tables, mode),
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
    if (kind !== undefined && effects.size === 0) continue;
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
  if (effects.size === 0) return FALSE;
  if (wanted.some((effect) => effects.has(effect))) return TRUE;
  return effects.has('unknown') ? UNKNOWN : FALSE;
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
