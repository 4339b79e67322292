import type { AnyNode } from 'acorn';
import { NotShown } from '../code-effect.js';
import {
  changesMore,
  destroysMore,
  doesMore,
  KEEPS_DATA,
  runsChange,
  TAKES_STATEMENTS,
} from '../promises.js';
import { readsOnly } from '../sql.js';
import type { Declared } from './declared.js';
import { HANDS_ON } from './files.js';
import { keyOf } from './kinds.js';
import type { Kinds } from './kinds.js';
import { assertNear } from './near.js';
import { childrenOf } from './parse.js';
import type { Paths } from './paths.js';

/** Methods of maps and sets that records, queries and stores have, too. */
const SHARED = /^(?:delete|clear|update)$/;
const HASHES = /^create(?:Hash|Hmac)$/;

/** What is asked of an object of the project's own, and reaches further than a value. */
export const reachesFurther = (name: string, object: AnyNode): boolean =>
  HANDS_ON.test(name) ||
  destroysMore(name) ||
  (object.type === 'Identifier' && KEEPS_DATA.test(object.name) && changesMore(name));

/** What a query is made of that only reads. */
const READS =
  /^(?:select|selectDistinct|from|where|andWhere|orWhere|whereIn|limit|offset|take|skip|orderBy|groupBy|having|(?:inner|left|right|full)?[jJ]oin|with|distinct|first|pluck|find(?:Many|First|Unique|FirstOrThrow|UniqueOrThrow|One|All|ByPk|ById)|count|aggregate)$/;

/** `db.user.findMany`, `db.select().from(t).limit`: what belongs to the project is asked, by names that promise no more. */
export function onlyReads(callee: AnyNode, isOwn: (node: AnyNode) => boolean): boolean {
  if (callee.type !== 'MemberExpression' || callee.computed || !READS.test(keyOf(callee) ?? '')) return false;
  let node: AnyNode = callee.object;
  while (node.type === 'MemberExpression') {
    if (node.computed || reachesFurther(keyOf(node) ?? '_', node.object)) return false;
    node = node.object;
  }
  return node.type === 'CallExpression'
    ? onlyReads(node.callee, isOwn)
    : node.type === 'Identifier' && isOwn(node);
}

/** The same of a function of the project's own. */
export const doesFurther = (name: string): boolean => HANDS_ON.test(name) || doesMore(name);

/** What a function or a method of the project is given: no statement that changes what is kept. @throws NotShown */
export function assertGiven(name: string, given: readonly AnyNode[], paths: Paths): void {
  for (const one of given) assertNoStatement(name, one, paths);
  assertNear(name, given, paths);
  const [first] = given;
  if (!TAKES_STATEMENTS.test(name) || first === undefined) return;
  const words = paths.of(first) ?? [];
  const reads = words.every(
    ({ known, glob, text }) =>
      known && !glob && (/^[\w./-]*$/.test(text) || readsOnly(text.trim().replace(/;$/, ''))),
  );
  if (words.length === 0 || !reads) throw new NotShown('a statement');
}

function assertNoStatement(name: string, node: AnyNode, paths: Paths): void {
  const text =
    node.type === 'Literal' && typeof node.value === 'string'
      ? node.value
      : node.type === 'TemplateLiteral'
        ? node.quasis.map(({ value }) => value.cooked ?? '').join('x')
        : '';
  const words = node.type === 'Identifier' || node.type === 'BinaryExpression' ? (paths.of(node) ?? []) : [];
  if ([text, ...words.map((word) => word.text)].some((one) => runsChange(name, one)))
    throw new NotShown('a statement');
  for (const child of childrenOf(node)) assertNoStatement(name, child as AnyNode, paths);
}

/** Whether a method may be one of what the project keeps: its object is none that the program has itself made. */
export function mayBeKept(name: string, object: AnyNode, kinds: Kinds, declared: Declared): boolean {
  return SHARED.test(name) && !kinds.isFresh(object) && !isHash(object, declared, 0);
}

/** `createHash('sha256').update(x)`. */
function isHash(node: AnyNode, declared: Declared, depth: number): boolean {
  if (depth > 8) return false;
  if (node.type === 'Identifier') {
    const all = declared.of(node.name);
    return all.length > 0 && all.every((one) => one.by === 'value' && isHash(one.value, declared, depth + 1));
  }
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  if (callee.type === 'Identifier') {
    const all = declared.of(callee.name);
    return (
      all.length > 0 &&
      all.every(
        (one) => one.by === 'member' && /^(?:node:)?crypto$/.test(one.module) && HASHES.test(one.name),
      )
    );
  }
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier')
    return false;
  if (callee.property.name === 'update') return isHash(callee.object, declared, depth + 1);
  const { object } = callee;
  if (!HASHES.test(callee.property.name)) return false;
  if (object.type === 'Identifier')
    return declared
      .of(object.name)
      .every((one) => one.by === 'module' && /^(?:node:)?crypto$/.test(one.module));
  return (
    object.type === 'CallExpression' &&
    object.callee.type === 'Identifier' &&
    object.callee.name === 'require'
  );
}

/** Whether what belongs to a value may be changed: not what is there by name, nor what other code has made. */
export function mayChange(node: AnyNode, declared: Declared): boolean {
  let root = node;
  while (root.type === 'MemberExpression') root = root.object;
  if (root.type !== 'Identifier') return true;
  return (
    declared.has(root.name) &&
    declared
      .of(root.name)
      .every((one) => one.by !== 'member' && (one.by !== 'module' || one.module.endsWith('.json')))
  );
}
