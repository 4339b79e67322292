import { knownCall, oneOf, operation } from './condition-calls.js';
import { NOW, TODAY } from './condition-dates.js';
import { ALWAYS, AN_END, call, FIXED, ONE_OF_MANY, value, variesByRow } from './condition-expr.js';
import type { Expr } from './condition-expr.js';
import { holdsAlways } from './condition.js';
import { functionEffects } from './functions.js';
import { refersTo } from './pg-names.js';
import { shape } from './pg-nodes.js';
import type { Node, Target } from './pg-nodes.js';
import { mayGiveAll, readSublink } from './pg-subquery.js';

/** Whether a condition restricts nothing to some rows of the table that a statement changes. */
export function pgHoldsAlways(condition: unknown, target: Target): boolean {
  if (condition === undefined || condition === null) return true;
  return holdsAlways(toExpr(condition, target, 0), target.table);
}

/** Whether a query may give something of every row of the table that a statement changes. */
export function pgMayGiveAll(select: Node, target: Target): boolean {
  return mayGiveAll(select, target, (node, inner = target) => toExpr(node, inner, 0));
}

const MAX_DEPTH = 500;

export function toExpr(node: unknown, target: Target, depth: number): Expr {
  const [tag, body] = Object.entries((node ?? {}) as Node)[0] ?? ['', {}];
  const read = depth > MAX_DEPTH ? undefined : READERS[tag];
  return read?.(body as Node, target, depth + 1) ?? unfollowed(node, target);
}

/**
 * What is not followed differs from row to row if there is a column of the table in it. If not, nobody chose its value, so
 * that nearly all may lie beyond it.
 */
function unfollowed(node: unknown, target: Target): Expr {
  return refersTo(node, target) ? { op: 'varies', shape: shape(node) } : AN_END;
}

type Read = (body: Node, target: Target, depth: number) => Expr | undefined;

const READERS: Readonly<Record<string, Read>> = {
  A_Const: (body) => constant(body),
  ColumnRef: ({ fields }, target) => column(fields as readonly Node[], target),
  ParamRef: () => FIXED,
  BoolExpr({ boolop, args }, target, depth) {
    const items = exprs(args, target, depth);
    return boolop === 'NOT_EXPR'
      ? call('not', ...items)
      : call(boolop === 'OR_EXPR' ? 'or' : 'and', ...items);
  },
  NullTest({ arg, nulltesttype }, target, depth) {
    const test = call('isnull', toExpr(arg, target, depth));
    return nulltesttype === 'IS_NULL' ? test : call('not', test);
  },
  BooleanTest({ arg, booltesttype }, target, depth) {
    const [, not, name = ''] = /^IS_(NOT_)?(.*)$/.exec(String(booltesttype)) ?? [];
    const test = call(`is${name.toLowerCase()}`, toExpr(arg, target, depth));
    return not === undefined ? test : call('not', test);
  },
  TypeCast({ arg, typeName }, target, depth) {
    const inner = toExpr(arg, target, depth);
    const type = /"sval":"(bool|interval|date|time(?:stamp)?(?:tz)?)"/.exec(JSON.stringify(typeName))?.[1];
    if (type?.startsWith('time') === true && !type.startsWith('timestamp')) return call('time_of', inner);
    if (inner.op !== 'value' || typeof inner.value !== 'string') return inner;
    if (type === 'bool') return value(/^(?:t|y|on|1)/i.test(inner.value));
    if (type === 'interval') return call('interval', inner);
    return type !== undefined && /^(?:now|today)$/i.test(inner.value) ? value(NOW) : inner;
  },
  A_Indirection: ({ arg, indirection }, target, depth) => {
    const inner = toExpr(arg, target, depth);
    return inner.op === 'column' ? { op: 'column', name: `${inner.name}${shape(indirection)}` } : undefined;
  },
  A_ArrayExpr({ elements }, target, depth) {
    const items = exprs(elements, target, depth);
    return items.length === 0 ? value('{}') : items.some(variesByRow) ? undefined : FIXED;
  },
  CurrentOfExpr: () => call('=', { op: 'column', name: 'ctid' }, FIXED),
  CoalesceExpr: ({ args }, target, depth) => call('coalesce', ...exprs(args, target, depth)),
  MinMaxExpr: ({ op, args }, target, depth) =>
    call(op === 'IS_GREATEST' ? 'greatest' : 'least', ...exprs(args, target, depth)),
  RowExpr: ({ args }, target, depth) => call('row', ...exprs(args, target, depth)),
  SQLValueFunction: ({ op }) =>
    /TIMESTAMP/.test(String(op)) ? value(NOW) : /DATE/.test(String(op)) ? value(TODAY) : FIXED,
  CollateClause: ({ arg }, target, depth) => toExpr(arg, target, depth),
  CaseExpr: cases,
  FuncCall: functionCall,
  SubLink: (body, target, depth) =>
    readSublink(body, target, (node, inner = target) => toExpr(node, inner, depth)),
  A_Expr: comparison,
};

function exprs(list: unknown, target: Target, depth: number): Expr[] {
  return ((list ?? []) as readonly unknown[]).map((item) => toExpr(item, target, depth));
}

/** These give many values. */
const SETS =
  /^(?:generate_series|unnest|regexp_split_to_table|string_to_table|jsonb?_\w*(?:elements|each|keys)\w*)$/;

function functionCall(body: Node, target: Target, depth: number): Expr | undefined {
  const { funcname, args, over, agg_star: star } = body;
  const name = (funcname as readonly Node[]).at(-1)?.['String'] as { sval?: string } | undefined;
  const low = (name?.sval ?? '').toLowerCase();
  if (low === 'count' && target.inside === true)
    return { op: 'column', name: target.grouped === true ? 'group_count' : 'count' };
  if (SETS.test(low)) return { op: 'varies', shape: shape(body) };
  if (over !== undefined || star === true) return undefined;
  const known = knownCall(low, exprs(args, target, depth));
  if (known !== undefined) return known;
  // What an application's own function gives for a row can be asked to equal something.
  if (!functionEffects(low, undefined).has('unknown') || !refersTo(args, target)) return undefined;
  return { op: 'varies', shape: shape(body), equatable: true };
}

function constant({ ival, fval, sval, boolval, isnull }: Node): Expr {
  if (isnull === true) return value(null);
  if (ival !== undefined) return value((ival as { ival?: number }).ival ?? 0);
  if (fval !== undefined) return value(Number((fval as { fval?: string }).fval));
  if (boolval !== undefined) return value((boolval as { boolval?: boolean }).boolval ?? false);
  return sval === undefined ? FIXED : value((sval as { sval?: string }).sval ?? '');
}

/** A name without a table may be one of the table that is changed. */
function column(fields: readonly Node[], { names, others, inside }: Target): Expr | undefined {
  const parts = fields.map((field) => (field['String'] as { sval?: string } | undefined)?.sval);
  const name = parts.at(-1);
  if (name === undefined) return undefined;
  if (parts.length > 1 && !names.has(parts.at(-2) ?? '')) return ONE_OF_MANY;
  if (name === 'tableoid') return FIXED;
  if (parts.length === 1 && (inside === true || others?.has(name) === true)) return ONE_OF_MANY;
  return parts.length === 1 && names.has(name) ? undefined : { op: 'column', name };
}

function cases({ arg, args, defresult }: Node, target: Target, depth: number): Expr {
  const subject = arg === undefined ? undefined : toExpr(arg, target, depth);
  const items = ((args ?? []) as readonly { CaseWhen: Node }[]).flatMap(({ CaseWhen: when }) => {
    const test = toExpr(when['expr'], target, depth);
    return [subject === undefined ? test : call('=', subject, test), toExpr(when['result'], target, depth)];
  });
  return call('case', ...items, defresult === undefined ? value(null) : toExpr(defresult, target, depth));
}

function comparison(body: Node, target: Target, depth: number): Expr | undefined {
  const { kind, name, lexpr, rexpr } = body;
  const sign = (name as readonly { String?: { sval?: string } }[]).at(-1)?.String?.sval ?? '';
  const right = (): Expr => toExpr(rexpr, target, depth);
  if (lexpr === undefined) return sign === '-' ? call('minus', right()) : undefined;
  const left = toExpr(lexpr, target, depth);
  const items = (): Expr[] => exprs(listOf(rexpr), target, depth);
  switch (kind) {
    case 'AEXPR_OP':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return operation(sign, left, right());
    case 'AEXPR_NULLIF':
      return call('nullif', left, right());
    case 'AEXPR_DISTINCT':
      return call('not', call('same', left, right()));
    case 'AEXPR_NOT_DISTINCT':
      return call('same', left, right());
    case 'AEXPR_IN':
      return negatedUnless(sign === '=', oneOf(left, items()));
    case 'AEXPR_OP_ANY':
      return anyOf(sign, left, rexpr, target, depth);
    case 'AEXPR_OP_ALL':
      return allOf(sign, left, rexpr, target, depth);
    case 'AEXPR_SIMILAR':
      return similar(left, rexpr);
    default:
      return between(String(kind), left, items());
  }
}

function negatedUnless(plain: boolean, expr: Expr | undefined): Expr | undefined {
  return plain || expr === undefined ? expr : call('not', expr);
}

function between(kind: string, left: Expr, [low, high]: readonly Expr[]): Expr | undefined {
  if (!/BETWEEN/.test(kind) || low === undefined || high === undefined) return undefined;
  const inside = (from: Expr, to: Expr): Expr => call('and', call('>=', left, from), call('<=', left, to));
  const found = /SYM/.test(kind) ? call('or', inside(low, high), inside(high, low)) : inside(low, high);
  return /NOT_/.test(kind) ? call('not', found) : found;
}

/** `= ANY (ARRAY[…])`, and `= ANY (ARRAY(SELECT …))`, which is an IN. */
function anyOf(sign: string, left: Expr, list: unknown, target: Target, depth: number): Expr | undefined {
  const sublink = (list as { SubLink?: Node }).SubLink;
  if (sublink?.['subLinkType'] === 'ARRAY_SUBLINK' && sign === '=')
    return readSublink({ ...sublink, subLinkType: 'ANY_SUBLINK' }, target, (node, inner = target) =>
      node === undefined ? left : toExpr(node, inner, depth),
    );
  const tests = comparisons(sign, left, list, target, depth);
  if (tests !== undefined) return tests.length === 0 ? value(false) : call('or', ...tests);
  // `'x' = ANY (tags)`, and `id = ANY ($1)`.
  return sign === '=' ? call('=', left, toExpr(unwrapped(list), target, depth)) : undefined;
}

function allOf(sign: string, left: Expr, list: unknown, target: Target, depth: number): Expr | undefined {
  const tests = comparisons(sign, left, list, target, depth);
  if (tests !== undefined) return tests.length === 0 ? ALWAYS : call('and', ...tests);
  return sign === '<>' ? call('not', call('=', left, toExpr(unwrapped(list), target, depth))) : undefined;
}

/** One for each item of a list that is written out; undefined where it is not. */
function comparisons(
  sign: string,
  left: Expr,
  list: unknown,
  target: Target,
  depth: number,
): Expr[] | undefined {
  const { A_ArrayExpr: array, A_Const: text } = unwrapped(list) as Record<string, Node | undefined>;
  const { sval } = (text?.['sval'] ?? {}) as { sval?: string };
  const written = /^\{([^"{}\\]*)\}$/.exec(sval ?? '')?.[1];
  if (array === undefined && written === undefined) return undefined;
  const items = array === undefined ? itemsOf(written ?? '') : exprs(array['elements'], target, depth);
  const tests = items.map((item) => operation(sign, left, item));
  return tests.includes(undefined) ? undefined : (tests as Expr[]);
}

function itemsOf(text: string): Expr[] {
  if (text.trim() === '') return [];
  return text.split(',').map((item) => value(/^\s*-?\d+\s*$/.test(item) ? Number(item) : item.trim()));
}

/** Without what it is cast to. */
function unwrapped(node: unknown): object {
  const { TypeCast: cast } = (node ?? {}) as { TypeCast?: Node };
  return cast === undefined ? ((node ?? {}) as object) : unwrapped(cast['arg']);
}

function listOf(node: unknown): readonly unknown[] {
  const { List: list, A_ArrayExpr: array } = (node ?? {}) as { List?: Node; A_ArrayExpr?: Node };
  if (Array.isArray(node)) return node;
  return (list?.['items'] ?? array?.['elements'] ?? []) as readonly unknown[];
}

/** `SIMILAR TO '%'`: the signs of LIKE beside those of regular expressions. */
function similar(left: Expr, pattern: unknown): Expr | undefined {
  const text = /"args":\[\{"A_Const":\{"sval":(\{"sval":"(?:[^"\\]|\\.)*"\})/.exec(
    JSON.stringify(pattern),
  )?.[1];
  if (text === undefined) return undefined;
  const { sval } = JSON.parse(text) as { sval: string };
  if (/[\\.^$]/.test(sval)) return undefined;
  return call('regex', left, value(`^(?:${sval.replaceAll('%', '.*').replaceAll('_', '.')})$`));
}
