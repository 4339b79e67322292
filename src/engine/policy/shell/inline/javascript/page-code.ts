import type { AnyNode, CallExpression, MemberExpression, Pattern } from 'acorn';
import { set } from '../named-set.js';
import { isFunction } from './callbacks.js';
import { keyOf } from './kinds.js';
import { isPart, namedBy, PageNames } from './page-names.js';
import { childrenOf, parseJavaScript } from './parse.js';

/** Functions of a page that measure, compute, or show a value. */
const FUNCTIONS = set('getComputedStyle parseInt parseFloat Number String Boolean isNaN structuredClone');
/** Objects whose parts may be asked, and that are no values themselves: from them everything can be reached. */
const OBJECTS = set('document window location Math JSON Object Array Number performance console');
const OF_WINDOW = set(
  `innerWidth innerHeight outerWidth outerHeight scrollX scrollY pageXOffset pageYOffset devicePixelRatio document location performance
   getComputedStyle matchMedia scrollTo scrollBy`,
);
const OF_LOCATION = set('href pathname search hash origin host hostname port protocol');
const MAKES = set('Map Set Date URL URLSearchParams');
/** What is called of a value, whatever the value is: none of these sends, loads, navigates or writes a document. */
const METHODS = set(
  `querySelector querySelectorAll getElementById getElementsByClassName getElementsByTagName getElementsByName closest matches contains
   getAttribute hasAttribute getAttributeNames getBoundingClientRect getClientRects getComputedStyle getPropertyValue elementFromPoint
   elementsFromPoint getEntriesByType getEntriesByName getEntries getAnimations scrollIntoView scrollTo scrollBy focus blur item
   click keys values entries fromEntries from isArray matchMedia now slice concat join includes indexOf lastIndexOf at push pop reverse toString toFixed
   trim toLowerCase toUpperCase split replaceAll startsWith endsWith padStart padEnd match test substring charAt repeat has get stringify parse round
   floor ceil max min abs log isInteger isFinite`,
);
/** What calls back: only functions that stand there. */
const CALLS_BACK = set(
  'map filter forEach some every find findIndex findLast reduce flatMap sort flat then setTimeout requestAnimationFrame',
);
const TEXTS = set(
  'textContent innerText innerHTML outerHTML className href src title value id pathname search hash',
);
const GIVES_TEXT = set(
  'toString trim toLowerCase toUpperCase replace replaceAll join slice getAttribute stringify padStart padEnd toFixed getPropertyValue',
);

/**
 * Whether a function, or the text of one, only looks at what a page shows: what the page holds can neither be sent from
 * there nor changed by it, and nothing else is loaded.
 */
export function looksAtPage(node: AnyNode): boolean {
  if (node.type === 'Literal') return typeof node.value === 'string' && textLooksAtPage(node.value);
  if (node.type === 'TemplateLiteral')
    return node.expressions.length === 0 && textLooksAtPage(node.quasis[0]?.value.cooked ?? '');
  return isFunction(node) && new PageCode(node).isQuiet();
}

/** The same of code that another language hands over as a text: an expression, or a function. */
export function textLooksAtPage(code: string): boolean {
  try {
    const { body } = parseJavaScript(`(${code.trim().replace(/;$/, '')}\n)`, 'line');
    const [only, ...more] = body;
    if (only?.type !== 'ExpressionStatement' || more.length > 0) return false;
    return new PageCode(only.expression).isQuiet();
  } catch {
    return false;
  }
}

class PageCode {
  readonly #names = new PageNames();

  constructor(private readonly root: AnyNode) {}

  isQuiet(): boolean {
    return this.#names.collect(this.root) && this.#is(this.root);
  }

  #all(nodes: readonly (AnyNode | null | undefined)[]): boolean {
    return nodes.every((node) => node === null || node === undefined || this.#is(node));
  }

  #is(node: AnyNode): boolean {
    switch (node.type) {
      case 'Literal':
      case 'EmptyStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'TemplateElement':
        return true;
      case 'Identifier':
        return this.#names.has(node) || node.name === 'undefined' || node.name === 'Infinity';
      case 'MemberExpression':
        return this.#part(node);
      case 'CallExpression':
        return this.#call(node);
      case 'NewExpression': {
        const { callee, arguments: given } = node;
        if (callee.type !== 'Identifier' || this.#names.has(callee)) return false;
        if (callee.name === 'Promise') return given.length === 1 && this.#callback(given[0]);
        return MAKES.has(callee.name) && this.#all(given);
      }
      case 'AssignmentExpression':
        return this.#isOwn(node.left) && this.#is(node.right);
      case 'UpdateExpression':
        return this.#isOwn(node.argument);
      case 'UnaryExpression':
        return node.operator !== 'delete' && this.#is(node.argument);
      case 'Property':
        return (
          node.kind === 'init' &&
          (node.computed ? this.#is(node.key) : isPart(namedBy(node.key))) &&
          this.#is(node.value)
        );
      case 'VariableDeclarator':
        return this.#all([node.init, ...defaultsOf(node.id)]);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        return !node.generator && this.#all([...node.params.flatMap(defaultsOf), node.body]);
      case 'CatchClause':
        return this.#is(node.body);
      case 'ForOfStatement':
        return node.left.type === 'VariableDeclaration' && this.#all([node.left, node.right, node.body]);
      case 'ArrayExpression':
      case 'AwaitExpression':
      case 'BinaryExpression':
      case 'BlockStatement':
      case 'ChainExpression':
      case 'ConditionalExpression':
      case 'ExpressionStatement':
      case 'ForStatement':
      case 'IfStatement':
      case 'LogicalExpression':
      case 'ObjectExpression':
      case 'ParenthesizedExpression':
      case 'ReturnStatement':
      case 'SequenceExpression':
      case 'SpreadElement':
      case 'TemplateLiteral':
      case 'TryStatement':
      case 'VariableDeclaration':
      case 'WhileStatement':
        return this.#all(childrenOf(node) as AnyNode[]);
      default:
        return false;
    }
  }

  /** A part of something, which is no way out of what is shown. */
  #part(node: MemberExpression): boolean {
    const { object, property, computed } = node;
    const name = computed ? undefined : keyOf(node);
    const base = this.#objectOf(object);
    if (base === 'window')
      return OF_WINDOW.has(name ?? '') && !OBJECTS.has(name ?? '') && !METHODS.has(name ?? '');
    if (base === 'location') return OF_LOCATION.has(name ?? '');
    if (base !== undefined) return name !== undefined && isPart(name) && !isCalled(name);
    if (!this.#is(object)) return false;
    if (!computed) return isPart(name);
    if (property.type === 'Literal')
      return typeof property.value === 'number' || isPart(String(property.value));
    const kind = this.#names.kindOf(property);
    if (kind === 'number' || kind === 'key') return true;
    // What the code has made itself has no other parts than those it gave it.
    return this.#names.kindOf(object) === 'made' && this.#is(property);
  }

  /** `document`, `window.document`, `document.location`: what everything can be reached from. */
  #objectOf(node: AnyNode): string | undefined {
    if (node.type === 'Identifier')
      return OBJECTS.has(node.name) && !this.#names.has(node) ? node.name : undefined;
    if (node.type !== 'MemberExpression' || node.computed) return undefined;
    const name = keyOf(node) ?? '';
    const base = this.#objectOf(node.object);
    if (base === 'window' && /^(?:document|location|performance)$/.test(name)) return name;
    return base === 'document' && name === 'location' ? name : undefined;
  }

  #call({ callee, arguments: given }: CallExpression): boolean {
    const spread = given.some(({ type }) => type === 'SpreadElement');
    if (spread && !/^(?:max|min|push|concat)$/.test(methodOf(callee) ?? '')) return false;
    if (callee.type === 'Identifier') {
      const kind = this.#names.kindOf(callee);
      if (kind === 'function' || kind === 'settles') return this.#all(given);
      if (kind !== undefined) return false;
      if (/^(?:setTimeout|requestAnimationFrame)$/.test(callee.name))
        return this.#callback(given[0]) && this.#all(given.slice(1));
      return FUNCTIONS.has(callee.name) && this.#all(given);
    }
    if (isFunction(callee)) return this.#is(callee) && this.#all(given);
    if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type === 'Super') return false;
    const name = keyOf(callee) ?? '';
    const base = this.#objectOf(callee.object);
    if (base === 'location' || (base === 'window' && !OF_WINDOW.has(name))) return false;
    if (base === undefined && !this.#is(callee.object)) return false;
    if (name === 'replace') return this.#isText(callee.object) && this.#all(given);
    if (CALLS_BACK.has(name)) return this.#calledBack(name, given);
    const back = name === 'from' || name === 'stringify' ? given.slice(1) : [];
    return (
      METHODS.has(name) &&
      this.#all(given) &&
      back.every((one) => one.type === 'Literal' || this.#callback(one))
    );
  }

  #calledBack(name: string, given: readonly AnyNode[]): boolean {
    const [first, ...more] = given;
    if (first !== undefined && name !== 'flat' && !this.#callback(first)) return false;
    // A second argument would be what the function is called on; of a reduction it is where it starts.
    return more.length === 0 || (name === 'reduce' && this.#all(more));
  }

  #callback(node: AnyNode | undefined): boolean {
    if (node === undefined) return false;
    if (node.type === 'Identifier') {
      const kind = this.#names.kindOf(node);
      if (kind === undefined) return /^(?:Boolean|Number|String)$/.test(node.name);
      return kind === 'function' || kind === 'settles';
    }
    return isFunction(node) && this.#is(node);
  }

  /** A text, and nothing that goes elsewhere when it is told to `replace`. */
  #isText(node: AnyNode): boolean {
    if (node.type === 'MemberExpression') return TEXTS.has(methodOf(node) ?? '');
    if (node.type === 'ChainExpression') return this.#isText(node.expression);
    if (node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string'))
      return true;
    return node.type === 'CallExpression' && GIVES_TEXT.has(methodOf(node.callee) ?? '');
  }

  /** Names and things that the code has made for itself may get other values. */
  #isOwn(node: AnyNode): boolean {
    if (node.type === 'Identifier') return this.#names.has(node);
    if (node.type !== 'MemberExpression' || this.#names.kindOf(node.object) !== 'made') return false;
    return node.computed ? this.#is(node.property) : isPart(keyOf(node));
  }
}

const methodOf = (callee: AnyNode): string | undefined =>
  callee.type === 'MemberExpression' && !callee.computed ? keyOf(callee) : undefined;
const isCalled = (name: string): boolean => METHODS.has(name) || CALLS_BACK.has(name);

/** What stands for parts that are not given. */
function defaultsOf(pattern: Pattern): readonly AnyNode[] {
  switch (pattern.type) {
    case 'AssignmentPattern':
      return [pattern.right, ...defaultsOf(pattern.left)];
    case 'RestElement':
      return defaultsOf(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((one) => (one === null ? [] : defaultsOf(one)));
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) =>
        one.type === 'RestElement' ? defaultsOf(one.argument) : defaultsOf(one.value),
      );
    default:
      return [];
  }
}
