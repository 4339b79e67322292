import ts from 'typescript';
import type { Context } from './context.js';
import { bare, walk } from './syntax.js';

/** Calls whose answer is no longer the model's text, whatever it was made from. */
const CLEANS = new Set([
  'Number',
  'parseInt',
  'parseFloat',
  'Boolean',
  'basename',
  'isNaN',
  'isFinite',
  'includes',
  'has',
  'test',
  'indexOf',
  'startsWith',
  'endsWith',
  'some',
  'every',
]);
const CHECKS = new Set([
  'includes',
  'has',
  'test',
  'startsWith',
  'some',
  'hasOwn',
  'isAllowed',
  'isSafe',
  'isValid',
]);

/** Which names hold what the model wrote, and from which argument it came. */
export class Taint {
  readonly #context: Context;
  readonly #names = new Map<ts.Symbol, string>();
  /** Expressions that were checked against a list (or pattern) before this point. */
  readonly #cleared: Set<string>;

  constructor(
    context: Context,
    names: Iterable<readonly [ts.Symbol, string]> = [],
    cleared: Iterable<string> = [],
  ) {
    this.#context = context;
    this.#names = new Map(names);
    this.#cleared = new Set(cleared);
  }

  /** The same knowledge, to go on alone in one branch. */
  fork(): Taint {
    return new Taint(this.#context, this.#names, this.#cleared);
  }

  /** Marks all names of a binding; `label` is the argument they come from, '' for all of them. */
  mark(name: ts.BindingName, label: string): void {
    if (ts.isIdentifier(name)) {
      const symbol = this.#context.symbols.at(name);
      if (symbol) this.#names.set(symbol, label);
      return;
    }
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue;
      const key = element.propertyName ?? element.name;
      const own = ts.isIdentifier(key) && ts.isObjectBindingPattern(name) ? key.text : '';
      this.mark(element.name, label === '' || label === 'context' ? own : label);
    }
  }

  /** Where an expression's text comes from the model: the name of the argument ('' for all), else undefined. */
  of(node: ts.Node): string | undefined {
    let found: string | undefined;
    walk(node, (inner) => {
      if (found !== undefined || (ts.isFunctionLike(inner) && inner !== node) || ts.isTypeNode(inner))
        return false;
      if (ts.isCallExpression(inner) && CLEANS.has(lastName(inner.expression))) return false;
      if (ts.isExpression(inner) && this.#cleared.has(inner.getText())) return false;
      if (ts.isIdentifier(inner)) found = this.#ofName(inner);
      return true;
    });
    return found;
  }

  #ofName(name: ts.Identifier): string | undefined {
    const { parent } = name;
    if (ts.isPropertyAccessExpression(parent) && parent.name === name) return undefined;
    if (ts.isPropertyAssignment(parent) && parent.name === name) return undefined;
    const symbol = this.#context.symbols.at(name);
    const label = symbol && this.#names.get(symbol);
    if (label !== '') return label;
    return ts.isPropertyAccessExpression(parent) && parent.expression === name ? parent.name.text : '';
  }

  /** Notes what a condition has checked, for where it holds. */
  clear(condition: ts.Expression): void {
    const node = bare(condition);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
      this.clear(node.left);
      this.clear(node.right);
    }
    if (!ts.isCallExpression(node) || !CHECKS.has(lastName(node.expression))) return;
    for (const argument of node.arguments)
      if (this.of(argument) !== undefined) this.#cleared.add(bare(argument).getText());
    const callee = node.expression;
    if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'startsWith')
      this.#cleared.add(callee.expression.getText());
  }

  /** Notes what is known after `if (…) return`: the condition did not hold. */
  clearUnless(condition: ts.Expression): void {
    const node = bare(condition);
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      this.clear(node.operand);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.BarBarToken) {
      this.clearUnless(node.left);
      this.clearUnless(node.right);
    }
  }
}

function lastName(callee: ts.Expression): string {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  return ts.isIdentifier(callee) ? callee.text : '';
}
