import ts from 'typescript';
import type { Detector, Sink, ToolClass, ToolConstruct, ToolShape } from './detector.js';
import { locate } from './locate.js';
import { argumentsOf, bare } from './syntax.js';
import { type Env, type External, type Invocation, pathText, type Value } from './value.js';
import type { Evaluator } from './values.js';

/** Our own package and its subpaths. */
export const isGateModule = (module: string): boolean => /^capfence(?:\/|$)/.test(module);

/** Gates that take a tool (or tools, or an executor) and give the gated one. */
const VALUE_GATES = new Set(['gate', 'gateTool', 'gateTools', 'gateToolNode', 'gateServer']);
/** Gates that are registered on an agent and see every call of its tools. */
const RUN_GATES = new Set(['gateMiddleware', 'gateHooks', 'gateToolNode', 'gateServer']);

/** The gate that a value was made by, where it was made by one. */
export function gateOf(value: Value): string | undefined {
  if (value.kind !== 'external' || !isGateModule(value.module)) return undefined;
  const path = value.path[0] === 'default' ? value.path.slice(1) : value.path;
  return path[1] === '()' ? path[0] : undefined;
}

export const isRunGate = (value: Value): boolean => RUN_GATES.has(gateOf(value) ?? '');
export const isValueGate = (value: Value): boolean => VALUE_GATES.has(gateOf(value) ?? '');

/** What a call does, as detectors know it. */
export interface Found<T> {
  readonly detector: Detector;
  readonly what: T;
  readonly value: External;
}

/** Methods of lists, strings and the like. */
const EVERYDAY = new Set(
  (
    'map filter forEach push pop shift unshift slice splice concat join split trim replace replaceAll includes ' +
    'indexOf startsWith endsWith toString toLowerCase toUpperCase get set has delete keys values entries find some ' +
    'every reduce sort reverse flat flatMap then catch finally log error warn info debug stringify parse test match ' +
    'exec padStart padEnd charCodeAt charAt substring at assign freeze isArray from now floor round max min ceil abs ' +
    'min object string number boolean array optional describe enum union literal default nullable'
  ).split(' '),
);

/** What sets and maps are asked for. */
const OF_COLLECTIONS = new Set(['add', 'delete', 'clear', 'set', 'get', 'has']);

const step = (call: Invocation): string => (ts.isNewExpression(call) ? 'new' : '()');

/** Matches calls, classes and types against the detectors. */
export class Matcher {
  readonly detectors: readonly Detector[];
  readonly #on: Evaluator;
  /** Every word in a path that a detector knows. */
  readonly #words: ReadonlySet<string>;
  readonly #modules = new Map<string, readonly Detector[]>();

  constructor(detectors: readonly Detector[], on: Evaluator) {
    this.detectors = detectors;
    const paths = detectors.flatMap(({ tools = [], sinks = [], hosted = [], ready = [] }) => [
      ...tools,
      ...ready,
      ...sinks,
      ...hosted,
    ]);
    this.#words = new Set(paths.flatMap(({ path }) => path.source.match(/\w{3,}/g) ?? []));
    this.#on = on;
  }

  /** Whether a call is worth following at all: most calls of a tree cannot make a tool by their very look. */
  isLikely(
    call: Invocation,
    near: boolean,
    isOwn: (name: ts.Node) => boolean,
    collects: (name: ts.Node) => boolean,
  ): boolean {
    const callee = bare(ts.isTaggedTemplateExpression(call) ? call.tag : call.expression);
    if (ts.isIdentifier(callee)) return near ? !isOwn(callee) : this.#words.has(callee.text);
    if (!ts.isPropertyAccessExpression(callee)) return near;
    const { text } = callee.name;
    if (!this.#words.has(text) && (!near || EVERYDAY.has(text))) return false;
    const of = callee.expression;
    return !OF_COLLECTIONS.has(text) || !collects(ts.isPropertyAccessExpression(of) ? of.name : of);
  }

  of(module: string): readonly Detector[] {
    const known = this.#modules.get(module);
    if (known) return known;
    const found = this.detectors.filter(({ modules }) => modules.test(module));
    this.#modules.set(module, found);
    return found;
  }

  /** The values of what is called, with our gates seen through: `gateServer(server).tool` is `server.tool`. */
  callees(call: Invocation, env?: Env): readonly External[] {
    const callee = ts.isTaggedTemplateExpression(call) ? call.tag : call.expression;
    const values = this.#on.values(callee, env).flatMap((value) => this.#seenThrough(value));
    return values.map((value) => ({ ...value, path: [...value.path, step(call)], call, env }));
  }

  #seenThrough(value: Value): readonly External[] {
    if (value.kind !== 'external') return [];
    if (gateOf(value) === undefined || value.path.length < 3 || !value.call) return [value];
    const [first] = argumentsOf(value.call);
    const inner = first ? this.#on.values(first, value.env) : [];
    const rest = value.path.slice(value.path.indexOf('()') + 1);
    return inner.flatMap((one) =>
      one.kind === 'external' ? [{ ...one, path: [...one.path, ...rest] }] : [],
    );
  }

  #all<T>(
    values: readonly External[],
    list: (detector: Detector) => readonly T[] | undefined,
    path: (what: T) => RegExp,
  ): Found<T>[] {
    return values.flatMap((value) => {
      const text = pathText(value.path);
      return this.of(value.module).flatMap((detector) =>
        (list(detector) ?? [])
          .filter((what) => path(what).test(text))
          .map((what) => ({ detector, what, value })),
      );
    });
  }

  constructs(call: Invocation, env?: Env): Found<ToolConstruct>[] {
    return this.#all(
      this.callees(call, env),
      (one) => one.tools,
      (what) => what.path,
    ).filter(({ what, value }) => what.from?.test(value.module) ?? true);
  }

  ready(call: Invocation): Found<NonNullable<Detector['ready']>[number]>[] {
    return this.#all(
      this.callees(call),
      (one) => one.ready,
      (what) => what.path,
    ).filter(({ what, value }) => what.from?.test(value.module) ?? true);
  }

  hosted(call: Invocation): Found<NonNullable<Detector['hosted']>[number]>[] {
    return this.#all(
      this.callees(call),
      (one) => one.hosted,
      (what) => what.path,
    );
  }

  sinks(call: Invocation): Found<Sink>[] {
    return this.#all(
      this.callees(call),
      (one) => one.sinks,
      (what) => what.path,
    ).filter(({ what: { beside } }) => beside?.some((locator) => this.#has(call, locator)) ?? true);
  }

  #has(call: Invocation, locator: string): boolean {
    const { values, node } = locate(this.#on, call, undefined, locator);
    return node !== undefined || values.length > 0;
  }

  classes(values: readonly Value[]): Found<ToolClass>[] {
    const bases = values.filter((value): value is External => value.kind === 'external');
    return this.#all(
      bases,
      (one) => one.classes,
      (what) => what.path,
    );
  }

  typed(values: readonly Value[]): Found<{ readonly path: RegExp; readonly shape: ToolShape }>[] {
    const types = values.filter((value): value is External => value.kind === 'external');
    return this.#all(
      types,
      (one) => one.typed,
      (what) => what.path,
    );
  }

  /** Calls that read a tool and run nothing. */
  isNeutral(value: External): boolean {
    const text = pathText(value.path);
    return this.of(value.module).some(
      ({ neutral, tools }) =>
        Boolean(neutral?.test(text)) || (tools ?? []).some(({ path }) => path.test(text)),
    );
  }
}
