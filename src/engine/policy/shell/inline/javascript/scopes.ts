import type { AnyNode, Identifier, Pattern, Program } from 'acorn';
import { KEEPS_DATA } from '../promises.js';
import { NOWHERE, TAKEN } from './names.js';
import { childrenOf } from './parse.js';

interface Scope {
  readonly outer: Scope | undefined;
  readonly names: Set<string>;
}

/** Names that mean something where they stand, or promise what they are. */
const mayBeRenamed = (name: string): boolean =>
  !TAKEN.has(name) && !NOWHERE.test(name) && !KEEPS_DATA.test(name) && !name.startsWith('_');

function declaringOf(name: string, scope: Scope): Scope | undefined {
  for (let one: Scope | undefined = scope; one !== undefined; one = one.outer)
    if (one.names.has(name)) return one;
  return undefined;
}

function namesIn(node: AnyNode): readonly string[] {
  if (node.type === 'Identifier') return [node.name];
  return childrenOf(node).flatMap((child) => namesIn(child as AnyNode));
}

/**
 * Gives each of two things of one name a name of its own, where a program declares both in scopes of their own by
 * `let`, `const`, a parameter or an import: what is known of the one is then not mixed with the other. Names that are
 * hoisted out of their block, or are declared nowhere, stay what they are.
 */
export function apart(program: Program): void {
  new Scopes(program).rename();
}

class Scopes {
  readonly #scopes: Scope[] = [];
  readonly #uses: { readonly node: Identifier; readonly scope: Scope }[] = [];
  /** Functions that are declared for the whole of the function, or the program, around them. */
  readonly #plain = new Set<AnyNode>();
  /** Names that cannot be told apart by the scope that they stand in. */
  readonly #mixed = new Set<string>(['arguments']);

  constructor(program: Program) {
    this.#visit(program, this.#within(undefined));
  }

  rename(): void {
    const declaring = new Map<string, Scope[]>();
    for (const scope of this.#scopes)
      for (const name of scope.names) declaring.set(name, [...(declaring.get(name) ?? []), scope]);
    for (const [name, scopes] of declaring)
      if (scopes.length < 2 || !mayBeRenamed(name)) this.#mixed.add(name);
    const found = this.#uses.map(({ node, scope }) => ({ node, by: declaringOf(node.name, scope) }));
    for (const { node, by } of found) if (by === undefined) this.#mixed.add(node.name);
    for (const { node, by } of found) {
      const { name } = node;
      const at = this.#mixed.has(name) || by === undefined ? 0 : (declaring.get(name)?.indexOf(by) ?? 0);
      // No name of a program holds such a mark.
      if (at > 0) node.name = `${name}#${at}`;
    }
  }

  #within(outer: Scope | undefined): Scope {
    const scope: Scope = { outer, names: new Set() };
    this.#scopes.push(scope);
    return scope;
  }

  #all(nodes: readonly (AnyNode | null | undefined)[], scope: Scope): void {
    for (const node of nodes) if (node) this.#visit(node, scope);
  }

  #visit(node: AnyNode, scope: Scope): void {
    switch (node.type) {
      case 'Identifier':
        this.#uses.push({ node, scope });
        return;
      case 'Program':
        this.#declareAll(node.body, scope, true);
        return this.#all(node.body, scope);
      case 'BlockStatement':
        return this.#block(node.body, this.#within(scope), false);
      case 'StaticBlock':
        return this.#block(node.body, this.#within(scope), false);
      case 'SwitchStatement': {
        this.#visit(node.discriminant, scope);
        const inner = this.#within(scope);
        for (const { consequent } of node.cases) this.#declareAll(consequent, inner, false);
        for (const { test, consequent } of node.cases) this.#all([test, ...consequent], inner);
        return;
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement': {
        const inner = this.#within(scope);
        const head = node.type === 'ForStatement' ? node.init : node.left;
        if (head?.type === 'VariableDeclaration') this.#declareAll([head], inner, false);
        return this.#all(childrenOf(node) as AnyNode[], inner);
      }
      case 'CatchClause': {
        const inner = this.#within(scope);
        if (node.param) this.#declare(node.param, inner);
        return this.#all([node.param, node.body], inner);
      }
      case 'FunctionDeclaration':
        if (node.id && !this.#plain.has(node)) this.#mixed.add(node.id.name);
        return this.#function(node, scope);
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return this.#function(node, scope);
      case 'VariableDeclaration':
        if (node.kind !== 'let' && node.kind !== 'const') this.#mix(node);
        return this.#all(node.declarations, scope);
      case 'ClassExpression':
        if (node.id) this.#mixed.add(node.id.name);
        return this.#all(childrenOf(node) as AnyNode[], scope);
      case 'CallExpression':
      case 'NewExpression':
        // What is called is told by its name, too.
        if (node.callee.type === 'Identifier') this.#mixed.add(node.callee.name);
        return this.#all(childrenOf(node) as AnyNode[], scope);
      case 'MemberExpression':
        return this.#all([node.object, node.computed ? node.property : undefined], scope);
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        return this.#all([node.computed ? node.key : undefined, node.value], scope);
      case 'ImportSpecifier':
        if (node.imported === node.local) node.local = { ...node.local };
        return this.#visit(node.local, scope);
      case 'LabeledStatement':
        return this.#visit(node.body, scope);
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      case 'ExportSpecifier':
      case 'WithStatement':
        this.#mix(node);
        return this.#all(childrenOf(node) as AnyNode[], scope);
      default:
        return this.#all(childrenOf(node) as AnyNode[], scope);
    }
  }

  #mix(node: AnyNode): void {
    for (const name of namesIn(node)) this.#mixed.add(name);
  }

  #block(body: readonly AnyNode[], inner: Scope, ofFunction: boolean): void {
    this.#declareAll(body, inner, ofFunction);
    this.#all(body, inner);
  }

  /** What a function is given lies around what its body declares. */
  #function(
    node: AnyNode & { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' },
    scope: Scope,
  ): void {
    let around = scope;
    if (node.type === 'FunctionDeclaration' && node.id) this.#visit(node.id, scope);
    if (node.type === 'FunctionExpression' && node.id) {
      around = this.#within(scope);
      around.names.add(node.id.name);
      this.#visit(node.id, around);
    }
    const given = this.#within(around);
    for (const param of node.params) this.#declare(param, given);
    this.#all(node.params, given);
    if (node.body.type === 'BlockStatement') this.#block(node.body.body, this.#within(given), true);
    else this.#visit(node.body, given);
  }

  /** What statements declare where they stand; `var`, and functions in blocks, are declared further out. */
  #declareAll(body: readonly AnyNode[], scope: Scope, ofFunction: boolean): void {
    for (const node of body) {
      if (node.type === 'VariableDeclaration')
        for (const { id } of node.declarations) this.#declare(id, scope);
      else if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
        if (node.id) scope.names.add(node.id.name);
        if (node.type === 'FunctionDeclaration' && ofFunction) this.#plain.add(node);
      } else if (node.type === 'ImportDeclaration')
        for (const { local } of node.specifiers) scope.names.add(local.name);
    }
  }

  #declare(id: Pattern, scope: Scope): void {
    switch (id.type) {
      case 'Identifier':
        scope.names.add(id.name);
        return;
      case 'ObjectPattern':
        for (const item of id.properties)
          this.#declare(item.type === 'RestElement' ? item.argument : item.value, scope);
        return;
      case 'ArrayPattern':
        for (const item of id.elements) if (item) this.#declare(item, scope);
        return;
      case 'RestElement':
        return this.#declare(id.argument, scope);
      case 'AssignmentPattern':
        return this.#declare(id.left, scope);
      default:
        return;
    }
  }
}
