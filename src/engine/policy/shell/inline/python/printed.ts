import { namesPrinted, namesPrintedBy } from '../listed-names.js';
import type { Words } from '../path-words.js';
import type { Bindings } from './bindings.js';
import type { Names } from './resolve.js';
import { STARTERS } from './started.js';
import type { Expression } from './syntax.js';

type Call = Expression & { readonly is: 'call' };

const AS_TEXT = new Set(['strip', 'rstrip', 'lstrip', 'decode']);

/** The names of files in `subprocess.check_output(['git', 'ls-files'], text=True).splitlines()`. */
export function namesFrom(
  of: Expression,
  given: readonly Expression[],
  names: Names,
  bindings: Bindings,
  path: (node: Expression) => Words,
): Words {
  const [by, ...more] = given;
  const lines = by === undefined || (by.is === 'text' && (by.value === '\n' || by.value === '\0'));
  const call = lines && more.length === 0 ? outputOf(of, names, bindings, 0) : undefined;
  if (call === undefined) return undefined;
  const [first, ...how] = call.args;
  if (first === undefined || how.some(({ name }) => name === 'cwd' || name === undefined)) return undefined;
  const shell = how.some(({ name }) => name === 'shell');
  if (first.value.is === 'list' || first.value.is === 'tuple') {
    const words = first.value.items.map((item) => single(path(item)));
    return !shell && words.every((word) => word !== undefined) ? namesPrinted(words) : undefined;
  }
  const line = single(path(first.value));
  return line === undefined ? undefined : namesPrintedBy(line);
}

/** The call whose output a text is. */
function outputOf(node: Expression, names: Names, bindings: Bindings, depth: number): Call | undefined {
  if (depth > 6) return undefined;
  const next = (inner: Expression): Call | undefined => outputOf(inner, names, bindings, depth + 1);
  if (node.is === 'name') {
    const [only, ...more] = bindings.of(node.id);
    return only?.by === 'value' && more.length === 0 ? next(only.value) : undefined;
  }
  if (node.is === 'attribute') return node.name === 'stdout' ? next(node.of) : undefined;
  if (node.is !== 'call') return undefined;
  const { callee } = node;
  if (
    callee.is === 'attribute' &&
    (AS_TEXT.has(callee.name) || (callee.name === 'read' && node.args.length === 0))
  )
    return next(callee.of);
  const member = names.memberOf(callee) ?? '';
  return STARTERS.has(member) && !/^os\.system$|call$|status/.test(member) ? node : undefined;
}

function single(words: Words): string | undefined {
  const [only, ...more] = words ?? [];
  return only?.known === true && !only.glob && more.length === 0 ? only.text : undefined;
}
