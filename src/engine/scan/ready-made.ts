import ts from 'typescript';
import type { Candidate } from './candidate.js';
import type { Context } from './context.js';
import type { Detector, Sink } from './detector.js';
import { calleeName, locate } from './locate.js';
import { type Found, isGateModule } from './matcher.js';
import { argumentsOf } from './syntax.js';
import { type External, GLOBAL, type Invocation, textValues, type Value } from './value.js';

type Call = ts.CallExpression | ts.NewExpression;

/** A tool (or all that a server tells of) whose code is a package's: there is no executor here to look at. */
function opaque(context: Context, detector: Detector, construct: string, call: Call): Candidate {
  const [written] = textValues(locate(context.on, call, undefined, '0.name').values);
  const isOne = ts.isNewExpression(call);
  return {
    detector,
    construct,
    node: call,
    start: call,
    stack: [],
    env: undefined,
    name: (isOne ? written : undefined) ?? calleeName(call),
    executors: [],
    hasExecutor: true,
    human: undefined,
  };
}

/** `new TavilySearch()`, `client.getTools()`: what a framework's package has ready. */
export function readyMade(context: Context, call: Call): Candidate[] {
  const [found] = context.matcher.ready(call);
  if (!found || isBuiltOn(call)) return [];
  return [opaque(context, found.detector, found.what.construct, call)];
}

/** What is called on at once is not what is handed over: `new Toolkit().getTools()`. */
const isBuiltOn = (call: Call): boolean =>
  ts.isPropertyAccessExpression(call.parent) && isCalled(call.parent);

const isCalled = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) && node.parent.expression === node;

/** What an agent is handed as tools that some other package made: nothing more is known of them. */
export function opaqueAt(context: Context, call: Invocation, { detector, what }: Found<Sink>): Candidate[] {
  const named = what.tools.filter((locator) => /tool\w*$/i.test(locator));
  const given = named.flatMap((locator) => locate(context.on, call, undefined, locator).values);
  const items = given.flatMap((value) => (value.kind === 'external' ? [value] : context.on.elements(value)));
  const seen = new Set<ts.Node>();
  return items.flatMap((value) => {
    const made = value.kind === 'external' ? foreignCall(context, value) : undefined;
    if (!made || seen.has(made)) return [];
    seen.add(made);
    return [opaque(context, detector, 'tools of a package', made)];
  });
}

/** The call of a package's that gave a value, where nothing in the tree and no framework of ours did. */
function foreignCall(context: Context, { module, path, call, env }: External): Call | undefined {
  if (!call || env || ts.isTaggedTemplateExpression(call) || module === GLOBAL || isGateModule(module))
    return undefined;
  const steps = path.filter((step) => step !== '[]' && step !== 'default');
  const last = steps[steps.length - 1];
  if (last !== '()' && last !== 'new') return undefined;
  if (path.includes('=>') || !isPackage(module) || context.matcher.of(module).length > 0) return undefined;
  return argumentsOf(call).some((one) => handsOnTools(context, one)) ? undefined : call;
}

/** A package's function that is given tools of the tree gives them back, in whatever dress. */
function handsOnTools(context: Context, argument: ts.Expression): boolean {
  const isDefinition = (value: Value): boolean =>
    value.kind === 'function' ||
    (value.kind === 'external' &&
      value.call !== undefined &&
      context.matcher.constructs(value.call).length > 0);
  const values = context.on.values(argument);
  return values.some(
    (value) =>
      isDefinition(value) ||
      (value.kind !== 'external' && context.on.elements(value).some((inner) => isDefinition(inner))),
  );
}

const isPackage = (module: string): boolean => /^(?:@[\w-]+\/)?[a-z][\w.-]*(?:\/|$)/.test(module);
