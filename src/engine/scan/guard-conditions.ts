import ts from 'typescript';
import type { Context } from './context.js';
import { isGateModule } from './matcher.js';
import { bare } from './syntax.js';
import type { Env, Value } from './value.js';

/** What a condition says about the gate in either case. */
interface Knowledge {
  readonly whenTrue: boolean;
  readonly whenFalse: boolean;
}
const NOTHING: Knowledge = { whenTrue: false, whenFalse: false };

/** Knows which names hold what the runtime answered, and what conditions on them say. */
export class Conditions {
  readonly #context: Context;
  readonly #env: Env | undefined;
  /** Names that hold a verdict, or whether it authorizes. */
  readonly #verdicts = new Set<ts.Symbol>();
  readonly #flags = new Set<ts.Symbol>();

  constructor(context: Context, env: Env | undefined) {
    this.#context = context;
    this.#env = env;
  }

  /** Remembers names that hold a verdict, or its answer. */
  note(name: ts.BindingName, value: ts.Expression): void {
    const isVerdict = this.isVerdict(value);
    if (ts.isIdentifier(name)) {
      const symbol = this.#context.symbols.at(name);
      if (!symbol) return;
      // A name that is given something else no longer says anything.
      this.#verdicts.delete(symbol);
      this.#flags.delete(symbol);
      if (isVerdict) this.#verdicts.add(symbol);
      else if (this.of(value).whenTrue) this.#flags.add(symbol);
    } else if (isVerdict && ts.isObjectBindingPattern(name)) {
      for (const element of name.elements) {
        const key = element.propertyName ?? element.name;
        const symbol = ts.isIdentifier(element.name) ? this.#context.symbols.at(element.name) : undefined;
        if (symbol && ts.isIdentifier(key) && key.text === 'authorized') this.#flags.add(symbol);
      }
    }
  }

  isVerdict(expression: ts.Expression): boolean {
    const node = bare(expression);
    if (ts.isIdentifier(node)) {
      const symbol = this.#context.symbols.at(node);
      return symbol !== undefined && this.#verdicts.has(symbol);
    }
    if (!ts.isCallExpression(node)) return false;
    const values = this.#context.on.values(node, this.#env);
    return values.length > 0 && values.every(isVerdictValue);
  }

  /** What is known of the verdict where a condition holds, and where it does not. */
  of(expression: ts.Expression): Knowledge {
    const node = bare(expression);
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      const { whenTrue, whenFalse } = this.of(node.operand);
      return { whenTrue: whenFalse, whenFalse: whenTrue };
    }
    if (ts.isPropertyAccessExpression(node))
      return node.name.text === 'authorized' && this.isVerdict(node.expression)
        ? { whenTrue: true, whenFalse: false }
        : NOTHING;
    if (ts.isIdentifier(node)) {
      const symbol = this.#context.symbols.at(node);
      return symbol && this.#flags.has(symbol) ? { whenTrue: true, whenFalse: false } : NOTHING;
    }
    if (ts.isBinaryExpression(node)) return this.#comparison(node);
    return ts.isCallExpression(node) ? this.#helper(node) : NOTHING;
  }

  #comparison(node: ts.BinaryExpression): Knowledge {
    const { SyntaxKind: K } = ts;
    const operator = node.operatorToken.kind;
    const left = this.of(node.left);
    if (operator === K.AmpersandAmpersandToken) {
      const right = this.of(node.right);
      return { whenTrue: left.whenTrue || right.whenTrue, whenFalse: left.whenFalse && right.whenFalse };
    }
    if (operator === K.BarBarToken) {
      const right = this.of(node.right);
      return { whenTrue: left.whenTrue && right.whenTrue, whenFalse: left.whenFalse || right.whenFalse };
    }
    const equal = operator === K.EqualsEqualsEqualsToken || operator === K.EqualsEqualsToken;
    const unequal = operator === K.ExclamationEqualsEqualsToken || operator === K.ExclamationEqualsToken;
    if (!equal && !unequal) return NOTHING;
    return this.#equality(node, left, equal);
  }

  /** `=== true`, `=== false`, and `decision === 'allow'`. */
  #equality(node: ts.BinaryExpression, left: Knowledge, equal: boolean): Knowledge {
    const right = bare(node.right);
    const swap = ({ whenTrue, whenFalse }: Knowledge) => ({ whenTrue: whenFalse, whenFalse: whenTrue });
    if (right.kind === ts.SyntaxKind.TrueKeyword) return equal ? left : swap(left);
    if (right.kind === ts.SyntaxKind.FalseKeyword) return equal ? swap(left) : left;
    const subject = bare(node.left);
    const allows =
      ts.isStringLiteralLike(right) &&
      right.text === 'allow' &&
      ts.isPropertyAccessExpression(subject) &&
      subject.name.text === 'decision' &&
      this.isVerdict(subject.expression);
    return allows ? { whenTrue: equal, whenFalse: !equal } : NOTHING;
  }

  /** `case 'allow':` of a switch over the decision; one that falls into it from above is not allowed. */
  isAllowed(subject: ts.Expression, clause: ts.CaseOrDefaultClause): boolean {
    const node = bare(subject);
    if (
      !ts.isPropertyAccessExpression(node) ||
      node.name.text !== 'decision' ||
      !this.isVerdict(node.expression)
    )
      return false;
    const before = clause.parent.clauses[clause.parent.clauses.indexOf(clause) - 1];
    const last = before?.statements[before.statements.length - 1];
    const falls =
      before !== undefined &&
      !(last && (ts.isReturnStatement(last) || ts.isBreakStatement(last) || ts.isThrowStatement(last)));
    return (
      ts.isCaseClause(clause) &&
      ts.isStringLiteralLike(clause.expression) &&
      clause.expression.text === 'allow' &&
      !falls
    );
  }

  /** A helper of the user's own that answers whether it is authorized. */
  #helper(node: ts.CallExpression): Knowledge {
    const values = this.#context.on.values(node, this.#env);
    return values.length > 0 && values.every(isAnswer) ? { whenTrue: true, whenFalse: false } : NOTHING;
  }
}

const isVerdictValue = (value: Value): boolean =>
  value.kind === 'external' &&
  isGateModule(value.module) &&
  value.path[0] === 'ActionRuntime' &&
  value.path.slice(-2).join('.') === 'execute.()';

const isAnswer = (value: Value): boolean =>
  value.kind === 'external' &&
  isGateModule(value.module) &&
  value.path[0] === 'ActionRuntime' &&
  value.path.slice(-3).join('.') === 'execute.().authorized';

/** What a call asks of an ActionRuntime, if it asks one. */
export const runtimeCall = (value: Value): 'execute' | 'guard' | undefined => {
  if (value.kind !== 'external' || !isGateModule(value.module) || value.path[0] !== 'ActionRuntime')
    return undefined;
  const last = value.path[value.path.length - 1];
  return value.path.length > 2 && (last === 'execute' || last === 'guard') ? last : undefined;
};
