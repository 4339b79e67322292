import { set } from '../named-set.js';
import type { AnyNode } from 'acorn';
import { requiredBy } from './required.js';
import type { Binding, Declared, FunctionNode } from './declared.js';
import { keyOf } from './kinds.js';

/** What packages make that ask servers, databases or browsers. */
export type Kind =
  | 'axios'
  | 'browsers'
  | 'browser'
  | 'page'
  | 'locator'
  | 'message'
  | 'prisma'
  | 'model'
  | 'pool'
  | 'sqlite'
  | 'statement';

/** All that may be called of each. */
export const METHODS_OF_KIND: Readonly<Record<Kind, ReadonlySet<string>>> = {
  axios: set('get post put patch delete head options'),
  browsers: set('launch'),
  browser: set('newPage newContext close pages version'),
  page: set(
    `goto click dblclick fill type press hover check uncheck selectOption select waitForSelector waitForURL waitForTimeout waitForLoadState waitForNavigation
     waitForFunction waitForNetworkIdle title content textContent innerText innerHTML getAttribute isVisible locator getByRole getByText getByLabel getByTestId getByPlaceholder screenshot on
     evaluate url reload goBack setViewportSize setViewport setDefaultTimeout close newPage $ $$ $eval $$eval`,
  ),
  locator: set(
    `click dblclick fill press hover check uncheck selectOption waitFor textContent innerText innerHTML getAttribute isVisible isEnabled isChecked count first last nth all
     allTextContents allInnerTexts inputValue boundingBox locator getByRole getByText evaluate evaluateAll`,
  ),
  message: set('text type url status method failure statusText'),
  prisma: set('$connect $disconnect'),
  model: set('findMany findFirst findUnique findFirstOrThrow findUniqueOrThrow count aggregate groupBy'),
  pool: set('query connect end release'),
  sqlite: set('prepare close'),
  statement: set('all get iterate pluck raw columns'),
};

/** What some of these give, beside values. */
const GIVES: Partial<Record<Kind, Readonly<Record<string, Kind>>>> = {
  browsers: { launch: 'browser' },
  browser: { newPage: 'page', newContext: 'page' },
  page: {
    newPage: 'page',
    locator: 'locator',
    getByRole: 'locator',
    getByText: 'locator',
    getByLabel: 'locator',
    getByTestId: 'locator',
    getByPlaceholder: 'locator',
  },
  locator: {
    first: 'locator',
    last: 'locator',
    nth: 'locator',
    locator: 'locator',
    getByRole: 'locator',
    getByText: 'locator',
  },
  pool: { connect: 'pool' },
  sqlite: { prepare: 'statement' },
  statement: { pluck: 'statement', raw: 'statement' },
};

const PLAYWRIGHT = /^(?:playwright|playwright-core|@playwright\/test)$/;

/** Tells such values by what they were made of. */
export class Tracked {
  readonly #open = new Set<string>();

  constructor(private readonly declared: Declared) {}

  of(node: AnyNode): Kind | undefined {
    const required = requiredBy(node);
    if (required !== undefined) return ofModule(required);
    switch (node.type) {
      case 'AwaitExpression':
        return this.of(node.argument);
      case 'Identifier':
        return this.#named(node.name);
      case 'MemberExpression':
        return this.#part(node);
      case 'NewExpression':
        return this.#made(node.callee);
      case 'CallExpression': {
        const { callee } = node;
        if (callee.type !== 'MemberExpression' || callee.computed) return undefined;
        const kind = this.of(callee.object);
        const name = keyOf(callee) ?? '';
        const gives = kind === undefined ? undefined : GIVES[kind];
        return gives !== undefined && Object.hasOwn(gives, name) ? gives[name] : undefined;
      }
      default:
        return undefined;
    }
  }

  #part(node: AnyNode & { type: 'MemberExpression' }): Kind | undefined {
    if (node.computed) return undefined;
    const key = keyOf(node) ?? '';
    const module = requiredBy(node.object) ?? this.#module(node.object);
    if (module !== undefined && PLAYWRIGHT.test(module)) return browserOf(key);
    return this.of(node.object) === 'prisma' && /^[a-z]\w*$/.test(key) ? 'model' : undefined;
  }

  #module(node: AnyNode): string | undefined {
    if (node.type !== 'Identifier') return undefined;
    const [only, ...more] = this.declared.of(node.name);
    return only?.by === 'module' && more.length === 0 ? only.module : undefined;
  }

  #made(callee: AnyNode): Kind | undefined {
    const [only, ...more] = callee.type === 'Identifier' ? this.declared.of(callee.name) : [];
    if (more.length > 0) return undefined;
    if (only?.by === 'module') return only.module === 'better-sqlite3' ? 'sqlite' : undefined;
    if (only?.by !== 'member') return undefined;
    if (only.module === '@prisma/client' && only.name === 'PrismaClient') return 'prisma';
    return only.module === 'pg' && /^(?:Pool|Client)$/.test(only.name) ? 'pool' : undefined;
  }

  #named(name: string): Kind | undefined {
    const [only, ...more] = this.declared.of(name);
    if (only === undefined || more.length > 0 || this.#open.has(name)) return undefined;
    this.#open.add(name);
    const kind = this.#bound(only);
    this.#open.delete(name);
    return kind;
  }

  #bound(one: Binding): Kind | undefined {
    if (one.by === 'module') return ofModule(one.module);
    if (one.by === 'member') return PLAYWRIGHT.test(one.module) ? browserOf(one.name) : undefined;
    if (one.by === 'value') return this.of(one.value);
    return one.by === 'parameter' && one.index === 0 && this.#isHeard(one.of) ? 'message' : undefined;
  }

  /** `page.on('console', (message) => …)`. */
  #isHeard(node: FunctionNode): boolean {
    const parent = this.declared.parentOf(node);
    if (parent?.type !== 'CallExpression' || parent.arguments[1] !== node) return false;
    const { callee } = parent;
    return callee.type === 'MemberExpression' && keyOf(callee) === 'on' && this.of(callee.object) === 'page';
  }
}

const browserOf = (name: string): Kind | undefined =>
  /^(?:chromium|firefox|webkit)$/.test(name) ? 'browsers' : undefined;

function ofModule(module: string): Kind | undefined {
  if (module === 'axios') return 'axios';
  return /^puppeteer(?:-core)?$/.test(module) ? 'browsers' : undefined;
}
