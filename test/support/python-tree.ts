import type {
  Argument,
  Expression,
  FormatPart,
  Parameter,
  Statement,
} from '../../src/engine/policy/shell/inline/python/syntax.js';

/* A program as one text, from our tree and from Python's own, so that the two can be compared. */

const list = (items: readonly (string | undefined)[]): string =>
  `(${items.filter((item) => item !== undefined).join(' ')})`;
const quoted = (text: string | undefined): string =>
  text === undefined ? '?' : [...text].map((c) => c.codePointAt(0)?.toString(16)).join('.');

export const printBody = (body: readonly Statement[]): string => list(body.map(statement));

function statement(node: Statement): string {
  switch (node.is) {
    case 'do':
      return list(['do', ...node.items.map(expression)]);
    case 'raise':
    case 'assert':
    case 'return':
    case 'delete':
      return list([node.is, ...node.items.map(expression)]);
    case 'assign':
      return list([
        'assign',
        list(node.targets.map(expression)),
        node.type && expression(node.type),
        node.value && expression(node.value),
      ]);
    case 'update':
      return list(['update', expression(node.target), expression(node.value)]);
    case 'pass':
      return '(pass)';
    case 'scope':
      return list(['scope', ...node.names]);
    case 'import':
      return list(['import', ...node.names.map(({ name, alias }) => `${name}:${alias ?? ''}`)]);
    case 'from':
      return list(['from', node.module, ...node.names.map(({ name, alias }) => `${name}:${alias ?? ''}`)]);
    case 'branch':
      return list(['branch', ...node.tests.map(expression), ...node.bodies.map(printBody)]);
    case 'for':
      return list(['for', expression(node.target), expression(node.of), ...node.bodies.map(printBody)]);
    case 'try':
      return list([
        'try',
        ...node.handlers.map(({ type, name }) => `${type ? expression(type) : ''}:${name ?? ''}`),
        ...node.bodies.map(printBody),
      ]);
    case 'with':
      return list([
        'with',
        ...node.items.map(({ value, name }) => `${expression(value)}:${name ?? ''}`),
        ...node.bodies.map(printBody),
      ]);
    case 'function':
      return list([
        'def',
        node.name,
        params(node.params),
        node.returns && expression(node.returns),
        list(node.decorators.map(expression)),
        printBody(node.body),
      ]);
    case 'class':
      return list([
        'class',
        node.name,
        args(node.args),
        list(node.decorators.map(expression)),
        printBody(node.body),
      ]);
  }
}

function params(all: readonly Parameter[]): string {
  return list(
    all.map(({ name, star, type, value }) =>
      list([`${star}${name}`, type && expression(type), value && expression(value)]),
    ),
  );
}

const args = (all: readonly Argument[]): string =>
  list(all.map(({ name, star, value }) => `${star}${name ?? ''}=${expression(value)}`));

function format(parts: readonly FormatPart[]): readonly string[] {
  return parts.flatMap((part) =>
    typeof part === 'string' ? [] : [list([expression(part.value), ...format(part.spec)])],
  );
}

/** Operations within each other are one: which binds closer than which means nothing to who reads what is done. */
function operands(node: Expression): readonly string[] {
  return node.is === 'operation' ? node.operands.flatMap(operands) : [expression(node)];
}

function expression(node: Expression): string {
  switch (node.is) {
    case 'name':
      return node.id;
    case 'text':
      return node.bytes ? 'b' : `'${quoted(node.value)}`;
    case 'number':
      return '#';
    case 'constant':
      return node.text;
    case 'format':
      return list(['f', ...format(node.parts)]);
    case 'attribute':
      return `${expression(node.of)}.${node.name}`;
    case 'call':
      return list(['call', expression(node.callee), args(node.args)]);
    case 'index':
      return list(['index', expression(node.of), list(node.keys.map(expression))]);
    case 'slice':
      return list(['slice', ...node.bounds.map((bound) => bound && expression(bound))]);
    case 'list':
    case 'tuple':
    case 'set':
      return list([node.is, ...node.items.map(expression)]);
    case 'dict':
      return list([
        'dict',
        ...node.entries.map(({ key, value }) => `${key ? expression(key) : '**'}:${expression(value)}`),
      ]);
    case 'star':
      return `*${expression(node.of)}`;
    case 'made':
      return list([
        'made',
        ...node.items.map(expression),
        ...node.clauses.map(({ target, of, tests }) =>
          list([expression(target), expression(of), ...tests.map(expression)]),
        ),
      ]);
    case 'operation':
      return list(['op', ...operands(node)]);
    case 'choice':
      return list(['choice', expression(node.test), ...node.ways.map(expression)]);
    case 'lambda':
      return list(['lambda', params(node.params), expression(node.body)]);
    case 'named':
      return list([':=', node.name, expression(node.value)]);
    case 'yield':
      return list(['yield', node.value && expression(node.value)]);
  }
}

/** The same from Python's own parser: one JSON list of programs in, one of texts out, `null` where it refuses one. */
export const PYTHON_PRINTER = String.raw`
import ast, json, sys, warnings
warnings.simplefilter('ignore')
def L(*items): return '(' + ' '.join(i for i in items if i is not None) + ')'
def Q(s): return '.'.join(format(ord(c), 'x') for c in s)
def body(b): return L(*[S(s) for s in b])
def alias(n): return n.name + ':' + (n.asname or '')
def params(a):
    pos = a.posonlyargs + a.args
    defaults = [None] * (len(pos) - len(a.defaults)) + a.defaults
    def P(p, star, d): return L(star + p.arg, p.annotation and E(p.annotation), d and E(d))
    out = [P(p, '', d) for p, d in zip(pos, defaults)]
    if a.vararg: out.append(P(a.vararg, '*', None))
    out += [P(p, '', d) for p, d in zip(a.kwonlyargs, a.kw_defaults)]
    if a.kwarg: out.append(P(a.kwarg, '**', None))
    return L(*out)
def args(n):
    found = [(x.lineno, x.col_offset, ('*=' + E(x.value)) if isinstance(x, ast.Starred) else '=' + E(x)) for x in (n.args if isinstance(n, ast.Call) else n.bases)]
    found += [(k.value.lineno, k.value.col_offset, ('**=' if k.arg is None else k.arg + '=') + E(k.value)) for k in n.keywords]
    return L(*[text for _, _, text in sorted(found, key=lambda x: x[:2])])
def branch(s):
    tests, bodies = [], []
    while True:
        tests.append(E(s.test)); bodies.append(body(s.body))
        if isinstance(s, ast.If) and len(s.orelse) == 1 and isinstance(s.orelse[0], ast.If) and SRC[s.orelse[0].lineno - 1][s.orelse[0].col_offset:].startswith('elif'):
            s = s.orelse[0]; continue
        if s.orelse: bodies.append(body(s.orelse))
        return L('branch', *tests, *bodies)
def more(*blocks): return [body(b) for b in blocks if b]
def S(s):
    t = type(s).__name__
    if t == 'Expr': return L('do', E(s.value))
    if t == 'Return': return L('return', s.value and E(s.value))
    if t == 'Raise': return L('raise', s.exc and E(s.exc), s.cause and E(s.cause))
    if t == 'Assert': return L('assert', E(s.test), s.msg and E(s.msg))
    if t == 'Delete': return L('delete', *[E(x) for x in s.targets])
    if t == 'Assign': return L('assign', L(*[E(x) for x in s.targets]), E(s.value))
    if t == 'AnnAssign': return L('assign', L(E(s.target)), E(s.annotation), s.value and E(s.value))
    if t == 'AugAssign': return L('update', E(s.target), E(s.value))
    if t in ('Pass', 'Break', 'Continue'): return '(pass)'
    if t in ('Global', 'Nonlocal'): return L('scope', *s.names)
    if t == 'Import': return L('import', *[alias(n) for n in s.names])
    if t == 'ImportFrom': return L('from', '.' * s.level + (s.module or ''), *[alias(n) for n in s.names])
    if t in ('If', 'While'): return branch(s)
    if t in ('For', 'AsyncFor'): return L('for', E(s.target), E(s.iter), *more(s.body, s.orelse))
    if t == 'Try':
        hs = [(h.type and E(h.type) or '') + ':' + (h.name or '') for h in s.handlers if h.type]
        return L('try', *hs, *more(s.body, *[h.body for h in s.handlers], s.orelse, s.finalbody))
    if t in ('With', 'AsyncWith'): return L('with', *[E(i.context_expr) + ':' + (E(i.optional_vars) if i.optional_vars else '') for i in s.items], body(s.body))
    if t in ('FunctionDef', 'AsyncFunctionDef'): return L('def', s.name, params(s.args), s.returns and E(s.returns), L(*[E(d) for d in s.decorator_list]), body(s.body))
    if t == 'ClassDef': return L('class', s.name, args(s), L(*[E(d) for d in s.decorator_list]), body(s.body))
    return '<' + t + '>'
def ops(n):
    if isinstance(n, ast.BoolOp): return [x for v in n.values for x in ops(v)]
    if isinstance(n, ast.BinOp): return ops(n.left) + ops(n.right)
    if isinstance(n, ast.UnaryOp): return ops(n.operand)
    if isinstance(n, ast.Compare): return ops(n.left) + [x for v in n.comparators for x in ops(v)]
    return [E(n)]
def fields(values):
    out = []
    for v in values:
        if isinstance(v, ast.FormattedValue): out.append(L(E(v.value), *(fields(v.format_spec.values) if v.format_spec else [])))
    return out
def clauses(gens): return [L(E(g.target), E(g.iter), *[E(i) for i in g.ifs]) for g in gens]
def E(n):
    t = type(n).__name__
    if t == 'Name': return n.id
    if t == 'Await': return E(n.value)
    if t == 'Constant':
        v = n.value
        if isinstance(v, str): return "'" + Q(v)
        if isinstance(v, bytes): return 'b'
        if v is Ellipsis: return '...'
        if v is None or isinstance(v, bool): return repr(v)
        return '#'
    if t == 'JoinedStr': return L('f', *fields(n.values))
    if t == 'Attribute': return E(n.value) + '.' + n.attr
    if t == 'Call': return L('call', E(n.func), args(n))
    if t == 'Subscript':
        s = n.slice
        many = isinstance(s, ast.Tuple) and not SEG(s).startswith('(')
        if many and not SEG(n).rstrip(']').rstrip().endswith(','): return L('index', E(n.value), L(*[E(x) for x in s.elts]))
        return L('index', E(n.value), L(E(s)))
    if t == 'Slice': return L('slice', *[E(x) for x in (n.lower, n.upper, n.step) if x])
    if t in ('List', 'Tuple', 'Set'): return L(t.lower(), *[E(x) for x in n.elts])
    if t == 'Dict': return L('dict', *[('**' if k is None else E(k)) + ':' + E(v) for k, v in zip(n.keys, n.values)])
    if t == 'Starred': return '*' + E(n.value)
    if t in ('ListComp', 'SetComp', 'GeneratorExp'): return L('made', E(n.elt), *clauses(n.generators))
    if t == 'DictComp': return L('made', E(n.key), E(n.value), *clauses(n.generators))
    if t in ('BoolOp', 'BinOp', 'UnaryOp', 'Compare'): return L('op', *ops(n))
    if t == 'IfExp': return L('choice', E(n.test), E(n.body), E(n.orelse))
    if t == 'Lambda': return L('lambda', params(n.args), E(n.body))
    if t == 'NamedExpr': return L(':=', E(n.target), E(n.value))
    if t in ('Yield', 'YieldFrom'): return L('yield', n.value and E(n.value))
    return '<' + t + '>'
def SEG(n): return ast.get_source_segment(TEXT, n) or ''
out = []
for TEXT in json.load(sys.stdin):
    try:
        compile(TEXT, 'x', 'exec')
        SRC = TEXT.split('\n')
        out.append(body(ast.parse(TEXT).body))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        out.append(None)
json.dump(out, sys.stdout)
`;
