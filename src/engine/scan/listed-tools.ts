import ts from 'typescript';
import type { Context } from './context.js';
import { memberValues } from './members.js';
import { argumentsOf, classAround, each, functionAround, hasBody, isWithin, returned } from './syntax.js';
import { pathText, textValues, type Value } from './value.js';

/** A tool that a server tells of, or tells apart, and where it says so. */
export interface Listed {
  readonly name: string;
  readonly node: ts.Node;
}

/** The tools that the other handlers of a server list: `tools/list` beside `tools/call`. */
export function listedTools(context: Context, call: ts.Node, lists: RegExp): Listed[] {
  return handlersBeside(context, call, lists).flatMap((handler) =>
    context.on
      .values(handler)
      .flatMap((value) => (value.kind === 'function' && hasBody(value.node) ? [value] : []))
      .flatMap((fn) =>
        hasBody(fn.node) ? returned(fn.node).flatMap((one) => context.on.values(one, fn.env)) : [],
      )
      .flatMap((result) => memberValues(context.on, result, 'tools'))
      .flatMap((tools) => context.on.elements(tools))
      .flatMap((item) => listedAs(context, item)),
  );
}

/** A described tool, where its description is known. */
export function listedAs(context: Context, item: Value): Listed[] {
  if (item.kind !== 'object' && item.kind !== 'instance') return [];
  const [name] = textValues(memberValues(context.on, item, 'name'));
  return name === undefined ? [] : [{ name, node: definitionOf(item) }];
}

/** What a list is made of tells more than the callback that makes it: `tools.map((tool) => ({ name: tool.name }))`. */
function definitionOf(item: Extract<Value, { kind: 'object' | 'instance' }>): ts.Node {
  const bound = item.kind === 'object' ? item.env?.bound : undefined;
  if (!bound || 'node' in bound || !isCallbackResult(item.node, item.env?.declaration)) return item.node;
  const [made] = bound;
  if (made?.kind === 'entry') {
    const [value] = made.value;
    return value && (value.kind === 'object' || value.kind === 'instance') ? value.node : item.node;
  }
  return made && (made.kind === 'object' || made.kind === 'instance') ? made.node : item.node;
}

const isCallbackResult = (node: ts.Node, declaration: ts.Node | undefined): boolean =>
  declaration !== undefined && ts.isParameter(declaration) && isWithin(node, declaration.parent);

/** Handlers of the same server: by the same class or function, else in the same file, else the only one of the tree. */
function handlersBeside(context: Context, call: ts.Node, lists: RegExp): ts.Expression[] {
  const here = handlersIn(context, call.getSourceFile(), lists);
  if (here.length > 1) {
    const around = classAround(call) ?? functionAround(call);
    const near = around ? here.filter((one) => isWithin(one, around)) : [];
    return near.length > 0 ? near : here;
  }
  if (here.length > 0) return here;
  const all = context.tree.files
    .filter((file) => context.tree.isNear(file) && file.text.includes('setRequestHandler'))
    .flatMap((file) => handlersIn(context, file, lists));
  return all.length === 1 ? all : [];
}

function handlersIn(context: Context, file: ts.SourceFile, lists: RegExp): ts.Expression[] {
  const found: ts.Expression[] = [];
  each(file, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    if (node.expression.name.text !== 'setRequestHandler') return;
    const [what, handler] = argumentsOf(node);
    const fits = (value: Value) =>
      value.kind === 'text'
        ? lists.test(value.text)
        : value.kind === 'external' && lists.test(pathText(value.path));
    if (what && handler && context.on.values(what).some(fits)) found.push(handler);
  });
  return found;
}
