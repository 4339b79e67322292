import type { Bindings, Use } from './bindings.js';
import type { Names } from './resolve.js';
import type { Expression } from './syntax.js';

/** Builtins that read what they are given, and keep none of it. */
const READS =
  /^builtins\.(?:len|print|sorted|list|set|tuple|enumerate|reversed|zip|str|repr|any|all|map|range|bool|isinstance)$/;
const LOOKS = new Set('items keys values get index count join copy'.split(' '));

/** Whether a list or table is nowhere changed, and nowhere handed to what may change it, but for `append`. */
export function isOnlyRead(name: string, bindings: Bindings, names: Names): boolean {
  return bindings.uses(name).every(({ node, parent }) => reads(node, parent, bindings, names));
}

/** What `append` adds to a list. */
export function addedTo(name: string, bindings: Bindings): readonly Expression[] {
  return bindings.uses(name).flatMap(({ node, parent }) => {
    if (parent.is !== 'attribute' || parent.of !== node || parent.name !== 'append') return [];
    const call = bindings.parentOf(parent);
    return call?.is === 'call' && call.args[0] !== undefined ? [call.args[0].value] : [];
  });
}

function reads(node: Expression, parent: Use, bindings: Bindings, names: Names): boolean {
  if (isStored(node, bindings)) return true;
  switch (parent.is) {
    case 'for':
    case 'branch':
    case 'format':
    case 'assert':
      return true;
    case 'operation':
      // `a or b` is one of the two.
      return parent.op !== 'or' && parent.op !== 'and';
    case 'choice':
      return parent.test === node;
    case 'made':
      return !parent.items.includes(node);
    case 'call':
      return parent.callee !== node && READS.test(names.memberOf(parent.callee) ?? '');
    case 'index':
      return parent.of === node ? !isStored(parent, bindings) : true;
    case 'attribute': {
      const call = bindings.parentOf(parent);
      if (call?.is !== 'call' || call.callee !== parent) return false;
      if (parent.name === 'append') return call.args.length === 1 && call.args[0]?.star === '';
      return LOOKS.has(parent.name);
    }
    default:
      return false;
  }
}

/** Whether something is assigned, or removed, at a place. */
export function isStored(node: Expression, bindings: Bindings): boolean {
  const parent = bindings.parentOf(node);
  if (parent === undefined) return true;
  switch (parent.is) {
    case 'assign':
      return parent.targets.includes(node);
    case 'update':
    case 'for':
      return parent.target === node;
    case 'made':
      return parent.clauses.some(({ target }) => target === node);
    case 'delete':
      return true;
    case 'tuple':
    case 'list':
    case 'star':
      return isStored(parent, bindings);
    default:
      return false;
  }
}
