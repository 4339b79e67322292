import { knownCall, NOW, operation } from './condition-calls.js';
import { call, FIXED, value } from './condition-expr.js';
import type { Expr } from './condition-expr.js';
import { holdsAlways } from './condition.js';
import { shape } from './pg-nodes.js';
import type { Node, Target } from './pg-nodes.js';
import { readSublink, refersTo } from './pg-subquery.js';

/** Whether a condition restricts nothing to some rows of the table that a statement changes. */
export function pgHoldsAlways(condition: unknown, target: Target): boolean {
  if (condition === undefined || condition === null) return true;
  return holdsAlways(toExpr(condition, target, 0), target.table);
}

const MAX_DEPTH = 500;

export function toExpr(node: unknown, target: Target, depth: number): Expr {
  const [tag, body] = Object.entries((node ?? {}) as Node)[0] ?? ['', {}];
  const read = depth > MAX_DEPTH ? undefined : READERS[tag];
  return read?.(body as Node, target, depth + 1) ?? unfollowed(node, target);
}

/** What is not followed differs from row to row if there is a column of the table in it. */
function unfollowed(node: unknown, target: Target): Expr {
  return refersTo(node, target) ? { op: 'varies', shape: shape(node) } : FIXED;
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
    const truth = /"sval":"bool"/.test(JSON.stringify(typeName)) && inner.op === 'value';
    return truth && typeof inner.value === 'string' ? value(/^(?:t|y|on|1)/i.test(inner.value)) : inner;
  },
  CoalesceExpr: ({ args }, target, depth) => call('coalesce', ...exprs(args, target, depth)),
  MinMaxExpr: ({ op, args }, target, depth) =>
    call(op === 'IS_GREATEST' ? 'greatest' : 'least', ...exprs(args, target, depth)),
  RowExpr: ({ args }, target, depth) => call('row', ...exprs(args, target, depth)),
  SQLValueFunction: ({ op }) => (/DATE|TIMESTAMP/.test(String(op)) ? value(NOW) : FIXED),
  CollateClause: ({ arg }, target, depth) => toExpr(arg, target, depth),
  CaseExpr: cases,
  FuncCall({ funcname, args }, target, depth) {
    const name = (funcname as readonly Node[]).at(-1)?.['String'] as { sval?: string } | undefined;
    return knownCall(name?.sval ?? '', exprs(args, target, depth));
  },
  SubLink: (body, target, depth) =>
    readSublink(body, target, (node, inner = target) => toExpr(node, inner, depth)),
  A_Expr: comparison,
};

function exprs(list: unknown, target: Target, depth: number): Expr[] {
  return ((list ?? []) as readonly unknown[]).map((item) => toExpr(item, target, depth));
}

function constant({ ival, fval, sval, boolval, isnull }: Node): Expr {
  if (isnull === true) return value(null);
  if (ival !== undefined) return value((ival as { ival?: number }).ival ?? 0);
  if (fval !== undefined) return value(Number((fval as { fval?: string }).fval));
  if (boolval !== undefined) return value((boolval as { boolval?: boolean }).boolval ?? false);
  return sval === undefined ? FIXED : value((sval as { sval?: string }).sval ?? '');
}

/** A name without a table may be one of the table that is changed. */
function column(fields: readonly Node[], { names, others }: Target): Expr | undefined {
  const parts = fields.map((field) => (field['String'] as { sval?: string } | undefined)?.sval);
  const name = parts.at(-1);
  if (name === undefined) return undefined;
  if (parts.length > 1 && !names.has(parts.at(-2) ?? '')) return FIXED;
  if (name === 'tableoid' || (parts.length === 1 && others?.has(name) === true)) return FIXED;
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
      return sign === '=' ? call('in', left, ...items()) : call('not', call('in', left, ...items()));
    case 'AEXPR_OP_ANY':
      return anyOf(sign, left, rexpr, target, depth);
    case 'AEXPR_SIMILAR':
      return similar(left, rexpr);
    default:
      return between(String(kind), left, items());
  }
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
  const items = listOf(list);
  return items.length === 0
    ? undefined
    : call('or', ...items.flatMap((item) => operation(sign, left, toExpr(item, target, depth)) ?? []));
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
