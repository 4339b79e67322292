import ts from 'typescript';
import { propertyName } from './syntax.js';
import { externalValue, stepFrom, type Value } from './value.js';
import type { Evaluator } from './values.js';

/** Types whose argument is what matters. */
const TRANSPARENT = new Set([
  'Promise',
  'Awaited',
  'Readonly',
  'Required',
  'Partial',
  'NonNullable',
  'PromiseLike',
]);
const LISTS = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet']);

/** What a value of a declared type may be: for parameters and fields that nothing else is known of. */
export function typeValues(on: Evaluator, node: ts.TypeNode, depth = 0): readonly Value[] {
  return depth > 8 ? [] : on.within(() => valuesOf(on, node, depth));
}

function valuesOf(on: Evaluator, node: ts.TypeNode, depth: number): readonly Value[] {
  const inner = (one: ts.TypeNode) => typeValues(on, one, depth + 1);
  if (ts.isParenthesizedTypeNode(node)) return inner(node.type);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) return node.types.flatMap(inner);
  if (ts.isTypeLiteralNode(node)) return [{ kind: 'shape', node }];
  if (ts.isTypeQueryNode(node)) return nameValues(on, node.exprName);
  if (ts.isArrayTypeNode(node)) return [{ kind: 'list', items: inner(node.elementType) }];
  if (ts.isTypeOperatorNode(node)) return inner(node.type);
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal))
    return [{ kind: 'text', text: node.literal.text }];
  if (ts.isImportTypeNode(node)) return importedType(on, node);
  return ts.isTypeReferenceNode(node) ? referenceValues(on, node, depth) : [];
}

/** `import('pkg').Name`, as JSDoc writes types, and `typeof import('pkg')`. */
function importedType(on: Evaluator, { argument, qualifier, isTypeOf }: ts.ImportTypeNode): readonly Value[] {
  const name =
    ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal)
      ? argument.literal.text
      : undefined;
  const target = name === undefined ? undefined : on.symbols.module(name, argument);
  if (target?.kind !== 'external' || (!qualifier && !isTypeOf)) return [];
  const names = qualifier ? qualifier.getText().split('.') : [];
  return [externalValue(target.module, isTypeOf ? names : [...names, 'new'])];
}

/** The value that a (qualified) name in a type stands for. */
function nameValues(on: Evaluator, name: ts.EntityName): readonly Value[] {
  if (ts.isIdentifier(name)) return on.values(name);
  return nameValues(on, name.left).flatMap((value): readonly Value[] =>
    value.kind === 'external' ? [stepFrom(value, name.right.text)] : [],
  );
}

function referenceValues(on: Evaluator, node: ts.TypeReferenceNode, depth: number): readonly Value[] {
  const { typeName } = node;
  const [first] = node.typeArguments ?? [];
  if (!ts.isIdentifier(typeName))
    return nameValues(on, typeName).map((value) =>
      value.kind === 'external' ? stepFrom(value, 'new') : value,
    );
  if (first && TRANSPARENT.has(typeName.text)) return typeValues(on, first, depth + 1);
  if (first && LISTS.has(typeName.text)) return [{ kind: 'list', items: typeValues(on, first, depth + 1) }];
  if (first && ['ReturnType', 'InstanceType'].includes(typeName.text))
    return derived(on, typeName.text, first, depth);
  const target = on.symbols.target(typeName);
  if (target?.kind === 'external') return [externalValue(target.module, [...target.path, 'new'])];
  if (target?.kind !== 'symbol') return [];
  return (target.symbol.declarations ?? []).flatMap((one) => declaredType(on, one, depth));
}

function derived(on: Evaluator, name: string, of: ts.TypeNode, depth: number): readonly Value[] {
  return typeValues(on, of, depth + 1).flatMap((value): readonly Value[] => {
    if (value.kind === 'external') return [stepFrom(value, name === 'ReturnType' ? '()' : 'new')];
    if (value.kind === 'class') return [{ kind: 'instance', node: value.node, env: value.env }];
    return [];
  });
}

function declaredType(on: Evaluator, node: ts.Declaration, depth: number): readonly Value[] {
  if (ts.isClassLike(node)) return [{ kind: 'instance', node, env: undefined }];
  if (ts.isInterfaceDeclaration(node)) return [{ kind: 'shape', node }, ...extended(on, node)];
  return ts.isTypeAliasDeclaration(node) ? typeValues(on, node.type, depth + 1) : [];
}

function extended(on: Evaluator, node: ts.InterfaceDeclaration): readonly Value[] {
  const bases = node.heritageClauses?.flatMap(({ types }) => types) ?? [];
  return bases.flatMap(({ expression }) =>
    on.values(expression).map((value) => (value.kind === 'external' ? stepFrom(value, 'new') : value)),
  );
}

/** The declared type of a member of an interface or type literal. */
export function shapeMember(
  on: Evaluator,
  node: ts.TypeLiteralNode | ts.InterfaceDeclaration,
  name: string,
): readonly Value[] {
  const member = node.members.find((one) => propertyName(one.name) === name);
  return member && ts.isPropertySignature(member) && member.type ? typeValues(on, member.type) : [];
}
