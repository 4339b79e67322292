import ts from 'typescript';
import { stepAt } from './context.js';
import { argumentFlow } from './flow-arguments.js';
import { isExecutorName, overridden } from './flow-executors.js';
import { FlowNames } from './flow-names.js';
import { ANY, type Flow, type State, taken } from './flow-state.js';
import { receiverFlow } from './flow-methods.js';
import { exportsOf } from './symbols.js';
import { bare, functionAround, hasBody, isInvocation, outer, propertyName } from './syntax.js';
import { isTestFile } from './test-files.js';

/** How many places one tool is followed through before we say that we stopped. */
const LONGEST = 4000;

/** Follows one tool from where it is made to the agents that get it, through gates or past them. */
export class FlowWalk extends FlowNames {
  from(node: ts.Node, stack: readonly ts.CallExpression[] = []): Flow {
    if (ts.isClassLike(node)) this.class(node, stack);
    else this.go({ node, labels: [], stack });
    for (let state = this.queue.shift(); state; state = this.queue.shift()) {
      if (this.seen.size > LONGEST) {
        this.flow.cut = true;
        break;
      }
      this.#step(state);
    }
    return this.flow;
  }

  #step(state: State): void {
    const node = outer(state.node);
    const at: State = { ...state, node };
    const { parent } = node;
    if (!parent) return;
    if (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent))
      return this.bind(parent.name, at.labels, at.stack);
    if (ts.isPropertyAssignment(parent)) return this.#property(parent, at);
    if (ts.isPropertyDeclaration(parent)) return this.#field(parent, at);
    if (ts.isSpreadAssignment(parent)) return this.#spread(parent, at);
    if (ts.isSpreadElement(parent)) return this.#spreadElement(parent, at);
    if (ts.isArrayLiteralExpression(parent))
      return this.go({ ...at, node: parent, labels: [ANY, ...at.labels] });
    if (ts.isBinaryExpression(parent)) return this.#binary(parent, at);
    if (ts.isConditionalExpression(parent))
      return parent.condition === node ? undefined : this.go({ ...at, node: parent });
    if (ts.isPropertyAccessExpression(parent)) return this.#access(parent, parent.name.text, at);
    if (ts.isElementAccessExpression(parent)) return this.#elementAccess(parent, at);
    if (isInvocation(parent)) return this.#call(parent, at);
    if (ts.isReturnStatement(parent)) return this.#returned(functionAround(parent), at);
    if (ts.isArrowFunction(parent) && parent.body === node) return this.#returned(parent, at);
    if (ts.isForOfStatement(parent) && parent.expression === node) return this.#loop(parent, at);
    if (ts.isExportAssignment(parent)) return this.#exportAssignment(parent, at);
    if (ts.isYieldExpression(parent) || ts.isJsxExpression(parent) || ts.isTaggedTemplateExpression(parent))
      this.escape(parent, 'handed on in a way that is not followed');
  }

  #property(parent: ts.PropertyAssignment, at: State): void {
    const key = propertyName(parent.name);
    if (at.labels.length === 0 && key !== undefined) this.flow.keys.push(key);
    this.go({ ...at, node: parent.parent, labels: [key ?? ANY, ...at.labels] });
  }

  #field(parent: ts.PropertyDeclaration, at: State): void {
    const symbol = this.context.symbols.at(parent.name);
    if (symbol) this.symbol(symbol, at.labels, at.stack);
  }

  /** `{...tool, execute: gate(tool.execute)}` is the gated tool; any other spread hands on what it spreads. */
  #spread(parent: ts.SpreadAssignment, at: State): void {
    const gate = at.labels.length === 0 ? overridden(this.context, parent) : undefined;
    if (gate) this.flow.gates.push(gate);
    else this.go({ ...at, node: parent.parent });
  }

  #spreadElement(parent: ts.SpreadElement, at: State): void {
    const list = parent.parent;
    if (ts.isArrayLiteralExpression(list)) return this.go({ ...at, node: list });
    const rest = taken(at.labels, ANY);
    if (isInvocation(list) && rest) argumentFlow(this, list, parent, { ...at, labels: rest });
  }

  #binary(parent: ts.BinaryExpression, at: State): void {
    const { SyntaxKind: K } = ts;
    const operator = parent.operatorToken.kind;
    const assigns = [K.EqualsToken, K.QuestionQuestionEqualsToken, K.BarBarEqualsToken];
    if (assigns.includes(operator) && parent.right === at.node) {
      this.into(parent.left, at.labels, at.stack);
      return this.go({ ...at, node: parent });
    }
    const passes = [K.BarBarToken, K.QuestionQuestionToken].includes(operator);
    const last = [K.AmpersandAmpersandToken, K.CommaToken].includes(operator) && parent.right === at.node;
    if (passes || last) this.go({ ...at, node: parent });
  }

  #access(parent: ts.PropertyAccessExpression, name: string, at: State): void {
    if (parent.expression !== at.node) return;
    const whole = outer(parent);
    const call =
      whole.parent && ts.isCallExpression(whole.parent) && whole.parent.expression === whole
        ? whole.parent
        : undefined;
    if (call && receiverFlow(this, call, name, at)) return;
    if (at.labels.length === 0) {
      if (!isExecutorName(name)) return;
      if (call) return this.#byHand(call, `${name}()`);
      return this.go({ ...at, node: parent });
    }
    const rest = name === 'length' ? undefined : taken(at.labels, name);
    if (rest) this.go({ ...at, node: parent, labels: rest });
  }

  #byHand(call: ts.Node, text: string): void {
    if (!isTestFile(call.getSourceFile().fileName))
      this.sink({ call, step: stepAt(this.context, call, text) });
  }

  #elementAccess(parent: ts.ElementAccessExpression, at: State): void {
    if (parent.expression !== at.node) return;
    const index = bare(parent.argumentExpression);
    const [value] = this.context.on.values(index);
    const key = ts.isStringLiteralLike(index) ? index.text : value?.kind === 'text' ? value.text : ANY;
    const rest = taken(at.labels, key);
    if (rest) this.go({ ...at, node: parent, labels: rest });
  }

  #call(parent: ts.CallExpression | ts.NewExpression, at: State): void {
    if (parent.expression !== at.node) return argumentFlow(this, parent, at.node, at);
    const [first, ...rest] = at.labels;
    if (first === (ts.isNewExpression(parent) ? 'new' : '()'))
      return this.go({ ...at, node: parent, labels: rest });
    if (first === undefined && !ts.isNewExpression(parent)) this.#byHand(parent, 'called by hand');
  }

  #loop(parent: ts.ForOfStatement, at: State): void {
    const rest = taken(at.labels, ANY);
    const list = parent.initializer;
    if (!rest || !ts.isVariableDeclarationList(list)) return;
    for (const { name } of list.declarations) this.bind(name, rest, at.stack);
  }

  #exportAssignment(parent: ts.ExportAssignment, at: State): void {
    const name = parent.isExportEquals ? ts.InternalSymbolName.ExportEquals : ts.InternalSymbolName.Default;
    const symbol = exportsOf(parent.getSourceFile())?.get(name);
    if (parent.isExportEquals) this.wholeFile(parent, at.labels, at.stack);
    if (symbol) this.symbol(symbol, at.labels, at.stack);
  }

  /** What a function returns goes where it was called from: to the call we came by, or to all of them. */
  #returned(fn: ts.FunctionLikeDeclaration | undefined, at: State): void {
    if (!fn || !hasBody(fn)) return;
    const [top, ...below] = at.stack;
    if (top && this.#calls(top, fn)) return this.go({ node: top, labels: at.labels, stack: below });
    this.functionValue(fn, [...(ts.isGetAccessor(fn) ? [] : ['()']), ...at.labels], at.stack);
  }

  #calls(call: ts.CallExpression, fn: ts.Node): boolean {
    return this.context.on
      .values(call.expression)
      .some((value) => value.kind === 'function' && value.node === fn);
  }

  /** Follows a function as a value: by its name, or where it stands. */
  functionValue(fn: ts.FunctionLikeDeclaration, labels: readonly string[], stack: State['stack']): void {
    if (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) return this.go({ node: fn, labels, stack });
    if (ts.isMethodDeclaration(fn) && ts.isObjectLiteralExpression(fn.parent)) {
      const key = propertyName(fn.name) ?? ANY;
      return this.go({ node: fn.parent, labels: [key, ...labels], stack });
    }
    const symbol = fn.name && this.context.symbols.at(fn.name);
    if (symbol) this.symbol(symbol, labels, stack);
  }
}
