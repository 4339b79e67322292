import ts from 'typescript';
import type { Context } from './context.js';
import { Conditions, runtimeCall } from './guard-conditions.js';
import { actsOutside, isAsync, isAwaited, isLookedAt, join, mayBreak } from './guard-paths.js';
import { chosen, decided } from './known-text.js';
import { gateOf } from './matcher.js';
import { bindArguments } from './bind.js';
import { argumentsOf, bare, type FunctionWithBody, hasBody, isInvocation } from './syntax.js';
import type { Env, Value } from './value.js';

/** What a body does about the gate: where it first asks, whether something happens before, and whether it ends asked. */
export interface Outcome {
  readonly gate: ts.Node | undefined;
  readonly effectBefore: ts.Node | undefined;
  /** Whoever comes out of the body normally has been let through. */
  readonly passes: boolean;
}

const NONE: Outcome = { gate: undefined, effectBefore: undefined, passes: false };
const DEEPEST = 6;

/** Looks at a body from top to bottom, on every path, as far as what is asked of the runtime decides what runs. */
export function bodyOutcome(
  context: Context,
  fn: FunctionWithBody,
  env: Env | undefined,
  depth = 0,
): Outcome {
  return depth > DEEPEST ? NONE : new GuardWalk(context, env, depth).run(fn);
}

/** Where a body asks before it comes to a place in it, on every path that comes there. */
export function gateBefore(
  context: Context,
  fn: FunctionWithBody | ts.SourceFile,
  place: ts.Node,
): ts.Node | undefined {
  return new GuardWalk(context, undefined, 0, place).gateBeforePlace(fn);
}

/** Where a branch asks before its first effect, on every path. */
export function gateWithin(context: Context, statements: readonly ts.Statement[]): ts.Node | undefined {
  return new GuardWalk(context, undefined, 0).gateOfStatements(statements);
}

class GuardWalk {
  readonly #context: Context;
  readonly #env: Env | undefined;
  readonly #depth: number;
  readonly #conditions: Conditions;
  #gate: ts.Node | undefined;
  #effect: ts.Node | undefined;

  /** The place that is asked for, and what was known on each way to it. */
  readonly #place: ts.Node | undefined;
  readonly #known: boolean[] = [];

  constructor(context: Context, env: Env | undefined, depth: number, place?: ts.Node) {
    this.#place = place;
    this.#context = context;
    this.#env = env;
    this.#depth = depth;
    this.#conditions = new Conditions(context, env);
  }

  run(fn: FunctionWithBody): Outcome {
    const ends: boolean[] = [];
    this.#returns = ends;
    const after = ts.isBlock(fn.body)
      ? this.#statements(fn.body.statements, false)
      : this.#expression(fn.body, false);
    if (after !== undefined) ends.push(after);
    const passes = ends.length > 0 && ends.every(Boolean);
    return { gate: this.#gate, effectBefore: this.#effect, passes };
  }

  gateBeforePlace(fn: FunctionWithBody | ts.SourceFile): ts.Node | undefined {
    if (ts.isSourceFile(fn)) this.#statements(fn.statements, false);
    else this.run(fn);
    return this.#known.length > 0 && this.#known.every(Boolean) ? this.#gate : undefined;
  }

  gateOfStatements(statements: readonly ts.Statement[]): ts.Node | undefined {
    this.#statements(statements, false);
    return this.#effect ? undefined : this.#gate;
  }

  #note(node: ts.Node, known: boolean): void {
    if (node === this.#place) this.#known.push(known);
  }

  #returns: boolean[] = [];
  /** What is known after statements, or undefined where nobody comes out at their end. */
  #statements(list: readonly ts.Statement[], known: boolean): boolean | undefined {
    let now: boolean | undefined = known;
    for (const statement of list) {
      now = this.#statement(statement, now);
      if (now === undefined) return undefined;
    }
    return now;
  }

  #statement(node: ts.Statement, known: boolean): boolean | undefined {
    this.#note(node, known);
    if (ts.isBlock(node)) return this.#statements(node.statements, known);
    if (ts.isIfStatement(node)) return this.#if(node, known);
    if (ts.isReturnStatement(node)) {
      this.#returns.push(node.expression ? this.#expression(node.expression, known) : known);
      return undefined;
    }
    if (ts.isThrowStatement(node)) return void this.#expression(node.expression, known);
    if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return undefined;
    if (ts.isTryStatement(node)) return this.#try(node, known);
    if (ts.isVariableStatement(node)) return this.#variables(node.declarationList, known);
    if (ts.isExpressionStatement(node)) return this.#expression(node.expression, known);
    if (ts.isLabeledStatement(node)) return this.#statement(node.statement, known);
    if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return known;
    return this.#loopOrSwitch(node, known);
  }

  #if(node: ts.IfStatement, known: boolean): boolean | undefined {
    const asked = this.#expression(node.expression, known);
    const holds = decided(this.#context.on, node.expression, this.#env);
    if (holds === true) return this.#statement(node.thenStatement, asked);
    if (holds === false) return node.elseStatement ? this.#statement(node.elseStatement, asked) : asked;
    const { whenTrue, whenFalse } = this.#conditions.of(node.expression);
    const yes = this.#statement(node.thenStatement, asked || whenTrue);
    const otherwise = asked || whenFalse;
    const no = node.elseStatement ? this.#statement(node.elseStatement, otherwise) : otherwise;
    return join(yes, no);
  }

  /** A gate that throws inside `try` may be caught: what follows the catch is as little known as its end. */
  #try(node: ts.TryStatement, known: boolean): boolean | undefined {
    const inside = this.#statement(node.tryBlock, known);
    const caught = node.catchClause ? this.#statement(node.catchClause.block, known) : undefined;
    const after = join(inside, caught);
    if (!node.finallyBlock) return after;
    const last = this.#statement(node.finallyBlock, known);
    return last === undefined || after === undefined ? undefined : after || last;
  }

  #variables(list: ts.VariableDeclarationList, known: boolean): boolean {
    let now = known;
    for (const { name, initializer } of list.declarations) {
      if (!initializer) continue;
      now = this.#expression(initializer, now);
      this.#conditions.note(name, initializer);
    }
    return now;
  }

  #loopOrSwitch(node: ts.Statement, known: boolean): boolean | undefined {
    if (ts.isSwitchStatement(node)) {
      const asked = this.#expression(node.expression, known);
      const taken = chosen(this.#context.on, node, this.#env);
      if (taken) return this.#chosen(taken, asked);
      for (const clause of node.caseBlock.clauses) {
        const inside = asked || this.#conditions.isAllowed(node.expression, clause);
        this.#note(clause, inside);
        this.#statements(clause.statements, inside);
      }
      return asked;
    }
    let now = known;
    ts.forEachChild(node, (child) => {
      if (ts.isStatement(child)) this.#statement(child, now);
      else if (ts.isVariableDeclarationList(child)) now = this.#variables(child, now);
      else now = this.#expression(child as ts.Expression, now);
    });
    return known || (now && !ts.isForStatement(node) ? now : known);
  }

  /** The only statements of a `switch` that are run; whoever breaks out of them is known to have come as far. */
  #chosen(statements: readonly ts.Statement[], known: boolean): boolean | undefined {
    const after = this.#statements(statements, known);
    return after ?? (statements.some(mayBreak) ? known : undefined);
  }

  /** Goes through an expression in the order in which it runs, and answers what is known after it. */
  #expression(node: ts.Node, known: boolean): boolean {
    this.#note(node, known);
    if (ts.isBinaryExpression(node)) return this.#binary(node, known);
    if (ts.isConditionalExpression(node)) {
      const asked = this.#expression(node.condition, known);
      const { whenTrue, whenFalse } = this.#conditions.of(node.condition);
      const yes = this.#expression(node.whenTrue, asked || whenTrue);
      return this.#expression(node.whenFalse, asked || whenFalse) && yes;
    }
    if (isInvocation(node)) return this.#call(node, known);
    if (ts.isTaggedTemplateExpression(node)) return this.#tagged(node, known);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      this.#inner(node, known);
      return known;
    }
    let now = known;
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child)) now = this.#expression(child, now);
    });
    return now;
  }

  #binary(node: ts.BinaryExpression, known: boolean): boolean {
    const { SyntaxKind: K } = ts;
    const left = this.#expression(node.left, known);
    const { whenTrue, whenFalse } = this.#conditions.of(node.left);
    if (node.operatorToken.kind === K.AmpersandAmpersandToken) {
      this.#expression(node.right, left || whenTrue);
      return left;
    }
    if (node.operatorToken.kind === K.BarBarToken) {
      this.#expression(node.right, left || whenFalse);
      return left;
    }
    const right = this.#expression(node.right, left);
    if (node.operatorToken.kind === K.EqualsToken && ts.isIdentifier(node.left))
      this.#conditions.note(node.left, node.right);
    return right;
  }

  /** A function made here runs here, or later: it is looked at with what is known now. */
  #inner(node: ts.ArrowFunction | ts.FunctionExpression, known: boolean): void {
    const returns = this.#returns;
    this.#returns = [];
    if (ts.isBlock(node.body)) this.#statements(node.body.statements, known);
    else this.#expression(node.body, known);
    this.#returns = returns;
  }

  #tagged(node: ts.TaggedTemplateExpression, known: boolean): boolean {
    const now = this.#expression(node.template, known);
    this.#outside(this.#context.on.values(node.tag, this.#env), '()', node, now);
    return now;
  }

  #call(node: ts.CallExpression | ts.NewExpression, known: boolean): boolean {
    const values = this.#context.on.values(node.expression, this.#env);
    const asks = values.map(runtimeCall);
    if (asks.length > 0 && asks.every((one) => one !== undefined))
      return this.#asked(node, asks[0] ?? 'execute', known);
    let now = this.#callee(node, known);
    for (const argument of argumentsOf(node)) now = this.#expression(argument, now);
    return this.#done(node, values, now);
  }

  #callee(node: ts.CallExpression | ts.NewExpression, known: boolean): boolean {
    return ts.isPropertyAccessExpression(node.expression)
      ? this.#expression(node.expression.expression, known)
      : known;
  }

  /** `guard` runs its action only when it is let through, and throws otherwise: but only who waits for it knows. */
  #asked(node: ts.CallExpression | ts.NewExpression, how: 'execute' | 'guard', known: boolean): boolean {
    const [event, action, ...rest] = argumentsOf(node);
    let now = event ? this.#expression(event, known) : known;
    if (how === 'execute') {
      for (const one of [action, ...rest]) if (one) now = this.#expression(one, now);
      if (isLookedAt(node)) this.#gate ??= node;
      return now;
    }
    this.#gate ??= node;
    if (action) this.#guardedAction(action);
    return now || isAwaited(node);
  }

  /** What the action does is let through; a function that is only named is gone into as the guard would. */
  #guardedAction(action: ts.Expression): void {
    const node = bare(action);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) this.#inner(node, true);
  }

  /** A call that is none of the runtime's: an effect of its own, or a function of the tree that is gone into. */
  #done(node: ts.CallExpression | ts.NewExpression, values: readonly Value[], known: boolean): boolean {
    const functions = values.filter((value) => value.kind === 'function');
    const outcomes = functions.map((value) => this.#into(value, node));
    const gate = outcomes.find((one) => one.gate)?.gate;
    if (gate) this.#gate ??= gate;
    if (!known && outcomes.some((one) => one.effectBefore)) this.#effect ??= node;
    this.#outside(values, ts.isNewExpression(node) ? 'new' : '()', node, known);
    if (values.length === 0 && !known && ts.isAwaitExpression(node.parent)) this.#effect ??= node;
    const passes =
      outcomes.length > 0 && outcomes.length === values.length && outcomes.every((one) => one.passes);
    return known || (passes && isAwaited(node)) || (passes && !isAsync(functions));
  }

  #into(value: Extract<Value, { kind: 'function' }>, node: ts.CallExpression | ts.NewExpression): Outcome {
    if (!hasBody(value.node)) return NONE;
    const env = bindArguments(value.node, argumentsOf(node), this.#env, value.env);
    return bodyOutcome(this.#context, value.node, env, this.#depth + 1);
  }

  /** Anything outside that is not known to be harmless counts as an effect. */
  #outside(values: readonly Value[], step: string, node: ts.Node, known: boolean): void {
    if (known || this.#effect) return;
    const gated = (value: Value) => gateOf(value) !== undefined;
    const acts = (value: Value) => actsOutside(this.#context, value, step, node);
    if (values.some((value) => !gated(value) && acts(value))) this.#effect = node;
    if (values.length > 0 && values.every(gated)) this.#gate ??= node;
  }
}
