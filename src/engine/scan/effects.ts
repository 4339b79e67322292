import ts from 'typescript';
import type { Effect, EffectKind, Step } from '../model/tool-finding.js';
import { bindArguments } from './bind.js';
import type { Candidate } from './candidate.js';
import { type Context, stepAt } from './context.js';
import { effectOf, isPure, readsOnly } from './effect-table.js';
import { chosen, decided } from './known-text.js';
import { gateOf, isGateModule } from './matcher.js';
import { leaves, nameOfFunction, textOf } from './effect-text.js';
import { severityOf } from './severity.js';
import { argumentsOf, functionAround, type FunctionWithBody, hasBody, isInvocation } from './syntax.js';
import { markAsked } from './taint-asked.js';
import { Taint } from './taint.js';
import { type Env, type External, stepFrom, type Value } from './value.js';

/** What can be said of a tool's executors. */
export interface Reach {
  readonly effects: readonly Effect[];
  /** A body was there to be looked at, and was looked at to its end. */
  readonly seen: boolean;
  /** Packages are called that nothing is known of. */
  readonly unknownCalls: boolean;
}

const DEEPEST = 8;
const MOST_FUNCTIONS = 400;

/** Looks for what the executors of a tool do to the world, through the functions that they call. */
export function effectsOf(context: Context, candidate: Candidate): Reach {
  const looking = new EffectWalk(context);
  const { inline = [] } = candidate;
  const bodies =
    inline.length > 0 ? [] : candidate.executors.flatMap((value) => throughGates(context, value, 0));
  for (const { node, env } of bodies) looking.executor(node, env);
  for (const node of inline) looking.inline(node);
  return {
    effects: looking.effects(),
    seen: (bodies.length > 0 || inline.length > 0) && !looking.cutWithoutEffect,
    unknownCalls: looking.unknownCalls,
  };
}

interface Body {
  readonly node: FunctionWithBody;
  readonly env: Env | undefined;
}

/** The functions that an executor is, or that a gate (or another wrapper) was put around. */
function throughGates(context: Context, value: Value, depth: number): Body[] {
  if (depth > 4) return [];
  if (value.kind === 'function') return hasBody(value.node) ? [{ node: value.node, env: value.env }] : [];
  if (value.kind === 'method' && value.of.kind === 'function')
    return throughGates(context, value.of, depth + 1);
  if (value.kind !== 'external' || !value.call) return [];
  const given = argumentsOf(value.call).flatMap((one) => context.on.values(one, value.env));
  return given.flatMap((one) => (one.kind === 'function' ? throughGates(context, one, depth + 1) : []));
}

interface Frame {
  readonly env: Env | undefined;
  readonly taint: Taint;
  readonly path: readonly Step[];
  readonly label: string | undefined;
}

class EffectWalk {
  unknownCalls = false;
  readonly #context: Context;
  readonly #found = new Map<string, Effect>();
  readonly #visited = new Set<string>();
  readonly #ids = new Map<ts.Node, number>();
  #cut = false;

  constructor(context: Context) {
    this.#context = context;
  }

  get cutWithoutEffect(): boolean {
    return this.#cut && this.#found.size === 0;
  }

  effects(): Effect[] {
    return [...this.#found.values()].map((effect) => ({ ...effect, cut: this.#cut })).slice(0, 40);
  }

  /** The first parameter of an executor is what the model wrote. */
  executor(fn: FunctionWithBody, env: Env | undefined): void {
    const taint = new Taint(this.#context);
    const [first] = fn.parameters;
    if (first) taint.mark(first.name, '');
    this.#body(fn, { env, taint, path: [], label: undefined });
  }

  /** A branch of a loop: what the function around it took from the model's call is what the model wrote. */
  inline(node: ts.Node): void {
    const taint = new Taint(this.#context);
    markAsked(this.#context, functionAround(node) ?? node.getSourceFile(), taint);
    this.#visit(node, { env: undefined, taint, path: [], label: undefined });
  }

  #body(fn: FunctionWithBody, frame: Frame): void {
    this.#visit(fn.body, frame);
  }

  #visit(node: ts.Node, frame: Frame): void {
    if (ts.isFunctionDeclaration(node) || ts.isClassLike(node) || ts.isTypeNode(node)) return;
    if (ts.isBlock(node)) return this.#statements(node.statements, frame);
    if (ts.isIfStatement(node)) return this.#if(node, frame);
    if (ts.isSwitchStatement(node) || ts.isConditionalExpression(node)) {
      const taken = this.#taken(node, frame);
      if (taken) return taken.forEach((one) => this.#visit(one, frame));
    }
    if (ts.isVariableDeclaration(node)) this.#variable(node, frame);
    if (ts.isForOfStatement(node)) this.#loop(node, frame);
    if (ts.isBinaryExpression(node)) this.#assignment(node, frame);
    if (isInvocation(node) || ts.isTaggedTemplateExpression(node)) this.#call(node, frame);
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
      this.#environment(node, frame);
    ts.forEachChild(node, (child) => this.#visit(child, frame));
  }

  /** What stands below a way out that this tool surely takes is never run for it. */
  #statements(list: readonly ts.Statement[], frame: Frame): void {
    for (const statement of list) {
      this.#visit(statement, frame);
      if (!ts.isIfStatement(statement)) continue;
      const holds = decided(this.#context.on, statement.expression, frame.env);
      const taken =
        holds === true ? statement.thenStatement : holds === false ? statement.elseStatement : undefined;
      if (taken && leaves(taken)) return;
    }
  }

  /** The branches that the tool which is asked for takes, where its name decides. */
  #taken(
    node: ts.SwitchStatement | ts.ConditionalExpression,
    { env }: Frame,
  ): readonly ts.Node[] | undefined {
    const { on } = this.#context;
    if (ts.isSwitchStatement(node)) return chosen(on, node, env);
    const holds = decided(on, node.condition, env);
    return holds === undefined ? undefined : [holds ? node.whenTrue : node.whenFalse];
  }

  #if(node: ts.IfStatement, frame: Frame): void {
    this.#visit(node.expression, frame);
    const holds = decided(this.#context.on, node.expression, frame.env);
    if (holds !== undefined) {
      const taken = holds ? node.thenStatement : node.elseStatement;
      return taken && this.#visit(taken, frame);
    }
    const inside = frame.taint.fork();
    inside.clear(node.expression);
    this.#visit(node.thenStatement, { ...frame, taint: inside });
    if (node.elseStatement) this.#visit(node.elseStatement, frame);
    if (leaves(node.thenStatement)) frame.taint.clearUnless(node.expression);
  }

  #variable(node: ts.VariableDeclaration, frame: Frame): void {
    const label = node.initializer && frame.taint.of(node.initializer);
    if (label !== undefined) frame.taint.mark(node.name, label);
  }

  #loop(node: ts.ForOfStatement, frame: Frame): void {
    const label = frame.taint.of(node.expression);
    if (label === undefined || !ts.isVariableDeclarationList(node.initializer)) return;
    for (const { name } of node.initializer.declarations) frame.taint.mark(name, label);
  }

  #assignment(node: ts.BinaryExpression, frame: Frame): void {
    const { kind } = node.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    const label = assigns && ts.isIdentifier(node.left) ? frame.taint.of(node.right) : undefined;
    if (label !== undefined && ts.isIdentifier(node.left)) frame.taint.mark(node.left, label);
  }

  #call(node: ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression, frame: Frame): void {
    this.#callbacks(node, frame);
    const callee = ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
    for (const value of this.#context.on.values(callee, frame.env)) this.#called(value, node, frame);
  }

  /** What is passed to a callback of a tainted list is tainted. */
  #callbacks(node: ts.Node, frame: Frame): void {
    if (!isInvocation(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const label = frame.taint.of(node.expression.expression);
    if (label === undefined) return;
    for (const argument of argumentsOf(node))
      if (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument))
        for (const { name } of argument.parameters) frame.taint.mark(name, label);
  }

  #called(value: Value, node: ts.Node, frame: Frame): void {
    if (value.kind === 'external') return this.#outside(value, node, frame);
    if (value.kind === 'function' && hasBody(value.node))
      return this.#into(value.node, value.env, node, frame);
    if (value.kind === 'method' && value.of.kind === 'function') return this.#called(value.of, node, frame);
    if (value.kind !== 'class') return;
    const made = value.node.members.find((member) => ts.isConstructorDeclaration(member) && member.body);
    if (made && hasBody(made)) this.#into(made, value.env, node, frame);
  }

  #outside(value: External, node: ts.Node, frame: Frame): void {
    if (isGateModule(value.module)) return this.#throughGate(value, node, frame);
    const called = stepFrom(value, ts.isNewExpression(node) ? 'new' : '()');
    const kind = effectOf(called, this.#context.rules);
    if (kind) return this.#add(kind, called, node, frame);
    if (!isPure(called) && !called.path.includes('=>')) this.unknownCalls = true;
  }

  /** `runtime.guard(event, run)` and `gate(fn)(…)` run what they were given. */
  #throughGate(value: External, node: ts.Node, frame: Frame): void {
    const made = gateOf(value) && value.call ? argumentsOf(value.call) : [];
    const given = [...made, ...(value.path[value.path.length - 1] === 'guard' ? argumentsOf(node) : [])];
    for (const one of given) {
      if (ts.isArrowFunction(one) || ts.isFunctionExpression(one)) continue;
      for (const inner of this.#context.on.values(one, frame.env))
        if (inner.kind === 'function' && hasBody(inner.node)) this.#into(inner.node, inner.env, node, frame);
    }
  }

  #into(fn: FunctionWithBody, closure: Env | undefined, call: ts.Node, frame: Frame): void {
    const args = ts.isTaggedTemplateExpression(call) ? [] : argumentsOf(call);
    const labels = fn.parameters.map((_, i) => (args[i] ? frame.taint.of(args[i]) : undefined));
    const key = `${this.#id(fn)}:${labels.map((label) => (label === undefined ? '-' : '+')).join('')}`;
    if (this.#visited.has(key)) return;
    if (frame.path.length >= DEEPEST || this.#visited.size > MOST_FUNCTIONS) {
      this.#cut = true;
      return;
    }
    this.#visited.add(key);
    const taint = frame.taint.fork();
    fn.parameters.forEach(({ name }, i) => {
      const label = labels[i];
      if (label !== undefined) taint.mark(name, label);
    });
    const label = frame.label ?? labels.find((one) => one !== undefined);
    const step = stepAt(this.#context, call, `${nameOfFunction(fn)}()`);
    this.#body(fn, {
      env: bindArguments(fn, args, frame.env, closure),
      taint,
      path: [...frame.path, step],
      label,
    });
  }

  #id(node: ts.Node): number {
    const id = this.#ids.get(node) ?? this.#ids.size;
    this.#ids.set(node, id);
    return id;
  }

  #environment(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, frame: Frame): void {
    if (node.expression.getText() !== 'process.env') return;
    const key = ts.isElementAccessExpression(node) ? frame.taint.of(node.argumentExpression) : undefined;
    this.#record('env', 'process.env', key, severityOf('env', key !== undefined), node, frame);
  }

  #add(kind: EffectKind, called: External, node: ts.Node, frame: Frame): void {
    const given = ts.isTaggedTemplateExpression(node) ? [node.template] : argumentsOf(node);
    const chained =
      isInvocation(node) && ts.isPropertyAccessExpression(node.expression)
        ? [node.expression.expression]
        : [];
    const labels = [...given, ...chained].map((one) => frame.taint.of(one));
    const label = labels.find((one) => one !== undefined);
    const reads = kind === 'database' && readsOnly(called);
    const severity = severityOf(reads ? 'fs.read' : kind, label !== undefined);
    this.#record(kind, textOf(called), label, severity, node, frame);
  }

  #record(
    kind: EffectKind,
    text: string,
    label: string | undefined,
    severity: Effect['severity'],
    node: ts.Node,
    frame: Frame,
  ): void {
    const tainted = label !== undefined;
    const name = label === '' ? frame.label : label;
    const first = tainted
      ? [stepAt(this.#context, frame.path[0] ? node : node, name ? `tool arg ${name}` : 'tool args')]
      : [];
    const path = [...first, ...frame.path, stepAt(this.#context, node, text)];
    const key = `${kind}|${text}`;
    const known = this.#found.get(key);
    if (known && (known.tainted || !tainted)) return;
    this.#found.set(key, { kind, severity, tainted, cut: false, path });
  }
}
