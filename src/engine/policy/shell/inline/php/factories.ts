import { TAKING_FUNCTIONS } from './classes.js';
import { reaches, worded } from './own.js';
import type { Own } from './own.js';
import { childrenOf, isNode, nameOf } from './parse.js';
import type { Node } from './parse.js';

/** What a factory is told by data, and what it makes: values that no database holds. */
const OF_FACTORIES = /^(?:count|state|set|sequence|make|makeone|raw)$/;
const MAKES = /^(?:make|makeone|raw)$/;
/** Words by which a method keeps what it makes, or makes what belongs to it and keeps that. */
const KEEPS =
  /^(?:create|store|save|persist|insert|upsert|update|delete|after|for|has|recycle|lazy|connection|configure|new|call|mixin|macro)(?:_|$)/;

/** `Order::factory()`, and what its methods give back before anything is made. */
export function isFactory({ kind, what }: Node, own: Own): boolean {
  if (kind !== 'call' || !isNode(what) || !isNode(what.what)) return false;
  const lookup = what.kind === 'staticlookup' || what.kind === 'propertylookup';
  if (!lookup || !isNode(what.offset) || what.offset.kind !== 'identifier') return false;
  const name = nameOf(what.offset).toLowerCase();
  if (what.kind === 'propertylookup') return !MAKES.test(name) && isFactory(what.what, own);
  return name === 'factory' && what.what.kind === 'name' && own.ofClass(nameOf(what.what)) === 'model';
}

/** Whether a method of a factory makes, or says how: by what stands there, and by no other factory. */
export function makesOnly(spelled: string, given: readonly Node[]): boolean {
  if (given.some(holdsFactory)) return false;
  const name = spelled.toLowerCase();
  if (OF_FACTORIES.test(name))
    return given.every(({ kind }) => /^(?:array|closure|arrowfunc|number|string|nullkeyword)$/.test(kind));
  // A state of its own, by its name.
  const plain = /^[a-z]\w*$/.test(spelled) && !KEEPS.test(worded(spelled)) && !reaches(spelled);
  return (
    plain &&
    !TAKING_FUNCTIONS.test(name) &&
    given.every(({ kind }) => /^(?:number|string|boolean)$/.test(kind))
  );
}

function holdsFactory(node: Node): boolean {
  const factory = node.kind === 'staticlookup' && nameOf(node.offset).toLowerCase() === 'factory';
  return factory || childrenOf(node).some(holdsFactory);
}
