import { NotShown } from '../code-effect.js';
import {
  argumentsOf,
  expressionOf,
  itemsOf,
  listOf,
  nameOf,
  parametersOf,
  parted,
  some,
  typeOf,
  yieldOf,
} from './expressions.js';
import type { Expression, FunctionStatement, ClassStatement, Imported, Statement } from './syntax.js';
import type { Node } from './tree.js';

type Kids = readonly Node[];
type Reader = (kids: Kids) => Statement;

/** What `from sympy import *` takes. */
export const ALL = '*';

/** Reads the statements of a program or a block. @throws NotShown at what is not known */
export function statementsOf(kids: Kids): readonly Statement[] {
  return kids.flatMap((node) =>
    node.type === 'StatementGroup'
      ? node.kids.filter(({ type }) => type !== ';').map(statementOf)
      : [statementOf(node)],
  );
}

function statementOf(node: Node): Statement {
  const read = READERS[node.type];
  if (read === undefined) throw new NotShown(`\`${node.type}\``);
  return read(node.kids);
}

const READERS: Readonly<Record<string, Reader>> = {
  ExpressionStatement: (kids) => ({ is: 'do', items: [listOf(kids)] }),
  YieldStatement: (kids) => ({ is: 'do', items: [yieldOf(kids)] }),
  ReturnStatement: ([, ...kids]) => ({ is: 'return', items: kids.length === 0 ? [] : [listOf(kids)] }),
  AssertStatement: ([, ...kids]) => ({ is: 'assert', items: itemsOf(kids) }),
  DeleteStatement: ([, ...kids]) => ({ is: 'delete', items: itemsOf(kids) }),
  RaiseStatement: ([, ...kids]) => {
    if (kids.some(({ type }) => type === ',')) throw new NotShown('a tree of another shape');
    return { is: 'raise', items: kids.filter(({ type }) => type !== 'from').map(expressionOf) };
  },
  PassStatement: () => ({ is: 'pass' }),
  BreakStatement: () => ({ is: 'pass' }),
  ContinueStatement: () => ({ is: 'pass' }),
  ScopeStatement: ([, ...kids]) => ({ is: 'scope', names: parted(kids).map(([name]) => nameOf(name)) }),
  AssignStatement: (kids) => assigned(kids),
  UpdateStatement: (kids) => updated(kids),
  ImportStatement: (kids) => imported(kids),
  IfStatement: (kids) => branch(kids),
  WhileStatement: (kids) => branch(kids),
  ForStatement: (kids) => loop(atOnce(kids)),
  TryStatement: (kids) => tried(kids),
  WithStatement: (kids) => withItems(atOnce(kids)),
  FunctionDefinition: (kids) => functionOf(atOnce(kids), []),
  ClassDefinition: (kids) => classOf(kids, []),
  DecoratedStatement: (kids) => decorated(kids),
};

/** What runs beside other things does the same. */
const atOnce = (kids: Kids): Kids => (kids[0]?.type === 'async' ? kids.slice(1) : kids);

function bodyOf(node: Node | undefined): readonly Statement[] {
  if (node?.type !== 'Body') throw new NotShown('a tree of another shape');
  return statementsOf(node.kids.slice(1));
}

const bodiesOf = (kids: Kids): readonly (readonly Statement[])[] =>
  kids.filter(({ type }) => type === 'Body').map(bodyOf);

function assigned(kids: Kids): Statement {
  const parts: Node[][] = [[]];
  let type: Expression | undefined;
  for (const kid of kids) {
    if (kid.type === 'TypeDef') type = typeOf(kid);
    else if (kid.type === 'AssignOp' && kid.text === '=') parts.push([]);
    else parts.at(-1)?.push(kid);
  }
  const read = parts.map((part) => listOf(part));
  if (read.length === 1 && type === undefined) throw new NotShown('a tree of another shape');
  return read.length === 1
    ? { is: 'assign', targets: read, type, value: undefined }
    : { is: 'assign', targets: read.slice(0, -1), type, value: read.at(-1) };
}

function updated(kids: Kids): Statement {
  const at = kids.findIndex(({ type }) => type === 'UpdateOp');
  return {
    is: 'update',
    target: listOf(kids.slice(0, at)),
    op: some(kids[at]).text,
    value: listOf(kids.slice(at + 1)),
  };
}

function imported(kids: Kids): Statement {
  const [first, ...rest] = kids;
  if (first?.type === 'import') return { is: 'import', names: parted(rest).map(importedName) };
  const at = rest.findIndex(({ type }) => type === 'import');
  const names = rest.slice(at + 1).filter(({ type }) => type !== '(' && type !== ')');
  const module = rest.slice(0, at).map(({ text }) => text);
  const [only, ...more] = names;
  if (first?.type === 'from' && module.join('') === 'sympy' && only?.type === '*' && more.length === 0)
    return { is: 'from', module: 'sympy', names: [{ name: ALL, alias: undefined }] };
  if (first?.type !== 'from' || at < 1 || names.some(({ type }) => type === '*'))
    throw new NotShown('an import');
  return { is: 'from', module: module.join(''), names: parted(names).map(importedName) };
}

function importedName(kids: Kids): Imported {
  const at = kids.findIndex(({ type }) => type === 'as');
  const name = (at < 0 ? kids : kids.slice(0, at)).map(({ text }) => text).join('');
  if (!/^\w+(?:\.\w+)*$/.test(name)) throw new NotShown('an import');
  return { name, alias: at < 0 ? undefined : nameOf(kids[at + 1]) };
}

function branch(kids: Kids): Statement {
  const tests = kids.flatMap((kid, i) =>
    /^(?:if|elif|while)$/.test(kid.type) ? [expressionOf(some(kids[i + 1]))] : [],
  );
  return { is: 'branch', tests, bodies: bodiesOf(kids) };
}

function loop(kids: Kids): Statement {
  const at = kids.findIndex(({ type }) => type === 'in');
  const body = kids.findIndex(({ type }) => type === 'Body');
  if (kids[0]?.type !== 'for') throw new NotShown('what runs beside');
  return {
    is: 'for',
    target: listOf(kids.slice(1, at)),
    of: listOf(kids.slice(at + 1, body)),
    bodies: bodiesOf(kids),
  };
}

function tried(kids: Kids): Statement {
  const handlers = kids.flatMap((kid, i) => {
    if (kid.type !== 'except') return [];
    const [type, as, name] = kids.slice(i + 1);
    if (type?.type === 'Body') return [];
    if (type?.type === '*') throw new NotShown('groups of errors');
    const named = as?.type === 'as';
    if (!named && as?.type !== 'Body') throw new NotShown('a tree of another shape');
    return [{ type: expressionOf(some(type)), name: named ? nameOf(name) : undefined }];
  });
  return { is: 'try', handlers, bodies: bodiesOf(kids) };
}

function withItems(kids: Kids): Statement {
  const body = kids.findIndex(({ type }) => type === 'Body');
  if (kids[0]?.type !== 'with') throw new NotShown('what runs beside');
  const items = parted(kids.slice(1, body)).map(([value, as, name]) => {
    // Newer Python takes `with (a, b)` for two, older for a tuple.
    if (value?.type === 'TupleExpression') throw new NotShown('what is opened');
    if (as !== undefined && as.type !== 'as') throw new NotShown('a tree of another shape');
    return { value: expressionOf(some(value)), name: as === undefined ? undefined : nameOf(name) };
  });
  return { is: 'with', items, bodies: bodiesOf(kids) };
}

function functionOf(kids: Kids, decorators: readonly Expression[]): FunctionStatement {
  const [def, name, params] = kids;
  if (def?.type !== 'def' || params?.type !== 'ParamList') throw new NotShown('a function of another kind');
  const returns = kids.find(({ type }) => type === 'TypeDef');
  return {
    is: 'function',
    name: nameOf(name),
    params: parametersOf(params.kids),
    returns: returns && typeOf(returns),
    decorators,
    body: bodyOf(kids.at(-1)),
  };
}

function classOf(kids: Kids, decorators: readonly Expression[]): ClassStatement {
  const [, name, list] = kids;
  if (list?.type !== 'ArgList' && list?.type !== 'Body') throw new NotShown('a class of another kind');
  const args = list.type === 'ArgList' ? argumentsOf(list) : [];
  return { is: 'class', name: nameOf(name), args, decorators, body: bodyOf(kids.at(-1)) };
}

function decorated(kids: Kids): Statement {
  const definition = some(kids.at(-1));
  const decorators = kids.slice(0, -1).map(decoratorOf);
  return definition.type === 'ClassDefinition'
    ? classOf(definition.kids, decorators)
    : functionOf(atOnce(definition.kids), decorators);
}

/** `@a.b(c)`. */
function decoratorOf({ type, kids }: Node): Expression {
  if (type !== 'Decorator') throw new NotShown('a tree of another shape');
  let found: Expression | undefined;
  for (const kid of kids.slice(1)) {
    if (kid.type === 'VariableName')
      found =
        found === undefined ? { is: 'name', id: kid.text } : { is: 'attribute', of: found, name: kid.text };
    else if (kid.type === 'ArgList' && found !== undefined)
      found = { is: 'call', callee: found, args: argumentsOf(kid) };
    else if (kid.type !== '.') throw new NotShown('a decorator of another kind');
  }
  if (found === undefined) throw new NotShown('a decorator of another kind');
  return found;
}
