import { NotShown } from '../code-effect.js';
import { formatOf, textOf } from './formats.js';
import type { Argument, Clause, Entry, Expression, Parameter } from './syntax.js';
import type { Node } from './tree.js';

const OPERATORS = new Set([
  ...'+ - * / // % ** @ | & ^ << >> ~ < > <= >= == != and or not in is'.split(' '),
  ...['not in', 'is not'],
]);
const NUMBER =
  /^(?:0[xX](?:_?[\da-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][-+]?\d(?:_?\d)*)?[jJ]?)$/;

/** Reads an expression. @throws NotShown at what is not known */
export function expressionOf(node: Node): Expression {
  const read = READERS[node.type];
  if (read === undefined) throw new NotShown(`\`${node.type}\``);
  return read(node, node.kids);
}

type Kids = readonly Node[];
type Reader = (node: Node, kids: Kids) => Expression;

const READERS: Readonly<Record<string, Reader>> = {
  VariableName: ({ text }) => ({ is: 'name', id: text }),
  Number: ({ text }) => {
    if (!NUMBER.test(text)) throw new NotShown('a number');
    return { is: 'number', text };
  },
  Boolean: ({ text }) => ({ is: 'constant', text }),
  None: ({ text }) => ({ is: 'constant', text }),
  Ellipsis: ({ text }) => ({ is: 'constant', text }),
  String: (node) => textOf(node),
  FormatString: (node) => formatOf([node], listOf),
  ContinuedString: (_, kids) => formatOf(kids, listOf),
  ParenthesizedExpression: (_, kids) => listOf(inner(kids)),
  TupleExpression: (_, kids) => ({ is: 'tuple', items: itemsOf(inner(kids)) }),
  ArrayExpression: (_, kids) => ({ is: 'list', items: itemsOf(inner(kids)) }),
  SetExpression: (_, kids) => ({ is: 'set', items: itemsOf(inner(kids)) }),
  DictionaryExpression: (_, kids) => ({ is: 'dict', entries: parted(inner(kids)).map(entryOf) }),
  ComprehensionExpression: (_, kids) => madeOf(inner(kids)),
  ArrayComprehensionExpression: (_, kids) => madeOf(inner(kids)),
  SetComprehensionExpression: (_, kids) => madeOf(inner(kids)),
  DictionaryComprehensionExpression: (_, kids) => madeOf(inner(kids)),
  MemberExpression: (_, kids) => memberOf(kids),
  CallExpression: (_, [callee, list]) => ({
    is: 'call',
    callee: expressionOf(some(callee)),
    args: argumentsOf(some(list)),
  }),
  BinaryExpression: (_, kids) => operation(kids.slice(1, -1), [some(kids[0]), some(kids.at(-1))]),
  UnaryExpression: (_, kids) => operation(kids.slice(0, 1), kids.slice(1)),
  ConditionalExpression: (_, [one, , test, , other]) => ({
    is: 'choice',
    test: expressionOf(some(test)),
    ways: [expressionOf(some(one)), expressionOf(some(other))],
  }),
  LambdaExpression: (_, [, params, , body]) => ({
    is: 'lambda',
    params: parametersOf(some(params).kids),
    body: expressionOf(some(body)),
  }),
  NamedExpression: (_, [name, mark, value]) => {
    if (mark?.text !== ':=') throw new NotShown('a name in an expression');
    return { is: 'named', name: nameOf(name), value: expressionOf(some(value)) };
  },
  YieldExpression: (_, kids) => yieldOf(kids),
  AwaitExpression: (_, [, value]) => expressionOf(some(value)),
};

/** `yield`, `yield a, b`, `yield from x`. */
export function yieldOf([, ...kids]: Kids): Expression {
  const rest = kids[0]?.type === 'from' ? kids.slice(1) : kids;
  return { is: 'yield', value: rest.length === 0 ? undefined : listOf(rest) };
}

/** The node that must be there. */
export function some(node: Node | undefined): Node {
  if (node === undefined) throw new NotShown('a tree of another shape');
  return node;
}

export function nameOf(node: Node | undefined): string {
  if (node?.type !== 'VariableName') throw new NotShown('a name is expected');
  return node.text;
}

const inner = (kids: Kids): Kids => kids.slice(1, -1);

/** The pieces between commas. */
export function parted(kids: Kids): Kids[] {
  const parts: Node[][] = [[]];
  for (const kid of kids) {
    if (kid.type === ',') parts.push([]);
    else parts.at(-1)?.push(kid);
  }
  if (parts.at(-1)?.length === 0) parts.pop();
  return parts;
}

function itemOf(kids: Kids): Expression {
  const [first, second] = kids;
  if (kids.length === 1) return expressionOf(some(first));
  if (kids.length === 2 && first?.type === '*') return { is: 'star', of: expressionOf(some(second)) };
  throw new NotShown('a tree of another shape');
}

export const itemsOf = (kids: Kids): readonly Expression[] => parted(kids).map(itemOf);

/** One expression, or the tuple that a comma makes. */
export function listOf(kids: Kids): Expression {
  const items = itemsOf(kids);
  const [only] = items;
  if (only === undefined) throw new NotShown('nothing is there');
  return kids.some(({ type }) => type === ',') ? { is: 'tuple', items } : only;
}

function entryOf(kids: Kids): Entry {
  const [first, mark, last] = kids;
  if (kids.length === 2 && first?.type === '**') return { key: undefined, value: expressionOf(some(mark)) };
  if (kids.length !== 3 || mark?.type !== ':') throw new NotShown('a tree of another shape');
  return { key: expressionOf(some(first)), value: expressionOf(some(last)) };
}

function madeOf(kids: Kids): Expression {
  const start = kids.findIndex(({ type }) => type === 'for');
  const head = kids.slice(0, start);
  const colon = head.findIndex(({ type }) => type === ':');
  const items = colon < 0 ? [itemOf(head)] : Object.values(entryOf(head)).map((item) => item as Expression);
  return { is: 'made', items, clauses: clausesOf(kids.slice(start)) };
}

function clausesOf(kids: Kids): readonly Clause[] {
  const marks = kids.flatMap(({ type }, i) => (type === 'for' ? [i] : []));
  return marks.map((from, i) => {
    const part = kids.slice(from + 1, marks[i + 1]);
    const at = part.findIndex(({ type }) => type === 'in');
    const [of, ...tests] = part.slice(at + 1);
    if (at < 1 || tests.some(({ type }, n) => (n % 2 === 0) !== (type === 'if')))
      throw new NotShown('a tree of another shape');
    return {
      target: listOf(part.slice(0, at)),
      of: expressionOf(some(of)),
      tests: tests.filter(({ type }) => type !== 'if').map(expressionOf),
    };
  });
}

function memberOf(kids: Kids): Expression {
  const [first, mark, name] = kids;
  const of = expressionOf(some(first));
  if (mark?.type === '.' && name?.type === 'PropertyName' && kids.length === 3)
    return { is: 'attribute', of, name: name.text };
  if (mark?.type !== '[' || kids.at(-1)?.type !== ']') throw new NotShown('a tree of another shape');
  const inside = kids.slice(2, -1);
  const keys = parted(inside).map(keyOf);
  return { is: 'index', of, keys: inside.at(-1)?.type === ',' ? [{ is: 'tuple', items: keys }] : keys };
}

function keyOf(kids: Kids): Expression {
  if (!kids.some(({ type }) => type === ':')) return itemOf(kids);
  const bounds: (Expression | undefined)[] = [undefined];
  for (const kid of kids) {
    if (kid.type === ':') bounds.push(undefined);
    else bounds[bounds.length - 1] = expressionOf(kid);
  }
  return { is: 'slice', bounds };
}

export function argumentsOf({ type, kids }: Node): readonly Argument[] {
  if (type !== 'ArgList') throw new NotShown('a tree of another shape');
  const inside = inner(kids);
  if (inside.some((kid) => kid.type === 'for')) return [plain(madeOf(inside))];
  return parted(inside).map((part): Argument => {
    const [first, mark, value] = part;
    if (part.length === 1) return plain(expressionOf(some(first)));
    if (part.length === 2 && (first?.type === '*' || first?.type === '**'))
      return { name: undefined, star: first.type, value: expressionOf(some(mark)) };
    if (part.length !== 3 || mark?.type !== 'AssignOp') throw new NotShown('a tree of another shape');
    const given = expressionOf(some(value));
    return mark.text === '='
      ? { name: nameOf(first), star: '', value: given }
      : plain({ is: 'named', name: nameOf(first), value: given });
  });
}

const plain = (value: Expression): Argument => ({ name: undefined, star: '', value });

/** The parameters between brackets, or behind `lambda`. */
export function parametersOf(kids: Kids): readonly Parameter[] {
  return parted(kids.filter(({ type }) => type !== '(' && type !== ')')).flatMap((part) => {
    const star = part[0]?.type === '*' || part[0]?.type === '**' ? part[0].type : '';
    const [name, ...rest] = star === '' ? part : part.slice(1);
    if (name === undefined || name.type === '/') return [];
    const typed = rest[0]?.type === 'TypeDef' ? rest[0] : undefined;
    const value = typed === undefined ? rest : rest.slice(1);
    if (value.length !== 0 && (value.length !== 2 || value[0]?.text !== '='))
      throw new NotShown('a tree of another shape');
    return [
      {
        ...{ name: nameOf(name), star, type: typed && typeOf(typed) },
        value: value[1] && expressionOf(value[1]),
      } as Parameter,
    ];
  });
}

/** The expression in `: x` or `-> x`. */
export function typeOf({ type, kids }: Node): Expression {
  const rest = kids.filter((kid) => kid.type !== ':' && kid.type !== '->');
  if (type !== 'TypeDef' || rest.length !== 1) throw new NotShown('a tree of another shape');
  return expressionOf(some(rest[0]));
}

function operation(marks: Kids, operands: Kids): Expression {
  const op = marks.map(({ text }) => text).join(' ');
  if (!OPERATORS.has(op)) throw new NotShown(`\`${op}\``);
  return { is: 'operation', op, operands: operands.map(expressionOf) };
}
