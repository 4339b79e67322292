import type { AnyNode, CallExpression, Expression } from 'acorn';

/** A file of the project, by its path. */
export const OWN_FILE = /^\.{0,2}\/(?!.*\.json$)/;

/** `require('./x').default`: what a file of the project is there for. */
export const isDefault = (node: AnyNode): boolean =>
  node.type === 'MemberExpression' &&
  !node.computed &&
  node.property.type === 'Identifier' &&
  node.property.name === 'default' &&
  OWN_FILE.test(requiredBy(node.object) ?? '');

/** Some modules of the platform are named with their scheme only: without, it is a package. */
export const moduleName = (text: string): string => text.replace(/^node:(?!test\b|sqlite\b|sea\b)/, '');

/** The module of `require('x')`, `await import('x')`. */
export function requiredBy(node: AnyNode): string | undefined {
  const call = node.type === 'AwaitExpression' ? node.argument : node;
  const source =
    call.type === 'ImportExpression'
      ? call.source
      : isRequire(call)
        ? (call.arguments[0] as Expression | undefined)
        : undefined;
  return source?.type === 'Literal' && typeof source.value === 'string'
    ? moduleName(source.value)
    : undefined;
}

function isRequire(node: AnyNode): node is CallExpression {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'require' &&
    node.arguments.length === 1
  );
}
