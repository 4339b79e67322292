import type {
  AnonymousFunctionDeclaration,
  AnyNode,
  AssignmentExpression,
  FunctionDeclaration,
  Identifier,
  Pattern,
  VariableDeclaration,
} from 'acorn';
import { isFunction } from './callbacks.js';
import { keyOf } from './kinds.js';
import { childrenOf } from './parse.js';

/** Parts by which one comes from what is shown to the page's own world, to functions as such, or to its secrets. */
const AWAY =
  /^(?:constructor|__\w+__|prototype|defaultView|contentWindow|contentDocument|ownerDocument|view|location|cookie|self|frames|globalThis|parentWindow|navigator|history|localStorage|sessionStorage|indexedDB|caches|call|apply|bind|arguments|callee|caller)$/;
const MAX_DEPTH = 60;

/** What a name stands for: something that may be called, a number, a known part, what the code has made, or whatever. */
type Local = 'function' | 'settles' | 'number' | 'key' | 'made' | 'value';

/** Where names hold: in a block, and those of `var` in the function around it. */
interface Scope {
  readonly block: AnyNode;
  readonly function: AnyNode;
}

/** The names that code for a page gives, and what each stands for. */
export class PageNames {
  readonly #locals = new Map<string, { kind: Local; readonly scopes: AnyNode[] }>();
  readonly #assigned = new Set<string>();

  /** @returns false where a name is given in a way that is not followed */
  collect(root: AnyNode): boolean {
    return this.#declares(root, undefined, { block: root, function: root }, 0);
  }

  /** Whether the code has given the name where it stands: elsewhere it is one of the page. */
  has(name: Identifier): boolean {
    const scopes = this.#locals.get(name.name)?.scopes ?? [];
    return scopes.some(({ start, end }) => start <= name.start && name.end <= end);
  }

  /** What a name of the code stands for. */
  kindOf(node: AnyNode): Local | undefined {
    if (node.type !== 'Identifier' || !this.has(node)) return undefined;
    return this.#assigned.has(node.name) ? 'value' : this.#locals.get(node.name)?.kind;
  }

  #declares(node: AnyNode, parent: AnyNode | undefined, around: Scope, depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    let scope = BLOCKS.test(node.type) ? { ...around, block: node } : around;
    if (isFunction(node) || isDeclared(node)) {
      if (node.id && !this.#name(node.id, 'function', isDeclared(node) ? around.block : node)) return false;
      scope = { block: node, function: node };
      const kinds = kindsOfParameters(node, parent);
      if (!node.params.every((one, index) => this.#name(one, kinds[index] ?? 'value', node))) return false;
    }
    if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier' && !addsNumber(node))
      this.#assigned.add(node.left.name);
    if (node.type === 'VariableDeclaration' && !this.#declared(node, parent, scope)) return false;
    if (node.type === 'CatchClause' && node.param && !this.#name(node.param, 'value', node)) return false;
    return childrenOf(node).every((child) => this.#declares(child as AnyNode, node, scope, depth + 1));
  }

  #declared(node: VariableDeclaration, parent: AnyNode | undefined, scope: Scope): boolean {
    const within = node.kind === 'var' ? scope.function : scope.block;
    const ofNames = parent?.type === 'ForOfStatement' && parent.left === node && isNames(parent.right);
    return node.declarations.every(({ id, init }) =>
      this.#name(id, ofNames ? 'key' : kindOf(init, node.kind === 'const'), within),
    );
  }

  #name(pattern: Pattern, kind: Local, scope: AnyNode): boolean {
    const all = (patterns: readonly (Pattern | null)[]): boolean =>
      patterns.every((one) => one === null || this.#name(one, 'value', scope));
    switch (pattern.type) {
      case 'Identifier': {
        // Of two functions of one name either is called: both stand in the code.
        const local = this.#locals.get(pattern.name) ?? { kind, scopes: [] };
        if (local.kind !== kind) local.kind = 'value';
        local.scopes.push(scope);
        this.#locals.set(pattern.name, local);
        return true;
      }
      case 'AssignmentPattern':
        return all([pattern.left]);
      case 'RestElement':
        return all([pattern.argument]);
      case 'ArrayPattern':
        return all(pattern.elements);
      case 'ObjectPattern':
        return pattern.properties.every((one) => {
          if (one.type === 'RestElement') return all([one.argument]);
          return !one.computed && isPart(namedBy(one.key)) && all([one.value]);
        });
      default:
        return false;
    }
  }
}

const BLOCKS = /^(?:BlockStatement|For\w*Statement|SwitchStatement|CatchClause)$/;

export const isPart = (name: string | undefined): boolean => name !== undefined && !AWAY.test(name);
/** The name of a part, as it is written. */
export const namedBy = (key: AnyNode): string | undefined =>
  key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;

const isDeclared = (node: AnyNode): node is FunctionDeclaration | AnonymousFunctionDeclaration =>
  node.type === 'FunctionDeclaration';

/** `i += 2`: what was a number stays one. */
const addsNumber = ({ operator, right }: AssignmentExpression): boolean =>
  /^[-+]=$/.test(operator) && right.type === 'Literal' && typeof right.value === 'number';

/** `['color', 'padding']`. */
const isNames = (node: AnyNode): boolean =>
  node.type === 'ArrayExpression' &&
  node.elements.every((one) => one?.type === 'Literal' && typeof one.value === 'string' && isPart(one.value));

function kindOf(value: AnyNode | null | undefined, constant: boolean): Local {
  if (!value) return 'value';
  if (isFunction(value)) return constant ? 'function' : 'value';
  if (constant && (value.type === 'ObjectExpression' || value.type === 'ArrayExpression')) return 'made';
  return value.type === 'Literal' && typeof value.value === 'number' ? 'number' : 'value';
}

/** The second parameter of what is called for each is a number; the first of a list of names a name. */
function kindsOfParameters(node: AnyNode, parent: AnyNode | undefined): readonly Local[] {
  if (parent?.type === 'NewExpression') {
    const promise = parent.callee.type === 'Identifier' && parent.callee.name === 'Promise';
    return promise && parent.arguments[0] === node ? ['settles', 'settles'] : [];
  }
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node) return [];
  const { callee } = parent;
  if (callee.type !== 'MemberExpression' || !/^(?:map|forEach|filter|flatMap)$/.test(keyOf(callee) ?? ''))
    return [];
  return [isNames(callee.object) ? 'key' : 'value', 'number'];
}
