import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  Expression,
  Identifier,
  ImportDeclaration,
  MemberExpression,
  NewExpression,
  ObjectExpression,
  Pattern,
} from 'acorn';
import type { Word } from '../../script.js';
import { NotShown, shown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { requiredBy } from './required.js';
import { mayChange } from './kept.js';
import { Calls } from './calls.js';
import { isNamed, isOwnThis } from './classes.js';
import { unchangedWords } from './command-line.js';
import { assertImportable } from './importable.js';
import { keyOf, mayBeKey } from './kinds.js';
import { CALLBACKS, CALLS, CONSTANTS } from './names.js';
import { parseJavaScript } from './parse.js';
import type { Origin } from './parse.js';
import { apart } from './scopes.js';
import { withoutTypes } from './typescript.js';
import { table } from '../../../table.js';

/**
 * What JavaScript code does, where it can be shown that it does nothing but compute, print, and read and write files
 * whose names stand in it; undefined otherwise. No function comes into being but those that stand in the code: only
 * named ones are called, what is called back stands there, and nothing that makes code of a text is ever within reach.
 */
export function judgeJavaScript(
  code: string,
  argv: readonly Word[] | undefined,
  origin: Origin,
): readonly CodeEffect[] | undefined {
  return shown(() => {
    const plain = origin.typescript ? withoutTypes(code) : code;
    const program = parseJavaScript(plain, origin.source);
    apart(program);
    return new Judge(program, { ...origin, argv: unchangedWords(plain, argv) }).judge();
  });
}

/** Values that are no function that is not written there. */
const PLAIN = new Set(
  'Literal TemplateLiteral ArrayExpression ObjectExpression BinaryExpression UnaryExpression ArrowFunctionExpression FunctionExpression'.split(
    ' ',
  ),
);

/** What is certainly a number or a text. */
const isData = (node: AnyNode, operator: string): boolean =>
  operator !== '='
    ? /^[-+*/%&|^<>]+=$/.test(operator) && !/^(?:&&|\|\|)=$/.test(operator)
    : /^(?:BinaryExpression|TemplateLiteral|UpdateExpression)$/.test(node.type) ||
      (node.type === 'Literal' && !('regex' in node));

type Visit = (judge: Judge, node: never) => void;

class Judge extends Calls {
  judge(): readonly CodeEffect[] {
    for (const node of this.program.body) this.value(node);
    this.assertApart();
    return this.effects;
  }

  value(node: AnyNode | null | undefined): void {
    if (node === null || node === undefined) return;
    const visit = VISITS[node.type];
    if (visit === undefined) throw new NotShown(node.type);
    visit(this, node as never);
  }

  all(nodes: readonly (AnyNode | null | undefined)[]): void {
    for (const node of nodes) this.value(node);
  }

  /** A name that stands for a value. */
  name(node: Identifier): void {
    const { name } = node;
    if (CONSTANTS.has(name)) return;
    if (!this.declared.has(name)) {
      if (CALLBACKS.has(name)) return;
      throw new NotShown(name);
    }
    this.assertNotAsking(node);
    for (const one of this.declared.of(name)) {
      if (one.by === 'module' && !one.module.endsWith('.json') && !this.packages.isHeld(node))
        throw new NotShown('a module as a value');
      if (one.by === 'member' && !this.packages.isHeld(node)) this.heldMember(one.module, one.name);
    }
  }

  imported({ source, specifiers }: ImportDeclaration): void {
    if (typeof source.value !== 'string') throw new NotShown('an import');
    this.load(source.value);
    for (const item of specifiers)
      if (item.type === 'ImportSpecifier' && item.imported.type === 'Identifier')
        assertImportable(source.value, item.imported.name);
  }

  assigned({ left, operator, right }: AssignmentExpression): void {
    if (!/^(?:=|[-+*/%&|^]=|\*\*=|<<=|>>>?=|&&=|\|\|=|\?\?=)$/.test(operator)) throw new NotShown(operator);
    this.target(left as Pattern, isData(right, operator));
    // `a[k] ||= x` is one of the two.
    if (/^(?:&&|\|\||\?\?)=$/.test(operator) && left.type === 'MemberExpression') this.looked(left);
    this.value(right);
  }

  /** What may be assigned to. */
  target(node: Pattern, data = false): void {
    switch (node.type) {
      case 'Identifier':
        if (!this.declared.has(node.name)) throw new NotShown(node.name);
        if (this.declared.of(node.name).some(({ by }) => by === 'function' || by === 'class'))
          throw new NotShown('another function');
        return;
      case 'MemberExpression': {
        if (this.#isExitCode(node)) return;
        if (node.object.type === 'Super' || this.rootOf(node.object).is !== 'value')
          throw new NotShown('a place');
        const key = keyOf(node);
        if (key !== undefined && (!mayBeKey(key) || this.methods.has(key))) throw new NotShown(key);
        if (!mayChange(node.object, this.declared)) throw new NotShown('what belongs to another');
        const told = key !== undefined || this.kinds.isNumber(node.property);
        if (!told) this.value(node.property);
        // An element, or a plain part of what the program has made, is nothing that is called or shared.
        // A number or a text calls nothing, whatever it is put over there.
        const fresh = this.kinds.isFresh(node.object);
        if (!fresh || this.isMethod(key ?? '') || (!told && !data)) this.put();
        return this.value(node.object);
      }
      case 'ArrayPattern':
        for (const item of node.elements) if (item) this.target(item);
        return;
      case 'ObjectPattern':
        for (const item of node.properties)
          this.target(item.type === 'RestElement' ? item.argument : item.value);
        return;
      case 'AssignmentPattern':
        this.value(node.right);
        return this.target(node.left);
      case 'RestElement':
        return this.target(node.argument);
    }
  }

  #isExitCode(node: MemberExpression): boolean {
    const of = node.object.type === 'Identifier' ? node.object.name : '';
    return of === 'process' && !this.declared.has(of) && keyOf(node) === 'exitCode' && !node.computed;
  }

  object({ properties }: ObjectExpression): void {
    for (const item of properties) {
      if (item.type === 'SpreadElement') {
        this.value(item.argument);
        continue;
      }
      if (item.kind !== 'init') throw new NotShown('what is run when it is looked at');
      const key =
        item.key.type === 'Identifier'
          ? item.key.name
          : item.key.type === 'Literal'
            ? `${item.key.value}`
            : '';
      if (item.computed) {
        this.value(item.key);
        this.put();
      } else if (!mayBeKey(key) && !/^(?:main|exports|source|flags|return|next|throw)$/.test(key))
        throw new NotShown(key);
      // What stands under the name of a method could be called by it.
      if ((this.isMethod(key) || Object.hasOwn(CALLS, key)) && !PLAIN.has(item.value.type)) this.put();
      this.value(item.value);
    }
  }

  /** `x instanceof Error`: a class may decide about that in its own way, but for these. */
  asked(left: Expression, right: Expression): void {
    if (!isNamed(right, this.declared) && !this.#isImported(right)) throw new NotShown('instanceof');
    this.value(left);
  }

  #isImported(node: AnyNode): boolean {
    const bindings = node.type === 'Identifier' ? this.declared.of(node.name) : [];
    return bindings.length > 0 && bindings.every(({ by }) => by === 'member');
  }

  self(node: AnyNode): void {
    if (!isOwnThis(node, this.declared)) throw new NotShown('this');
  }

  /** What is shown may come from anywhere. */
  shownValue(node: AnyNode): void {
    const foreign =
      node.type === 'MemberExpression' &&
      node.object.type !== 'Super' &&
      this.rootOf(node.object).is === 'foreign';
    if (foreign) return this.member(node, true);
    if (this.rootOfName(node)) return;
    this.value(node);
  }

  rootOfName(node: AnyNode): boolean {
    if (node.type === 'Identifier' && this.declared.has(node.name))
      return /^(?:foreign|own)$/.test(this.rootOf(node).is);
    const module = requiredBy(node);
    if (module === undefined || module.endsWith('.json') || this.rootOf(node).is === 'module') return false;
    this.load(module);
    return true;
  }
}

const nothing: Visit = () => {};

const VISITS: Readonly<Record<string, (judge: Judge, node: never) => void>> = table({
  ...Object.fromEntries(
    'EmptyStatement BreakStatement ContinueStatement'.split(' ').map((type) => [type, nothing]),
  ),
  Identifier: (judge, node: Identifier) => judge.name(node),
  Literal: nothing,
  TemplateLiteral: (judge, { expressions }: AnyNode & { type: 'TemplateLiteral' }) => {
    for (const one of expressions) judge.shownValue(one);
  },
  ExpressionStatement: (judge, { expression }: AnyNode & { type: 'ExpressionStatement' }) =>
    judge.shownValue(expression),
  BlockStatement: (judge, { body }: AnyNode & { type: 'BlockStatement' }) => judge.all(body),
  IfStatement: (judge, { test, consequent, alternate }: AnyNode & { type: 'IfStatement' }) =>
    judge.all([test, consequent, alternate]),
  ForStatement: (judge, { init, test, update, body }: AnyNode & { type: 'ForStatement' }) =>
    judge.all([init, test, update, body]),
  ForOfStatement: (judge, node: AnyNode & { type: 'ForOfStatement' }) =>
    judge.loop(node.left, node.right, node.body),
  ForInStatement: (judge, node: AnyNode & { type: 'ForInStatement' }) =>
    judge.loop(node.left, node.right, node.body),
  WhileStatement: (judge, { test, body }: AnyNode & { type: 'WhileStatement' }) => judge.all([test, body]),
  DoWhileStatement: (judge, { test, body }: AnyNode & { type: 'DoWhileStatement' }) =>
    judge.all([test, body]),
  ReturnStatement: (judge, { argument }: AnyNode & { type: 'ReturnStatement' }) => judge.value(argument),
  ThrowStatement: (judge, { argument }: AnyNode & { type: 'ThrowStatement' }) => judge.value(argument),
  TryStatement: (judge, { block, handler, finalizer }: AnyNode & { type: 'TryStatement' }) =>
    judge.all([block, handler?.body, finalizer]),
  SwitchStatement: (judge, { discriminant, cases }: AnyNode & { type: 'SwitchStatement' }) => {
    judge.value(discriminant);
    for (const { test, consequent } of cases) judge.all([test, ...consequent]);
  },
  VariableDeclaration: (judge, { declarations }: AnyNode & { type: 'VariableDeclaration' }) => {
    for (const { id, init } of declarations) judge.declaration(id, init);
  },
  ImportDeclaration: (judge, node: ImportDeclaration) => judge.imported(node),
  ImportExpression: (judge, node: AnyNode & { type: 'ImportExpression' }) => judge.required(node),
  FunctionDeclaration: (judge, node: AnyNode & { type: 'FunctionDeclaration' }) => judge.function(node),
  FunctionExpression: (judge, node: AnyNode & { type: 'FunctionExpression' }) => judge.function(node),
  ArrowFunctionExpression: (judge, node: AnyNode & { type: 'ArrowFunctionExpression' }) =>
    judge.function(node),
  ArrayExpression: (judge, { elements }: AnyNode & { type: 'ArrayExpression' }) => judge.all(elements),
  ObjectExpression: (judge, node: ObjectExpression) => judge.object(node),
  SpreadElement: (judge, { argument }: AnyNode & { type: 'SpreadElement' }) => judge.value(argument),
  UnaryExpression: (judge, node: AnyNode & { type: 'UnaryExpression' }) => judge.unary(node),
  UpdateExpression: (judge, { argument }: AnyNode & { type: 'UpdateExpression' }) =>
    judge.target(argument as Pattern),
  BinaryExpression: (judge, { left, right, operator }: AnyNode & { type: 'BinaryExpression' }) => {
    if (left.type === 'PrivateIdentifier') throw new NotShown(operator);
    if (operator === 'instanceof') judge.asked(left, right);
    else judge.all([left, right]);
  },
  LogicalExpression: (judge, { left, right }: AnyNode & { type: 'LogicalExpression' }) =>
    judge.all([left, right]),
  ConditionalExpression: (
    judge,
    { test, consequent, alternate }: AnyNode & { type: 'ConditionalExpression' },
  ) => judge.all([test, consequent, alternate]),
  SequenceExpression: (judge, { expressions }: AnyNode & { type: 'SequenceExpression' }) =>
    judge.all(expressions),
  AwaitExpression: (judge, { argument }: AnyNode & { type: 'AwaitExpression' }) => judge.value(argument),
  ChainExpression: (judge, { expression }: AnyNode & { type: 'ChainExpression' }) =>
    judge.shownValue(expression),
  AssignmentExpression: (judge, node: AssignmentExpression) => judge.assigned(node),
  MemberExpression: (judge, node: AnyNode & { type: 'MemberExpression' }) => judge.looked(node),
  CallExpression: (judge, node: CallExpression) => judge.called(node),
  NewExpression: (judge, node: NewExpression) => judge.created(node),
  ClassDeclaration: (judge, node: AnyNode & { type: 'ClassDeclaration' }) => judge.class(node),
  ThisExpression: (judge, node: AnyNode & { type: 'ThisExpression' }) => judge.self(node),
  YieldExpression: (judge, { argument }: AnyNode & { type: 'YieldExpression' }) => judge.value(argument),
});
