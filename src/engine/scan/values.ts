import ts from 'typescript';
import { Assignments } from './assignments.js';
import { callValues } from './calls.js';
import { contentsOf } from './contents.js';
import { relevantTo } from './env.js';
import { distinct } from './distinct.js';
import { elementsOf } from './elements.js';
import { isPlain, objectAround, templateValues } from './literals.js';
import { memberValues } from './members.js';
import type { Tree } from './program.js';
import type { Symbols, Target } from './symbols.js';
import { argumentsOf, bare, classAround, isInvocation, loopOf, propertyName } from './syntax.js';
import { typeValues } from './type-values.js';
import { CERTAIN, type Env, externalValue, GLOBAL, lookUp, stepFrom, type Value } from './value.js';
import { alternatives, uncertain } from './certainty.js';
import { type Asked, KnownValues } from './known-values.js';

/** How many steps one question may take, and how deep: what is beyond is simply not known. */
const DEEPEST = 40;
const LONGEST = 8_000;
const WIDEST = 120;

/** A type that only says that these are tools: what callers give says more. */
const TOOLS = /Tool\w*(?:<[^()]*>)?(?:\[\])*>?$/;

/** Says what expressions may stand for, over the whole tree: a small interpreter that never runs anything. */
export class Evaluator {
  readonly tree: Tree;
  readonly symbols: Symbols;
  readonly assignments: Assignments;
  /** The arguments that callers of a function give, for parameters that say nothing themselves. */
  callersOf: (fn: ts.SignatureDeclaration) => readonly ts.CallExpression[] = () => [];
  readonly known: KnownValues;
  #depth = 0;
  #steps = 0;

  constructor(tree: Tree, symbols: Symbols) {
    this.tree = tree;
    this.symbols = symbols;
    this.assignments = new Assignments(symbols);
    this.known = new KnownValues(tree.unseen);
  }

  /** What an expression may stand for. An empty answer means that it is not known. */
  values(expression: ts.Expression, env?: Env): readonly Value[] {
    const node = bare(expression);
    const seen = relevantTo(node, env);
    return this.kept('values', node, seen, () => this.within(() => this.#evaluate(node, seen)));
  }

  /** An answer that is looked for once, however often it is asked for. */
  kept(asked: Asked, node: ts.Node, env: Env | undefined, ask: () => readonly Value[]): readonly Value[] {
    return this.known.answer(asked, node, env, () => distinct(ask(), WIDEST), this.#isNearTop);
  }

  /** What was cut short may be known from elsewhere: only answers from near the top are kept. */
  readonly #isNearTop = (): boolean => this.#depth < 4;

  /** Goes one step deeper, unless the question has become too deep or too long. */
  within(ask: () => readonly Value[]): readonly Value[] {
    if (this.#depth === 0) this.#steps = 0;
    if (this.#depth > DEEPEST || ++this.#steps > LONGEST) {
      this.known.cut();
      return [];
    }
    this.#depth++;
    try {
      return ask();
    } finally {
      this.#depth--;
    }
  }

  #evaluate(node: ts.Expression, env: Env | undefined): readonly Value[] {
    if (ts.isIdentifier(node)) return this.#identifier(node, env);
    if (ts.isPropertyAccessExpression(node)) {
      const found = [
        ...this.#property(node.expression, node.name.text, env),
        ...this.#all(this.assignments.toProperty(node), env),
      ];
      return this.assignments.changesProperty(node) ? uncertain(found) : found;
    }
    if (ts.isElementAccessExpression(node)) return this.#element(node, env);
    if (isInvocation(node) || ts.isTaggedTemplateExpression(node)) return callValues(this, node, env);
    if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return [{ kind: 'function', node, env }];
    if (ts.isClassExpression(node)) return [{ kind: 'class', node, env }];
    if (ts.isObjectLiteralExpression(node)) return [{ kind: 'object', node, env }];
    if (ts.isArrayLiteralExpression(node)) return [{ kind: 'array', node, env }];
    if (ts.isConditionalExpression(node))
      return alternatives(this.values(node.whenTrue, env), this.values(node.whenFalse, env));
    if (ts.isBinaryExpression(node)) return this.#binary(node, env);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return this.#this(node, env);
    return this.#literal(node, env);
  }

  #literal(node: ts.Expression, env: Env | undefined): readonly Value[] {
    if (ts.isStringLiteralLike(node))
      return [{ kind: 'text', text: node.text, ...(CERTAIN.has(node) && { certain: true }) }];
    if (ts.isTemplateExpression(node)) return templateValues(this, node, env);
    if (ts.isSpreadElement(node)) return this.values(node.expression, env);
    return isPlain(node) ? [{ kind: 'literal', node }] : [];
  }

  #binary(node: ts.BinaryExpression, env: Env | undefined): readonly Value[] {
    const { SyntaxKind: K } = ts;
    const right = () => this.values(node.right, env);
    switch (node.operatorToken.kind) {
      case K.BarBarToken:
      case K.QuestionQuestionToken:
        return alternatives(this.values(node.left, env), right());
      case K.AmpersandAmpersandToken:
      case K.CommaToken:
      case K.EqualsToken:
        return right();
      case K.PlusToken: {
        const [left, last] = [this.values(node.left, env)[0], right()[0]];
        return left?.kind === 'text' && last?.kind === 'text'
          ? [{ kind: 'text', text: left.text + last.text }]
          : [];
      }
      default:
        return [];
    }
  }

  #this(node: ts.Node, env: Env | undefined): readonly Value[] {
    const bound = env && lookUp(env, node);
    if (bound && Array.isArray(bound.bound)) return bound.bound as readonly Value[];
    const around = classAround(node);
    if (around) {
      const known = lookUp(env, around);
      if (known && Array.isArray(known.bound)) return known.bound as readonly Value[];
      return [{ kind: 'instance', node: around, env }];
    }
    return objectAround(node);
  }

  #property(object: ts.Expression, name: string, env: Env | undefined): readonly Value[] {
    if (object.kind === ts.SyntaxKind.SuperKeyword) return this.#super(object, name, env);
    const found = this.values(object, env).flatMap((value) => memberValues(this, value, name));
    return found.length > 0 ? found : this.#byType(object, name);
  }

  #super(object: ts.Expression, name: string, env: Env | undefined): readonly Value[] {
    const around = classAround(object);
    const base = around?.heritageClauses?.[0]?.types[0]?.expression;
    if (!base) return [];
    const made = this.values(base, env).map((value): Value | undefined => {
      if (value.kind === 'class') return { kind: 'instance', node: value.node, env: value.env };
      return value.kind === 'external' ? stepFrom(value, 'new') : undefined;
    });
    return made.flatMap((value) => (value ? memberValues(this, value, name) : []));
  }

  /** Where following values leads nowhere, the declared types of the tree's own code may still tell. */
  #byType(object: ts.Expression, name: string): readonly Value[] {
    const type = this.tree.checker.getTypeAtLocation(object);
    const declaration = type.getProperty(name)?.valueDeclaration;
    return declaration ? this.ofDeclaration(declaration, undefined) : [];
  }

  #element(node: ts.ElementAccessExpression, env: Env | undefined): readonly Value[] {
    const index = bare(node.argumentExpression);
    const names = this.values(index, env);
    const [first] = names;
    const objects = this.values(node.expression, env);
    if (first?.kind === 'text') return objects.flatMap((value) => memberValues(this, value, first.text));
    if (ts.isNumericLiteral(index)) return objects.flatMap((value) => memberValues(this, value, index.text));
    return objects.flatMap((value) => this.elements(value));
  }

  #identifier(node: ts.Identifier, env: Env | undefined): readonly Value[] {
    if (node.text === 'undefined') return [{ kind: 'literal', node }];
    const target = this.symbols.target(node);
    if (!target) return [externalValue(GLOBAL, [node.text])];
    const found = this.ofTarget(target, env, node);
    return this.assignments.changesName(node) ? uncertain(found) : found;
  }

  /** What a followed name stands for. */
  ofTarget(target: Target, env: Env | undefined, at?: ts.Identifier): readonly Value[] {
    if (target.kind === 'external') return [externalValue(target.module, target.path)];
    if (target.kind === 'file') return [{ kind: 'file', file: target.file }];
    const declarations = target.symbol.declarations ?? [];
    if (declarations.length === 0) return at ? [externalValue(GLOBAL, [at.text])] : [];
    const found = declarations.map((declaration) => this.ofDeclaration(declaration, env));
    let values = found.length === 1 ? (found[0] as readonly Value[]) : found.flat();
    for (const name of target.rest) values = values.flatMap((value) => memberValues(this, value, name));
    return values;
  }

  /** What a declared name stands for. */
  ofDeclaration(node: ts.Declaration, env: Env | undefined): readonly Value[] {
    if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node))
      return node.body ? [{ kind: 'function', node, env }] : [];
    if (ts.isClassDeclaration(node)) return [{ kind: 'class', node, env }];
    if (ts.isVariableDeclaration(node))
      return this.kept('declared', node, env, () => this.#variable(node, env));
    if (ts.isParameter(node)) return this.kept('declared', node, env, () => this.#parameter(node, env));
    if (ts.isBindingElement(node))
      return this.kept('declared', node, env, () => this.#bindingElement(node, env));
    if (ts.isPropertyDeclaration(node) || ts.isPropertySignature(node)) return this.#field(node, env);
    if (ts.isPropertyAssignment(node)) return this.values(node.initializer, env);
    if (ts.isShorthandPropertyAssignment(node)) return this.values(node.name, env);
    if (ts.isEnumDeclaration(node))
      return [{ kind: 'list', items: node.members.flatMap((member) => this.ofDeclaration(member, env)) }];
    if (ts.isEnumMember(node)) return node.initializer ? this.values(node.initializer, env) : [];
    if (ts.isExportAssignment(node)) return this.values(node.expression, env);
    if (ts.isBinaryExpression(node)) return this.values(node.right, env);
    if (ts.isPropertyAccessExpression(node) && ts.isBinaryExpression(node.parent))
      return this.values(node.parent.right, env);
    return [];
  }

  #field(node: ts.PropertyDeclaration | ts.PropertySignature, env: Env | undefined): readonly Value[] {
    const initial = 'initializer' in node ? node.initializer : undefined;
    const found = initial ? this.values(initial as ts.Expression, env) : [];
    return found.length > 0 || !node.type ? found : typeValues(this, node.type);
  }

  #variable(node: ts.VariableDeclaration, env: Env | undefined): readonly Value[] {
    const bound = lookUp(env, node);
    if (bound) return this.bound(bound);
    const loop = loopOf(node);
    if (loop) return this.values(loop.expression, env).flatMap((value) => this.elements(value));
    const initial = node.initializer ? this.values(node.initializer, env) : [];
    const isConst = (node.parent.flags & ts.NodeFlags.Const) !== 0;
    const later =
      isConst || !ts.isIdentifier(node.name) ? [] : this.#all(this.assignments.toName(node.name), env);
    const put = ts.isIdentifier(node.name) ? this.assignments.putInto(node.name) : [];
    const held = [...initial, ...later].filter((value) => value.kind !== 'literal' || later.length === 0);
    const found = [...held, ...contentsOf(this, held, put, env)];
    const type = node.type ?? ts.getJSDocType(node);
    return found.length > 0 || !type ? found : typeValues(this, type);
  }

  readonly #all = (expressions: readonly ts.Expression[], env: Env | undefined): readonly Value[] =>
    expressions.flatMap((one) => this.values(one, env));

  bound({ bound }: Env): readonly Value[] {
    return 'node' in bound ? this.values(bound.node, bound.env) : bound;
  }

  #parameter(node: ts.ParameterDeclaration, env: Env | undefined): readonly Value[] {
    const bound = lookUp(env, node);
    if (bound) return this.bound(bound);
    const type = node.type ?? ts.getJSDocType(node);
    const typed = type ? typeValues(this, type) : [];
    if (!TOOLS.test(type?.getText() ?? '') && typed.some(({ kind }) => kind !== 'shape')) return typed;
    const initial = node.initializer ? this.values(node.initializer, env) : [];
    const known = [...initial, ...this.#givenTo(node, env)];
    return known.length > 0 ? known : typed;
  }

  /** What callers hand to a parameter; a callback's own is named after the call that takes it. */
  #givenTo(node: ts.ParameterDeclaration, env: Env | undefined): readonly Value[] {
    const fn = node.parent;
    const index = fn.parameters.indexOf(node);
    const call = fn.parent;
    if (
      (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) &&
      ts.isCallExpression(call) &&
      call.expression !== fn
    )
      return this.values(call.expression, env).flatMap((value) => this.#callbackArgument(value, index));
    const calls = this.callersOf(fn).slice(0, WIDEST);
    const given = calls.map((one) => argumentsOf(one)[index]);
    return given.flatMap((one) => (one ? this.values(one) : []));
  }

  #callbackArgument(value: Value, index: number): readonly Value[] {
    if (value.kind === 'method') return index === 0 ? this.elements(value.of) : [];
    return value.kind === 'external' ? [stepFrom(stepFrom(value, '=>'), String(index))] : [];
  }

  #bindingElement(node: ts.BindingElement, env: Env | undefined): readonly Value[] {
    const bound = lookUp(env, node);
    if (bound) return this.bound(bound);
    const pattern = node.parent;
    const holder = pattern.parent;
    const whole = this.ofDeclaration(holder, env);
    if (node.dotDotDotToken) return whole;
    const name = ts.isObjectBindingPattern(pattern)
      ? propertyName(node.propertyName ?? (ts.isIdentifier(node.name) ? node.name : undefined))
      : String(pattern.elements.indexOf(node));
    const found = name === undefined ? [] : whole.flatMap((value) => memberValues(this, value, name));
    return found.length > 0 || !node.initializer ? found : this.values(node.initializer, env);
  }

  /** The elements of a list (or the values of a table), as values. */
  elements(value: Value): readonly Value[] {
    const ask = () => this.within(() => elementsOf(this, value));
    if (value.kind !== 'array' && value.kind !== 'object') return ask();
    return this.known.answer('elements', value.node, value.env, ask, this.#isNearTop);
  }
}
