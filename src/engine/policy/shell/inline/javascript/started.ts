import type { AnyNode, Expression, ObjectExpression, SpreadElement } from 'acorn';
import { NotShown } from '../code-effect.js';
import type { CodeEffect } from '../code-effect.js';
import { handedToShell, startedWith } from '../commands.js';
import type { Words } from '../path-words.js';
import type { Paths } from './paths.js';

/** Options that say how a command is waited for and how what it prints is read. */
const OPTIONS = new Set('encoding maxBuffer stdio timeout windowsHide'.split(' '));

/** `execSync('git log')`, `execFileSync('git', ['log'])`. @throws NotShown where it is not known what is started */
export function startedBy(
  name: string,
  given: readonly (Expression | SpreadElement)[],
  paths: Paths,
): CodeEffect {
  const [program, second, third, ...more] = given;
  if (program === undefined || more.length > 0) throw new NotShown(name);
  const words = name === 'execSync' ? undefined : second?.type === 'ArrayExpression' ? second.elements : [];
  const options = words === undefined || second?.type !== 'ArrayExpression' ? second : third;
  if (given.indexOf(options as Expression) !== given.length - 1 && options !== undefined)
    throw new NotShown(name);
  const folder = options === undefined ? 'here' : folderOf(options, paths);
  if (words === undefined) return handedToShell(paths.of(program), folder);
  return startedWith(
    [program, ...words].map((one) => wordOf(one, paths)),
    folder,
  );
}

function wordOf(node: AnyNode | null, paths: Paths): Words {
  if (node === null || node.type === 'SpreadElement') throw new NotShown('words that are not known');
  return paths.of(node);
}

function folderOf(node: AnyNode, paths: Paths): Words | 'here' {
  if (node.type !== 'ObjectExpression') throw new NotShown('how a command is started');
  let folder: Words | 'here' = 'here';
  for (const item of node.properties) {
    const [key, value] = optionOf(item);
    if (key === 'cwd') folder = paths.of(value);
    else if (!OPTIONS.has(key) || !isData(value)) throw new NotShown('how a command is started');
  }
  return folder;
}

function optionOf(item: ObjectExpression['properties'][number]): readonly [string, AnyNode] {
  if (item.type !== 'Property' || item.computed || item.key.type !== 'Identifier')
    throw new NotShown('how a command is started');
  return [item.key.name, item.value];
}

function isData(node: AnyNode): boolean {
  if (node.type === 'ArrayExpression') return node.elements.every((item) => item !== null && isData(item));
  if (node.type === 'BinaryExpression')
    return node.left.type !== 'PrivateIdentifier' && isData(node.left) && isData(node.right);
  return node.type === 'Literal';
}
