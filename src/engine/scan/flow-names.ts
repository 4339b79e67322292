import ts from 'typescript';
import { type Context, stepAt } from './context.js';
import { isExecutorName } from './flow-executors.js';
import { ANY, type Flow, newFlow, type SinkHit, type State, taken } from './flow-state.js';
import { argumentsOf, bare, isInvocation, propertyName } from './syntax.js';

/** The names that a tool has on its way: variables, exports, properties, whole modules. */
export abstract class FlowNames {
  readonly context: Context;
  readonly flow: Flow = newFlow();
  protected readonly seen = new Set<string>();
  readonly #ids = new Map<ts.Node, number>();
  protected readonly queue: State[] = [];

  constructor(context: Context) {
    this.context = context;
  }

  /** Notes one more place to look at. */
  go(state: State): void {
    const top = state.stack[0];
    const key = `${this.#id(state.node)}|${state.labels.join('/')}|${top ? this.#id(top) : ''}`;
    if (this.seen.has(key) || state.labels.length > 8) return;
    this.seen.add(key);
    this.queue.push(state);
  }

  #id(node: ts.Node): number {
    const id = this.#ids.get(node) ?? this.#ids.size;
    this.#ids.set(node, id);
    return id;
  }

  sink(hit: SinkHit): void {
    this.flow.sinks.push(hit);
  }

  escape(node: ts.Node, text: string): void {
    this.flow.escapes.push(stepAt(this.context, node, text));
  }

  /** A class that is a tool goes where its instances go. */
  protected class(node: ts.ClassLikeDeclaration, stack: readonly ts.CallExpression[]): void {
    const symbol = node.name && this.context.symbols.at(node.name);
    if (ts.isClassExpression(node)) this.go({ node, labels: ['new'], stack });
    if (symbol) this.symbol(symbol, ['new'], stack);
  }

  /** Follows everything that a symbol's names stand for. */
  symbol(symbol: ts.Symbol, labels: readonly string[], stack: readonly ts.CallExpression[]): void {
    const { refs } = this.context;
    const names = refs.of(symbol);
    for (const name of names) this.#name(name, labels, stack);
    const wholes = refs.wholesWith(symbol);
    for (const { node, name } of wholes) this.#whole(node, [name, ...labels], stack);
    const file = symbol.declarations?.[0]?.getSourceFile();
    const abroad =
      wholes.length > 0 || names.some((name) => name.getSourceFile() !== file && !inModuleSyntax(name));
    if (abroad) return;
    const owner = classOf(symbol);
    if (refs.exported(symbol)) this.flow.exports.push(symbol);
    else if (owner && names.length === 0 && refs.exported(owner)) this.flow.exports.push(owner);
  }

  #whole(node: ts.Identifier | ts.CallExpression, labels: readonly string[], stack: State['stack']): void {
    if (ts.isCallExpression(node)) return this.go({ node, labels, stack });
    const symbol = this.context.symbols.at(node);
    if (!symbol) return;
    for (const name of this.context.refs.of(symbol)) this.#name(name, labels, stack);
    for (const name of this.#namesOfNamespace(node)) this.#name(name, labels, stack);
  }

  /** A namespace is an alias of a file: its own names are found by spelling, within its own file. */
  #namesOfNamespace(node: ts.Identifier): ts.Identifier[] {
    const found: ts.Identifier[] = [];
    const symbol = this.context.symbols.at(node);
    const visit = (one: ts.Node): void => {
      if (
        ts.isIdentifier(one) &&
        one.text === node.text &&
        one !== node &&
        this.context.symbols.at(one) === symbol
      )
        found.push(one);
      ts.forEachChild(one, visit);
    };
    visit(node.getSourceFile());
    return found;
  }

  #name(name: ts.Identifier, labels: readonly string[], stack: State['stack']): void {
    const { parent } = name;
    if (inModuleSyntax(name) || ts.isTypeNode(parent) || ts.isTypeQueryNode(parent)) return;
    if (ts.isShorthandPropertyAssignment(parent)) {
      if (labels.length === 0) this.flow.keys.push(name.text);
      return this.go({ node: parent.parent, labels: [name.text, ...labels], stack });
    }
    const isMember = ts.isPropertyAccessExpression(parent) && parent.name === name;
    const at = isMember ? parent : name;
    if (isDeclarationName(at) || isWritten(at)) return;
    this.go({ node: at, labels, stack });
  }

  /** Puts the tool into what an expression on the left of `=` (or before `.push`) stands for. */
  into(target: ts.Expression, labels: readonly string[], stack: State['stack']): void {
    const node = bare(target);
    if (ts.isIdentifier(node)) {
      const found = this.context.symbols.target(node);
      if (found?.kind === 'symbol') {
        this.symbol(found.symbol, labels, stack);
        this.#intoParameter(found.symbol, labels, node);
      }
      for (const value of this.context.on.values(node))
        if (value.kind === 'file') this.intoFile(value.file, labels, stack);
      if (node.text === 'exports') this.wholeFile(node, labels, stack);
    } else if (ts.isPropertyAccessExpression(node)) this.#intoProperty(node, labels, stack);
    else if (ts.isElementAccessExpression(node)) {
      const key = ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : ANY;
      this.into(node.expression, [key, ...labels], stack);
    } else if (isInvocation(node)) this.go({ node, labels, stack });
  }

  /** What is put into a parameter's value is put into what every caller gave. */
  #intoParameter({ declarations }: ts.Symbol, labels: readonly string[], node: ts.Node): void {
    const [parameter] = declarations ?? [];
    if (!parameter || !ts.isParameter(parameter) || labels.length === 0) return;
    const index = parameter.parent.parameters.indexOf(parameter);
    const calls = this.context.on.callersOf(parameter.parent);
    if (calls.length === 0) this.escape(node, `${node.getText()}, which its caller has`);
    for (const call of calls) {
      const argument = argumentsOf(call)[index];
      const key = argument && `${this.#id(argument)}<${labels.join('/')}`;
      if (!argument || key === undefined || this.seen.has(key) || labels.length > 8) continue;
      this.seen.add(key);
      this.into(argument, labels, []);
    }
  }

  #intoProperty(node: ts.PropertyAccessExpression, labels: readonly string[], stack: State['stack']): void {
    if (node.getText() === 'module.exports') return this.wholeFile(node, labels, stack);
    const member = this.context.symbols.at(node.name);
    if (node.expression.kind === ts.SyntaxKind.ThisKeyword && member)
      return this.symbol(member, labels, stack);
    this.into(node.expression, [node.name.text, ...labels], stack);
    if (member && !ts.isIdentifier(node.expression)) this.symbol(member, labels, stack);
  }

  /** `module.exports = …`: all who hold the file as one value. */
  protected wholeFile(node: ts.Node, labels: readonly string[], stack: State['stack']): void {
    const file = node.getSourceFile();
    if (this.context.refs.importersOf(file).size === 0) this.flow.exported = true;
    this.intoFile(file, labels, stack);
  }

  /** What a file exports, as it is held by others: one of them may have put the tool into it. */
  protected intoFile(file: ts.SourceFile, labels: readonly string[], stack: State['stack']): void {
    const key = `${file.fileName}<${labels.join('/')}`;
    if (this.seen.has(key) || labels.length > 8) return;
    this.seen.add(key);
    for (const whole of this.context.refs.wholesOf(file)) this.#whole(whole, labels, stack);
    const [name, ...rest] = labels;
    const target = name === undefined ? undefined : this.context.symbols.exportOf(file, name);
    if (target?.kind === 'symbol') this.symbol(target.symbol, rest, stack);
  }

  /** Binds a name or a pattern. */
  bind(name: ts.BindingName, labels: readonly string[], stack: State['stack']): void {
    if (ts.isIdentifier(name)) {
      const symbol = this.context.symbols.at(name);
      if (labels.length === 0 && !ts.isParameter(name.parent)) this.flow.names.push(name.text);
      if (symbol) this.symbol(symbol, labels, stack);
      return;
    }
    name.elements.forEach((element, index) => {
      if (!ts.isBindingElement(element)) return;
      if (element.dotDotDotToken) return this.bind(element.name, labels, stack);
      const isObject = ts.isObjectBindingPattern(name);
      const key = isObject ? propertyName(element.propertyName ?? element.name) : String(index);
      const rest = key === undefined ? undefined : taken(labels, key);
      if (rest) this.bind(element.name, rest, stack);
      else if (labels.length === 0 && key !== undefined && isExecutorName(key))
        this.bind(element.name, [], stack);
    });
  }
}

/** The class that a member belongs to: whoever gets the class gets its members. */
function classOf({ declarations }: ts.Symbol): ts.Symbol | undefined {
  const owner = declarations?.[0]?.parent;
  return owner && ts.isClassLike(owner) ? (owner as unknown as { symbol?: ts.Symbol }).symbol : undefined;
}

function inModuleSyntax(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isNamespaceExport(parent)
  );
}

const isDeclarationName = (node: ts.Node): boolean =>
  (node.parent as ts.NamedDeclaration).name === node && !ts.isPropertyAccessExpression(node.parent);

const isWritten = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node.parent) &&
  node.parent.left === node &&
  node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
