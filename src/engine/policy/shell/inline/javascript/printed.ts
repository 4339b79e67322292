import type { AnyNode, CallExpression } from 'acorn';
import { namesPrinted, namesPrintedBy } from '../listed-names.js';
import type { Words } from '../path-words.js';
import type { Declared } from './declared.js';
import { keyOf } from './kinds.js';

/** The module, and the name of a function in it. */
export type Callee = (node: AnyNode) => readonly [string, string];

const AS_TEXT = new Set('trim trimEnd trimStart toString'.split(' '));

/** The names of files in `execSync('git ls-files src', { encoding: 'utf8' }).trim().split('\n')`. */
export function namesFrom(
  { callee, arguments: given }: CallExpression,
  declared: Declared,
  path: (node: AnyNode) => Words,
  calleeOf: Callee,
): Words {
  const [by, ...more] = given;
  if (callee.type !== 'MemberExpression' || by === undefined || more.length > 0 || !isLineEnd(by))
    return undefined;
  const call = outputOf(callee.object, declared, 0);
  if (call === undefined) return undefined;
  const [module, name] = calleeOf(call.callee);
  return module === 'child_process' ? namesOf(name, call, path) : undefined;
}

function isLineEnd(node: AnyNode): boolean {
  if (node.type !== 'Literal') return false;
  if ('regex' in node && node.regex) return /^(?:(?:\\r\?)?\\n\+?|\\s\+)$/.test(node.regex.pattern);
  return node.value === '\n' || node.value === '\0';
}

/** The call whose output a text is. */
function outputOf(node: AnyNode, declared: Declared, depth: number): CallExpression | undefined {
  if (depth > 6) return undefined;
  if (node.type === 'Identifier') {
    const [only, ...more] = declared.of(node.name);
    return only?.by === 'value' && more.length === 0 ? outputOf(only.value, declared, depth + 1) : undefined;
  }
  if (node.type === 'MemberExpression')
    return keyOf(node) === 'stdout' ? outputOf(node.object, declared, depth + 1) : undefined;
  if (node.type !== 'CallExpression') return undefined;
  const { callee } = node;
  if (callee.type === 'MemberExpression' && AS_TEXT.has(keyOf(callee) ?? ''))
    return outputOf(callee.object, declared, depth + 1);
  return node;
}

function namesOf(name: string, { arguments: given }: CallExpression, path: (node: AnyNode) => Words): Words {
  const [first, second, third] = given;
  if (first === undefined || [second, third].some((one) => one !== undefined && namesFolder(one)))
    return undefined;
  const program = single(path(first));
  if (program === undefined) return undefined;
  if (name === 'execSync') return namesPrintedBy(program);
  if (!/^(?:execFileSync|spawnSync)$/.test(name) || second?.type !== 'ArrayExpression') return undefined;
  const words = second.elements.map((item) => (item === null ? undefined : single(path(item))));
  return words.every((word) => word !== undefined) ? namesPrinted([program, ...words]) : undefined;
}

function single(words: Words): string | undefined {
  const [only, ...more] = words ?? [];
  return only?.known === true && !only.glob && more.length === 0 ? only.text : undefined;
}

/** Names start from another folder. */
function namesFolder(node: AnyNode): boolean {
  if (node.type === 'ArrayExpression') return false;
  if (node.type !== 'ObjectExpression') return true;
  return node.properties.some(
    (one) => one.type !== 'Property' || one.key.type !== 'Identifier' || one.key.name === 'cwd',
  );
}
